"""Somebody who has died or moved may be written down twice: the other entry is asked about, and does not go on by itself."""

import pytest

import people
from makers import NOW, OFFICE, a_city, a_help_request
from mittendrin.farewells.actions import say_farewell
from mittendrin.merging.queries import likely_pairs
from mittendrin.people.actions import find_or_add
from mittendrin.people.doubles import doubles_of, say_apart
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact, Leaving
from mittendrin.volunteering.openings import why_not_open
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from people import sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
ERNA = Contact("Demo-Person Testfall", phone="+491713920012")
MISSPELT = Contact("Demo-Person Testfal", phone="+491713920012")
STRANGER = Contact("Demo-Person Anders", phone="+491713920012")


async def two(other: Contact = MISSPELT) -> tuple[int, int]:
    """The second one asks for help, and waits to be looked at."""
    await a_city()
    one = await find_or_add(ERNA, NOW)
    await a_help_request(contact=other)
    request = {HelpRequest.status: RequestState.CLARIFYING.value}
    await HelpRequest.update(request, force=True)
    row = await HelpRequest.select(HelpRequest.person).first()
    assert row
    return one, row["person"]


@pytest.mark.parametrize("leaving", Leaving)
async def test_the_other_entry_stays_in_sight_and_waits(leaving: Leaving) -> None:
    one, other = await two()
    await say_farewell(one, leaving, OFFICE, NOW)
    assert [(pair.one.id, pair.other.id, pair.why) for pair in await likely_pairs()] == [
        (one, other, "ähnlicher Name und gleiche Nummer")
    ]
    (double,) = await doubles_of(await person(other))
    assert (double.person.id, double.leaving) == (one, leaving)
    (double,) = await doubles_of(await person(one))
    assert (double.person.id, double.leaving) == (other, None)
    assert "steht vielleicht schon bei uns" in (await why_not_open([1]))[1]


async def test_two_people_are_asked_about_once() -> None:
    one, other = await two()
    await say_farewell(one, Leaving.DIED, OFFICE, NOW)
    await say_apart(one, other, OFFICE, NOW)
    assert (await likely_pairs(), await doubles_of(await person(other)), await why_not_open([1])) == (
        [],
        [],
        {},
    )


async def test_a_widow_with_the_same_telephone_goes_on() -> None:
    one, other = await two(STRANGER)
    await say_farewell(one, Leaving.DIED, OFFICE, NOW)
    assert (await likely_pairs(), await doubles_of(await person(other)), await why_not_open([1])) == (
        [],
        [],
        {},
    )


async def test_where_both_are_gone_nothing_is_left_to_ask() -> None:
    one, other = await two()
    for number in (one, other):
        await say_farewell(number, Leaving.DIED, OFFICE, NOW)
    assert (await likely_pairs(), await doubles_of(await person(other))) == ([], [])


async def test_the_clerk_is_shown_the_other_entry_first_and_writes_it_down_there_too(
    visitor: Visitor,
) -> None:
    one, other = await two()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/personen/{one}")
    await visitor.click("Person ist verstorben")
    assert (
        "Steht Demo-Person Testfall noch einmal bei uns? Was dort steht, geht sonst weiter."
        in visitor.page.text
    )
    await visitor.submit("Ja, so eintragen")
    await visitor.click("Mit Demo-Person Testfal vergleichen")
    await visitor.click("Ja, auch dort eintragen")
    assert visitor.page.path == f"/buero/personen/{other}/abschied/verstorben"
    await visitor.submit("Ja, so eintragen")
    assert "Vielleicht doppelt" not in visitor.page.text


async def test_the_clerk_says_that_they_are_two(visitor: Visitor) -> None:
    one, other = await two()
    await say_farewell(one, Leaving.HOME, OFFICE, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe/gesuche/1")
    assert "Dort steht: ins Heim gezogen." in visitor.page.text
    await visitor.click("Mit Demo-Person Testfall vergleichen")
    assert "Demo-Person Testfall ist ins Heim gezogen" in visitor.page.text
    await visitor.submit("Nein, das sind zwei")
    assert visitor.page.path == f"/buero/personen/{other}"
    assert "Vielleicht doppelt" not in visitor.page.text
