"""When a call is due, as the list says it."""

from datetime import UTC, datetime

import pytest

from mittendrin.registrations.call_list import due_words

NOW = datetime(2027, 1, 12, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (datetime(2027, 1, 12, 11, 0, tzinfo=UTC), "12 Uhr"),
        (datetime(2027, 1, 12, 22, 59, tzinfo=UTC), "heute"),
        (datetime(2027, 1, 13, 11, 0, tzinfo=UTC), "morgen"),
        (datetime(2027, 1, 14, 11, 0, tzinfo=UTC), "Donnerstag, 14. Januar"),
    ],
)
def test_a_call_is_due_at_an_hour_today_a_day_otherwise(due: datetime, said: str) -> None:
    assert due_words(due, NOW) == said
