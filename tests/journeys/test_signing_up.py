"""A course, a place for every week, and a waiting list with an offer, each from the first page to the last."""

from datetime import timedelta

from app_fixtures import StandingClock
from makers import NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations import actions, queries
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.rules import Receipt, Target
from mittendrin.registrations.tables import Registration
from visitor import Visitor

EVENT = "/veranstaltungen/gymnastik-im-sitzen"


async def sign_up(visitor: Visitor, clock: StandingClock, button: str, name: str, **answers: str) -> None:
    """From the event's page to the slip."""
    await visitor.get(EVENT)
    await visitor.click(button)
    await visitor.submit("Weiter: Angaben prüfen", name=name, telefon="0171 3920001", **answers)
    clock.now += timedelta(seconds=30)
    await visitor.submit("Jetzt absenden")


async def last_code() -> str:
    row = await Registration.select(Registration.code).order_by(Registration.id, ascending=False).first()
    assert row
    return str(row["code"])


async def test_a_couple_joins_a_course_and_signs_off_with_code_and_name(
    visitor: Visitor, clock: StandingClock
) -> None:
    await a_published_event(terms=seats(8, SignUpMode.COURSE))
    await sign_up(visitor, clock, "Ich komme mit", "Demo-Person Erna Müller", personen="2")
    assert visitor.page.heading == "Sie sind angemeldet."
    assert "Ihre nächsten Termine" in visitor.page.text
    assert "Dienstag, 19. Januar, 10 bis 11 Uhr" in visitor.page.text

    await visitor.get("/meine-termine")
    await visitor.submit("Weiter", code=await last_code(), name="Müller")
    await visitor.click("Ich sage alle 12 Termine ab")
    await visitor.submit("Ja, ich sage alle 12 Termine ab")
    assert visitor.page.heading == "Wir haben Sie abgemeldet."


async def test_a_seat_for_every_week_is_left_free_once_and_somebody_else_comes(
    visitor: Visitor, clock: StandingClock
) -> None:
    event = await a_published_event(terms=seats(1, SignUpMode.REGULAR))
    await sign_up(visitor, clock, "Ich komme jedes Mal mit", "Demo-Person 1")
    slip = visitor.page.path
    second = str((await occurrence_ids(event))[1])
    await visitor.submit("Diesen Tag gebe ich frei", termin=second)
    assert "Danke. Jemand anders freut sich." in visitor.page.text
    assert "An diesem Tag ist Ihr Platz jetzt frei: Dienstag, 19. Januar" in visitor.page.text
    assert "Diesmal kommen Sie nicht." in visitor.page.text

    await visitor.get(f"{EVENT}/anmelden?termin={second}")
    await visitor.submit("Weiter: Angaben prüfen", name="Demo-Person 2", telefon="0171 3920002")
    clock.now += timedelta(seconds=30)
    await visitor.submit("Jetzt absenden")
    assert visitor.page.heading == "Sie sind angemeldet."
    assert "Dienstag, 19. Januar" in visitor.page.text

    await visitor.get(slip)
    await visitor.submit("Am Dienstag, 19. Januar komme ich doch")
    assert "An diesem Tag ist Ihr Platz schon vergeben." in visitor.page.text


async def test_whoever_waits_learns_why_is_offered_a_seat_and_takes_it(
    visitor: Visitor, clock: StandingClock
) -> None:
    event = await a_published_event(terms=seats(2))
    clock.now = NOW + timedelta(days=1, hours=6)
    target = Target(event, (await occurrence_ids(event))[1])
    first = await actions.sign_up(target, a_wish("Demo-Person 1", 2), VISITOR, clock.now)
    couple = await actions.sign_up(target, a_wish("Demo-Person 2", 2), VISITOR, clock.now)
    await sign_up(visitor, clock, "Auf die Warteliste", "Demo-Person 3")
    assert visitor.page.heading == "Sie stehen auf der Warteliste."
    assert "Vor Ihnen wartet ein Paar, es braucht zwei Plätze." in visitor.page.text
    slip = visitor.page.path

    await leave(first, clock)
    await visitor.get(slip_path(couple.code))
    assert visitor.page.heading == "Plätze sind für Sie frei."
    assert "Oder drücken Sie oben „Ich kann leider nicht“." in visitor.page.text
    assert "Oder sagen Sie gleich hier ab." not in visitor.page.text
    await visitor.submit("Ich kann leider nicht")
    assert visitor.page.heading == "Wir haben Sie abgemeldet."

    await visitor.get(slip)
    assert visitor.page.heading == "Ein Platz ist für Sie frei."
    assert "Bitte antworten Sie bis Freitag, 15. Januar, 12 Uhr." in visitor.page.text
    await visitor.submit("Ja, ich komme")
    assert visitor.page.heading == "Sie sind angemeldet."
    calls = await CallTask.select(CallTask.purpose).where(CallTask.state == "open")
    assert [call["purpose"] for call in calls] == ["confirmed"]


async def leave(receipt: Receipt, clock: StandingClock) -> None:
    await actions.sign_off(await queries.by_code(receipt.code), VISITOR, clock.now)
