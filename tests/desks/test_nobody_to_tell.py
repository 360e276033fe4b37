"""Changes of what takes no sign-ups: no page says that somebody is told, or could have been."""

from makers import a_club, a_published_event, occurrence_ids
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
