"""Two entries of one person become one, with everything; and a mistake is taken back."""

from datetime import timedelta
from typing import Any

import pytest

from makers import (
    NOW,
    OFFICE,
    a_city,
    a_help_request,
    a_pair,
    a_proposal,
    a_published_event,
    a_sign_up,
    an_engagement,
    seats,
)
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.telling import Voice
from mittendrin.farewells.actions import say_farewell
from mittendrin.jobs.forgetting import forget
from mittendrin.merging.actions import KEPT, forget_merges, merge, part_again
from mittendrin.merging.queries import dates_of_both, likely_pairs, merged_into
from mittendrin.merging.tables import Merge
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.actions import add, find_or_add
from mittendrin.people.doubles import doubles_of, say_apart
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Person
from mittendrin.registrations.rules import Wish
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.between import Crossing, crossings
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.proposals import withdraw
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer

pytestmark = pytest.mark.usefixtures("database")
# The first is whoever makers.an_engagement() helps.
ONE = Contact("Demo-Person Suche", phone="+491713920032", first_name="Demo-Person")
OTHER = Contact("Demo-Person Suche", phone="+491713920032", email="suche@example.org")


async def both_with_something() -> tuple[int, int, int]:
    """The one is helped, both go to gymnastics. Their ids, and that of the event."""
    await a_city()
    await an_engagement()
    event = await a_published_event(terms=seats(12))
    for contact in (ONE, OTHER):
        await a_sign_up(event, Wish(contact, 1, False, new_token()))
    return await find_or_add(ONE, NOW), await find_or_add(OTHER, NOW), event


async def whose(table: type[Registration] | type[HelpRequest]) -> list[int]:
    return [row["person"] for row in await table.select(table.person).order_by(table.id)]


async def test_they_are_shown_and_never_merged_by_themselves() -> None:
    one, other, _event = await both_with_something()
    (pair,) = await likely_pairs()
    assert (pair.one.id, pair.other.id) == (one, other)
    assert [double.person.id for double in await doubles_of(await person(other))] == [one]
    assert await Person.count() == 3


async def test_everything_of_the_one_becomes_the_others() -> None:
    one, other, _event = await both_with_something()
    await merge(other, one, OTHER, OFFICE, NOW)
    assert (await whose(Registration), await whose(HelpRequest)) == ([other, other], [other])
    assert await Person.count().where(Person.id == one) == 0
    assert await likely_pairs() == []
    entry = AuditEntry
    rows = await entry.select(entry.act, entry.detail).where(entry.subject == f"person:{other}")
    assert rows == [{"act": "person.merged", "detail": "Demo-Person Suche"}]


async def test_what_waits_goes_to_the_chosen_number() -> None:
    one, other, _event = await both_with_something()
    chosen = Contact("Demo-Person Suche", phone="+491713920033")
    await merge(one, other, chosen, OFFICE, NOW)
    waiting = await CallTask.select(CallTask.reached_at).where(
        CallTask.recipient_name == ONE.name, CallTask.state == CallState.OPEN.value
    )
    assert {row["reached_at"] for row in waiting} == {"+491713920033"}
    assert (await person(one)).contact == chosen


async def test_dates_for_which_both_have_signed_up_are_named() -> None:
    one, other, _event = await both_with_something()
    assert await dates_of_both(one, other, NOW) == [
        "Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr"
    ]


async def test_a_mistake_is_taken_back_with_all_that_was_theirs() -> None:
    one, other, event = await both_with_something()
    before = (await whose(Registration), await whose(HelpRequest))
    await merge(other, one, OTHER, OFFICE, NOW)
    later = await a_sign_up(event, Wish(OTHER, 1, False, new_token()))
    (done,) = await merged_into(other)
    assert await part_again(done.id, OFFICE, NOW) == other
    ours, theirs = before
    again = await find_or_add(ONE, NOW)
    back = {one: again, other: other}
    assert await whose(Registration) == [back[number] for number in (*ours, other)]
    assert await whose(HelpRequest) == [back[number] for number in theirs]
    assert ((await person(again)).contact, (await person(other)).contact) == (ONE, OTHER)
    assert later.code
    with pytest.raises(NotFound):
        await part_again(done.id, OFFICE, NOW)


