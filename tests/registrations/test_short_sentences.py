"""What is put together from an event's own words stays short, too: nobody keeps twenty words in mind on the telephone."""

from datetime import datetime, timedelta

import pytest

from house.readability import measure
from makers import BERLIN, CLUB, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.consent import consent_sentence, kept_until
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series_changes import call_off_event
from registrations.seen import everybody_is_reached

pytestmark = pytest.mark.usefixtures("database")
MOST_WORDS = 15
TITLE = "Offener Nachmittag mit Kaffee und Kuchen"
WHY = CallingOff("Die Leiterin ist krank.", "Kommen Sie am Freitag zum Chor.")
PLACE = "Bürgerhaus am Stadtpark, großer Saal"


async def a_course() -> tuple[int, int]:
    event = await a_published_event(title=TITLE, room="Kleiner Saal", terms=seats(9, SignUpMode.COURSE))
    await a_sign_up(event, a_wish("Demo-Person Eins"), whole=True)
    await a_sign_up(event, a_wish("Demo-Person Zwei", email="zwei@example.org"), whole=True)
    await everybody_is_reached()
    return event, (await occurrence_ids(event))[0]


async def longest() -> str:
    calls = await CallTask.select(CallTask.script)
    mails = await Mail.select(Mail.body)
    said = [*(row["script"] for row in calls), *(row["body"] for row in mails)]
    worst = max((measure(one) for one in said), key=lambda one: one.longest)
    return worst.longest_sentence if worst.longest > MOST_WORDS else ""


@pytest.mark.parametrize(("hour", "place"), [(15, ""), (15, PLACE), (10, PLACE)])
async def test_a_move(hour: int, place: str) -> None:
    _event, first = await a_course()
    starts = datetime(2027, 1, 12, hour, tzinfo=BERLIN)
    move = Move(
        starts, starts + timedelta(minutes=90), place, WHY.reason, WHY.instead, meeting_point="am Tor"
    )
    await move_date(first, move, CLUB, NOW)
    assert await longest() == ""


async def test_one_date_of_a_course_stays_away_when_all_is_back() -> None:
    event, first = await a_course()
    await call_off_event(event, WHY, CLUB, NOW)
    for date_id in (await occurrence_ids(event))[2:]:
        await take_place_after_all(date_id, CLUB, NOW + timedelta(hours=1))
    assert first
    assert "event_partly_off" in {row["purpose"] for row in await CallTask.select(CallTask.purpose)}
    assert await longest() == ""


async def test_one_date_off_and_on_again() -> None:
    _event, first = await a_course()
    await call_off_date(first, WHY, CLUB, NOW)
    await everybody_is_reached()
    await take_place_after_all(first, CLUB, NOW)
    assert await longest() == ""


def test_the_consent_to_a_regular_place() -> None:
    contact = Contact(
        "Demo-Person", "+496318991200", "eins@example.org", "Musterstraße 2, 67655 Kaiserslautern"
    )
    kept = kept_until(Target(1, None), SignUpMode.REGULAR)
    assert measure(consent_sentence(contact, kept)).longest <= MOST_WORDS
