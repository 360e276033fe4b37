"""A series becomes whatever it may: no sign-up is lost or doubled, no seat given twice, every code stays."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_venue, a_wish, occurrence_ids, seats
from mittendrin.events.queries import date as date_of
from mittendrin.events.recurrence import When
from mittendrin.events.tables import Occurrence
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.queries import RegistrationView, by_code
from mittendrin.registrations.rules import Status, Target
from mittendrin.registrations.series import SeriesChange, going_on
from mittendrin.registrations.series_changes import change_series

pytestmark = pytest.mark.usefixtures("database")
SECOND_WEEK = date(2027, 1, 19)
Signed = dict[str, RegistrationView]


async def people_at_many_dates(event_id: int, dice: Random) -> list[str]:
    dates, codes = await occurrence_ids(event_id), []
    for number in range(1, 16):
        wish = a_wish(f"Demo-Person {number}", dice.randint(1, 3))
        codes.append((await sign_up(Target(event_id, dice.choice(dates)), wish, CLUB, NOW)).code)
    return codes


def another_rhythm(dice: Random) -> When:
    weekdays = tuple(dice.sample(range(7), dice.randint(1, 2)))
    new = replace(TUESDAYS_AT_TEN, first_day=SECOND_WEEK, weekdays=weekdays, every=dice.choice((1, 1, 2, 3)))
    return going_on(new, TUESDAYS_AT_TEN, SECOND_WEEK)


async def seen(codes: list[str]) -> Signed:
    return {code: await by_code(code) for code in codes}


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_it_becomes(seed: int) -> None:
    dice = Random(seed)
    old_id = await a_published_event(terms=seats(3))
    codes = await people_at_many_dates(old_id, dice)
    before = await seen(codes)
    change = SeriesChange(SECOND_WEEK, another_rhythm(dice), await a_venue(), "", "Neue Zeit.")
    new_id = await change_series(old_id, change, CLUB, NOW)

    after = await seen(codes)
    assert said(after) == said(before)
    assert len(dates_of(after)) == len(dates_of(before))
    assert dict(moves(before, after)).keys() == dates_of(before)
    for one in after.values():
        assert one.target.event_id == new_id or await stays_or_falls_away(one)
    await counts_are_right(after)


def said(signed: Signed) -> dict[str, tuple[Status, int, str]]:
    return {code: (one.status, one.party, one.name) for code, one in signed.items()}


def dates_of(signed: Signed) -> set[int | None]:
    return {one.target.occurrence_id for one in signed.values()}


def moves(before: Signed, after: Signed) -> set[tuple[int | None, int | None]]:
    """Whoever shared a date still does, and nobody else came to it."""
    pairs = {(before[code].target.occurrence_id, one.target.occurrence_id) for code, one in after.items()}
    assert max(Counter(was for was, _now in pairs).values()) == 1
    assert max(Counter(now for _was, now in pairs).values()) == 1
    return pairs


async def stays_or_falls_away(one: RegistrationView) -> bool:
    old = await date_of(one.target.occurrence_id or 0, NOW)
    return old.day < SECOND_WEEK or old.called_off


async def counts_are_right(after: Signed) -> None:
    for row in await Occurrence.select():
        there = [one for one in after.values() if one.target.occurrence_id == row["id"]]
        taken = sum(one.party for one in there if one.status is Status.CONFIRMED)
        waiting = sum(one.status is Status.WAITING for one in there)
        assert (row["taken"], row["waiting"]) == (taken, waiting)
        assert taken <= row["seats"]
