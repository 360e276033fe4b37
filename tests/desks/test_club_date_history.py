"""What a club reads of what has happened to its dates."""

from datetime import timedelta

from makers import CLUB, NOW, a_club, a_published_event, occurrence_ids
from mittendrin.audit.rules import Doer
from mittendrin.events.history import changes_of_dates
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.series_changes import call_off_event
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def test_the_club_reads_who_called_a_date_off_but_not_what_the_office_noted(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club())
    first, second, *_rest = await occurrence_ids(event_id)
    clerk = Doer("Herr Büro", on_behalf_of="Frau Demo", remark="Klang heiser.")
    await call_off_date(second, CallingOff("Sturm."), clerk, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    for words in (
        "Was bisher geschah",
        "Termin abgesagt: 19.1., 10 Uhr",
        "Herr Büro für Frau Demo",
        "Sturm.",
    ):
        assert words in visitor.page.text
    assert "heiser" not in visitor.page.text


async def test_the_whole_event_called_off_is_one_line(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club())
    _first, second, *_rest = await occurrence_ids(event_id)
    await call_off_date(second, CallingOff("Sturm."), CLUB, NOW)
    await call_off_event(event_id, CallingOff("Keine Leitung."), CLUB, NOW + timedelta(minutes=1))
    changes = [(one.words, one.reason) for one in await changes_of_dates(event_id)]
    assert changes == [("ganz abgesagt", "Keine Leitung."), ("Termin abgesagt: 19.1., 10 Uhr", "Sturm.")]
