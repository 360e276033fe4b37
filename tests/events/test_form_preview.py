"""What the preview warns of before anything is stored."""

from dataclasses import replace
from datetime import date, time

import pytest

from makers import TUESDAYS_AT_TEN
from mittendrin.core.calendar_days import school_data_end
from mittendrin.events.form_preview import preview_lines, preview_warnings
from mittendrin.events.recurrence import Repeat, When

TODAY = date(2027, 1, 11)
WEEKLY = replace(TUESDAYS_AT_TEN, until=None, pause_school=True)
TWICE_A_YEAR = replace(
    WEEKLY, repeat=Repeat.MONTHLY_WEEKDAY, every=6, ordinals=(1,), first_day=date(2027, 2, 2)
)
AFTER_THE_DATA = replace(WEEKLY, first_day=date(school_data_end().year + 1, 9, 3), weekdays=(1,))


@pytest.mark.parametrize(
    ("when", "warned"),
    [
        (WEEKLY, False),
        (TWICE_A_YEAR, True),
        (AFTER_THE_DATA, True),
        (replace(TWICE_A_YEAR, pause_school=False), False),
        (replace(AFTER_THE_DATA, repeat=Repeat.DATES), False),
    ],
)
def test_dates_beyond_what_is_known_of_school_holidays_are_warned_of(when: When, warned: bool) -> None:
    warnings = list(preview_warnings(when, list(preview_lines(when, TODAY)), TODAY))
    assert any("Die Schulferien kennen wir bis" in one for one in warnings) is warned


@pytest.mark.parametrize(
    ("starts", "warned"),
    [
        (time(3), ["Das beginnt nachts um 3 Uhr. Stimmt das?"]),
        (time(5, 59), ["Das beginnt nachts um 5.59 Uhr. Stimmt das?"]),
        (time(6), []),
        (None, []),
    ],
)
def test_a_beginning_at_night_is_asked_about(starts: time | None, warned: list[str]) -> None:
    when = replace(TUESDAYS_AT_TEN, starts=starts, ends=time(11) if starts else None)
    assert list(preview_warnings(when, list(preview_lines(when, TODAY)), TODAY)) == warned


def test_single_dates_of_different_holidays_are_not_joined_over_the_winter() -> None:
    in_summer = replace(
        WEEKLY, repeat=Repeat.MONTHLY_WEEKDAY, ordinals=(2,), months=tuple(range(4, 11)), first_day=date(2027, 9, 1)
    )  # fmt: skip
    fallen = [line for line in preview_lines(in_summer, date(2027, 9, 1)) if line.falls_away]
    assert [line.words for line in fallen][:2] == ["Dienstag, 12. Oktober 2027", "Dienstag, 11. April 2028"]


def test_dates_within_the_same_holidays_are_one_line_that_says_both_years() -> None:
    weekly = replace(WEEKLY, first_day=date(2026, 12, 1))
    fallen = [line.words for line in preview_lines(weekly, date(2026, 12, 1)) if line.falls_away]
    assert fallen == ["Dienstag, 29. Dezember 2026 bis Dienstag, 5. Januar 2027"]
