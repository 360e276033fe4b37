"""Who is shown as perhaps the same person, and why; and who is not."""

import pytest

from mittendrin.people.likeness import (
    FEW_NAMESAKES,
    Entry,
    Likeness,
    all_alike,
    entry,
    likeness,
    one_slip,
    street_form,
)
from mittendrin.people.rules import Contact

PHONE, OTHER_PHONE, MAIL = "+491713920001", "+491713920777", "eins@example.org"
STREET = "Musterstraße 1, 67655 Kaiserslautern"


def why(one: Contact, other: Contact) -> Likeness | None:
    """The same from both sides."""
    found = likeness(entry(one), entry(other))
    assert likeness(entry(other), entry(one)) == found
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erna Müller", "Müller, Erna"),
        ("Erna Müller", "Frau Müller"),
        ("Erna Müller", "E. Müller"),
        ("Erna Müller", "Erna Mülller"),
        ("Erna Müller", "Erna Mülelr"),
        ("Hans Meier", "Hans Meyer"),
        ("Hans Meyer", "Hans Mayr"),
        ("Hans Meier", "Hans Mayer"),
        ("Hans Schmidt", "Hans Schmitt"),
        ("Hans Schmid", "Hans Schmitt"),
        ("Hans-Peter Meier", "Hans Peter Meier"),
    ],
)
def test_nearly_the_same_name_with_one_telephone(one: str, other: str) -> None:
    assert why(Contact(one, PHONE), Contact(other, PHONE, MAIL)) is Likeness.NAME_NEARLY


@pytest.mark.parametrize("other", ["Erna Mueller", "erna müller", "Erna Muller"])
def test_however_an_umlaut_is_written_it_is_the_same_name(other: str) -> None:
    assert why(Contact("Erna Müller", PHONE), Contact(other, PHONE)) is Likeness.PHONE
    assert why(Contact("Otto Weiß", PHONE), Contact("Otto Weiss", PHONE)) is Likeness.PHONE


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
def test_couples_with_one_telephone_or_street_are_two(one: str, other: str) -> None:
    assert why(Contact(one, PHONE), Contact(other, PHONE)) is None
    assert why(Contact(one, address=STREET), Contact(other, address=STREET)) is None


def test_the_same_mail_address_needs_the_same_name() -> None:
    assert why(Contact("Erna Müller", email=MAIL), Contact("Erna Mueller", PHONE, MAIL)) is Likeness.EMAIL
    assert why(Contact("Erna Müller", email=MAIL), Contact("E. Müller", email=MAIL)) is None


@pytest.mark.parametrize(
    ("phone", "found"),
    [
        ("+491713920002", Likeness.ONE_DIGIT),
        ("+49171392001", Likeness.ONE_DIGIT),
        ("+4917139200011", Likeness.ONE_DIGIT),
        ("+491713290001", Likeness.SWAPPED),
        ("+491713920010", Likeness.SWAPPED),
        ("+491713920022", Likeness.NEW_PHONE),
        (OTHER_PHONE, Likeness.NEW_PHONE),
    ],
)
def test_the_same_name_with_another_number(phone: str, found: Likeness) -> None:
    assert why(Contact("Erna Müller", PHONE), Contact("Erna Mueller", phone)) is found


def test_a_slip_in_the_number_counts_for_any_name_a_new_one_only_for_a_whole_one() -> None:
    assert why(Contact("Frau Müller", PHONE), Contact("Frau Müller", "+491713920002")) is Likeness.ONE_DIGIT
    for name in ("Frau Müller", "Müller", "Eheleute Otto Müller"):
        assert why(Contact(name, PHONE), Contact(name, OTHER_PHONE)) is None


@pytest.mark.parametrize(
    ("name", "address", "found"),
    [
        ("Erna Müller", STREET, Likeness.ADDRESS),
        ("Erna Müller", "Muster-Str. 12", Likeness.STREET),
        ("Erna Müler", "Musterstr. 1", Likeness.STREET_NEARLY),
        ("Erna Mayer", "Musterstr. 1", None),
        ("E. Müller", "Musterstr. 1", None),
        ("Erna Müller", "Gartenweg 1", None),
    ],
)
def test_the_street_counts_with_the_name(name: str, address: str, found: Likeness | None) -> None:
    one = Contact("Erna Müller", PHONE, address=STREET)
    assert why(one, Contact(name, OTHER_PHONE, address=address)) is found


def test_another_way_alone_contradicts_nothing() -> None:
    assert why(Contact("Erna Müller", PHONE), Contact("Erna Müller", email=MAIL)) is Likeness.NAME


def test_who_can_no_longer_be_reached_is_nobodys_double() -> None:
    assert why(Contact("Erna Müller", PHONE), Contact("Erna Müller")) is None


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("Musterstraße 1", "musterstr"),
        ("Musterstrasse 1 a, 67655 Kaiserslautern", "musterstr"),
        ("Muster-Str. 150", "musterstr"),
        ("bei Schulz, Am Alten Markt 3\n67655 Kaiserslautern", "amaltenmarkt"),
        ("67655 Kaiserslautern, Straßburger Weg 5", "strassburgerweg"),
        ("Müllerstr. 3", "mullerstr"),
        ("Mueller Straße 3", "mullerstr"),
        ("67655 Kaiserslautern", ""),
        ("Kaiserslautern 67655", ""),
        ("Heim am Park", ""),
        ("", ""),
    ],
)
def test_how_a_street_sounds(address: str, street: str) -> None:
    assert street_form(address) == street


def test_a_street_that_grows_by_its_sound_still_fits() -> None:
    assert len(street_form("ß" * 190 + " 1")) == 100


@pytest.mark.parametrize(
    ("other", "is_one"),
    [("1234", True), ("1243", True), ("2134", True), ("1235", True), ("123", True), ("12344", True), ("1253", False),
     ("4231", False), ("12", False), ("2143", False), ("123456", False)],
)  # fmt: skip
def test_one_slip(other: str, is_one: bool) -> None:
    assert (one_slip("1234", other), one_slip(other, "1234")) == (is_one, is_one)


def entries(*contacts: Contact) -> dict[int, Entry]:
    return {number: entry(contact) for number, contact in enumerate(contacts, 1)}


def test_of_all_only_those_with_something_in_common_are_found() -> None:
    assert all_alike(
        entries(
            Contact("Erna Müller", PHONE),
            Contact("Otto Weiß", "+491713920044", address=STREET),
            Contact("Frau Müller", PHONE),
            Contact("Otto Weis", OTHER_PHONE, address="Musterstr. 3"),
            Contact("Erna Mueller", "+491713920010"),
            Contact("Karl Klein", "+491713920055"),
        )
    ) == {
        (1, 3): Likeness.NAME_NEARLY,
        (1, 5): Likeness.SWAPPED,
        (2, 4): Likeness.STREET_NEARLY,
    }


def test_of_many_namesakes_a_name_alone_tells_nobody_apart() -> None:
    few = [Contact("Erna Müller", f"+4917139{n}{n}{n}{n}{n}") for n in range(1, 1 + FEW_NAMESAKES)]
    assert len(all_alike(entries(*few))) == 3
    many = entries(*few, Contact("Erna Müller", OTHER_PHONE), Contact("Erna Müller", "+491713920778"))
    assert all_alike(many) == {(FEW_NAMESAKES + 1, FEW_NAMESAKES + 2): Likeness.ONE_DIGIT}
