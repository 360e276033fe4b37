import pytest

from mittendrin.desks.office.rules import Asked, read_asked


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
    assert read_asked(typed) == asked


def test_a_number_may_be_a_code_or_a_local_telephone() -> None:
    assert read_asked("2345 6789") == Asked(code="23456789", phone="+4963123456789")
