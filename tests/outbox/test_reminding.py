"""Who is reminded when, and whether somebody still will be."""

from datetime import date, datetime, timedelta

import pytest

from mittendrin.core.clock import BERLIN
from mittendrin.outbox.reminding import last_day_reminded, reminds_today, will_remind
from mittendrin.outbox.rules import Way

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2027, 1, day) for day in (15, 16, 17, 18))
TUESDAY, WEDNESDAY, THURSDAY = (date(2027, 1, day) for day in (19, 20, 21))


LONG_AGO = datetime(2026, 12, 1, tzinfo=BERLIN)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 1, day, hour, minute, tzinfo=BERLIN)


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


@pytest.mark.parametrize(
    ("way", "day", "now", "still"),
    [
        pytest.param(Way.MAIL, MONDAY, at(17, 5, 59), True, id="in the morning of the day before"),
        pytest.param(Way.MAIL, MONDAY, at(17, 6), False, id="that mail has gone"),
        pytest.param(Way.MAIL, MONDAY, at(18, 5), False, id="on the day itself"),
        pytest.param(Way.MAIL, MONDAY, at(12, 12), True, id="days before"),
        pytest.param(Way.CALL, MONDAY, at(15, 5), True, id="before the last office day begins"),
        pytest.param(Way.CALL, MONDAY, at(16, 9), False, id="at the weekend"),
        pytest.param(Way.CALL, MONDAY, at(15, 9), False, id="after the lists were made"),
        pytest.param(Way.LETTER, THURSDAY, at(14, 12), True, id="a week before"),
        pytest.param(Way.LETTER, THURSDAY, at(15, 9), True, id="three office days are left"),
        pytest.param(Way.LETTER, THURSDAY, at(18, 9), False, id="a letter is too slow"),
        pytest.param(Way.MAIL, date(2028, 6, 1), at(12, 12), True, id="next year"),
    ],
)
def test_who_signs_up_late_is_promised_nothing(way: Way, day: date, now: datetime, still: bool) -> None:
    assert will_remind(way, day, LONG_AGO, now) is still


def test_who_was_written_to_this_week_gets_no_second_letter() -> None:
    assert not will_remind(Way.LETTER, THURSDAY, at(12, 9), at(12, 9))
    assert will_remind(Way.LETTER, date(2027, 1, 28), at(12, 9), at(12, 9))
