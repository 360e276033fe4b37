"""Things that tests need, with sensible defaults and one override each. Everything goes through the real acts."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from argon2.profiles import CHEAPEST

from mittendrin.accounts.actions import Gate, NewAccount, add_account
from mittendrin.accounts.passwords import Passwords
from mittendrin.accounts.rules import Role
from mittendrin.audit.rules import SYSTEM, VISITOR, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.text import search_column, slugify, sort_key
from mittendrin.core.tokens import new_token
from mittendrin.demo import loading
from mittendrin.demo.reading import read_sample
from mittendrin.engagements.answering import Answer, answer
from mittendrin.events import actions as events
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rules import EventContent, Newcomers, SignUpMode, SignUpTerms
from mittendrin.events.tables import Occurrence
from mittendrin.organisations.rules import MemberRole, OrganisationKind
from mittendrin.organisations.tables import Membership, Organisation
from mittendrin.people.rules import Contact, Same
from mittendrin.places.tables import CityProfile, District, HelpCategory, Topic, Venue
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import PUBLISHED_UNTIL_PROVEN
from mittendrin.registrations import actions as registrations
from mittendrin.registrations.rules import Receipt, Target, Wish
from mittendrin.volunteering import start_set, taking_in
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.rules import Helper, OfferContent, OfferEntry, RequestContent, RequestEntry
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import Frequency, OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from second_factors import give_second_factor

BERLIN = ZoneInfo("Europe/Berlin")
# A Monday, eight o'clock in the morning in Kaiserslautern.
NOW = datetime(2027, 1, 11, 8, 0, tzinfo=BERLIN)
PASSWORD = "ein langes Demo-Passwort"
BOARD = Doer(name="Demo-Beirat")
CLUB = Doer(name="Demo-Verein")
OFFICE = Doer(name="Demo-Büro")

TUESDAYS_AT_TEN = When(
    Repeat.WEEKLY, date(2027, 1, 12), weekdays=(1,), starts=time(10), ends=time(11), until=date(2027, 3, 30)
)


def cheap_passwords() -> Passwords:
    return Passwords(PasswordHasher.from_parameters(CHEAPEST))


def a_gate() -> Gate:
    return Gate(cheap_passwords(), secret=b"x" * 32, base_url="https://mittendrin.example.org")


async def a_city() -> None:
    if await CityProfile.exists():
        return
    hours = '{"0": [["09:00", "16:00"]], "1": [["09:00", "16:00"]], "4": [["09:00", "12:00"]]}'
    await CityProfile.insert(
        CityProfile(
            city="Kaiserslautern",
            office_name="Seniorenbüro Kaiserslautern",
            phone="+496990009001",
            email="buero@example.org",
            address="Musterstraße 1, 67657 Kaiserslautern",
            operator_name="Stadt Kaiserslautern",
            operator_address="Musterplatz 1, 67657 Kaiserslautern",
            operator_represented_by="die Oberbürgermeisterin",
            hours=hours,
            area_code="0631",
        )
    )


async def a_topic(name: str = "Bewegung") -> int:
    return await _get_or_add(Topic, slug=slugify(name), name=name)


async def a_district(name: str = "Innenstadt Ost") -> int:
    return await _get_or_add(District, slug=slugify(name), name=name)


async def a_venue(name: str = "Stadtteilbüro Ost") -> int:
    return await _get_or_add(
        Venue,
        slug=slugify(name),
        name=name,
        street="Musterstraße 1",
        postcode="67655",
        city="Kaiserslautern",
        district=await a_district(),
        sort_key=sort_key(name),
        search=search_column(name),
        changed_at=NOW,
    )


async def a_club(name: str = "Demo-Turnverein Barbarossa") -> int:
    return await _get_or_add(
        Organisation,
        slug=slugify(name),
        name=name,
        kind=OrganisationKind.CLUB.value,
        contact_phone="+496990009012",
        sort_key=sort_key(name),
        search=search_column(name),
        changed_at=NOW,
    )


async def an_account(email: str, role: Role = Role.NONE, name: str = "Frau Demo") -> int:
    """Office and board have set up their second factor; `people.sign_in` types the code."""
    account_id = await add_account(NewAccount(email, name, role, PASSWORD), a_gate(), NOW, SYSTEM)
    if role is not Role.NONE:
        await give_second_factor(account_id)
    return account_id


async def a_member(email: str, club: int, role: MemberRole = MemberRole.RESPONSIBLE) -> int:
    account = await an_account(email)
    await Membership.insert(Membership(organisation=club, account=account, role=role.value))
    return account


async def some_content(**changes: Any) -> EventContent:
    """Gymnastics every Tuesday, no sign-up. `terms` and `when` are given whole."""
    content = EventContent(
        title="Gymnastik im Sitzen",
        description="Wir bewegen uns im Sitzen, mit Musik und ohne Eile.",
        topic_id=await a_topic(),
        venue_id=await a_venue(),
        room="Raum 2",
        when=TUESDAYS_AT_TEN,
        price=0,
        price_note="",
        bring="bequeme Kleidung",
        meeting_point="",
        newcomers=Newcomers("Frau Demo", "+496990009012"),
        terms=SignUpTerms(),
    )
    return replace(content, **changes)


def seats(number: int | None, mode: SignUpMode = SignUpMode.EACH_DATE, **changes: Any) -> SignUpTerms:
    return replace(SignUpTerms(mode=mode, seats=number), **changes)


async def a_submitted_event(club: int | None = None, **changes: Any) -> tuple[int, int]:
    """Ids of the event and of the version that waits."""
    await a_city()
    content = await some_content(**changes)
    event_id = await events.add_draft(club or await a_club(), content, CLUB, NOW)
    await events.submit(event_id, content, CLUB, NOW)
    waiting = await waiting_content(events.subject_of(event_id))
    assert waiting is not None
    return event_id, waiting[0]


async def a_published_event(club: int | None = None, **changes: Any) -> int:
    event_id, revision_id = await a_submitted_event(club, **changes)
    await events.let_through(revision_id, BOARD, NOW)
    return event_id


async def a_proven_club() -> int:
    """Its entries appear at once."""
    club = await a_club()
    for number in range(PUBLISHED_UNTIL_PROVEN):
        await a_published_event(club, title=f"Treffen {number}")
    return club


async def occurrence_ids(event_id: int) -> list[int]:
    rows = (
        await Occurrence.select(Occurrence.id)
        .where(Occurrence.event == event_id)
        .order_by(Occurrence.starts_at, Occurrence.id)
    )
    return [row["id"] for row in rows]


def a_wish(name: str = "Demo-Person 1", party: int = 1, **contact: str) -> Wish:
    ways = contact or {"phone": "+491713920001"}
    return Wish(Contact(name=name, **ways), party=party, first_time=False, key=new_token())


async def a_sign_up(event_id: int, wish: Wish | None = None, *, whole: bool = False) -> Receipt:
    """For the first date, or for the whole event."""
    first = None if whole else (await occurrence_ids(event_id))[0]
    return await registrations.sign_up(Target(event_id, first), wish or a_wish(), CLUB, NOW)


async def the_sample_city(now: datetime = NOW) -> None:
    await loading.load(read_sample(local_day(now)), a_gate(), now, lambda: None)


async def _get_or_add(table: Any, **values: Any) -> int:
    known = await table.select(table.id).where(table.slug == values["slug"]).first()
    if known:
        return int(known["id"])
    return int((await table.insert(table(**values)))[0]["id"])


async def an_offer(key: str = "", **changes: Any) -> str:
    """The number of an offer to help with shopping on Tuesday mornings."""
    await start_set.add_start_set()
    content = OfferContent(
        categories=(await a_category("einkauf"),),
        times=grid_of([(1, Part.MORNING)]),
        frequency=Frequency.WEEKLY,
        hours_per_week=2,
        most_people=1,
        district_id=await a_district(),
        reach_km=5,
        has_car=False,
        languages=("de",),
        interests="Garten",
        note="",
    )
    contact = Contact("Demo-Person Hilfe", phone="+491713920031", email="hilfe@example.org")
    entry = replace(OfferEntry(contact, content, key or new_token(), same=Same.YES), **changes)
    entry = replace(entry, contact=with_first_name(entry.contact))
    return await taking_in.take_in_offer(entry, VISITOR, NOW)


def with_first_name(contact: Contact) -> Contact:
    """As the two fields for it give it."""
    return replace(contact, first_name=contact.first_name or contact.name.split()[0])


async def a_help_request(key: str = "", **changes: Any) -> str:
    """The number of a request for help with shopping on Tuesday mornings."""
    await start_set.add_start_set()
    content = RequestContent(
        category=await a_category("einkauf"),
        what="Einmal in der Woche einkaufen gehen",
        times=grid_of([(1, Part.MORNING)]),
        soon=False,
        frequency=Frequency.WEEKLY,
        district_id=await a_district(),
        languages=("de",),
        language_needed=False,
        interests="",
        helper=Helper.ANYBODY,
        helper_reason="",
        note="",
        may_be_public=False,
    )
    contact = Contact("Demo-Person Suche", phone="+491713920032")
    entry = replace(RequestEntry(contact, content, key or new_token(), same=Same.YES), **changes)
    entry = replace(entry, contact=with_first_name(entry.contact))
    return await taking_in.take_in_request(entry, VISITOR, NOW)


async def a_category(slug: str) -> int:
    row = await HelpCategory.select(HelpCategory.id).where(HelpCategory.slug == slug).first()
    assert row
    return int(row["id"])


async def a_pair() -> tuple[int, int]:
    """An active offer and an open request that fit each other."""
    offer = await Offer.select(Offer.id).where(Offer.code == await an_offer()).first()
    request = (
        await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == await a_help_request()).first()
    )
    assert offer and request
    await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    await decide_request(request["id"], RequestState.OPEN, "", OFFICE, NOW)
    return offer["id"], request["id"]


async def a_proposal(offer_id: int, request_id: int) -> int:
    return await propose(Pair(offer_id, request_id, "wohnt im selben Stadtteil"), OFFICE, NOW)


async def an_engagement() -> tuple[int, int]:
    """Grown from a proposal that both have said yes to: its id and that of the proposal."""
    proposal = await a_proposal(*await a_pair())
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    row = await Engagement.select(Engagement.id).where(Engagement.proposal == proposal).first()
    assert row
    return row["id"], proposal
