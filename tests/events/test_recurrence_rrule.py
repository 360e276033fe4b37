"""The form for calendar programs, letter by letter."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mittendrin.events.recurrence import LAST, NO_PAUSES, Pauses, Repeat, Span, When
from mittendrin.events.rrule import PublishedSeries, excluded, published_series, rrule_text

DAY, LAST_DAY = date(2027, 1, 5), date(2027, 12, 31)
TUESDAYS = When(Repeat.WEEKLY, DAY, weekdays=(1,), starts=time(10), ends=time(11))
SECOND_TUESDAYS = replace(TUESDAYS, repeat=Repeat.MONTHLY_WEEKDAY, ordinals=(2,))
FIFTEENTHS = When(Repeat.MONTHLY_DAY, DAY, day_of_month=15)


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (TUESDAYS, "FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20271228T090000Z"),
        (replace(TUESDAYS, every=2), "FREQ=WEEKLY;WKST=MO;INTERVAL=2;BYDAY=TU;UNTIL=20271221T090000Z"),
        (replace(TUESDAYS, until=date(2027, 7, 1)), "FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20270629T080000Z"),
        (replace(TUESDAYS, times=3), "FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20270119T090000Z"),
        (replace(TUESDAYS, starts=None, ends=None), "FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20271228"),
        (
            replace(TUESDAYS, starts=time(0, 30), ends=time(1, 30)),
            "FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20271227T233000Z",
        ),
        (SECOND_TUESDAYS, "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271214T090000Z"),
        (replace(SECOND_TUESDAYS, ordinals=(1, LAST)), "FREQ=MONTHLY;BYDAY=1TU,-1TU;UNTIL=20271228T090000Z"),
        (FIFTEENTHS, "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20271215"),
        (replace(FIFTEENTHS, every=2), "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15;UNTIL=20271115"),
        (replace(FIFTEENTHS, days=3), "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20271215"),
    ],
)
def test_rule_text(when: When, text: str) -> None:
    assert rrule_text(when, LAST_DAY, NO_PAUSES) == text


@pytest.mark.parametrize(
    "when",
    [
        When(Repeat.DATES, DAY),
        replace(TUESDAYS, months=(4, 5, 6)),
        replace(SECOND_TUESDAYS, ordinals=(5,)),
        replace(SECOND_TUESDAYS, ordinals=(4, LAST)),
        replace(FIFTEENTHS, day_of_month=29),
        replace(TUESDAYS, starts=time(20), ends=time(1), days=2),
        replace(TUESDAYS, first_day=date(2028, 1, 1)),
    ],
)
def test_published_one_by_one(when: When) -> None:
    assert rrule_text(when, LAST_DAY, NO_PAUSES) is None
    assert published_series(when, LAST_DAY, NO_PAUSES) is None


def test_series_begins_and_ends_with_dates_that_take_place() -> None:
    away = {date(2027, 1, 5), date(2027, 1, 19), date(2027, 2, 2)}
    course = replace(TUESDAYS, until=date(2027, 2, 2), pause_school=True)
    pauses = Pauses(lambda day: None, away.__contains__)
    start = datetime(2027, 1, 12, 9, tzinfo=UTC)

    assert published_series(course, LAST_DAY, pauses) == PublishedSeries(
        first=Span(start, start, datetime(2027, 1, 12, 10, tzinfo=UTC)),
        rule="FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20270126T090000Z",
        starts=frozenset(datetime(2027, 1, day, 9, tzinfo=UTC) for day in (12, 19, 26)),
        excluded=(datetime(2027, 1, 19, 9, tzinfo=UTC),),
    )


def test_nothing_is_excluded_from_nothing() -> None:
    assert excluded(TUESDAYS, date(2026, 12, 31), NO_PAUSES) == []
