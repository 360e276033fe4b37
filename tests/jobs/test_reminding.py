"""The day before, everybody with a seat is reminded once, each on their own way."""

from datetime import date, datetime, time, timedelta

import pytest

from makers import BERLIN, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.core.clock import at_local
from mittendrin.events.rules import SignUpMode
from mittendrin.events.views import DateView
from mittendrin.jobs import reminding
from mittendrin.jobs.patience import NotAllDone
from mittendrin.jobs.reminding import remind
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations import actions, queries
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.messages import Addressee, tell_about
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Absence, Registration

pytestmark = pytest.mark.usefixtures("database")

# The first date is Tuesday, 12 January 2027, at ten.
MONDAY_MORNING = datetime(2027, 1, 11, 6, tzinfo=BERLIN)
ADDRESS = "Musterstraße 1, 67655 Kaiserslautern"
NEXT_MONDAY = MONDAY_MORNING + timedelta(days=7)


async def reminded() -> dict[str, list[str]]:
    mails = await Mail.select(Mail.recipient).where(Mail.purpose == "reminder").order_by(Mail.id)
    calls = (
        await CallTask.select(CallTask.reached_at).where(CallTask.purpose == "reminder").order_by(CallTask.id)
    )
    return {"mails": [row["recipient"] for row in mails], "calls": [row["reached_at"] for row in calls]}


async def test_everybody_with_a_seat_is_reminded_once() -> None:
    event = await a_published_event(terms=seats(2))
    await a_sign_up(event, a_wish("Demo-Person 1", email="eins@example.org"))
    await a_sign_up(event, a_wish("Demo-Person 2", phone="+491713920002"))
    await a_sign_up(event, a_wish("Demo-Person 3", email="wartet@example.org"))
    for _ in range(2):
        await remind(MONDAY_MORNING)
    assert await reminded() == {"mails": ["eins@example.org"], "calls": ["+491713920002"]}


async def test_a_letter_goes_early_enough_to_be_read_and_once() -> None:
    event = await a_published_event(terms=seats(2))
    date = (await occurrence_ids(event))[1]
    await actions.sign_up(Target(event, date), a_wish(address=ADDRESS), SYSTEM, NOW - timedelta(days=7))
    for day in range(8):
        await remind(MONDAY_MORNING + timedelta(days=day))
    rows = await CallTask.select(CallTask.way, CallTask.created_at, CallTask.script).where(
        CallTask.purpose == "reminder"
    )
    # On Wednesday, for Tuesday in the week after.
    assert [(row["way"], row["created_at"]) for row in rows] == [
        ("letter", MONDAY_MORNING + timedelta(days=2))
    ]
    assert "bald ist es so weit" in rows[0]["script"]
    assert "Dienstag, 19. Januar" in rows[0]["script"]


async def test_whoever_was_written_to_this_week_gets_no_second_letter() -> None:
    event = await a_published_event(terms=seats(2))
    date = (await occurrence_ids(event))[1]
    await actions.sign_up(Target(event, date), a_wish(address=ADDRESS), SYSTEM, NOW)
    for day in range(8):
        await remind(MONDAY_MORNING + timedelta(days=day))
    assert await reminded() == {"mails": [], "calls": []}


