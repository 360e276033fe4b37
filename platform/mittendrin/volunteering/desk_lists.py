"""Lists for the desk, each whole and with what has to be done next. What is urgent stands first, then who waits longest."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import at_local, local_day
from mittendrin.outbox.calls import still_called_about
from mittendrin.people.tables import Person
from mittendrin.volunteering.bereaved import waits_for_first_try
from mittendrin.volunteering.in_time import DAYS_TO_ANSWER
from mittendrin.volunteering.openings import why_not_active, why_not_open
from mittendrin.volunteering.places_left import nobody_more
from mittendrin.volunteering.queries import kinds_of
from mittendrin.volunteering.signs_of_life import silent_since
from mittendrin.volunteering.single_days import last_day_wanted, read_days
from mittendrin.volunteering.states import (
    OFFER_STANDS,
    UNDECIDED,
    EngagementState,
    Frequency,
    OfferState,
    RequestState,
)
from mittendrin.volunteering.story import ProposalLine, proposals
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from mittendrin.volunteering.telling import SILENT, about

# First meetings to come, and trials that end, stand in their lists a week before.
SOON = timedelta(days=7)
OFFERED_AGAIN_AFTER = timedelta(days=183)
QUIET_AFTER = timedelta(weeks=3)
_ASKED = Proposal.status.is_in([state.value for state in UNDECIDED])
_CLARIFYING = HelpRequest.status == RequestState.CLARIFYING.value
_FIRST = Engagement.status == EngagementState.FIRST_MEETING.value
_TRIAL = Engagement.status == EngagementState.TRIAL.value
_MET_AT, _ENDS_ON = Engagement.first_meeting_at, Engagement.trial_ends_on
_ON_HOLD = HelpRequest.status == RequestState.ON_HOLD.value


@dataclass(frozen=True, slots=True)
class Line:
    """One request or offer: `path` says which page shows it, `state` how far it is, `why_not` why its next step has to
    wait. `soon`: as soon as possible. `asked`: somebody is asked already, and more are wanted.
    """

    path: str
    name: str
    what: str
    district: str
    since: date
    state: str
    soon: bool = False
    asked: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    path: str
    helper: str
    asker: str
    at: datetime | None
    ends_on: date | None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeskLists:
    new_offers: list[Line]
    new_requests: list[Line]
    to_clarify: list[Line]
    open: list[Line]
    asked: list[ProposalLine]
    met: list[Meeting]
    meetings: list[Meeting]
    trials_ending: list[Meeting]
    no_answer: list[ProposalLine]
    silent: list[Line]
    without_day: list[Line]
    to_ask_again: list[Line]
    over: list[Line]


async def desk_lists(now: datetime) -> DeskLists:
    """Each request and each proposal stands in one list, but for a request that wants several and has one asked."""
    late = await proposals(Proposal.id.is_in(await _late(now) or [0]))
    silent = await _silent(now)
    recent = HelpRequest.id.not_in([*silent, 0])
    stands = Offer.status.is_in(OFFER_STANDS)
    return DeskLists(
        new_offers=await _offers(Offer.status.is_in([OfferState.RECEIVED, OfferState.INTERVIEW])),
        new_requests=await _requests(HelpRequest.status == RequestState.RECEIVED.value, now),
        to_clarify=await _requests(_CLARIFYING & recent, now),
        open=await _open(recent, now),
        asked=await proposals(_ASKED & Proposal.id.not_in([one.id for one in late] or [0])),
        no_answer=late,
        silent=_quietest_first(await _requests(HelpRequest.id.is_in([*silent, 0]), now), silent),
        without_day=[
            *await _requests(await _rests_without_day(), now),
            *await _offers(_pauses_without_day()),
        ],
        met=await meetings(_FIRST & (Engagement.first_meeting_at <= now) & _may_last(), _MET_AT),
        meetings=await meetings(_FIRST & _within_a_week(now), _MET_AT),
        trials_ending=await meetings(_TRIAL & (Engagement.trial_ends_on <= local_day(now) + SOON), _ENDS_ON),
        to_ask_again=await _offers(stands & _waits_to_be_asked(now)),
        over=await _requests(await _past_last_day(now) & recent, now),
    )


async def _silent(now: datetime) -> dict[int, datetime]:
    """Requests that nobody has heard of for three weeks, and since when; those whose day is noted are asked on it."""
    asked_in_vain = _ON_HOLD & HelpRequest.asked_again_at.is_not_null()
    long_so = HelpRequest.status_at <= now - QUIET_AFTER
    rows = await HelpRequest.select(HelpRequest.id, HelpRequest.status_at, HelpRequest.asked_again_at).where(
        (_CLARIFYING | asked_in_vain | _open_and_nobody_asked()) & long_so
    )
    since = {row["id"]: max(filter(None, (row["status_at"], row["asked_again_at"]))) for row in rows}
    last = await silent_since(since)
    return {one: at for one, at in last.items() if max(at, since[one]) <= now - QUIET_AFTER}


def _quietest_first(lines: list[Line], since: dict[int, datetime]) -> list[Line]:
    dated = [replace(one, since=local_day(since[int(one.path.rpartition("/")[2])])) for one in lines]
    return sorted(dated, key=lambda one: one.since)


async def _past_last_day(now: datetime) -> Any:
    """Nobody is looked for any more; whoever asked is asked whether they still need help."""
    asked = _ON_HOLD & HelpRequest.asked_again_at.is_not_null()
    rows = await HelpRequest.select(HelpRequest.id, HelpRequest.on_days, HelpRequest.wanted_until).where(
        asked
    )
    last = {row["id"]: last_day_wanted(read_days(row["on_days"]), row["wanted_until"]) for row in rows}
    return HelpRequest.id.is_in([0, *(one for one, day in last.items() if day and day < local_day(now))])


async def _rests_without_day() -> Any:
    no_day = HelpRequest.ask_again_on.is_null() & HelpRequest.asked_again_at.is_null()
    resting = await HelpRequest.select(HelpRequest.id).where(_ON_HOLD & no_day).output(as_list=True)
    called = HelpRequest.id.not_in([*await waits_for_first_try(resting), 0])
    return _ON_HOLD & no_day & called & HelpRequest.person.not_in(_held())


def _pauses_without_day() -> Any:
    no_day = Offer.paused_until.is_null() & Offer.ask_again_on.is_null()
    return (Offer.status == OfferState.PAUSED.value) & no_day & Offer.person.not_in(_held())


def _held() -> Any:
    """What rests because of an incident waits for the lead."""
    return Person.select(Person.id).where(Person.held.eq(True))


async def _offers(condition: Any) -> list[Line]:
    off: Any = Offer
    rows = await (
        off.select(off.id, off.status, off.status_at, off.person.name, off.district.name)
        .where(condition)
        .order_by(off.status_at, off.id)
    )
    liked = await kinds_of([row["id"] for row in rows])
    talking = [row["id"] for row in rows if row["status"] == OfferState.INTERVIEW.value]
    why = await why_not_active(talking)
    return [
        replace(
            _line(f"angebote/{row['id']}", row, ", ".join(liked[row["id"]])), why_not=why.get(row["id"], "")
        )
        for row in rows
    ]


def _waits_to_be_asked(now: datetime) -> Any:
    return (Offer.confirmed_at <= now - OFFERED_AGAIN_AFTER) | (Offer.asked_again_at > Offer.confirmed_at)


def _open_and_nobody_asked() -> Any:
    asked = Proposal.select(Proposal.request).where(_ASKED)
    return (HelpRequest.status == RequestState.OPEN.value) & HelpRequest.id.not_in(asked)


async def _open(recent: Any, now: datetime) -> list[Line]:
    """For which one more may be asked; those for which nobody is asked yet come first."""
    is_open = HelpRequest.status == RequestState.OPEN.value
    ids = set(await HelpRequest.select(HelpRequest.id).where(is_open).output(as_list=True))
    more = ids - await nobody_more(ids)
    found = await _requests(HelpRequest.id.is_in([*more, 0]) & recent, now)
    return sorted(found, key=lambda one: one.asked)


async def _late(now: datetime) -> list[int]:
    """Whose days to answer are over: by then the office calls once, and they have as many days again, or until the day
    that it is about.
    """
    columns = (Proposal.asked_volunteer_at, Proposal.asked_requester_at, Proposal.answer_until)
    rows = await Proposal.select(Proposal.id, *columns).where(_ASKED)
    to_call = await still_called_about(tuple(SILENT.values()))
    return [row["id"] for row in rows if about(row["id"]) in to_call or _is_late(row, now)]


def _is_late(row: dict[str, Any], now: datetime) -> bool:
    until: datetime = row["answer_until"]
    return until <= now or add_office_days(_asked_last(row), DAYS_TO_ANSWER) <= now


def _asked_last(row: dict[str, Any]) -> datetime:
    asked: datetime = row["asked_requester_at"] or row["asked_volunteer_at"]
    return asked


async def _requests(condition: Any, now: datetime) -> list[Line]:
    req: Any = HelpRequest
    rows = await (
        req.select(req.id, req.what, req.soon, req.status, req.status_at, req.person.name, req.district.name)
        .where(condition)
        .order_by(req.soon, ascending=False)
        .order_by(req.status_at, req.id)
    )
    clarifying = [row["id"] for row in rows if row["status"] == RequestState.CLARIFYING.value]
    why = await why_not_open(clarifying)
    asked = await _somebody_asked([row["id"] for row in rows])
    return [
        replace(
            _line(f"gesuche/{row['id']}", row, row["what"]),
            soon=row["soon"],
            asked=row["id"] in asked,
            why_not=why.get(row["id"], ""),
        )
        for row in rows
    ]


async def _somebody_asked(request_ids: list[int]) -> set[int]:
    these = Proposal.request.is_in([*request_ids, 0])
    return set(await Proposal.select(Proposal.request).where(_ASKED, these).output(as_list=True))


def _line(path: str, row: dict[str, Any], what: str) -> Line:
    name, district = row["person.name"] or "", row["district.name"] or ""
    return Line(path, name, what, district, local_day(row["status_at"]), row["status"])


def _within_a_week(now: datetime) -> Any:
    end = at_local(local_day(now) + SOON + timedelta(days=1), time.min)
    return (Engagement.first_meeting_at > now) & (Engagement.first_meeting_at < end)


def _may_last() -> Any:
    """Nobody tries help for one day: after a meeting before it, its own day is to be arranged."""
    eng: Any = Engagement
    return eng.proposal.request.frequency != Frequency.ONCE.value


async def meetings(condition: Any, order: Any) -> list[Meeting]:
    """The next first, or who has waited longest."""
    eng: Any = Engagement
    pair = eng.proposal
    rows = await (
        eng.select(
            eng.id, eng.first_meeting_at, eng.trial_ends_on, eng.status_at,
            pair.offer.person.name, pair.request.person.name,
        )
        .where(condition)
        .order_by(order, eng.id)
    )  # fmt: skip
    return [
        Meeting(
            path=f"einsaetze/{row['id']}",
            helper=row["proposal.offer.person.name"] or "",
            asker=row["proposal.request.person.name"] or "",
            at=row["first_meeting_at"],
            ends_on=row["trial_ends_on"],
            since=row["status_at"],
        )
        for row in rows
    ]
