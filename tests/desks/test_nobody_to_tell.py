"""Changes of which nobody has to hear: no page says that somebody is told, or could have been."""

import pytest

from makers import a_club, a_published_event, occurrence_ids, seats
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def test_where_nobody_signs_up_nobody_is_said_to_be_told(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club())
    first = (await occurrence_ids(event_id))[0]
    await sign_in(visitor, await a_responsible())
    for path, button in (
        (f"{DESK}/termine/{first}/absagen", "Jetzt absagen"),
        (f"{DESK}/termine/{first}/findet-statt", "Findet doch statt"),
        (f"{DESK}/veranstaltungen/{event_id}/absagen", "Alles absagen"),
        (f"{DESK}/veranstaltungen/{event_id}/findet-statt", "Findet doch statt"),
    ):
        await visitor.get(path)
        if path.endswith("/absagen"):
            await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
        assert "angemeldet" not in visitor.page.text
        assert "Bescheid" not in visitor.page.text
        await visitor.submit(button)
        assert "Noch hatte sich niemand angemeldet." not in visitor.page.text


@pytest.mark.parametrize(
    ("change", "answers", "button"),
    [
        ("verlegen", {"von": "16", "bis": "17", "grund": "Wasserschaden."}, "Jetzt verlegen"),
        ("absagen", {"grund": "Wasserschaden."}, "Jetzt absagen"),
    ],
)
async def test_while_nobody_has_signed_up_the_button_promises_nothing(
    visitor: Visitor, change: str, answers: dict[str, str], button: str
) -> None:
    first = (await occurrence_ids(await a_published_event(await a_club(), terms=seats(4))))[0]
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/{change}")
    await visitor.submit("Weiter: Angaben prüfen", **answers)
    assert "Noch hat sich niemand angemeldet." in visitor.page.text
    assert "Bescheid sagen" not in visitor.page.text
    await visitor.submit(button)
    assert visitor.page.errors == []