async def test_not_earlier_than_the_day_before_and_not_of_a_date_called_off() -> None:
    event = await a_published_event(terms=seats(2))
    await a_sign_up(event, a_wish(email="eins@example.org"))
    await remind(MONDAY_MORNING - timedelta(days=1))
    await call_off_date((await occurrence_ids(event))[0], CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    await remind(MONDAY_MORNING)
    assert await reminded() == {"mails": [], "calls": []}


async def test_nobody_is_reminded_of_what_is_called_off_or_moved_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    concerned_by = reminding.concerned_by
    first, second = [await a_published_event(terms=seats(2)) for _ in range(2)]
    for event in (first, second):
        await a_sign_up(event, a_wish(email=f"{event}@example.org"))

    async def and_then_it_changes(view: DateView) -> list[RegistrationView]:
        found = await concerned_by(view)
        why = CallingOff("Die Leiterin ist krank.", "")
        if view.occurrence_id in await occurrence_ids(first):
            await call_off_date(view.occurrence_id, why, SYSTEM, MONDAY_MORNING)
        else:
            later = view.starts + timedelta(hours=1)
            await move_date(
                view.occurrence_id,
                Move(later, later + timedelta(hours=1), "", why.reason),
                SYSTEM,
                MONDAY_MORNING,
            )
        return found

    monkeypatch.setattr(reminding, "concerned_by", and_then_it_changes)
    await remind(MONDAY_MORNING)
    assert await reminded() == {"mails": [], "calls": []}


async def test_a_course_reminds_of_each_date() -> None:
    event = await a_published_event(terms=seats(2, SignUpMode.COURSE))
    await a_sign_up(event, a_wish(email="eins@example.org"), whole=True)
    await remind(MONDAY_MORNING)
    await remind(NEXT_MONDAY)
    assert await reminded() == {"mails": ["eins@example.org"] * 2, "calls": []}


async def test_who_cannot_come_this_week_is_not_reminded() -> None:
    event = await a_published_event(terms=seats(2, SignUpMode.REGULAR))
    await a_sign_up(event, a_wish(email="eins@example.org"), whole=True)
    first = (await occurrence_ids(event))[0]
    registration = await Registration.objects().first()
    assert registration
    await Absence.insert(Absence(registration=registration.id, occurrence=first, created_at=NOW))
    await remind(MONDAY_MORNING)
    assert await reminded() == {"mails": [], "calls": []}
    await remind(NEXT_MONDAY)
    assert await reminded() == {"mails": ["eins@example.org"], "calls": []}


async def test_a_date_that_was_moved_is_reminded_of_on_its_new_day() -> None:
    event = await a_published_event(terms=seats(2))
    await a_sign_up(event, a_wish(email="eins@example.org"))
    await remind(MONDAY_MORNING)
    thursday = date(2027, 1, 14)
    move = Move(at_local(thursday, time(10)), at_local(thursday, time(11)), "", "Der Raum ist belegt.")
    await move_date((await occurrence_ids(event))[0], move, SYSTEM, NOW)
    await remind(MONDAY_MORNING + timedelta(days=2))
    assert await reminded() == {"mails": ["eins@example.org"] * 2, "calls": []}


async def test_who_signs_off_after_the_reminder_is_not_called_any_more() -> None:
    event = await a_published_event(terms=seats(2))
    receipt = await a_sign_up(event)
    await remind(MONDAY_MORNING)
    await actions.sign_off(await queries.by_code(receipt.code), SYSTEM, NOW)
    assert await CallTask.select(CallTask.purpose, CallTask.state).where(CallTask.state == "open") == []


async def test_the_words_say_what_one_needs_to_know() -> None:
    event = await a_published_event(terms=seats(4))
    await a_sign_up(event, a_wish(party=2, email="eins@example.org"))
    await remind(MONDAY_MORNING)
    mail = await Mail.select(Mail.subject, Mail.body).where(Mail.purpose == "reminder").first()
    assert mail
    assert mail["subject"] == "Erinnerung: Gymnastik im Sitzen, Dienstag, 12. Januar 2027"
    for words in ("Dienstag, 12. Januar, 10 bis 11 Uhr", "Stadtteilbüro Ost", "Raum 2", "Für 2 Personen."):
        assert words in mail["body"]


async def test_of_a_date_to_which_nobody_comes_nothing_is_asked() -> None:
    await a_published_event(terms=seats(2))
    assert await remind(MONDAY_MORNING) == "0 reminders for 0 dates."


async def test_one_reminder_that_fails_holds_up_no_other_and_comes_an_hour_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = await a_published_event(terms=seats(2))
    await a_sign_up(event, a_wish("Demo-Person 1", email="eins@example.org"))
    await a_sign_up(event, a_wish("Demo-Person 2", email="zwei@example.org"))
    failed: list[str] = []

    async def fails_once(purpose: str, view: TargetView, to: Addressee, now: datetime) -> None:
        if not failed:
            failed.append(to.contact.email)
            raise ConnectionError
        await tell_about(purpose, view, to, now)

    monkeypatch.setattr("mittendrin.jobs.reminding.tell_about", fails_once)
    with pytest.raises(NotAllDone):
        await remind(MONDAY_MORNING)
    assert await reminded() == {"mails": ["zwei@example.org"], "calls": []}
    assert await remind(MONDAY_MORNING + timedelta(hours=1)) == "1 reminders for 1 dates."
    assert await reminded() == {"mails": ["zwei@example.org", "eins@example.org"], "calls": []}
