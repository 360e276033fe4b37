"""Who is shown as perhaps the same person, and who is not."""

import pytest

from mittendrin.people.likeness import may_be_the_same
from mittendrin.people.rules import Contact

PHONE, OTHER_PHONE, MAIL = "+491713920001", "+491713920002", "eins@example.org"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erna Müller", "Erna Mueller"),
        ("Erna Müller", "Müller, Erna"),
        ("Erna Müller", "Frau Müller"),
        ("Erna Müller", "E. Müller"),
        ("Erna Müller", "Erna Mülller"),
        ("Hans Meier", "Hans Meyer"),
        ("Hans-Peter Meier", "Hans Peter Meier"),
    ],
)
def test_nearly_the_same_name_with_one_telephone(one: str, other: str) -> None:
    assert may_be_the_same(Contact(one, PHONE), Contact(other, PHONE, MAIL))
    assert may_be_the_same(Contact(other, PHONE), Contact(one, PHONE))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erna Müller", "Ernst Müller"),
        ("Erna Müller", "Otto Müller"),
        ("Erna Müller", "Anna Müler"),
        ("Jo Li", "Ju Li"),
        ("Frau Dr.", "Erna Müller"),
    ],
)
def test_couples_with_one_telephone_are_two(one: str, other: str) -> None:
    assert not may_be_the_same(Contact(one, PHONE), Contact(other, PHONE))


def test_the_same_mail_address_needs_the_same_name() -> None:
    assert may_be_the_same(Contact("Erna Müller", email=MAIL), Contact("Erna Mueller", PHONE, MAIL))
    assert not may_be_the_same(Contact("Erna Müller", email=MAIL), Contact("E. Müller", email=MAIL))


def test_the_same_name_alone_says_nothing() -> None:
    assert not may_be_the_same(Contact("Erna Müller", PHONE), Contact("Erna Müller", OTHER_PHONE))
    assert not may_be_the_same(Contact("Erna Müller"), Contact("Erna Müller"))
