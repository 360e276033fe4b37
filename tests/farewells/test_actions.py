"""Somebody who has everything dies, or moves into a home: afterwards nothing reaches them, and nobody waits in vain."""

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
    a_wish,
    an_engagement,
    an_offer,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.releases import released_contact
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.farewells.actions import say_farewell, take_farewell_back
from mittendrin.farewells.queries import left_by
from mittendrin.jobs.expiring import expire_offers
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.jobs.reminding import remind
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Departure, Person
from mittendrin.registrations import actions as registrations
from mittendrin.registrations.rules import Target, Wish
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

pytestmark = pytest.mark.usefixtures("database")
# Both the maker of a request and every sign-up here are this one person.
EVERYBODY = Contact("Demo-Person Suche", phone="+491713920032")
HELPER = Contact("Demo-Person Hilfe", phone="+491713920031", email="hilfe@example.org")


def wish(contact: Contact = EVERYBODY) -> Wish:
    return Wish(contact, party=1, first_time=False, key=new_token())


async def id_of(contact: Contact) -> int:
    row = (
        await Person.select(Person.id)
        .where(Person.name == contact.name, Person.phone == contact.phone)
        .first()
    )
    assert row
    return int(row["id"])


async def a_full_date(title: str) -> int:
    """One seat, taken by our person; somebody else waits."""
    event = await a_published_event(title=title, terms=seats(1, deadline_days=0))
    date = (await occurrence_ids(event))[2]
    await registrations.sign_up(Target(event, date), wish(), VISITOR, NOW)
    await registrations.sign_up(
        Target(event, date), a_wish("Demo-Person 2", email="zwei@example.org"), VISITOR, NOW
    )
    return event


async def waiting_for_a_date() -> None:
    event = await a_published_event(title="Singkreis", terms=seats(1, deadline_days=0))
    date = (await occurrence_ids(event))[2]
    await registrations.sign_up(Target(event, date), a_wish("Demo-Person 3"), VISITOR, NOW)
    await registrations.sign_up(Target(event, date), wish(), VISITOR, NOW)


async def a_regular_place() -> int:
    event = await a_published_event(title="Chor", terms=seats(5, SignUpMode.REGULAR))
    await a_sign_up(event, wish(), whole=True)
    return event


async def everything() -> int:
    """A seat, a place in the queue, a regular place, an engagement, an offer, a proposal, and messages that wait."""
    await a_city()
    await an_engagement()
    await a_full_date("Tanzcafé")
    await waiting_for_a_date()
    await a_regular_place()
    code = await an_offer(contact=EVERYBODY)
    offer = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert offer
    await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    other = await a_help_request(contact=Contact("Demo-Person 4", phone="+491713920034"))
    request = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == other).first()
    assert request
    await decide_request(request["id"], RequestState.OPEN, "", OFFICE, NOW)
    await a_proposal(offer["id"], request["id"])
    return await id_of(EVERYBODY)


async def statuses_of(person: int) -> set[str]:
    rows = await Registration.select(Registration.status).where(Registration.person == person)
    return {row["status"] for row in rows}


async def reached(number: str) -> int:
    """How many calls and mails still wait for this number or address."""
    calls = await CallTask.count().where(
        CallTask.reached_at == number, CallTask.state == CallState.OPEN.value
    )
    mails = await Mail.count().where(Mail.recipient == number, Mail.state == MailState.PENDING.value)
    return int(calls + mails)


async def calls_for(purpose: str) -> list[tuple[str, str]]:
    rows = (
        await CallTask.select()
        .where(CallTask.purpose == purpose, CallTask.state == CallState.OPEN.value)
        .order_by(CallTask.id)
    )
    return [(row["recipient_name"], row["reached_at"]) for row in rows]


async def the_states(table: Any) -> list[str]:
    return [row["status"] for row in await table.select(table.status).order_by(table.id)]


@pytest.mark.parametrize("leaving", Leaving)
async def test_places_become_free_and_the_list_moves_on(leaving: Leaving) -> None:
    person = await everything()
    await say_farewell(person, leaving, OFFICE, NOW)
    assert await statuses_of(person) == {"signed_off"}
    offered = await Mail.select(Mail.recipient).where(Mail.purpose == "offered")
    assert offered == [{"recipient": "zwei@example.org"}]
    assert await Event.count().where(Event.taken > 0) == 0
    taken = await Occurrence.select(Occurrence.taken, Occurrence.waiting).where(Occurrence.taken > 0)
    assert taken == [{"taken": 1, "waiting": 0}, {"taken": 1, "waiting": 0}]


@pytest.mark.parametrize("leaving", Leaving)
async def test_help_ends_on_both_sides(leaving: Leaving) -> None:
    await say_farewell(await everything(), leaving, OFFICE, NOW)
    assert await the_states(Engagement) == ["ended"]
    assert await the_states(HelpRequest) == ["closed", "open"]
    assert await the_states(Offer) == ["active", "ended"]
    assert await the_states(Proposal) == ["both_yes", "withdrawn"]


