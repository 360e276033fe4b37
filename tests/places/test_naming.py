"""Topics, districts and kinds of help, as the office adds them."""

import pytest

from databases import Database
from makers import NOW, OFFICE
from mittendrin.places.naming import NameKind, Naming, add_name
from mittendrin.web.tables import PublicChange


@pytest.mark.parametrize("kind", NameKind)
async def test_what_is_new_can_be_chosen_at_once_in_every_process(database: Database, kind: NameKind) -> None:
    await add_name(kind, Naming("Schwof", "", 1), OFFICE, NOW)
    rows = await PublicChange.select(PublicChange.area)
    assert {row["area"] for row in rows} == {"site", "programme", "calendar"}
