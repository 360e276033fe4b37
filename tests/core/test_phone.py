import pytest

from mittendrin.core.phone import (
    local_number_completed,
    read_area_code,
    read_phone,
    show_phone,
    tel_link,
)
from mittendrin.core.refusal import Refused

TOO_SHORT = "Diese Nummer ist zu kurz. Schreiben Sie bitte auch die Vorwahl."
WRONG = "Diese Nummer gibt es nicht. Prüfen Sie bitte die Ziffern und die Vorwahl."
ONE_IN_DIGITS = "Schreiben Sie bitte nur eine Nummer, mit Ziffern. Zum Beispiel: 069 90 00 90 12"
NOT_THEIR_OWN = (
    "Unter dieser Nummer können wir niemanden zurückrufen. Schreiben Sie bitte Ihre eigene Nummer."
)
NOTHING = "Schreiben Sie bitte Ihre Telefonnummer."


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0631/365-0", "+496313650"),
        ("+49 631 365 0", "+496313650"),
        ("(0631) 365 0", "+496313650"),
        ("0049631365-0", "+496313650"),
        ("+49 (0)631 365-0", "+496313650"),
        ("0049 (0) 631 / 365 – 0", "+496313650"),
        ("0631\u00a0365\u20110", "+496313650"),
        ("Tel.: 0631 3650", "+496313650"),
        ("Handy 0171 39 20 012", "+491713920012"),
        ("０６３１ 3650", "+496313650"),
        ("49 171 3920012", "+491713920012"),
        ("0491 12345", "+4949112345"),
        ("06301 12345", "+49630112345"),
        ("+33 1 42 68 53 00", "+33142685300"),
        ("0033 1 42 68 53 00", "+33142685300"),
        ("0800 1110111", "+498001110111"),
    ],
)
def test_numbers_as_people_write_them(typed: str, number: str) -> None:
    assert read_phone(typed) == number


@pytest.mark.parametrize(
    ("typed", "number", "shown"),
    [
        ("069 90009012", "+496990009012", "069 90 00 90 12"),
        ("030 23125-000", "+493023125000", "030 23 12 50 00"),
        ("040 66969-999", "+494066969999", "040 66 96 99 99"),
        ("0221 4710-123", "+492214710123", "0221 47 10 123"),
        ("089 99998-123", "+498999998123", "089 99 99 81 23"),
        ("0171 3920012", "+491713920012", "0171 39 20 012"),
        ("0171 3920099", "+491713920099", "0171 39 20 099"),
        ("0176 04069099", "+4917604069099", "0176 04 06 90 99"),
        ("0152 28817386", "+4915228817386", "0152 28 81 73 86"),
        ("0152 54599371", "+4915254599371", "0152 54 59 93 71"),
        ("0172 9925904", "+491729925904", "0172 99 25 904"),
        ("0174 9091317", "+491749091317", "0174 90 91 317"),
    ],
)
def test_numbers_reserved_for_fiction_are_read_and_shown(typed: str, number: str, shown: str) -> None:
    assert (read_phone(typed), show_phone(number), read_phone(shown)) == (number, shown, number)


@pytest.mark.parametrize(
    ("typed", "number", "completed"),
    [
        ("36512", "+4963136512", True),
        ("365 - 0123", "+496313650123", True),
        ("12345678", "+4963112345678", True),
        ("0631 36512", "+4963136512", False),
        ("+49 631 36512", "+4963136512", False),
    ],
)
def test_local_numbers_get_the_area_code(typed: str, number: str, completed: bool) -> None:
    assert (read_phone(typed, "0631"), local_number_completed(typed)) == (number, completed)


def test_another_town_has_another_area_code() -> None:
    assert read_phone("12345", area_code="06301") == "+49630112345"


@pytest.mark.parametrize("typed", ["", "112", "116117", "3650", "das weiß ich nicht", "9" * 100])
def test_nothing_was_completed_in_what_cannot_be_read(typed: str) -> None:
    assert not local_number_completed(typed)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", NOTHING),
        (" - ", NOTHING),
        ("Telefon", NOTHING),
        ("3650", TOO_SHORT),
        ("7", TOO_SHORT),
        ("0", TOO_SHORT),
        ("0631", TOO_SHORT),
        ("+49", TOO_SHORT),
        ("+49 631", TOO_SHORT),
        ("0151 123", TOO_SHORT),
        ("171392001", WRONG),
        ("0151 1234567890123", WRONG),
        ("+999 123456", WRONG),
        ("000000000", WRONG),
        ("0631 3650 oder 0171 3920012", ONE_IN_DIGITS),
        ("0631 3650, 0631 3651", ONE_IN_DIGITS),
        ("0631 36 5O", ONE_IN_DIGITS),
        ("++49 631 3650", ONE_IN_DIGITS),
        ("0631 3650;ext=1", ONE_IN_DIGITS),
        ("0" * 41, ONE_IN_DIGITS),
        ("٠٦٣١ ٣٦٥٠", ONE_IN_DIGITS),
        ("110", NOT_THEIR_OWN),
        ("1 1 2", NOT_THEIR_OWN),
        ("116 117", NOT_THEIR_OWN),
    ],
)
def test_what_is_no_number_is_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phone(typed)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize("typed", ["36512", "12345678"])
def test_without_an_area_code_of_the_town_a_local_number_is_too_short(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_phone(typed)
    assert refused.value.sentence == TOO_SHORT


@pytest.mark.parametrize(("typed", "code"), [("0631", "0631"), ("06 31", "0631"), ("(069)", "069")])
def test_an_area_code_as_people_write_it(typed: str, code: str) -> None:
    assert read_area_code(typed) == code


@pytest.mark.parametrize("typed", ["631", "0", "0171 3920012", "Vorwahl", "00"])
def test_what_is_no_area_code_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_area_code(typed)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+49631365", "0631 365"),
        ("+496313650", "0631 36 50"),
        ("+4963136512", "0631 36 512"),
        ("+33142685300", "+33 1 42 68 53 00"),
    ],
)
def test_numbers_are_shown_in_pairs(number: str, shown: str) -> None:
    assert show_phone(number) == shown


@pytest.mark.parametrize(("number", "link"), [("+496990009012", "tel:+496990009012"), ("112", "tel:112")])
def test_links_to_call(number: str, link: str) -> None:
    assert tel_link(number) == link
