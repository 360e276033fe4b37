"""Nobody becomes one person with another because of a name and a number: somebody is asked first."""

from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_help_request, an_offer
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.callers import find_callers
from mittendrin.desks.office.rules import Asked
from mittendrin.merging.actions import merge
from mittendrin.merging.queries import likely_pairs
from mittendrin.people.actions import find_or_add
from mittendrin.people.doubles import say_apart
from mittendrin.people.resting import RESTS
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.openings import why_not_active, why_not_open
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer

pytestmark = pytest.mark.usefixtures("database")
ERNA = Contact("Demo-Person Erna", phone="+491713920032")
BY_LETTER = Contact("Demo-Person Erna", address="Musterstraße 1")
WHY = "Diese Person steht vielleicht schon bei uns. Sehen Sie bitte zuerst nach, ob sie es ist."


async def sent_on_the_web(contact: Contact = ERNA) -> tuple[int, int]:
    """The request, and whose it is."""
    return await _row(HelpRequest, await a_help_request(contact=contact, same=None))


async def _row(table: Any, code: str) -> tuple[int, int]:
    row = await table.select(table.id, table.person).where(table.code == code).first()
    return row["id"], row["person"]


@pytest.mark.parametrize("contact", [ERNA, BY_LETTER])
async def test_what_comes_by_the_web_is_somebody_new_and_both_are_shown(contact: Contact) -> None:
    await a_city()
    before = await find_or_add(contact, NOW)
    _request, new = await sent_on_the_web(contact)
    assert [{pair.one.id, pair.other.id} for pair in await likely_pairs()] == [{before, new}]
    found = await find_callers(Asked(name=contact.name), NOW)
    assert [one.person.id for one in found.callers] == [before, new]


async def test_the_same_form_sent_twice_is_one_person() -> None:
    await a_city()
    for _twice in range(2):
        await a_help_request(key="one form", contact=ERNA, same=None)
    assert (await HelpRequest.count(), await Person.count()) == (1, 1)


async def test_a_sign_up_still_finds_who_was_written_down_first() -> None:
    await a_city()
    before = await find_or_add(ERNA, NOW)
    await sent_on_the_web()
    assert await find_or_add(ERNA, NOW) == before


async def test_it_is_not_open_before_somebody_has_looked_who_it_is() -> None:
    await a_city()
    before = await find_or_add(ERNA, NOW)
    request, new = await sent_on_the_web()
    assert await why_not_open([request]) == {request: WHY}
    with pytest.raises(Refused, match="steht vielleicht schon bei uns"):
        await decide_request(request, RequestState.OPEN, "", OFFICE, NOW)
    await say_apart(before, new, OFFICE, NOW)
    await decide_request(request, RequestState.OPEN, "", OFFICE, NOW)
    assert await why_not_open([request]) == {}


async def test_whoever_was_here_first_is_not_held_up_by_a_namesake() -> None:
    await a_city()
    request, _first = await sent_on_the_web()
    await sent_on_the_web()
    await decide_request(request, RequestState.OPEN, "", OFFICE, NOW)
    assert await why_not_open([request]) == {}


async def test_who_was_held_by_an_incident_is_not_got_around() -> None:
    """Another entry with the same name and number waits, and rests as soon as both are one."""
    await a_city()
    held = await find_or_add(ERNA, NOW)
    await Person.update({Person.held: True}).where(Person.id == held)
    offer, new = await _row(Offer, await an_offer(contact=ERNA, same=None))
    assert await why_not_active([offer]) == {offer: WHY}
    with pytest.raises(Refused):
        await decide_offer(offer, OfferState.ACTIVE, "", OFFICE, NOW)
    await merge(held, new, ERNA, OFFICE, NOW)
    assert await why_not_active([offer]) == {offer: RESTS}
