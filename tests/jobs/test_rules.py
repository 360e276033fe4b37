"""When jobs are due."""

from datetime import UTC, datetime, timedelta

import pytest

from mittendrin.core.clock import BERLIN
from mittendrin.jobs.rules import is_due


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