async def test_what_was_forgotten_meanwhile_does_not_come_back() -> None:
    one, other, _event = await both_with_something()
    await merge(other, one, OTHER, OFFICE, NOW)
    await Registration.update({Registration.person: None}).where(Registration.id == 1)
    (done,) = await merged_into(other)
    await part_again(done.id, OFFICE, NOW)
    assert await whose(Registration) == [None, other]


async def test_a_number_that_was_changed_meanwhile_stays() -> None:
    one, other, _event = await both_with_something()
    await merge(other, one, OTHER, OFFICE, NOW)
    await Person.update({Person.phone: "+491713920034"}).where(Person.id == other)
    (done,) = await merged_into(other)
    await part_again(done.id, OFFICE, NOW)
    assert (await person(other)).phone == "+491713920034"


async def test_two_people_are_said_to_be_two_once() -> None:
    one, other, _event = await both_with_something()
    for _again in range(2):
        await say_apart(other, one, OFFICE, NOW)
    assert (await likely_pairs(), await doubles_of(await person(one))) == ([], [])
    assert await AuditEntry.count().where(AuditEntry.act == "person.said_apart") == 1


async def test_nobody_is_merged_with_themselves_or_with_somebody_gone() -> None:
    one, other, _event = await both_with_something()
    for kept, gone in ((one, one), (one, 999), (999, one)):
        with pytest.raises(NotFound):
            await merge(kept, gone, ONE, OFFICE, NOW)
    await say_farewell(other, Leaving.DIED, OFFICE, NOW)
    with pytest.raises(Refused):
        await merge(one, other, ONE, OFFICE, NOW)


async def test_two_with_an_open_question_of_one_person_are_not_merged() -> None:
    """Neither asked twice nor their own helper: an open question between two, and two questions to the same helper."""
    await a_city()
    offer, request = await a_pair()
    await Offer.update({Offer.most_people: 3}).where(Offer.id == offer)
    second = await an_open_request(contact=Contact("Demo-Person Suche", phone="+491713920040"))
    code = {row["id"]: row["code"] for row in await HelpRequest.select(HelpRequest.id, HelpRequest.code)}
    one, other = await whose(HelpRequest)
    (helper,) = [row["person"] for row in await Offer.select(Offer.person)]
    question = await a_proposal(offer, request)
    assert (await crossings(one, other), await crossings(helper, other)) == ([], [])
    assert await crossings(one, helper) == await crossings(helper, one) == [Crossing(request, code[request])]
    await a_proposal(offer, second)
    assert await crossings(other, one) == [Crossing(number, code[number]) for number in (request, second)]
    with pytest.raises(Refused, match="zweimal gefragt oder würde sich selbst helfen"):
        await merge(one, other, ONE, OFFICE, NOW)
    await withdraw(question, OFFICE, NOW)
    await merge(one, other, ONE, OFFICE, NOW)
    assert await whose(HelpRequest) == [one, one]


async def test_whoever_helps_the_other_is_not_them() -> None:
    engagement, _proposal = await an_engagement()
    (asker,) = await whose(HelpRequest)
    (helper,) = [row["person"] for row in await Offer.select(Offer.person)]
    with pytest.raises(Refused, match="würde sich selbst helfen"):
        await merge(asker, helper, ONE, OFFICE, NOW)
    await finish(engagement, Ending(), Voice(OFFICE), NOW)
    await merge(asker, helper, ONE, OFFICE, NOW)
    assert await Person.count() == 1


async def an_open_request(**changes: Any) -> int:
    code = await a_help_request(**changes)
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    return int(row["id"])


async def test_after_thirty_days_it_is_for_good() -> None:
    one, other, _event = await both_with_something()
    await merge(other, one, OTHER, OFFICE, NOW)
    assert await forget_merges(NOW + KEPT - timedelta(seconds=1)) == 0
    assert await forget_merges(NOW + KEPT) == 1
    assert await merged_into(other) == []


async def test_what_is_kept_for_taking_it_back_goes_with_the_person() -> None:
    kept, gone = [
        await add(Contact("Demo-Person Zwei", phone=f"+49171392004{one}"), NOW - timedelta(days=90))
        for one in range(2)
    ]
    await merge(kept, gone, Contact("Demo-Person Zwei", phone="+491713920040"), OFFICE, NOW)
    await forget(NOW)
    assert not await Person.exists().where(Person.id == kept)
    assert await Merge.count() == 0
