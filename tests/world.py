"""A small world with two clubs in it, so that every route can be called with own and with foreign things."""

from dataclasses import dataclass

from authorization import CAST, CLOSED, ENDED, OF_NOBODY, OWING
from engagement_makers import a_call_about_visits, a_visit, some_hours
from makers import (
    CLUB as CLUB_DOER,
)
from makers import (
    NOW,
    a_city,
    a_club,
    a_help_request,
    a_published_event,
    a_sign_up,
    a_submitted_event,
    a_venue,
    a_wish,
    an_account,
    an_engagement,
    an_offer,
    occurrence_ids,
    seats,
)
from mittendrin.accounts.invitations import Invitee, invite
from mittendrin.accounts.rules import LinkPurpose, Role
from mittendrin.accounts.sessions import end_session, start_session
from mittendrin.accounts.tables import Account, Invitation
from mittendrin.barriers.queries import report_by_code
from mittendrin.core.text import slugify
from mittendrin.desks.club.unfinished import EVENTS, NEEDS, Sheet, Typed, keep, unfinished_of
from mittendrin.engagements.pairs import pair
from mittendrin.events.tables import Event
from mittendrin.organisations.tables import Membership, Organisation
from mittendrin.outbox.rules import Way
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.tables import Registration
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Side as RideSide
from mittendrin.volunteering.asking_again import offer_path
from mittendrin.volunteering.searching_again import request_path
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.web.assets import asset
from needing import a_public_need, slug_of
from people import CLUB, OTHER_CLUB, a_responsible, from_another_club, link_to
from reports import a_barrier_report, a_call_back
from riding import a_ride
from world_of_people import things_of_people


@dataclass(frozen=True)
class World:
    """What stands in addresses: things of the club itself, and the same things of another club.

    `sessions` holds what the cookie of each one of the cast carries.
    """

    own: dict[str, str]
    foreign: dict[str, str]
    sessions: dict[str, str]


async def a_world() -> World:
    await a_city()
    sessions = {who: await _session_of(who) for who in CAST} | await _sessions_that_open_nothing()
    return World(await _things_of(CLUB), await _things_of(OTHER_CLUB), sessions)


async def _things_of(club_name: str) -> dict[str, str]:
    club = await a_club(club_name)
    house = f"Haus von {club_name}"
    event_id = await a_published_event(club, terms=seats(20), venue_id=await a_venue(house))
    receipt = await a_sign_up(event_id, a_wish(f"Demo-Person {club}"))
    _event, revision_id = await a_submitted_event(club, title=f"Neues von {club_name}")
    _, _, code, signed = slip_path(receipt.code).split("/")
    event = await Event.select(Event.slug).where(Event.id == event_id).first()
    organisation = await Organisation.select(Organisation.slug).where(Organisation.id == club).first()
    assert event and organisation
    return OF_NOBODY | {
        **await _things_of_the_office(code),
        **await _a_letter(event_id),
        **await _people_of(club, club_name),
        **await _what_came_in(club),
        **await _a_ride(event_id),
        "code": code,
        "event_id": str(event_id),
        "name": asset("look.css").rsplit("/", maxsplit=1)[-1],
        "organisation": organisation["slug"],
        "organisationen.slug": organisation["slug"],
        "revision_id": str(revision_id),
        "signed": signed,
        "slug": event["slug"],
        "venue": slugify(house),
    }


async def _a_ride(event_id: int) -> dict[str, str]:
    """And the date that it goes to."""
    occurrence_id = (await occurrence_ids(event_id))[0]
    ride = await a_ride(event_id, occurrence_id)
    view = await pair_of(ride, RideSide.GIVER, NOW)
    named = {
        "ride_id": str(ride),
        "mitfahrt.code": view.code,
        f"{view.code}.signed": view.path.split("/")[-1],
    }
    return named | {"occurrence_id": str(occurrence_id)}


async def _a_need(club: int) -> dict[str, str]:
    need_id = await a_public_need(club)
    return {"need": str(need_id), "mitmachen.slug": await slug_of(need_id)}


async def _an_unfinished_event(club: int) -> dict[str, str]:
    for shelf in (EVENTS, NEEDS):
        typed = Typed("Fast", (("titel", "Fast"),), "was")
        await keep(Sheet(shelf, club, None, "angefangen"), typed, CLUB_DOER, NOW)
    return {"unfinished_id": str((await unfinished_of(EVENTS, club))[0].id)}


async def _what_came_in(club: int) -> dict[str, str]:
    came = await _a_need(club) | await _an_unfinished_event(club)
    came |= {"rueckruf.code": await a_call_back()} | await _a_report()
    return came | await _who_helps_whom(club) | await things_of_people()


async def _a_report() -> dict[str, str]:
    code = await a_barrier_report()
    return {"barriere-melden.code": code, "report_id": str((await report_by_code(code)).id)}


