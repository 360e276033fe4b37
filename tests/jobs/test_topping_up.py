"""Every day brings the dates of one more day, 400 days ahead, and what was changed by people stays changed."""

from datetime import date, datetime, time, timedelta

import pytest

from makers import BERLIN, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import SYSTEM
from mittendrin.core.clock import at_local
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rules import DAYS_AHEAD, SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.jobs.topping_up import school_warning, top_up
from mittendrin.registrations import actions
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.regular import keep_places
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Absence

pytestmark = pytest.mark.usefixtures("database")

ENDLESS = When(Repeat.WEEKLY, date(2027, 1, 12), weekdays=(1,), starts=time(10), ends=time(11))
A_MONTH = timedelta(days=28)


async def taken(event: int) -> list[int]:
    rows = (
        await Occurrence.select(Occurrence.taken)
        .where(Occurrence.event == event)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return [row["taken"] for row in rows]


async def last_date(event: int) -> date:
    row = await (
        Occurrence.select(Occurrence.starts_at)
        .where(Occurrence.event == event)
        .order_by(Occurrence.starts_at, Occurrence.id, ascending=False)
        .first()
    )
    assert row
    return row["starts_at"].astimezone(BERLIN).date()


async def test_an_endless_series_always_reaches_400_days_ahead() -> None:
    event = await a_published_event(when=ENDLESS)
    assert await top_up(NOW) == "0 dates added to 0 series."
    later = NOW + A_MONTH
    assert await top_up(later) == "4 dates added to 1 series."
    assert timedelta() <= later.date() + timedelta(days=DAYS_AHEAD) - await last_date(event) < timedelta(7)
    assert await top_up(later) == "0 dates added to 0 series."


async def test_a_series_that_ends_is_left_alone() -> None:
    await a_published_event()
    assert await top_up(NOW + timedelta(days=500)) == "0 dates added to 0 series."


async def test_later_dates_begin_with_the_regular_places_taken() -> None:
    event = await a_published_event(when=ENDLESS, terms=seats(4, SignUpMode.REGULAR))
    await a_sign_up(event, a_wish(party=2), whole=True)
    await a_sign_up(event, a_wish("Demo-Person 2"), whole=True)
    before = len(await taken(event))
    await top_up(NOW + A_MONTH)
    assert await taken(event) == [3] * (before + 4)


async def test_counting_again_changes_nothing_that_is_right() -> None:
    event = await a_published_event(when=ENDLESS, terms=seats(3, SignUpMode.REGULAR))
    second = (await occurrence_ids(event))[1]
    await actions.sign_up(Target(event, second), a_wish("Gast", party=2), SYSTEM, NOW)
    await a_sign_up(event, a_wish(party=2), whole=True)
    before = await taken(event)
    assert before[:3] == [2, 2, 2]
    await keep_places(event, NOW)
    assert await taken(event) == before
    assert await Absence.select(Absence.occurrence) == [{"occurrence": second}]


async def test_a_guest_who_was_quicker_keeps_a_date_that_came_without_the_regular_places() -> None:
    event = await a_published_event(when=ENDLESS, terms=seats(2, SignUpMode.REGULAR))
    await a_sign_up(event, a_wish(party=2), whole=True)
    first, second = (await occurrence_ids(event))[:2]
    await Occurrence.update({Occurrence.taken: 0}).where(Occurrence.id.is_in([first, second]))
    await actions.sign_up(Target(event, second), a_wish("Gast"), SYSTEM, NOW)
    await keep_places(event, NOW)
    assert (await taken(event))[:3] == [2, 1, 2]
    assert await Absence.select(Absence.occurrence) == [{"occurrence": second}]
    # The log says on which day the regular place found no seat, once.
    await keep_places(event, NOW)
    (line,) = [one for one in await history("registration:1") if one.act == "registration.misses"]
    assert (line.subject_title, line.words, line.who) == (
        "Gymnastik im Sitzen",
        "kein Platz an diesem Tag: Dienstag, 19. Januar 2027",
        "Mittendrin",
    )


@pytest.mark.parametrize("new_day", [date(2027, 1, 21), date(2027, 1, 13)], ids=["later", "earlier"])
async def test_a_date_that_was_moved_stays_where_it_is_and_comes_only_once(new_day: date) -> None:
    """Whether today lies before or after the day on which it was."""
    event = await a_published_event(when=ENDLESS, terms=seats(4))
    dates = await occurrence_ids(event)
    moved = dates[1] if new_day < date(2027, 1, 19) else dates[0]
    move = Move(at_local(new_day, time(15)), at_local(new_day, time(16)), "", "Der Raum ist belegt.")
    await move_date(moved, move, SYSTEM, NOW)
    count = len(dates)
    for days in range(1, 15):
        now = datetime(2027, 1, 11, 20, tzinfo=BERLIN) + timedelta(days=days)
        await top_up(now)
    row = await Occurrence.select(Occurrence.starts_at).where(Occurrence.id == moved).first()
    assert row == {"starts_at": move.starts}
    assert len(await occurrence_ids(event)) == count + 2


async def test_a_series_that_cannot_go_on_waits_for_a_person_and_holds_up_no_other() -> None:
    """For example when holidays became known in which somebody has signed up already."""
    stuck = await a_published_event(when=ENDLESS, terms=seats(4), title="Singkreis")
    await a_sign_up(stuck)
    wednesdays = '{"repeat":"weekly","first_day":"2027-01-12","weekdays":[2],"starts":"10:00","ends":"11:00"}'
    await Event.update({Event.when: wednesdays}).where(Event.id == stuck)
    free = await a_published_event(when=ENDLESS)
    before = len(await occurrence_ids(stuck))
    report = await top_up(NOW + timedelta(hours=25))
    assert report == "0 dates added to 2 series. 1 series wait for a person: Singkreis."
    assert len(await occurrence_ids(stuck)) == before
    assert len(await occurrence_ids(free)) == before


def test_it_says_when_school_holidays_are_not_known_any_more() -> None:
    assert school_warning(NOW) == []
    warning = school_warning(datetime(2099, 1, 1, tzinfo=BERLIN))
    assert len(warning) == 1
    assert "update the package holidays" in warning[0]
