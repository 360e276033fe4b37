"""Who stands beside whom as perhaps the same person: the likeliest first, until somebody has said that they are two."""

from dataclasses import asdict

import pytest

import people
from makers import NOW, OFFICE
from mittendrin.core.marks import Change, marks
from mittendrin.merging.actions import merge, part_again
from mittendrin.merging.queries import likely_pairs, merged_into
from mittendrin.people.actions import find_or_add
from mittendrin.people.changing import change_contact
from mittendrin.people.doubles import doubles_of, said_apart, say_apart
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
ERNA = Contact("Demo-Person Maier", phone="+491713920012", address="Musterstraße 1, 67655 Kaiserslautern")
LIKE_ERNA = {
    "ähnlicher Name und gleiche Nummer": Contact("Demo-Person Mayer", phone="+491713920012"),
    "gleicher Name, in der Nummer sind zwei Ziffern vertauscht": Contact(
        "Demo-Person Maier", "+491713920021"
    ),
    "gleicher Name, Nummer weicht in einer Ziffer ab": Contact("Demo-Person Maier", phone="+491713920013"),
    "gleicher Name und gleiche Straße": Contact("Demo-Person Maier", "+491713920777", "", "Musterstr. 7"),
    "ähnlicher Name und gleiche Straße": Contact("Demo-Person Meyer", address="Muster-Str. 1"),
    "gleicher Name, andere Nummer": Contact("Demo-Person Maier", phone="+491713920777"),
    "gleicher Name, sonst nichts gemeinsam": Contact("Demo-Person Maier", email="maier@example.org"),
}
STRANGERS = (
    Contact("Demo-Person Maierhofer", phone="+491713920013", address="Musterstraße 1, 67655 Kaiserslautern"),
    Contact("Otto Maier", phone="+491713920012"),
    Contact("Demo-Person Maier", "+491713920777", "", "Gartenweg 1"),
)


FIRST = "ähnlicher Name und gleiche Nummer"


async def whys() -> list[tuple[int, int, str]]:
    return [(pair.one.id, pair.other.id, pair.why) for pair in await likely_pairs()]


@pytest.mark.parametrize("why", LIKE_ERNA)
async def test_the_page_and_the_list_say_why(why: str) -> None:
    one, other = await find_or_add(ERNA, NOW), await find_or_add(LIKE_ERNA[why], NOW)
    assert await whys() == [(one, other, why)]
    for here, there in ((one, other), (other, one)):
        assert [(double.person.id, double.why) for double in await doubles_of(await person(here))] == [
            (there, why)
        ]
    await say_apart(other, one, OFFICE, NOW)
    assert (await whys(), await doubles_of(await person(one))) == ([], [])


@pytest.mark.parametrize("stranger", STRANGERS)
async def test_whoever_has_less_in_common_is_somebody_else(stranger: Contact) -> None:
    one, _other = await find_or_add(ERNA, NOW), await find_or_add(stranger, NOW)
    assert (await whys(), await doubles_of(await person(one))) == ([], [])


async def test_the_likeliest_come_first_and_of_these_the_newest() -> None:
    one = await find_or_add(ERNA, NOW)
    order = list(LIKE_ERNA)[:5]
    later = {await find_or_add(LIKE_ERNA[why], NOW): why for why in reversed(order)}
    assert [double.why for double in await doubles_of(await person(one))] == order
    assert [why for first, _other, why in await whys() if first == one] == order
    twin = await find_or_add(Contact("Demo-Person Meyer", phone="+491713920012"), NOW)
    assert [other for first, other, why in await whys() if first == one and why == order[0]] == [
        twin,
        next(number for number, why in later.items() if why == order[0]),
    ]


async def test_a_new_address_brings_another_street() -> None:
    one = await find_or_add(ERNA, NOW)
    other = await find_or_add(LIKE_ERNA["ähnlicher Name und gleiche Straße"], NOW)
    moved = Contact("Demo-Person Meyer", address="Gartenweg 4")
    seen = marks(asdict((await person(other)).contact))
    await change_contact(other, Change(moved, seen), OFFICE, NOW)
    assert (await whys(), await doubles_of(await person(one))) == ([], [])


async def test_said_once_it_is_true_for_whoever_the_two_become() -> None:
    """Also after a mistake: what was said of one of them is true of that one alone."""
    one, other = await find_or_add(ERNA, NOW), await find_or_add(LIKE_ERNA[FIRST], NOW)
    third = await find_or_add(LIKE_ERNA["gleicher Name, Nummer weicht in einer Ziffer ab"], NOW)
    await say_apart(other, third, OFFICE, NOW)
    await merge(one, other, ERNA, OFFICE, NOW)
    assert await whys() == []
    (done,) = await merged_into(one)
    await part_again(done.id, OFFICE, NOW)
    again = await find_or_add(LIKE_ERNA[FIRST], NOW)
    assert {(first, second) for first, second, _why in await whys()} == {(one, third), (one, again)}
    assert (third, again) in await said_apart()


async def test_what_was_said_of_the_one_who_stays_outlives_a_mistake() -> None:
    one, other = await find_or_add(ERNA, NOW), await find_or_add(LIKE_ERNA[FIRST], NOW)
    third = await find_or_add(LIKE_ERNA["gleicher Name, Nummer weicht in einer Ziffer ab"], NOW)
    for each in (one, other):
        await say_apart(each, third, OFFICE, NOW)
    await merge(one, other, ERNA, OFFICE, NOW)
    (done,) = await merged_into(one)
    await part_again(done.id, OFFICE, NOW)
    again = await find_or_add(LIKE_ERNA[FIRST], NOW)
    assert {(one, third), (third, again)} <= await said_apart()


async def test_the_clerk_reads_why(visitor: Visitor) -> None:
    for contact in (ERNA, LIKE_ERNA["gleicher Name, Nummer weicht in einer Ziffer ab"]):
        await find_or_add(contact, NOW)
    await people.sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/personen/doppelte")
    assert "gleicher Name, Nummer weicht in einer Ziffer ab" in visitor.page.text
    await visitor.get("/buero/personen/1")
    assert (
        "Könnte dieselbe Person sein: gleicher Name, Nummer weicht in einer Ziffer ab." in visitor.page.text
    )
    await visitor.click("Mit Demo-Person Maier vergleichen")
    await visitor.submit("Nein, das sind zwei")
    assert "Vielleicht doppelt" not in visitor.page.text
