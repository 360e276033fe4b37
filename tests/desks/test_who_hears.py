"""The check page counts those who will really hear, and the page after it says the same number."""

from datetime import date, datetime, timedelta

import pytest

from app_fixtures import StandingClock
from html_page import words
from makers import BERLIN, CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations import actions
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series_changes import call_off_event
from people import a_responsible, sign_in
from registrations.seen import everybody_is_reached
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
DESK = "/verein/demo-turnverein-barbarossa"
ILL = CallingOff("Die Leiterin ist krank.")
TUESDAY = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
NOBODY = "Niemand muss etwas hören: Für alle ist es so, wie sie es kennen."
ONE_NOT = "Eine Anmeldung hört nichts: Für sie ist es so, wie sie es kennt."


@pytest.fixture(autouse=True)
def afternoon(clock: StandingClock) -> None:
    """What is done at the desk is done after all that was done before."""
    clock.now = NOW + timedelta(hours=5)


async def guests(mode: SignUpMode, *numbers: int) -> tuple[int, list[int]]:
    event = await a_published_event(await a_club(), terms=seats(9, mode))
    dates = await occurrence_ids(event)
    await more_guests(event, dates, mode, *numbers)
    await everybody_is_reached()
    return event, dates


async def more_guests(event: int, dates: list[int], mode: SignUpMode, *numbers: int) -> None:
    target = Target(event, None if mode is SignUpMode.COURSE else dates[0])
    for number in numbers:
        wish = a_wish(f"Demo-Person {number}", phone=f"+49171392000{number}")
        await actions.sign_up(target, wish, VISITOR, NOW)


async def shown(visitor: Visitor, path: str, **answers: str) -> str:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/{path}")
    if answers:
        await visitor.submit("Weiter: Angaben prüfen", **answers)
    assert visitor.page.errors == []
    return words(visitor.page.main)


async def move(occurrence: int, to: datetime) -> int:
    return await move_date(occurrence, Move(to, to + timedelta(hours=1), "", "Saal belegt."), CLUB, NOW)


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE])
async def test_back_again_before_anybody_has_heard(visitor: Visitor, mode: SignUpMode) -> None:
    _event, (first, *_rest) = await guests(mode, 1, 2)
    await call_off_date(first, ILL, CLUB, NOW)
    said = await shown(visitor, f"termine/{first}/findet-statt")
    assert ("2 Anmeldungen gibt es schon." in said, NOBODY in said, "Wir sagen Bescheid" in said) == (
        True,
        True,
        False,
    )
    await visitor.submit("Findet doch statt")
    assert f"Erledigt. {NOBODY}" in words(visitor.page.main)


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE])
async def test_some_know_of_the_move_and_some_do_not(visitor: Visitor, mode: SignUpMode) -> None:
    event, dates = await guests(mode, 1)
    await move(dates[0], TUESDAY + timedelta(days=1))
    await everybody_is_reached()
    await move(dates[0], TUESDAY)
    await more_guests(event, dates, mode, 2)
    # Back to Wednesday: one has never heard of anything else.
    answers = {
        "tag-tag": "13",
        "tag-monat": "1",
        "tag-jahr": "2027",
        "von": "10",
        "bis": "11",
        "grund": "Doch.",
    }
    said = await shown(visitor, f"termine/{dates[0]}/verlegen", **answers)
    assert f"2 Anmeldungen gibt es schon. Wir sagen Bescheid: 1 mit Anruf. {ONE_NOT}" in said
    await visitor.submit("Jetzt verlegen und Bescheid sagen")
    assert "Erledigt. Wir sagen einer Anmeldung Bescheid." in words(visitor.page.main)


async def test_called_off_for_whoever_knows_nothing_else(visitor: Visitor) -> None:
    _event, (first, *_rest) = await guests(SignUpMode.EACH_DATE, 1)
    await call_off_date(first, ILL, CLUB, NOW)
    await everybody_is_reached()
    await take_place_after_all(first, CLUB, NOW)
    said = await shown(visitor, f"termine/{first}/absagen", grund="Sturm.")
    assert (NOBODY in said, "Wir sagen Bescheid" in said) == (True, False)
    await visitor.submit("Jetzt absagen")
    assert f"Erledigt. {NOBODY}" in words(visitor.page.main)


@pytest.mark.parametrize("mode", [SignUpMode.EACH_DATE, SignUpMode.COURSE])
async def test_the_whole_event_back_and_off_again(visitor: Visitor, mode: SignUpMode) -> None:
    event, _dates = await guests(mode, 1)
    await call_off_event(event, ILL, CLUB, NOW)
    said = await shown(visitor, f"veranstaltungen/{event}/findet-statt")
    assert (NOBODY in said, "Wir sagen Bescheid" in said) == (True, False)
    await everybody_is_reached()
    assert await event_takes_place_after_all(event, CLUB, NOW + timedelta(hours=1)) == 1
    await visitor.get(f"{DESK}/veranstaltungen/{event}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Sturm.")
    assert NOBODY in words(visitor.page.main)
    assert await call_off_event(event, CallingOff("Sturm."), CLUB, NOW + timedelta(hours=2)) == 0


async def test_a_series_that_only_gets_other_hours_from_a_later_date_on(visitor: Visitor) -> None:
    """Whoever comes to a date that was moved on its own already stays with it."""
    event, dates = await guests(SignUpMode.EACH_DATE, 1)
    await more_guests(event, dates[1:], SignUpMode.EACH_DATE, 2)
    await move(dates[1], datetime(2027, 1, 19, 15, tzinfo=BERLIN))
    await everybody_is_reached()
    assert date(2027, 1, 12) > NOW.date()
    day = {"tag-tag": "12", "tag-monat": "1", "tag-jahr": "2027", "grund": "Neue Leitung."}
    event_path = f"veranstaltungen/{event}/ab-einem-tag"
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/{event_path}")
    await visitor.submit("Weiter: Angaben prüfen", **day | {"tag-tag": "19", "von": "14", "bis": "15"})
    assert visitor.page.errors == []
    assert "Erst danach sagen wir Bescheid" not in words(visitor.page.main)
