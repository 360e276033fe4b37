"""What somebody leaves behind: read before the act, shown on its check page, and used by the act itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.engagements.rules import EndReason
from mittendrin.farewells.appointments import NOTHING, Appointments, appointments_of
from mittendrin.outbox.calls import still_called_about
from mittendrin.outbox.one_person import have_heard
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact
from mittendrin.registrations import queries as registrations
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.rules import ALIVE, HOLDS_SEATS
from mittendrin.registrations.tables import Registration
from mittendrin.rides.queries import PairView, companions_of
from mittendrin.rides.telling import ASKING as ASKING_FOR_RIDE
from mittendrin.rides.telling import about as about_ride
from mittendrin.volunteering.bereaved import OFFER, REQUEST, waits_for_call
from mittendrin.volunteering.of_person import HelpOfPerson, Wish, help_of
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OVER, ProposalState, RequestState
from mittendrin.volunteering.story import ProposalLine
from mittendrin.volunteering.tables import Engagement, HelpRequest, Proposal
from mittendrin.volunteering.telling import ASKING_REQUESTER, ASKING_VOLUNTEER, about

_ASKED = {
    ProposalState.ASKED_VOLUNTEER: ASKING_VOLUNTEER,
    ProposalState.ASKED_REQUESTER: ASKING_REQUESTER,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A sign-up that still counts."""

    registration: RegistrationView
    target: TargetView

    @property
    def holds_seats(self) -> bool:
        return self.registration.status in HOLDS_SEATS

    @property
    def words(self) -> str:
        return f"{self.target.first.title}, {self.target.spoken}"


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom the office calls. `side` is theirs; `met`: an engagement had begun, and they know each other's names.

    `asked`: they know of a proposal or a ride and have not answered. `ride`: they wanted to go to a date together; not
    `met`: they do not know with whom. `goes_on_at`: they help an organisation, and go on. `part`: which
    request or offer of theirs it is, or which engagement, and `earlier` that of a call before it; `request` rests until
    they have been called.
    """

    contact: Contact
    side: Side
    met: bool
    departed_name: str
    departed_first_name: str = ""
    ride: PairView | None = None
    asked: bool = False
    engagement: int | None = None
    goes_on_at: str = ""
    part: str = ""
    earlier: str = ""
    request: int | None = None
    agreed: Appointments = NOTHING

    @property
    def helper(self) -> bool:
        return self.side is Side.VOLUNTEER

    @property
    def unknown(self) -> bool:
        """They would hear a name that says nothing to them: both had not said yes."""
        return not self.met and (self.ride is not None or not self.helper)

    @property
    def soonest(self) -> datetime | None:
        """When they would wait in vain, or be on their way."""
        return self.ride.date.starts if self.ride else self.agreed.first

    @property
    def going(self) -> str:
        return f"{self.ride.date.title}, {self.ride.date.spoken}" if self.ride else ""

    @property
    def spoken_name(self) -> str:
        """Before both had said yes, only the first name was told; empty where nobody knows which of the names it is."""
        return self.departed_name if self.met else self.departed_first_name


@dataclass(frozen=True, slots=True)
class Left:
    person_id: int
    places: list[Place]
    help: HelpOfPerson
    affected: list[Affected]
    rides: list[PairView]

    @property
    def seats(self) -> list[Place]:
        return [one for one in self.places if one.holds_seats and not one.target.is_regular_place]

    @property
    def parties(self) -> list[Place]:
        """Whoever wanted to come along loses the seat too, and nobody has written down who that is."""
        return [one for one in self.places if one.registration.party > 1]

    @property
    def waiting(self) -> list[Place]:
        return [one for one in self.places if not one.holds_seats]

    @property
    def regular(self) -> list[Place]:
        return [one for one in self.places if one.holds_seats and one.target.is_regular_place]

    @property
    def proposals(self) -> list[int]:
        return sorted(one.id for one in self.help.undecided if not self.asks_for_others(one))

    @property
    def engagements(self) -> dict[int, int]:
        """Those that have not ended yet, by the proposal that they grew from."""
        own = [one for one in self.help.proposals if not self.asks_for_others(one)]
        grown = ((one.id, one.engagement) for one in own)
        return {number: one.id for number, one in grown if one and one.status not in OVER}

    @property
    def were_helped(self) -> list[int]:
        """What is over: somebody may still be on the way to them where the helper has stopped on the day of a visit."""
        own = (one for one in self.help.proposals if one.asker_id == self.person_id and not one.organisation)
        grown = [one.engagement for one in own if one.engagement]
        return [one.id for one in grown if one.status in OVER]

    def asks_for_others(self, line: ProposalLine) -> bool:
        """What an organisation needs is not its contact person's."""
        return bool(line.organisation) and line.asker_id == self.person_id

    @property
    def requests(self) -> list[Wish]:
        """Those that end."""
        return [one for one in self.help.requests if one.open and not one.organisation]

    @property
    def at_organisations(self) -> list[Wish]:
        return [one for one in self.help.requests if one.open and one.organisation]

    def agreed_with(self, engagement_id: int) -> Appointments:
        return next((one.agreed for one in self.affected if one.engagement == engagement_id), NOTHING)


async def left_by(person_id: int, now: datetime) -> Left:
    helping = await help_of(person_id)
    rides = await companions_of(person_id, now)
    affected = [
        *await _affected(person_id, helping, now),
        *await _parted_by_a_move(person_id, helping, now),
        *await _companions(rides, person_id),
    ]
    return Left(person_id, await _places(person_id, now), helping, affected, rides)


