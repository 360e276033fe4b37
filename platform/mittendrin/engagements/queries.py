"""Visits and people of an engagement, as pages print them."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.engagements.announcing import helpers_own_not_told_yet
from mittendrin.engagements.elsewhere import away_at
from mittendrin.engagements.one_day import have_a_visit
from mittendrin.engagements.pairs import Pair, pair, the_other
from mittendrin.engagements.rules import (
    VISIT_WORDS,
    Rest,
    VisitState,
    rest_of,
    slot_of,
)
from mittendrin.engagements.standing_in import offers_in, stand_ins
from mittendrin.engagements.tables import Feedback, Visit
from mittendrin.engagements.unsaid import is_unsaid, stopped_alone
from mittendrin.people.departures import who_is_gone
from mittendrin.people.rules import Contact
from mittendrin.places.queries import nobody_calls_before
from mittendrin.volunteering.candidates import offers_for, request_facts
from mittendrin.volunteering.fitting import distance
from mittendrin.volunteering.reasons import way_in_words
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Offer

ALL = 500
SHOWN_PAST = 12
ON_THE_CARD = 4


@dataclass(frozen=True, slots=True)
class VisitLine:
    id: int
    engagement_id: int
    starts_at: datetime
    state: VisitState
    stand_in: str
    stand_in_offer: int | None
    comes: bool
    said_no: frozenset[int] = frozenset()
    helper_is_gone: bool = False

    @property
    def words(self) -> str:
        return _(VISIT_WORDS[self.state])

    @property
    def next_steps(self) -> dict[str, str]:
        """What the office may note down, and what its button says."""
        if self.state is VisitState.HELPER_CANNOT:
            return {} if self.helper_is_gone else {"kann-doch": _("Kann doch kommen")}
        calls = {
            VisitState.PLANNED: {"kann-nicht": _("Kann nicht kommen")},
            VisitState.STAND_IN: {"vertretung-kann-nicht": _("Die Vertretung kann nicht")},
        }
        return calls.get(self.state, {}) | {"faellt-aus": _("Wird nicht gebraucht")}

    @property
    def helper_cannot(self) -> bool:
        return self.state is VisitState.HELPER_CANNOT

    @property
    def stands(self) -> bool:
        return self.state is not VisitState.CALLED_OFF

    @property
    def somebody_else_comes(self) -> bool:
        return self.state is VisitState.STAND_IN


@dataclass(frozen=True, slots=True)
class SidePage:
    """What one of the two sees. `other` is None when it is over. `unsaid`: it has ended, and a person tells them first.
    `stopped_alone`: visits that fell out with a pause or the end, before anybody at the office can call.
    """

    pair: Pair
    side: Side
    path: str
    other: Contact | None
    visits: list[VisitLine]
    gave_feedback: bool
    meeting_comes: bool
    rest: Rest | None
    nobody_calls_before: frozenset[datetime]
    stopped_alone: tuple[datetime, ...]
    unsaid: bool
    not_told_yet: int
    waits_for_a_day: bool

    @property
    def is_helper(self) -> bool:
        return self.side is Side.VOLUNTEER

    def would_tell(self, one: VisitLine) -> bool:
        """Nobody comes instead, and it is not the other one who cannot."""
        return not one.somebody_else_comes and (self.is_helper or not one.helper_cannot)

    @property
    def alone(self) -> list[datetime]:
        """What falls out if they stop now, and they have to say themselves: nobody at the office can call before."""
        moments = [one.starts_at for one in self.visits if one.comes and one.stands and self.would_tell(one)]
        if self.meeting_comes and self.pair.first_meeting_at:
            moments.append(self.pair.first_meeting_at)
        return sorted(self.nobody_calls_before.intersection(moments))

    @property
    def alone_after_end(self) -> list[datetime]:
        """They have stopped: of what stands, somebody comes or is sought for the helper's visit of today."""
        return sorted({*self.stopped_alone, *(self.alone if self.is_helper else ())})

    @property
    def next_visits(self) -> list[VisitLine]:
        """For the card: a visit that somebody else makes is not on that of the helper."""
        theirs = {VisitState.PLANNED} if self.is_helper else {VisitState.PLANNED, VisitState.STAND_IN}
        return [one for one in self.visits if one.state in theirs][:ON_THE_CARD]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could come instead. For the office alone."""

    offer_id: int
    person_id: int
    name: str
    phone: str
    way: str


@dataclass(frozen=True, slots=True)
class MissingVisit:
    """Somebody waits, and the helper cannot come; or that is settled already."""

    visit: VisitLine
    pair: Pair
    candidates: list[Candidate]

    @property
    def is_open(self) -> bool:
        return self.visit.helper_cannot and self.visit.comes

    @property
    def people(self) -> list[int | None]:
        """Whose data its page shows."""
        found = self.candidates if self.is_open else []
        return [self.pair.helper_id, self.pair.asker_id, *(one.person_id for one in found)]


async def side_page(found: Pair, side: Side, now: datetime) -> SidePage:
    visits = await visits_of(found.id, now, now)
    meeting = [found.first_meeting_at] if found.first_meeting_at else []
    alone = await nobody_calls_before([*meeting, *(one.starts_at for one in visits)], now)
    off = [one.starts_at for one in visits if one.comes and not one.stands and one.starts_at in alone]
    return SidePage(
        found,
        side,
        found.path(side),
        await the_other(found, side, now),
        visits,
        await Feedback.exists().where(Feedback.engagement == found.id, Feedback.side == side.value),
        _meeting_comes(found, now),
        rest_of(found, local_day(now)),
        alone,
        await stopped_alone(found, side, off),
        await is_unsaid(found),
        len(await helpers_own_not_told_yet(found, now)),
        await _waits_for_a_day(found, now),
    )


async def _waits_for_a_day(found: Pair, now: datetime) -> bool:
    """Of help for one day: its visit is not planned yet, and no meeting before it is to come."""
    at = found.first_meeting_at
    nothing_yet = found.is_for_one_day and (at is None or at <= now)
    return nothing_yet and found.id not in await have_a_visit(now)


def _meeting_comes(found: Pair, now: datetime) -> bool:
    """So that it can be called off."""
    at, waits = found.first_meeting_at, found.status is EngagementState.FIRST_MEETING
    return waits and not found.held and at is not None and at > now


async def visits_of(engagement_id: int, since: datetime, now: datetime) -> list[VisitLine]:
    """In the order of the calendar: all that comes and stands, and of what is over or falls out the nearest."""
    found = await _visits((Visit.engagement == engagement_id) & (Visit.starts_at >= since), now)
    others = [one for one in found if not (one.comes and one.stands)]
    hidden = sorted(others, key=lambda one: abs(one.starts_at - now))[SHOWN_PAST:]
    return [one for one in found if one not in hidden]


async def visits_to_give_up(engagement_id: int, side: Side, now: datetime) -> list[VisitLine]:
    """All that this side may still call off, however many: the helper what is planned, the other whatever stands."""
    stands = Visit.state != VisitState.CALLED_OFF.value
    theirs = Visit.state == VisitState.PLANNED.value if side is Side.VOLUNTEER else stands
    return await _visits((Visit.engagement == engagement_id) & (Visit.starts_at > now) & theirs, now)


async def stand_ins_of(engagements: list[int]) -> list[int]:
    """People who come, or came, instead of a helper."""
    vis: Any = Visit
    of_these = vis.engagement.is_in(engagements or [0])
    rows = await vis.select(vis.stand_in.person).where(of_these, vis.stand_in.is_not_null())
    return [row["stand_in.person"] for row in rows]


async def visit_of(engagement_id: int, visit_id: int, now: datetime) -> VisitLine:
    """Raises NotFound, also for a visit of somebody else."""
    found = await _visits((Visit.engagement == engagement_id) & (Visit.id == visit_id), now)
    if not found:
        raise NotFound
    return found[0]


async def missing_visits(now: datetime) -> list[tuple[VisitLine, Pair]]:
    """The red lines: the next first. What was not solved stays until the end of its day."""
    today = at_local(local_day(now), time.min)
    lines = await _visits((Visit.state == VisitState.HELPER_CANNOT.value) & (Visit.starts_at >= today), now)
    return [(line, await pair(line.engagement_id)) for line in lines]


async def missing_visit(visit_id: int, now: datetime) -> MissingVisit:
    """Raises NotFound."""
    lines = await _visits(Visit.id == visit_id, now)
    if not lines:
        raise NotFound
    found = await pair(lines[0].engagement_id)
    return MissingVisit(lines[0], found, await _candidates(found, lines[0]))


async def _candidates(found: Pair, visit: VisitLine) -> list[Candidate]:
    """Offers for this kind of help; who is somewhere else at that time is not free, nor who has said no to this one."""
    request, starts_at = await request_facts(found.request_id), visit.starts_at
    away = await _people_behind({found.offer_id, *visit.said_no}) | await away_at(starts_at)
    day = local_day(starts_at)
    offers = [one for one in await offers_for(request, day) if one.person not in away]
    short = stand_ins(request, offers, slot_of(starts_at), day)
    off: Any = Offer
    rows = await off.select(off.id, off.person, off.person.name, off.person.phone).where(
        off.id.is_in([one.id for one in short] or [0])
    )
    people = {row["id"]: row for row in rows}
    return [
        Candidate(
            one.id,
            people[one.id]["person"],
            people[one.id]["person.name"] or "",
            people[one.id]["person.phone"] or "",
            way_in_words(distance(one, request)),
        )
        for one in short
    ]


async def _people_behind(offers: set[int]) -> set[int]:
    """Who is away is so with a newer offer, too."""
    return set(await Offer.select(Offer.person).where(Offer.id.is_in(sorted(offers))).output(as_list=True))


async def _visits(condition: Any, now: datetime) -> list[VisitLine]:
    vis: Any = Visit
    rows = await (
        vis.select(
            vis.id,
            vis.engagement,
            vis.starts_at,
            vis.state,
            vis.said_no,
            vis.stand_in,
            vis.stand_in.person.name,
            vis.engagement.proposal.offer.person.as_alias("helper"),
        )
        .where(condition)
        .order_by(vis.starts_at, vis.id)
        .limit(ALL)
    )
    gone = await who_is_gone({row["helper"] for row in rows} - {None})
    return [_line(row, row["helper"] is None or row["helper"] in gone, now) for row in rows]


def _line(row: dict[str, Any], helper_is_gone: bool, now: datetime) -> VisitLine:
    return VisitLine(
        id=row["id"],
        engagement_id=row["engagement"],
        starts_at=row["starts_at"],
        state=VisitState(row["state"]),
        stand_in=row["stand_in.person.name"] or "",
        stand_in_offer=row["stand_in"],
        comes=row["starts_at"] > now,
        said_no=offers_in(row["said_no"]),
        helper_is_gone=helper_is_gone,
    )
