"""The thin path: a club's event, let through, found, signed up for, called off."""

from datetime import timedelta

from app_fixtures import StandingClock
from makers import a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from visitor import Visitor


async def test_a_senior_finds_a_date_signs_up_by_telephone_number_and_learns_that_it_is_called_off(
    visitor: Visitor, clock: StandingClock
) -> None:
    event_id = await a_published_event(terms=seats(12))

    await visitor.get("/veranstaltungen")
    await visitor.click("Gymnastik im Sitzen")
    await visitor.click("Ich komme mit")
    await visitor.submit("Weiter: Angaben prüfen", name="Demo-Person 1", telefon="0171 3920001")
    clock.now += timedelta(seconds=30)
    await visitor.submit("Jetzt absenden")
    assert visitor.page.heading == "Sie sind angemeldet."

    await call_off_date(
        (await occurrence_ids(event_id))[0], CallingOff("Der Raum ist belegt."), SYSTEM, clock.now
    )
    calls = await CallTask.select(CallTask.purpose, CallTask.reached_at).order_by(CallTask.id)
    assert calls == [
        {"purpose": "confirmed", "reached_at": "+491713920001"},
        {"purpose": "called_off", "reached_at": "+491713920001"},
    ]
    await visitor.get("/veranstaltungen")
    assert "ABGESAGT" in visitor.page.text
