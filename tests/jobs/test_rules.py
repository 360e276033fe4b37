"""When jobs are due, and who is reminded when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mittendrin.core.clock import BERLIN
from mittendrin.jobs.rules import is_due, last_day_reminded, reminds_today
from mittendrin.outbox.rules import Way

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2027, 1, day) for day in (15, 16, 17, 18))
TUESDAY, WEDNESDAY, THURSDAY = (date(2027, 1, day) for day in (19, 20, 21))


def at(day: int, hour: int, minute: int = 0, month: int = 1) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("last_run", "now", "due"),
    [
        pytest.param(None, at(11, 3), True, id="never ran"),
        pytest.param(at(10, 6), at(11, 5, 59), False, id="night"),
        pytest.param(at(10, 6), at(11, 6), True, id="morning"),
        pytest.param(at(11, 6), at(11, 23, 59), False, id="ran today"),
        pytest.param(at(8, 6), at(11, 2), True, id="was off for days"),
        pytest.param(at(27, 6, month=3), at(28, 6, month=3), True, id="clocks change"),
        pytest.param(at(28, 6, 1, month=3), at(28, 23, month=3), False, id="ran after the change"),
    ],
)
def test_once_a_day_early_in_the_morning(last_run: datetime | None, now: datetime, due: bool) -> None:
    assert is_due(last_run, now) is due


@pytest.mark.parametrize(
    ("way", "day", "today", "reminds"),
    [
        (Way.MAIL, MONDAY, SUNDAY, True),
        (Way.MAIL, MONDAY, FRIDAY, False),
        (Way.MAIL, MONDAY, MONDAY, False),
        (Way.CALL, MONDAY, FRIDAY, True),
        (Way.CALL, SATURDAY, FRIDAY, True),
        (Way.CALL, MONDAY, SUNDAY, False),
        (Way.CALL, TUESDAY, FRIDAY, False),
        (Way.CALL, TUESDAY, MONDAY, True),
        # From Friday on: Monday, Tuesday, Wednesday, Thursday.
        (Way.LETTER, TUESDAY, FRIDAY, False),
        (Way.LETTER, WEDNESDAY, FRIDAY, True),
        (Way.LETTER, THURSDAY, FRIDAY, True),
        (Way.LETTER, THURSDAY, SATURDAY, False),
        # A day on which the server was off is made up for.
        (Way.LETTER, THURSDAY, MONDAY, True),
        (Way.LETTER, THURSDAY, TUESDAY, False),
        (Way.LETTER, THURSDAY + timedelta(days=1), FRIDAY, False),
    ],
)
def test_a_mail_goes_the_day_before_a_call_on_the_office_day_before_and_a_letter_earlier(
    way: Way, day: date, today: date, reminds: bool
) -> None:
    assert reminds_today(way, day, today) is reminds


def test_easter_is_long() -> None:
    """On Maundy Thursday letters go about all dates until Friday after Easter."""
    assert last_day_reminded(date(2027, 3, 25)) == date(2027, 4, 2)


@pytest.mark.parametrize("month", [3, 10], ids=["an hour is skipped", "an hour comes twice"])
def test_every_day_has_one_run_also_when_the_clocks_change(month: int) -> None:
    now = datetime(2027, month, 26, tzinfo=BERLIN).astimezone(UTC)
    runs: list[datetime] = []
    for _ in range(6 * 24 * 4):
        if is_due(runs[-1] if runs else None, now):
            runs.append(now)
        now += timedelta(minutes=15)
    days = [run.astimezone(BERLIN) for run in runs[1:]]
    assert [(day.day, day.hour, day.minute) for day in days] == [(day, 6, 0) for day in range(26, 32)]
