""" "Person ist verstorben" and "Ins Heim gezogen": all of it in one transaction, and the way back after a mistake."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.queries import was_done
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.database.transactions import transaction
from mittendrin.engagements.ending import Ending, finish_quietly
from mittendrin.engagements.falling_out import drop_visits, free_stand_ins, hold_all_of
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.tables import ContactRelease
from mittendrin.farewells.appointments import call_due, seek_for_today
from mittendrin.farewells.mistakes import call_who_believes_it
from mittendrin.farewells.queries import Affected, Left, Place, left_by
from mittendrin.farewells.rules import Gone
from mittendrin.needs.leaving import named_nowhere
from mittendrin.organisations.actions import load
from mittendrin.organisations.queries import contact_of
from mittendrin.outbox.actions import Occasion, ask_to_call, withdraw_calls, withdraw_calls_of_part
from mittendrin.outbox.one_person import withdraw_all
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.people import departures
from mittendrin.people.departures import FAREWELL, MISTAKE
from mittendrin.people.rules import LEAVING_WORDS, Leaving
from mittendrin.people.trusted import end_trusts_of
from mittendrin.places.queries import office
from mittendrin.registrations.actions import sign_off
from mittendrin.rides.ending import end_pair
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.proposals import hold_requests_of, let_go
from mittendrin.volunteering.states import UNDECIDED, OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Proposal
from mittendrin.volunteering.telling import about

_END_REASONS = {Leaving.DIED: EndReason.DIED, Leaving.HOME: EndReason.HOME}


async def say_farewell(person_id: int, leaving: Leaving, by: Doer, now: datetime) -> None:
    """Twice is once. Raises NotFound, or Refused when something else is noted already."""
    async with transaction():
        contact = await departures.depart(person_id, leaving, by.name, now)
        if contact is None:
            return
        # Needs come before their requests, and people before both: so does whoever lets one through.
        where_named = await named_nowhere(contact, by, now)
        await hold_all_of(person_id, now)
        left, gone = await left_by(person_id, now), Gone(person_id, contact.name, leaving)
        for ride in left.rides:
            await end_pair(ride.id, now)
        await _free_places(left, by, now)
        await _end_help(gone, left, by, now)
        await _close_wishes(gone, left, by, now)
        await free_stand_ins(person_id, now)
        await _unsay(left, now)
        for one in left.affected:
            await _ask_to_call(gone, one, now)
        for place in left.parties:
            await _ask_who_came_along(gone, place, now)
        for organisation_id, named in where_named.items():
            await _ask_whom_to_name(gone, organisation_id, named, now)
        await end_trusts_of(person_id, by, now)
        await departures.fall_silent(person_id, contact, now)
        subject, detail = f"person:{person_id}", _(LEAVING_WORDS[leaving])
        await record(Act("person.departed", subject, title=contact.name, detail=detail), by, now)


async def _unsay(left: Left, now: datetime) -> None:
    """Of a move that nobody has been told of yet there is other news, and what was put right before is true again."""
    subject = f"person:{left.person_id}"
    for part in {one.part for one in left.affected} | {one.earlier for one in left.affected}:
        await withdraw_calls_of_part(subject, part or "-", (FAREWELL,), now)
    await withdraw_calls(subject, (MISTAKE,), now)


async def _free_places(left: Left, by: Doer, now: datetime) -> None:
    """Whoever waits moves up by the usual rules."""
    for place in left.places:
        await sign_off(place.registration, by, now)


async def _end_help(gone: Gone, left: Left, by: Doer, now: datetime) -> None:
    await hold_requests_of(left.proposals)
    for proposal_id in left.proposals:
        await let_go(proposal_id, by, now)
        await withdraw_all(about(proposal_id), now)
    for engagement_id in left.engagements.values():
        agreed = left.agreed_with(engagement_id)
        today = await seek_for_today(agreed, by, now)
        ending = Ending(_END_REASONS[gone.leaving], gone.words, today)
        await finish_quietly(engagement_id, ending, by, now)
        await withdraw_all(f"engagement:{engagement_id}", now, agreed.still_true)
    for engagement_id in left.were_helped:
        await drop_visits(engagement_id, now)
    # Of both: whoever opens the mail of the one who is gone does not find the other's number.
    theirs = ContactRelease.engagement.is_in([*left.engagements.values(), 0])
    await ContactRelease.update({ContactRelease.ends_at: now}).where(
        (ContactRelease.of_person == gone.person_id) | theirs
    )


async def _close_wishes(gone: Gone, left: Left, by: Doer, now: datetime) -> None:
    """Their own end, and those of whoever is left rest."""
    reason = _(LEAVING_WORDS[gone.leaving])
    for offer in left.help.offers:
        if offer.open:
            await decide_offer(offer.id, OfferState.ENDED, reason, by, now)
    for request in left.requests:
        await decide_request(request.id, RequestState.CLOSED, reason, by, now)
    for one in left.affected:
        if one.request:
            await _let_rest(one.request, by, now)


async def _let_rest(request_id: int, by: Doer, now: datetime) -> None:
    """Nobody else is looked for before they have been called. Where others are asked or help already, it goes on."""
    is_open = (HelpRequest.id == request_id) & (HelpRequest.status == RequestState.OPEN.value)
    undecided = Proposal.status.is_in([state.value for state in UNDECIDED])
    asked = await Proposal.exists().where(Proposal.request == request_id, undecided)
    if not asked and await HelpRequest.exists().where(is_open):
        await decide_request(request_id, RequestState.ON_HOLD, "", by, now)


async def _ask_to_call(gone: Gone, one: Affected, now: datetime) -> None:
    """Such news is told by a person; nothing goes out by itself."""
    if not one.contact.is_reachable:
        return
    message = words(
        f"farewells/messages/{gone.leaving.value}.txt",
        one=one, moments=one.agreed.moments, meeting=one.agreed.meeting, called=one.agreed.called, office=await office(),
    )  # fmt: skip
    to = one.contact.recipient
    if to.phone:
        to = Recipient(to.name, phone=to.phone)
    due = call_due(one.soonest, now)
    occasion = Occasion(FAREWELL, f"person:{gone.person_id}", None, due, one.part)
    await ask_to_call(to, message, occasion, now)


async def _ask_who_came_along(gone: Gone, place: Place, now: datetime) -> None:
    """Of the other people of a party only their number is known: a task to find out who they are."""
    message = words("farewells/messages/came_along.txt", name=gone.name, place=place, office=await office())
    to = Recipient(
        _("Begleitung von {name}", name=gone.name), address=_("Bitte erfragen, wer mitkommen wollte")
    )
    occasion = Occasion(FAREWELL, f"person:{gone.person_id}", None, call_due(place.target.first.starts, now))
    await ask_to_call(to, message, occasion, now)


async def _ask_whom_to_name(gone: Gone, organisation_id: int, named: list[str], now: datetime) -> None:
    """The organisation decides. Where nobody else of it has a number, the office finds out whom to call."""
    organisation = await load(organisation_id)
    message = words(
        "farewells/messages/whom_to_name.txt",
        name=gone.name, died=gone.leaving is Leaving.DIED, organisation=organisation.name, named=named,
        office=await office(),
    )  # fmt: skip
    contact = contact_of(organisation)
    to = Recipient(contact.name, phone=contact.phone)
    if not contact.phone:
        to = Recipient(organisation.name, address=_("Bitte erfragen, wer jetzt zuständig ist"))
    occasion = Occasion(FAREWELL, f"person:{gone.person_id}", None, call_due(None, now))
    await ask_to_call(to, message, occasion, now)


async def take_farewell_back(person_id: int, by: Doer, now: datetime) -> None:
    """A mistake, or the person can be reached again. Places and engagements are not brought back: others may have them.
    Whoever has heard of it is called. Raises NotFound.
    """
    async with transaction():
        gone = await departures.departed(person_id)
        if gone is None and await was_done("person.came_back", f"person:{person_id}"):
            # Sent twice, or by two.
            return
        contact = await departures.come_back(person_id)
        await withdraw_calls(f"person:{person_id}", (FAREWELL,), now)
        if gone:
            await call_who_believes_it(gone, contact, now)
        await record(Act("person.came_back", f"person:{person_id}", title=contact.name), by, now)
