"""What people tell the office: sealed on the disk, open on the desk."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from piccolo.columns import Column

from databases import Database
from makers import NOW
from mittendrin.database.sealing import CannotOpen, Sealed, opened, seal, unopened, use_secret
from mittendrin.engagements.tables import CheckIn
from mittendrin.incidents.tables import Incident
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.settings import settings

SAID = "Hört schlecht und braucht Zeit. 🙂 \ud800"


@contextmanager
def another_secret() -> Iterator[None]:
    use_secret(b"y" * 32)
    yield
    use_secret(settings().secret)


def test_what_is_sealed_opens_again_and_looks_different_each_time() -> None:
    first, second = seal(SAID), seal(SAID)
    assert (opened(first), opened(second)) == (SAID, SAID)
    assert first != second
    assert (seal(""), opened("")) == ("", "")


def test_another_secret_opens_nothing() -> None:
    sealed = seal(SAID)
    with another_secret(), pytest.raises(CannotOpen, match="Der Schlüssel ist ein anderer"):
        opened(sealed)
    assert opened(sealed) == SAID


@pytest.mark.parametrize("damaged", [seal(SAID)[:-4], seal(SAID)[:-1] + "!", "sealed:1:", "sealed:1:ä"])
def test_what_is_damaged_is_refused(damaged: str) -> None:
    with pytest.raises(CannotOpen):
        opened(damaged)


def test_what_was_written_before_there_was_a_seal_is_read_as_it_is() -> None:
    assert opened("Ist zur Kur.") == "Ist zur Kur."


@pytest.mark.parametrize("search", ["like", "ilike", "not_like", "is_in", "not_in", "__eq__", "__ne__"])
def test_nobody_searches_in_it(search: str) -> None:
    with pytest.raises(TypeError):
        getattr(Incident.note, search)("Kur")


SEALED = [
    column
    for table in APP_CONFIG.table_classes
    for column in table._meta.columns
    if isinstance(column, Sealed)
]


@pytest.mark.parametrize("column", SEALED, ids=str)
def test_the_database_refuses_what_nobody_has_sealed(column: Column) -> None:
    refused = [rule.ddl for rule in column._meta.table._meta.constraints if column._meta.name in rule.ddl]
    assert f"({column._meta.name} = '' OR {column._meta.name} LIKE 'sealed:%')" in "".join(refused)


async def test_a_plain_text_does_not_get_in(database: Database) -> None:
    with pytest.raises(Exception, match="incident_sealed"):
        await Incident.insert(Incident(note="Es fehlte Geld.", reported_at=NOW))
    await Incident.insert(Incident(note=seal("Es fehlte Geld."), reported_at=NOW))


async def test_the_tables_that_a_secret_does_not_open_are_named(database: Database) -> None:
    await Incident.insert(Incident(note=seal("Es fehlte Geld."), reported_at=NOW))
    assert await unopened([Incident, CheckIn]) == []
    with another_secret():
        assert await unopened([Incident, CheckIn]) == ["incident"]


@pytest.mark.parametrize("others", range(3))
async def test_one_text_of_another_secret_is_found_wherever_it_lies(database: Database, others: int) -> None:
    """The oldest, one in between, the newest."""
    with another_secret():
        lost = seal("Es fehlte Geld.")
    found = [seal("Es war da.") for _other in range(2)]
    await Incident.insert(
        *(Incident(note=one, reported_at=NOW) for one in [*found[:others], lost, *found[others:]])
    )
    assert await unopened([Incident]) == ["incident"]