async def _who_helps_whom(club: int) -> dict[str, str]:
    # Each club has a helper of its own: nobody has two active offers.
    elsewhere = {Person.phone: "+491713920038", Person.email: "andere@example.org"}
    await Person.update(elsewhere).where(Person.name == "Demo-Person Hilfe")
    # Figures tell of no fewer than three people.
    another = Contact(f"Demo-Person Anfrage {club}", email=f"anfrage-{club}@example.org")
    engagement_id, proposal_id = await an_engagement()
    view = await by_id(proposal_id, Side.REQUESTER)
    *_path, signed = view.path.split("/")
    pair = await Proposal.select(Proposal.offer, Proposal.request).where(Proposal.id == proposal_id).first()
    assert pair
    return {
        "step": "wann",
        "wish": "gesuch",
        "danke.code": await an_offer(),
        "notiert.code": await a_help_request(contact=another),
        "vorschlag.code": view.code,
        f"{view.code}.signed": signed,
        "proposal_id": str(proposal_id),
        **await _a_visit(engagement_id),
        "visits_call_id": str(await a_call_about_visits(engagement_id)),
        "offer_id": str(pair["offer"]),
        "help_request_id": str(pair["request"]),
    }


async def _an_old_offer(engagement_id: int) -> dict[str, str]:
    row = await Offer.select(Offer.code).where(Offer.id == (await pair(engagement_id)).offer_id).first()
    assert row
    _, _, code, signed = offer_path(row["code"]).split("/")
    return {"angebot.code": code, f"{code}.signed": signed} | await _a_request_on_hold(engagement_id)


async def _a_request_on_hold(engagement_id: int) -> dict[str, str]:
    here = HelpRequest.id == (await pair(engagement_id)).request_id
    row = await HelpRequest.select(HelpRequest.code).where(here).first()
    assert row
    _, _, code, signed = request_path(row["code"]).split("/")
    return {"gesuch.code": code, f"{code}.signed": signed}


async def _a_visit(engagement_id: int) -> dict[str, str]:
    visit_id = await a_visit(engagement_id)
    await some_hours(engagement_id)
    _, _, code, signed = (await pair(engagement_id)).path(Side.VOLUNTEER).split("/")
    return {
        "deed": "weiter",
        "visit_id": str(visit_id),
        "engagement_id": str(engagement_id),
        "einsatz.code": code,
        "year": str(NOW.year),
        **await _an_old_offer(engagement_id),
        f"{code}.signed": signed,
    }


async def _things_of_the_office(code: str) -> dict[str, str]:
    """Around the sign-up with this code."""
    reg = Registration
    registration = await reg.select(reg.id, reg.person).where(reg.code == code).first()
    assert registration
    about = f"registration:{registration['id']}"
    call = await CallTask.select(CallTask.id).where(CallTask.about == about).first()
    assert call
    return {
        "answer": "absagen",
        "mail_id": "1",
        "note_id": "1",
        "kind": "themen",
        "number": "1",
        "text": "impressum",
        "venue_id": "1",
        "call_id": str(call["id"]),
        "person_id": str(registration["person"]),
        "noted_in": "registration",
        "noted_number": str(registration["id"]),
        "registration_id": str(registration["id"]),
    }


async def _a_letter(event_id: int) -> dict[str, str]:
    await a_sign_up(event_id, a_wish("Demo-Person 2", address="Musterstraße 2, 67655 Kaiserslautern"))
    letter = await CallTask.select(CallTask.id).where(CallTask.way == Way.LETTER.value).first()
    assert letter
    return {"letter_id": str(letter["id"])}


async def _people_of(club: int, club_name: str) -> dict[str, str]:
    responsible = await (a_responsible() if club_name == CLUB else from_another_club())
    membership = await Membership.select(Membership.id).where(Membership.organisation == club).first()
    path = await invite(
        Invitee("neu@example.org", "Frau Neu", Role.NONE, club_name, club, "maintainer"), CLUB_DOER, NOW
    )
    invitation = await Invitation.select(Invitation.id).where(Invitation.organisation == club).first()
    assert membership and invitation
    account = await Account.select(Account.id).where(Account.email == responsible).first()
    assert account
    return {
        "account_id": str(account["id"]),
        "membership_id": str(membership["id"]),
        "invitation_id": str(invitation["id"]),
        "einladung.token": path.rsplit("/", maxsplit=1)[-1],
        "neues-passwort.token": await link_to(responsible, LinkPurpose.RESET),
        "link.token": await link_to(responsible, LinkPurpose.SIGN_IN),
    }


async def _session_of(who: str) -> str:
    email = await CAST[who]()
    account = await Account.select(Account.id).where(Account.email == email).first()
    assert account
    return await start_session(account["id"], NOW)


async def _sessions_that_open_nothing() -> dict[str, str]:
    """The row of the closed account's session is still there, as if closing had forgotten it."""
    accounts = {
        who: await an_account(f"{slugify(who)}@example.org", Role.LEAD) for who in (CLOSED, ENDED, OWING)
    }
    sessions = {who: await start_session(account, NOW) for who, account in accounts.items()}
    await Account.update({Account.active: False}).where(Account.id == accounts[CLOSED])
    await end_session(sessions[ENDED])
    await Account.update({Account.second_factor: ""}).where(Account.id == accounts[OWING])
    return sessions
