"""What was said of a single date still holds when the whole event is changed."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from makers import (
    BERLIN,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_club,
    a_proven_club,
    a_published_event,
    a_sign_up,
    a_wish,
    occurrence_ids,
    seats,
    some_content,
)
from mittendrin.core.refusal import Refused
from mittendrin.events import actions as events
from mittendrin.events.given_up import named_before
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.recurrence import When
from mittendrin.events.rules import SignUpTerms
from mittendrin.events.setting_aside import archive, bring_back
from mittendrin.events.tables import Occurrence
from mittendrin.registrations import versions
from mittendrin.registrations.actions import sign_off, sign_up
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.minimum import go_ahead
from mittendrin.registrations.rules import Target
from registrations.seen import of, open_calls

pytestmark = pytest.mark.usefixtures("database")
AT_TWO = replace(TUESDAYS_AT_TEN, starts=time(14), ends=time(15))
LONGER = replace(TUESDAYS_AT_TEN, ends=time(12))
CLOSED = CallingOff("Saal gesperrt", "Kaffee im Park")
THURSDAY = datetime(2027, 1, 28, 15, tzinfo=UTC)
TO_THURSDAY = Move(THURSDAY, THURSDAY.replace(hour=16), "Rathaus", "Saal belegt")
Line = tuple[str, str, str, str]


async def a_changeable_event(terms: SignUpTerms) -> int:
    """Of a proven club. Its second date is called off, its third one moved."""
    content = await some_content(terms=terms)
    event_id = await events.add_draft(await a_proven_club(), content, CLUB, NOW)
    await versions.submit(event_id, content, CLUB, NOW)
    return event_id


async def say(event_id: int) -> None:
    _first, second, third, *_rest = await occurrence_ids(event_id)
    await call_off_date(second, CLOSED, CLUB, NOW)
    await move_date(third, TO_THURSDAY, CLUB, NOW)


async def first_four(event_id: int) -> list[Line]:
    rows = (
        await Occurrence.select()
        .where(Occurrence.event == event_id)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return [
        (_times(row["starts_at"], row["ends_at"]), row["state"], row["reason"], row["place"])
        for row in rows[:4]
    ]


def _times(starts: datetime, ends: datetime) -> str:
    return f"{starts.astimezone(BERLIN):%d.%m. %H}–{ends.astimezone(BERLIN):%H}"


def with_hours(usual: str) -> list[Line]:
    return [
        (f"12.01. {usual}", "scheduled", "", ""),
        (f"19.01. {usual}", "called_off", CLOSED.reason, ""),
        ("28.01. 16–17", "scheduled", TO_THURSDAY.reason, "Rathaus"),
        (f"02.02. {usual}", "scheduled", "", ""),
    ]


@pytest.mark.parametrize(("when", "usual"), [(AT_TWO, "14–15"), (LONGER, "10–12")], ids=["hour", "end"])
@pytest.mark.parametrize("with_guests", [False, True])
async def test_called_off_stays_off_and_moved_stays_moved(when: When, usual: str, with_guests: bool) -> None:
    event_id = await a_changeable_event(seats(5))
    _first, second, third, *_rest = await occurrence_ids(event_id)
    if with_guests:
        for number, date_id in enumerate((second, third)):
            wish = a_wish(f"Demo-Person {number}", phone=f"+49171392000{number}")
            await sign_up(Target(event_id, date_id), wish, CLUB, NOW)
    await say(event_id)
    told = await open_calls()
    content = await some_content(when=when, terms=seats(5))

    seen_before = (await preview_event(Unpublished(content, await a_club(), event_id), NOW)).dates[:4]
    await versions.submit(event_id, content, CLUB, NOW)
    assert await first_four(event_id) == with_hours(usual)
    assert [
        (_times(one.starts, one.ends), one.state.value, one.reason, one.place) for one in seen_before
    ] == with_hours(usual)
    assert await open_calls() == told
    # And once more, back again.
    await versions.submit(event_id, await some_content(terms=seats(5)), CLUB, NOW)
    assert await first_four(event_id) == with_hours("10–11")
    assert (await occurrence_ids(event_id))[1:3] == [second, third]


async def test_out_of_the_archive_all_but_the_moved_date_take_the_new_end() -> None:
    event_id = await a_changeable_event(SignUpTerms())
    await say(event_id)
    await archive(event_id, CLUB, NOW)
    await bring_back(event_id, CLUB, NOW)
    content = await some_content(when=LONGER)
    await events.change_draft(event_id, content, CLUB, NOW)
    await versions.submit(event_id, content, CLUB, NOW)
    assert await first_four(event_id) == with_hours("10–12")


async def test_a_date_that_people_expect_is_not_changed_under_them() -> None:
    event_id = await a_changeable_event(seats(5))
    first = (await occurrence_ids(event_id))[0]
    await sign_up(Target(event_id, first), a_wish(), CLUB, NOW)
    await say(event_id)
    with pytest.raises(Refused, match="gibt es schon Anmeldungen"):
        await versions.submit(event_id, await some_content(when=AT_TWO, terms=seats(5)), CLUB, NOW)
    assert await first_four(event_id) == with_hours("10–11")


async def test_a_call_off_that_people_know_of_is_named_and_where_it_can_stay() -> None:
    event_id = await a_changeable_event(seats(5))
    second = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, second), a_wish(), CLUB, NOW)
    await call_off_date(second, CLOSED, CLUB, NOW)
    fridays = replace(TUESDAYS_AT_TEN, weekdays=(4,), first_day=NOW.date())
    assert await named_before(event_id, fridays, NOW) == ()
    with pytest.raises(Refused) as refused:
        await versions.submit(event_id, await some_content(when=fridays, terms=seats(5)), CLUB, NOW)
    assert refused.value.sentence == (
        "Für abgesagte Termine gibt es Anmeldungen: Dienstag, 19. Januar 2027. "
        "Nehmen Sie bitte „Ab einem Tag anders“. Dann bleiben sie zu sehen."
    )


async def test_on_other_days_nothing_is_left_to_keep_and_what_ends_is_named_before() -> None:
    event_id = await a_changeable_event(SignUpTerms())
    await say(event_id)
    await go_ahead((await occurrence_ids(event_id))[4], CLUB, NOW)
    fridays = replace(TUESDAYS_AT_TEN, weekdays=(4,), first_day=NOW.date())
    assert await named_before(event_id, fridays, NOW) == (
        "Diese Absagen und Verlegungen gelten nicht mehr: Dienstag, 19. Januar; Donnerstag, 28. Januar.",
        "Prüfen Sie bitte die neuen Termine.",
    )
    assert await named_before(event_id, AT_TWO, NOW) == ()
    await versions.submit(event_id, await some_content(when=fridays), CLUB, NOW)
    assert [line[:2] for line in await first_four(event_id)] == [
        (f"{day} 10–11", "scheduled") for day in ("15.01.", "22.01.", "29.01.", "05.02.")
    ]


async def test_a_date_that_somebody_has_left_is_refused_to_those_who_can_still_change_it() -> None:
    event_id = await a_published_event(terms=seats(5))
    receipt = await a_sign_up(event_id)
    await sign_off(await of(receipt), CLUB, NOW)
    fridays = await some_content(terms=seats(5), when=replace(TUESDAYS_AT_TEN, weekdays=(4,)))
    with pytest.raises(Refused, match="gibt es schon Anmeldungen"):
        await versions.submit(event_id, fridays, CLUB, NOW)
