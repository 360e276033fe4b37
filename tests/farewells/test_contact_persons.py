"""When whom to ask is gone, what an organisation needs and runs stays the organisation's."""

import pytest

from makers import CLUB, NOW, OFFICE, a_city, a_proposal, a_published_event, an_offer
from mittendrin.audit.rules import VISITOR
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import NotFound
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.releases import released_contact
from mittendrin.events.rules import Newcomers
from mittendrin.events.tables import Event
from mittendrin.farewells.actions import say_farewell
from mittendrin.farewells.queries import left_by
from mittendrin.needs.actions import change
from mittendrin.needs.queries import newest_content, public_need
from mittendrin.needs.rules import NeedContact
from mittendrin.needs.tables import Need
from mittendrin.organisations.actions import change_contact
from mittendrin.organisations.rules import ContactPerson
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.tables import Mail
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.publishing.rules import EntryState
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from needing import a_need_content, a_public_need, request_of, slug_of

pytestmark = pytest.mark.usefixtures("database")
CONTACT, NUMBER = "Demo-Person Verein", "+496990009012"
NEXT = NeedContact("Demo-Person Nachfolge", "+496990009013", "")


async def a_need_with_a_volunteer() -> tuple[int, int]:
    """Of two who are wanted one is found: the need and the engagement."""
    await a_city()
    need = await a_public_need(helpers=2)
    code = await an_offer()
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row
    await decide_offer(row["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    proposal = await a_proposal(row["id"], await request_of(need))
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    grown = await Engagement.select(Engagement.id).first()
    assert grown
    return need, grown["id"]


async def contact_dies() -> int:
    row = await Person.select(Person.id).where(Person.name == CONTACT).first()
    assert row
    await say_farewell(row["id"], Leaving.DIED, OFFICE, NOW)
    return int(row["id"])


async def test_the_need_stays_open_and_names_nobody() -> None:
    need, engagement = await a_need_with_a_volunteer()
    await contact_dies()
    view = await public_need(await slug_of(need), local_day(NOW))
    assert (view.closed, view.contact) == ("", NeedContact("", "", ""))
    assert await HelpRequest.select(HelpRequest.status) == [{"status": RequestState.OPEN.value}]
    assert await Engagement.select(Engagement.status) == [{"status": "first_meeting"}]
    with pytest.raises(NotFound):
        await released_contact(engagement, to=Side.VOLUNTEER, now=NOW)


async def test_the_organisation_is_asked_for_somebody_else_and_the_volunteer_goes_on() -> None:
    await a_need_with_a_volunteer()
    await contact_dies()
    told = {one.headline: one.script for one in await open_calls(None) if one.purpose == "farewell"}
    asked = next(script for headline, script in told.items() if "Neue Ansprechperson gesucht" in headline)
    assert "Wen dürfen wir stattdessen nennen: Einkaufen für den Mittagstisch?" in asked
    volunteer = next(script for headline, script in told.items() if "in Ruhe anrufen" in headline)
    assert "Ihr Einsatz geht weiter" in volunteer
    assert "Sie waren für" not in volunteer


async def test_a_new_contact_person_is_whom_the_volunteer_reaches() -> None:
    need, engagement = await a_need_with_a_volunteer()
    await contact_dies()
    await change(need, await a_need_content(helpers=2, contact=NEXT), CLUB, NOW)
    assert (await public_need(await slug_of(need), local_day(NOW))).contact == NEXT
    assert (await released_contact(engagement, to=Side.VOLUNTEER, now=NOW)).name == NEXT.name
    assert await Mail.exists().where(Mail.purpose == "other_contact")


async def test_a_change_that_waits_does_not_bring_the_name_back() -> None:
    need, _engagement = await a_need_with_a_volunteer()
    organisation = (await Need.select(Need.organisation).where(Need.id == need))[0]["organisation"]
    await change(need, await a_need_content(helpers=2, title="Einkaufen und kochen"), CLUB, NOW)
    await contact_dies()
    assert await Need.exists().where(Need.id == need, Need.state == EntryState.PUBLISHED.value)
    waits = await newest_content(need, organisation)
    assert (waits.title, waits.contact.name) == ("Einkaufen und kochen", "")


async def test_event_and_organisation_show_the_name_no_more() -> None:
    await a_need_with_a_volunteer()
    await a_published_event(newcomers=Newcomers(CONTACT, NUMBER))
    club = (await Organisation.select(Organisation.id).first() or {})["id"]
    await change_contact(club, ContactPerson(CONTACT, NUMBER, ""), OFFICE, NOW)
    await contact_dies()
    assert not await Event.exists().where(Event.newcomer_name == CONTACT)
    assert not await Organisation.exists().where(Organisation.contact_name == CONTACT)


async def test_the_check_page_says_what_goes_on() -> None:
    await a_need_with_a_volunteer()
    row = await Person.select(Person.id).where(Person.name == CONTACT).first()
    assert row
    left = await left_by(row["id"], NOW)
    assert (left.requests, left.engagements, len(left.at_organisations)) == ([], {}, 1)


async def test_what_the_one_before_was_asked_the_new_one_is_asked() -> None:
    await a_city()
    need = await a_public_need()
    row = await Offer.select(Offer.id).where(Offer.code == await an_offer()).first()
    assert row
    await decide_offer(row["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    proposal = await a_proposal(row["id"], await request_of(need))
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    before = await Proposal.select(Proposal.requester_code).where(Proposal.id == proposal)
    await contact_dies()
    await change(need, await a_need_content(contact=NEXT), CLUB, NOW)
    asked = [one.name for one in await open_calls(None) if one.purpose == "ask_requester"]
    assert asked == [NEXT.name]
    assert await Proposal.select(Proposal.requester_code).where(Proposal.id == proposal) != before
    await change(need, await a_need_content(contact=NEXT), CLUB, NOW)
    assert len([one for one in await open_calls(None) if one.purpose == "ask_requester"]) == 1
    await answer(await by_id(proposal, Side.REQUESTER), Answer.YES, VISITOR, NOW)
    assert await Engagement.count() == 1
