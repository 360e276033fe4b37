from datetime import date, time

import pytest

from mittendrin.core.clock import to_local
from mittendrin.engagements.rules import Course, Plan, Rhythm, check_in_due, moments_of, part_of_day
from mittendrin.volunteering.grid import Part
from mittendrin.volunteering.states import EngagementState

MET = date(2027, 1, 14)


def test_a_rhythm_keeps_its_time_across_the_clock_change() -> None:
    plan = Plan(date(2027, 3, 16), time(10), Rhythm.FORTNIGHTLY, 3)
    assert [f"{to_local(one):%d.%m. %H}" for one in moments_of(plan)] == [
        "16.03. 10",
        "30.03. 10",
        "13.04. 10",
    ]


def test_a_single_day_is_one_visit_whatever_number_stands_there() -> None:
    assert len(moments_of(Plan(date(2027, 3, 16), time(10), Rhythm.ONCE, 9))) == 1


@pytest.mark.parametrize(
    ("at", "part"),
    [
        (time(8), Part.MORNING),
        (time(11), Part.NOON),
        (time(14), Part.AFTERNOON),
        (time(18), Part.EVENING),
    ],
)
def test_every_time_lies_in_a_part_of_the_day(at: time, part: Part) -> None:
    assert part_of_day(at) is part


@pytest.mark.parametrize(
    ("status", "today", "due"),
    [
        (EngagementState.FIRST_MEETING, date(2027, 1, 14), ""),
        (EngagementState.FIRST_MEETING, date(2027, 1, 15), "meeting_2027-01-14"),
        (EngagementState.FIRST_MEETING, date(2027, 3, 1), "meeting_2027-01-14"),
        (EngagementState.TRIAL, date(2027, 1, 15), "meeting_2027-01-14"),
        (EngagementState.TRIAL, date(2027, 1, 28), "meeting_2027-01-14"),
        (EngagementState.TRIAL, date(2027, 1, 29), ""),
        (EngagementState.TRIAL, date(2027, 2, 10), ""),
        (EngagementState.TRIAL, date(2027, 2, 11), "trial"),
        (EngagementState.RUNNING, date(2027, 2, 11), "trial"),
        (EngagementState.RUNNING, date(2027, 2, 24), "trial"),
        (EngagementState.RUNNING, date(2027, 2, 25), ""),
        (EngagementState.RUNNING, date(2027, 7, 13), ""),
        (EngagementState.RUNNING, date(2027, 7, 14), "months_6"),
        (EngagementState.RUNNING, date(2028, 2, 1), "months_12"),
        (EngagementState.PAUSED, date(2027, 3, 1), ""),
        (EngagementState.PAUSED, date(2027, 3, 2), "pause_2027-03-01"),
        (EngagementState.PAUSED, date(2027, 7, 13), "pause_2027-03-01"),
        (EngagementState.PAUSED, date(2027, 7, 14), "months_6"),
    ],
)
def test_when_to_ask_how_it_goes(status: EngagementState, today: date, due: str) -> None:
    course = Course(
        status, date(2027, 1, 4), MET, trial_ends_on=date(2027, 2, 11), paused_until=date(2027, 3, 1)
    )
    assert check_in_due(course, today) == due


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 2, 5), ""),
        (date(2027, 2, 6), "pause_2027-02-05"),
        (date(2027, 2, 11), "trial"),
        (date(2027, 2, 25), "pause_2027-02-05"),
    ],
)
def test_four_weeks_are_asked_about_also_when_a_pause_is_over(today: date, due: str) -> None:
    course = Course(EngagementState.PAUSED, date(2027, 1, 4), MET, date(2027, 2, 11), date(2027, 2, 5))
    assert check_in_due(course, today) == due


@pytest.mark.parametrize(("today", "due"), [(date(2027, 1, 15), ""), (date(2027, 1, 18), "arrange")])
def test_a_meeting_that_nobody_arranges_is_asked_about_after_five_office_days(today: date, due: str) -> None:
    course = Course(
        EngagementState.FIRST_MEETING, date(2027, 1, 11), met_on=None, trial_ends_on=None, paused_until=None
    )
    assert check_in_due(course, today) == due


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2027, 1, 14), ""),
        (date(2027, 1, 15), "meeting_2027-01-14"),
        (date(2027, 2, 10), "meeting_2027-01-14"),
        (date(2027, 2, 11), "trial"),
        (date(2027, 7, 14), "months_6"),
    ],
)
def test_the_days_alone_decide_where_nobody_has_noted_that_the_trial_has_begun(today: date, due: str) -> None:
    course = Course(
        EngagementState.FIRST_MEETING, date(2027, 1, 4), MET, trial_ends_on=None, paused_until=None
    )
    assert check_in_due(course, today) == due
