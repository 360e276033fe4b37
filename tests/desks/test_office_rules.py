from datetime import date

import pytest

from mittendrin.desks.office.rules import Asked, DateAsked, read_asked, read_date_asked


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Müller", Asked(name="Müller")),
        ("0012", Asked(phone_end="0012")),
        ("0171 39 20 012", Asked(phone="+491713920012")),
        ("HK4P 7T2M", Asked(code="HK4P7T2M", name="HK4P 7T2M")),
        ("Schuster", Asked(code="SCHUSTER", name="Schuster")),
        ("12", Asked()),
        ("…", Asked()),
    ],
)
def test_what_a_caller_says_may_mean(typed: str, asked: Asked) -> None:
    assert read_asked(typed, "0631") == asked


def test_a_number_may_be_a_code_or_a_local_telephone() -> None:
    assert read_asked("2345 6789", "0631") == Asked(code="23456789", phone="+4963123456789")


def test_in_another_town_a_local_number_is_another_one() -> None:
    assert read_asked("23456", "069").phone == "+496923456"
    assert read_asked("23456", "").phone == ""


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Gymnastik", DateAsked(words=("gymnastik",))),
        ("Gymnastik am Dienstag", DateAsked(words=("gymnastik",), weekday=1)),
        ("24.1. Chor", DateAsked(words=("chor",), day=date(2027, 1, 24))),
        ("Chor 24. Januar 2027", DateAsked(words=("chor",), day=date(2027, 1, 24))),
        ("morgen", DateAsked(day=date(2027, 1, 12))),
        ("Chor 32.1.", DateAsked(words=("chor", "32", "1"))),
        ("am", DateAsked()),
    ],
)
def test_a_date_is_asked_for_by_title_day_or_both(typed: str, asked: DateAsked) -> None:
    assert read_date_asked(typed, date(2027, 1, 11)) == asked
