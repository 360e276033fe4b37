"""What moved, as it stands in a list."""

from datetime import date, datetime

import pytest

from makers import BERLIN
from mittendrin.events.moves import another_end, what_moved

TODAY = date(2027, 1, 11)
TUESDAY_AT_FIVE = datetime(2027, 1, 19, 17, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("after", "place", "said"),
    [
        (TUESDAY_AT_FIVE, "Rathaus", "ANDERER ORT"),
        (TUESDAY_AT_FIVE.replace(hour=18), "", "NEUE ZEIT: 18 statt 17 Uhr"),
        (TUESDAY_AT_FIVE.replace(minute=30), "Rathaus", "NEUE ZEIT: 17.30 statt 17 Uhr, anderer Ort"),
        (TUESDAY_AT_FIVE.replace(day=20), "", "NEUER TAG: statt Dienstag, 19. Januar"),
        (TUESDAY_AT_FIVE.replace(day=20, hour=9), "", "NEUER TAG: statt Dienstag, 19. Januar, 17 Uhr"),
    ],
)
def test_a_moved_date_says_what_moved(after: datetime, place: str, said: str) -> None:
    assert str(what_moved(TUESDAY_AT_FIVE, after, place, TODAY)) == said


def test_another_end_names_both() -> None:
    later = TUESDAY_AT_FIVE.replace(hour=19)
    assert str(another_end(TUESDAY_AT_FIVE, later, "")) == "NEUES ENDE: 19 statt 17 Uhr"
    assert str(another_end(TUESDAY_AT_FIVE, later, "Rathaus")) == "NEUES ENDE: 19 statt 17 Uhr, anderer Ort"
