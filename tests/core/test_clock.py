from datetime import UTC, date, datetime, time

import pytest

from mittendrin.core.clock import at_local, local_day, system_clock, to_local


@pytest.mark.parametrize(
    ("day", "wall_time", "moment"),
    [
        pytest.param(date(2027, 1, 5), time(10), datetime(2027, 1, 5, 9, tzinfo=UTC), id="winter"),
        pytest.param(date(2027, 7, 6), time(10), datetime(2027, 7, 6, 8, tzinfo=UTC), id="summer"),
        pytest.param(date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC), id="skipped"),
        pytest.param(date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC), id="twice"),
        pytest.param(
            date(2027, 10, 31), time(2, 30, fold=1), datetime(2027, 10, 31, 0, 30, tzinfo=UTC), id="fold"
        ),
        pytest.param(
            date(2027, 1, 5), time(10, tzinfo=UTC), datetime(2027, 1, 5, 9, tzinfo=UTC), id="always local"
        ),
    ],
)
def test_a_local_time_becomes_a_moment(day: date, wall_time: time, moment: datetime) -> None:
    assert (at_local(day, wall_time), at_local(day, wall_time).tzinfo) == (moment, UTC)


def test_a_skipped_time_is_shown_an_hour_later() -> None:
    assert to_local(at_local(date(2027, 3, 28), time(2, 30))).time() == time(3, 30)


def test_the_day_changes_at_midnight_in_germany() -> None:
    assert local_day(datetime(2027, 7, 5, 22, 0, tzinfo=UTC)) == date(2027, 7, 6)
    assert local_day(datetime(2027, 7, 5, 21, 59, tzinfo=UTC)) == date(2027, 7, 5)


def test_a_moment_without_time_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_local(datetime(2027, 1, 1))  # noqa: DTZ001


def test_the_clock_tells_utc() -> None:
    assert system_clock().tzinfo is UTC