async def _parted_by_a_move(person_id: int, helping: HelpOfPerson, now: datetime) -> list[Affected]:
    """The other side of what ended when this person moved into a home: a death is news to them as well."""
    over = {one.engagement.id: one for one in helping.proposals if one.engagement}
    by_a_move = Engagement.end_reason == EndReason.HOME.value
    rows = (
        await Engagement.select(Engagement.id)
        .where(Engagement.id.is_in([*over, 0]), by_a_move)
        .order_by(Engagement.id)
    )
    found = [await _other_side(over[row["id"]], person_id, False, now) for row in rows]
    return [await _as_decided(one) for one in found if one.contact.is_reachable]


async def _as_decided(one: Affected) -> Affected:
    """A request that was to rest until they hear of the move rests on; what the office has decided since stays so."""
    rests = (HelpRequest.id == one.request) & (HelpRequest.status == RequestState.ON_HOLD.value)
    if one.request in await waits_for_call(REQUEST) and await HelpRequest.exists().where(rests):
        return one
    return replace(one, part=f"engagement:{one.engagement}", earlier=one.part, request=None)


async def _companions(rides: list[PairView], person_id: int) -> list[Affected]:
    """Whoever has said yes, or was asked and has not answered. Whom we had not reached yet was never asked."""
    name = (await person(person_id)).name
    asked = await _heard_of(rides)
    return [
        Affected(one.to, Side.REQUESTER, one.other is not None, name, ride=one, asked=not one.said)
        for one in rides
        if one.said or one.id in asked
    ]


async def _heard_of(rides: list[PairView]) -> set[int]:
    """One side is asked after the other, so an open call is to whoever has not answered."""
    waiting = {about_ride(one.id): one.id for one in rides if one.waits}
    heard = await have_heard(waiting, (ASKING_FOR_RIDE,)) - await still_called_about((ASKING_FOR_RIDE,))
    return {waiting[subject] for subject in heard}


async def _places(person_id: int, now: datetime) -> list[Place]:
    """In the order in which everybody holds them: an event before its dates."""
    alive = Registration.status.is_in([status.value for status in ALIVE])
    found = await registrations.registrations((Registration.person == person_id) & alive)
    places = [Place(one, await registrations.target_view(one.target, now)) for one in found]
    coming = [one for one in places if one.target.dates[-1].starts > now]
    return sorted(coming, key=_holding_order)


def _holding_order(place: Place) -> tuple[int, int, int]:
    target = place.registration.target
    return target.event_id, target.occurrence_id or 0, place.registration.id


async def _affected(person_id: int, helping: HelpOfPerson, now: datetime) -> list[Affected]:
    """The other side of every engagement, and of a proposal that they have said yes to, or were asked about."""
    asked = await _asked(person_id, helping)
    known = [
        one
        for one in helping.proposals
        if (one.engagement and one.engagement.status not in OVER)
        or (
            one.status is ProposalState.ASKED_REQUESTER and one.asker_id == person_id and not one.organisation
        )
        or one.id in asked
    ]
    return [
        await _other_side(one, person_id, one.id in asked, now)
        for one in sorted(known, key=lambda one: one.id)
    ]


async def _asked(person_id: int, helping: HelpOfPerson) -> set[int]:
    """Proposals that wait for the answer of the other side. Whom we had not reached yet was never asked."""
    found: set[int] = set()
    for state, purposes in _ASKED.items():
        waiting = {
            about(one.id): one.id
            for one in helping.undecided
            if one.status is state
            and not (one.organisation and one.asker_id == person_id)
            and (one.asker_id if one.waits_for == "volunteer" else one.helper_id) == person_id
        }
        found |= {waiting[subject] for subject in await have_heard(waiting, purposes)}
    return found


async def _other_side(line: ProposalLine, person_id: int, asked: bool, now: datetime) -> Affected:
    pro: Any = Proposal
    helper, asker = pro.offer.person, pro.request.person
    row = await (
        pro.select(
            helper.id, helper.first_name, asker.first_name, helper.name, helper.phone, helper.email, helper.address,
            asker.id, asker.name, asker.phone, asker.email, asker.address,
        )
        .where(pro.id == line.id)
        .first()
    )  # fmt: skip
    side = Side.REQUESTER if row["offer.person.id"] == person_id else Side.VOLUNTEER
    own, other = ("request", "offer") if side is Side.REQUESTER else ("offer", "request")
    contact = Contact(*(row[f"{own}.person.{key}"] or "" for key in ("name", "phone", "email", "address")))
    departed_name = row[f"{other}.person.name"] or ""
    if line.engagement and line.organisation and side is Side.VOLUNTEER:
        return Affected(contact, side, True, departed_name, goes_on_at=line.organisation)
    other_side = Affected(
        contact, side, line.engagement is not None, departed_name, **_what_rests(line, side)
    )
    if line.engagement is None:
        first_name = row[f"{other}.person.first_name"] or ""
        return replace(other_side, departed_first_name=first_name, asked=asked)
    gone = Side.VOLUNTEER if side is Side.REQUESTER else Side.REQUESTER
    agreed = await appointments_of(line.engagement.id, gone, now)
    return replace(other_side, engagement=line.engagement.id, agreed=agreed)


def _what_rests(line: ProposalLine, side: Side) -> dict[str, Any]:
    """What an organisation needs goes on; a person is asked first whether somebody else may come."""
    if side is Side.VOLUNTEER:
        return {"part": f"{OFFER}:{line.offer_id}"}
    return {"part": f"{REQUEST}:{line.request_id}", "request": None if line.organisation else line.request_id}
