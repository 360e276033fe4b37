from datetime import date

import pytest

from mittendrin.barriers.rules import answer_until


@pytest.mark.parametrize(
    ("reported_on", "until"),
    [
        (date(2027, 1, 11), date(2027, 2, 11)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_an_answer_comes_within_a_month(reported_on: date, until: date) -> None:
    assert answer_until(reported_on) == until
