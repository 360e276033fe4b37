"""Engagements that a farewell has ended, and that nothing brings back when it was a mistake."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mittendrin.audit.queries import AuditLine, history
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.farewells.rules import Heard, Next, next_step
from mittendrin.farewells.taken_back import ended_by_mistake
from mittendrin.outbox.calls import CallLine, calls_about
from mittendrin.people.departures import MISTAKE, departed
from mittendrin.volunteering.bereaved import was_never_told
from mittendrin.volunteering.of_person import HelpOfPerson, help_of
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OVER, OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer

DEPARTED, CAME_BACK = "person.departed", "person.came_back"
# As long as the two could still see each other's number after any other end.
SHOWN_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Parted:
    """`other` is the side of whoever was left, and `next` what the clerk does now."""

    pair: Pair
    other: Side
    heard: Heard
    next: Next

    @property
    def other_name(self) -> str:
        return self.pair.contact(self.other).name

    @property
    def may_go_on(self) -> bool:
        return self.next not in (Next.NOTHING, Next.SOMEBODY_ELSE)


async def parted_by_mistake(person_id: int, now: datetime) -> list[Parted]:
    """For the page of whoever is back: until both are asked anew, or it is too late for it."""
    lines = await history(f"person:{person_id}")
    back = next((line.at for line in lines if line.act == CAME_BACK), None)
    if back is None or back + SHOWN_FOR <= now or await departed(person_id):
        return []
    return [one for one in await parted_from(person_id) if one.next is not Next.NOTHING]


async def parted_from(person_id: int) -> list[Parted]:
    """What ended when they were last taken for gone; they are back already."""
    moments = _last_departures(await history(f"person:{person_id}"))
    helping = await help_of(person_id)
    subjects = {one.subject for one in await ended_by_mistake(person_id)}
    theirs = [one for one in helping.proposals if not (one.organisation and one.asker_id == person_id)]
    over = [one.engagement.id for one in theirs if one.engagement and one.engagement.status in OVER]
    pairs = [await pair(number) for number in sorted(over)]
    by_it = [one for one in pairs if one.ended_by_farewell and one.ended_at in moments]
    return [await _parted(one, person_id, helping, subjects) for one in by_it]


def _last_departures(lines: list[AuditLine]) -> set[datetime]:
    """The newest line comes first. Somebody may move into a home and be taken for dead there."""
    moments: set[datetime] = set()
    for line in lines:
        if line.act == DEPARTED:
            moments.add(line.at)
        elif line.act == CAME_BACK and moments:
            break
    return moments


async def _parted(found: Pair, person_id: int, helping: HelpOfPerson, reopens: set[str]) -> Parted:
    other = Side.REQUESTER if found.helper_id == person_id else Side.VOLUNTEER
    heard = await _heard(found, person_id, other)
    return Parted(found, other, heard, await _next(found, other, helping, reopens))


async def _heard(found: Pair, person_id: int, other: Side) -> Heard:
    parts, since = found.called_about(other), found.ended_at
    if since and await was_never_told(person_id, parts, since):
        return Heard.NOTHING
    put_right = [one for one in await calls_about([f"person:{person_id}"]) if _says_so(one, parts, since)]
    if not put_right:
        return Heard.THE_END
    return Heard.WILL_BE_CALLED if put_right[0].open else Heard.THE_MISTAKE


def _says_so(call: CallLine, parts: tuple[str, str], since: datetime | None) -> bool:
    return call.purpose == MISTAKE and call.part in parts and (since is None or call.created_at >= since)


async def _next(found: Pair, other: Side, helping: HelpOfPerson, reopens: set[str]) -> Next:
    left = found.person_id(other)
    if left is None or await departed(left) or _asked_anew(found, helping):
        return Next.NOTHING
    request = await HelpRequest.select(HelpRequest.status).where(HelpRequest.id == found.request_id).first()
    offer = await Offer.select(Offer.status).where(Offer.id == found.offer_id).first()
    if request is None or offer is None:
        return Next.NOTHING
    own = found.own(Side.VOLUNTEER if other is Side.REQUESTER else Side.REQUESTER)
    return next_step(RequestState(request["status"]), OfferState(offer["status"]), reopens=own in reopens)


def _asked_anew(found: Pair, helping: HelpOfPerson) -> bool:
    """Whatever came of it."""
    return any(
        one.id > found.proposal_id and (one.request_id, one.helper_id) == (found.request_id, found.helper_id)
        for one in helping.proposals
    )