@pytest.mark.parametrize("leaving", Leaving)
async def test_nothing_waits_for_them_and_nothing_comes_afterwards(leaving: Leaving) -> None:
    person = await everything()
    assert await reached(EVERYBODY.phone) > 0
    await say_farewell(person, leaving, OFFICE, NOW)
    for day in range(1, 40):
        later = NOW + timedelta(days=day)
        for job in (expire_offers, follow_up_proposals, remind):
            await job(later)
    assert await reached(EVERYBODY.phone) == 0


@pytest.mark.parametrize("leaving", Leaving)
async def test_whoever_is_affected_is_called_and_gets_nothing_by_itself(leaving: Leaving) -> None:
    person = await everything()
    await Mail.update({Mail.state: MailState.SENT.value}).where(Mail.id > 0)
    await say_farewell(person, leaving, OFFICE, NOW)
    assert await calls_for("farewell") == [(HELPER.name, HELPER.phone)]
    assert await reached(HELPER.email) == 0
    assert await reached(HELPER.phone) == 1


async def test_the_words_are_dignified_and_say_whom_we_thank() -> None:
    await say_farewell(await everything(), Leaving.DIED, OFFICE, NOW)
    call = (
        await CallTask.select(CallTask.headline, CallTask.script)
        .where(CallTask.purpose == "farewell")
        .first()
    )
    assert call
    assert call["headline"] == "Bitte in Ruhe anrufen: Demo-Person Suche ist verstorben"
    assert "Demo-Person Suche ist verstorben. Das tut mir sehr leid." in call["script"]
    assert "Sie waren für Demo-Person Suche da. Dafür danken wir Ihnen von Herzen." in call["script"]


async def test_a_helper_who_dies_leaves_a_request_that_rests_until_the_call() -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    await say_farewell(await id_of(HELPER), Leaving.DIED, OFFICE, NOW)
    assert await the_states(HelpRequest) == ["on_hold"]
    assert await calls_for("farewell") == [(EVERYBODY.name, EVERYBODY.phone)]
    for side in Side:
        with pytest.raises(NotFound):
            await released_contact(engagement, to=side, now=NOW)


async def test_whoever_has_said_yes_hears_it_too_and_whoever_was_only_asked_does_not() -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    left = await left_by(await id_of(EVERYBODY), NOW)
    assert (left.affected, left.proposals) == ([], [proposal])
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await say_farewell(await id_of(EVERYBODY), Leaving.DIED, OFFICE, NOW)
    assert await calls_for("farewell") == [(HELPER.name, HELPER.phone)]
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell").first()
    # They know no surname of each other.
    assert call and "Suche" not in call["script"]
    with pytest.raises(Refused):
        await answer(await by_id(proposal, Side.REQUESTER), Answer.YES, VISITOR, NOW)


async def test_it_is_said_once() -> None:
    person = await everything()
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    done = await AuditEntry.count()
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    assert await AuditEntry.count() == done
    with pytest.raises(Refused, match="etwas anderes vermerkt"):
        await say_farewell(person, Leaving.HOME, OFFICE, NOW)
    assert len(await calls_for("farewell")) == 1
    with pytest.raises(NotFound):
        await say_farewell(999, Leaving.DIED, OFFICE, NOW)


async def test_a_date_that_is_over_stays_as_it_was() -> None:
    event = await a_published_event(terms=seats(12))
    await a_sign_up(event, wish())
    await say_farewell(await id_of(EVERYBODY), Leaving.DIED, OFFICE, NOW + timedelta(days=3))
    assert await the_states(Registration) == ["confirmed"]


async def test_the_same_name_and_number_is_not_revived_but_asked_about() -> None:
    await a_city()
    event = await a_published_event(terms=seats(12))
    await a_sign_up(event, wish())
    person = await id_of(EVERYBODY)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    await a_sign_up(event, wish())
    row = await Registration.select(Registration.person).order_by(Registration.id, ascending=False).first()
    assert row and row["person"] != person
    assert await calls_for("ask_back") == [(EVERYBODY.name, EVERYBODY.phone)]
    task = (
        await CallTask.select(CallTask.headline, CallTask.script)
        .where(CallTask.purpose == "ask_back")
        .first()
    )
    assert task and "Behutsam nachfragen" in task["headline"]
    assert "verstorben" not in task["script"]


async def test_a_mistake_is_taken_back() -> None:
    """Twice changes nothing."""
    person = await everything()
    with pytest.raises(NotFound):
        await take_farewell_back(person, OFFICE, NOW)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    for _twice in range(2):
        await take_farewell_back(person, OFFICE, NOW)
    assert await id_of(EVERYBODY) == person
    assert (await calls_for("farewell"), await Departure.count()) == ([], 0)
    assert await find_or_add(EVERYBODY, NOW) == person


async def test_the_log_has_one_line_for_it() -> None:
    person = await everything()
    await say_farewell(person, Leaving.HOME, OFFICE, NOW)
    entry = AuditEntry
    rows = await entry.select(entry.act, entry.detail).where(entry.subject == f"person:{person}")
    assert rows == [{"act": "person.departed", "detail": "ins Heim gezogen"}]
