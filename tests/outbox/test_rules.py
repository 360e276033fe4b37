from datetime import datetime

import pytest

from makers import BERLIN
from mittendrin.outbox.rules import comes_too_late


@pytest.mark.parametrize(
    ("day", "late"),
    [(11, True), (13, True), (14, False), (18, False)],
    ids=["today", "in two days", "in three office days", "next week"],
)
def test_a_letter_needs_three_office_days(day: int, late: bool) -> None:
    monday = datetime(2027, 1, 11, 8, tzinfo=BERLIN)
    assert comes_too_late(datetime(2027, 1, day, 10, tzinfo=BERLIN), monday) is late


def test_over_a_weekend_it_takes_longer() -> None:
    friday = datetime(2027, 1, 15, 8, tzinfo=BERLIN)
    wednesday = datetime(2027, 1, 20, 10, tzinfo=BERLIN)
    assert not comes_too_late(wednesday, friday)
    assert comes_too_late(wednesday.replace(day=19), friday)


def test_what_has_no_day_is_never_late() -> None:
    assert not comes_too_late(None, datetime(2027, 1, 11, 8, tzinfo=BERLIN))
