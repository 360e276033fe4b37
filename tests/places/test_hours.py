import pytest

from mittendrin.core.refusal import Refused
from mittendrin.places.hours import read_hours, show_hours


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", []),
        ("9–12", [["09:00", "12:00"]]),
        ("9 bis 12 Uhr und 13.30 - 16 Uhr", [["09:00", "12:00"], ["13:30", "16:00"]]),
        ("9-12, 13-16", [["09:00", "12:00"], ["13:00", "16:00"]]),
    ],
)
def test_hours_are_read_as_people_write_them(typed: str, spans: list[list[str]]) -> None:
    assert read_hours(typed) == spans
    assert read_hours(show_hours(spans)) == spans


@pytest.mark.parametrize("typed", ["vormittags", "12–9", "9–12 und 11–13", "9"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_hours(typed)
