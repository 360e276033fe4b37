"""Which new date takes the place of which old one: nobody lost, nobody twice, and nobody sent far."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mittendrin.events.recurrence import NO_PAUSES, Repeat, When, days
from mittendrin.registrations.replacing import Expected, furthest, replacements

BEGIN, UNTIL = date(2027, 1, 19), date(2027, 6, 30)
WEEKLY = When(Repeat.WEEKLY, BEGIN, weekdays=(1,), starts=time(10), ends=time(11))
FORTNIGHTLY = When(Repeat.WEEKLY, BEGIN, every=2, weekdays=(1,))
MONTHLY = When(Repeat.MONTHLY_WEEKDAY, BEGIN, weekdays=(1,), ordinals=(4,))
quick = settings(max_examples=400, derandomize=True, deadline=None, database=None)


def where_to(old: When, new: When, people: int = 1) -> dict[date, date]:
    """By day, with so many people at each old date."""
    before, after = days(old, BEGIN, UNTIL, NO_PAUSES), days(new, BEGIN, UNTIL, NO_PAUSES)
    expected = [Expected(day, people) for day in before]
    return {before[i]: after[j] for i, j in replacements(expected, after, furthest(old))}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (WEEKLY, When(Repeat.WEEKLY, BEGIN, weekdays=(2,))),
        (
            replace(FORTNIGHTLY, times=6),
            When(Repeat.WEEKLY, BEGIN + timedelta(days=7), every=2, weekdays=(3,), times=6),
        ),
        (MONTHLY, When(Repeat.MONTHLY_WEEKDAY, BEGIN, weekdays=(4,), ordinals=(-1,))),
        (MONTHLY, When(Repeat.MONTHLY_DAY, BEGIN, day_of_month=20)),
        (
            When(Repeat.DATES, BEGIN, dates=(date(2027, 2, 1), date(2027, 3, 1))),
            When(Repeat.DATES, BEGIN, dates=(date(2027, 2, 20), date(2027, 3, 20))),
        ),
    ],
    ids=[
        "another weekday",
        "the other weeks",
        "another week of the month",
        "a day of the month",
        "single days",
    ],
)
def test_with_as_many_dates_the_first_goes_to_the_first(old: When, new: When) -> None:
    before, after = days(old, BEGIN, UNTIL, NO_PAUSES), days(new, BEGIN, UNTIL, NO_PAUSES)
    both = min(len(before), len(after))
    assert where_to(old, new) == dict(zip(before[:both], after[:both], strict=True))


@pytest.mark.parametrize(
    ("old_missing", "new_missing", "lost"), [((5,), (), 0), ((), (9,), 1), ((5,), (5,), 0)]
)
def test_a_date_more_or_less_because_of_a_holiday_shifts_nobody(
    old_missing: tuple[int, ...], new_missing: tuple[int, ...], lost: int
) -> None:
    old = without(days(WEEKLY, BEGIN, UNTIL, NO_PAUSES), old_missing)
    new = without(days(replace(WEEKLY, weekdays=(2,)), BEGIN, UNTIL, NO_PAUSES), new_missing)
    pairs = replacements([Expected(day, 1) for day in old], new, furthest(WEEKLY))
    assert {(new[j] - old[i]).days for i, j in pairs} == {1}
    assert len(old) - len(pairs) == lost


def without(found: list[date], places: tuple[int, ...]) -> list[date]:
    return [day for place, day in enumerate(found) if place not in places]


def test_every_second_week_instead_of_every_week_keeps_every_second_date() -> None:
    kept = where_to(WEEKLY, When(Repeat.WEEKLY, BEGIN, every=2, weekdays=(2,)))
    assert len(kept) == len(days(FORTNIGHTLY, BEGIN, UNTIL, NO_PAUSES))
    assert all(abs((new - old).days) < 7 for old, new in kept.items())


def test_every_week_instead_of_once_a_month_is_the_nearest_week() -> None:
    assert {(new - old).days for old, new in where_to(MONTHLY, WEEKLY).items()} == {0}
    thursdays = When(Repeat.WEEKLY, BEGIN, weekdays=(3,))
    assert {(new - old).days for old, new in where_to(MONTHLY, thursdays).items()} == {2}


def test_where_not_all_find_a_date_the_fewest_lose_theirs() -> None:
    old = [Expected(date(2027, 2, 2), 1), Expected(date(2027, 2, 9), 8)]
    assert replacements(old, [date(2027, 2, 5)], 6) == [(1, 0)]


def test_the_later_of_two_that_are_equally_near() -> None:
    assert replacements([Expected(date(2027, 2, 9), 1)], [date(2027, 2, 8), date(2027, 2, 10)], 6) == [(0, 1)]


some_days = st.sets(st.integers(0, 60), max_size=7).map(
    lambda found: [BEGIN + timedelta(days=n) for n in sorted(found)]
)
some_expected = some_days.flatmap(
    lambda found: st.tuples(*(st.builds(Expected, st.just(day), st.integers(1, 5)) for day in found)).map(
        list
    )
)


@quick
@given(some_expected, some_days, st.integers(0, 30))
def test_nobody_is_lost_or_doubled_and_no_way_is_better(
    old: list[Expected], new: list[date], reach: int
) -> None:
    pairs = replacements(old, new, reach)
    olds, news = [i for i, _j in pairs], [j for _i, j in pairs]
    assert olds == sorted(set(olds))
    assert news == sorted(set(news))
    assert all(abs((new[j] - old[i].day).days) <= reach for i, j in pairs)
    assert worth(pairs, old, new) == best_of_all(old, new, reach)


def worth(pairs: list[tuple[int, int]], old: list[Expected], new: list[date]) -> tuple[int, int]:
    apart = sum(abs((new[j] - old[i].day).days) * old[i].people for i, j in pairs)
    return sum(old[i].people for i, _j in pairs), -apart


def best_of_all(old: list[Expected], new: list[date], reach: int) -> tuple[int, int]:
    """Every way there is, tried out."""
    found = [(0, 0)]
    for number in range(1, min(len(old), len(new)) + 1):
        for olds in combinations(range(len(old)), number):
            for news in combinations(range(len(new)), number):
                pairs = list(zip(olds, news, strict=True))
                if all(abs((new[j] - old[i].day).days) <= reach for i, j in pairs):
                    found.append(worth(pairs, old, new))
    return max(found)
