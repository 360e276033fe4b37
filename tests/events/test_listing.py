from datetime import date

import pytest

from mittendrin.events.listing import MOST_DATES, Day, Shown, as_many_as_fit, span_words

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 11, day) for day in (23, 24, 25))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (TUESDAY, TUESDAY, "Dienstag, 24. November"),
        (MONDAY, date(2026, 11, 29), "23. bis 29. November"),
        (date(2026, 11, 28), date(2026, 12, 4), "28. November bis 4. Dezember"),
        (date(2026, 12, 29), date(2027, 1, 4), "29. Dezember bis 4. Januar 2027"),
        (date(2027, 2, 1), date(2027, 2, 1), "Montag, 1. Februar 2027"),
    ],
)
def test_a_span_reads_as_people_say_it(first: date, last: date, words: str) -> None:
    assert span_words(first, last, MONDAY) == words


def a_day(day: date, dates: int) -> Day:
    return Day(day, [None] * dates)  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("sizes", "shown", "last"),
    [
        pytest.param([3, 4], 2, WEDNESDAY, id="everything fits"),
        pytest.param([MOST_DATES - 1, 2, 1], 1, MONDAY, id="a day stays whole"),
        pytest.param([], 0, WEDNESDAY, id="nothing"),
    ],
)
def test_a_page_holds_whole_days(sizes: list[int], shown: int, last: date) -> None:
    days = [a_day(day, size) for day, size in zip((MONDAY, TUESDAY, WEDNESDAY), sizes, strict=False)]
    assert as_many_as_fit(days, WEDNESDAY) == Shown(days[:shown], last)


def test_a_day_that_is_too_full_goes_on_on_another_page() -> None:
    days = [a_day(MONDAY, MOST_DATES + 1), a_day(TUESDAY, 1)]
    assert as_many_as_fit(days, WEDNESDAY) == Shown([a_day(MONDAY, MOST_DATES)], MONDAY, day_goes_on=True)
