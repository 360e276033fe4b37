"""What moved, as it stands in a list."""

from datetime import date, datetime

import pytest

from makers import BERLIN
from mittendrin.events.moves import another_end, meeting_point_of, what_moved

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


@pytest.mark.parametrize(
    ("where", "left"),
    [("um 9.50 Uhr am Eingang", "am Eingang"), ("09.50 Uhr", ""), ("Wir treffen uns um 9 am Tor", "")],
)
def test_the_time_of_a_meeting_point_goes_when_the_hour_moves(where: str, left: str) -> None:
    planned, later = TUESDAY_AT_FIVE, TUESDAY_AT_FIVE.replace(hour=18)
    assert meeting_point_of(where, planned, later) == left
    assert meeting_point_of(where, planned, planned.replace(day=20)) == where


@pytest.mark.parametrize("where", ["", "am Eingang", "Raum 2.14"])
def test_any_other_meeting_point_stays(where: str) -> None:
    assert meeting_point_of(where, TUESDAY_AT_FIVE, TUESDAY_AT_FIVE.replace(hour=18)) == where


def test_the_clocks_do_not_move_the_hour() -> None:
    summer = datetime(2027, 7, 20, 17, tzinfo=BERLIN)
    assert meeting_point_of("um 16.50 Uhr", TUESDAY_AT_FIVE, summer) == "um 16.50 Uhr"
