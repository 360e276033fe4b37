"""What time alone brings to an engagement: the day before a first meeting, and the questions how it goes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act
from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.engagements.announcing import heard_of
from mittendrin.engagements.away import pauses_to_ask_about, visits_in_pause_of
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.holding import engagement_is, hold_engagement, visit_is
from mittendrin.engagements.last_known import last_known
from mittendrin.engagements.one_day import OneDay, next_visits, single_days
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import (
    ARRANGE,
    AWAY,
    INSTEAD,
    MISSED,
    ONCE,
    Course,
    EndReason,
    VisitState,
    check_in_due,
    occasion_in_words,
    trial_end,
)
from mittendrin.engagements.tables import CheckIn
from mittendrin.engagements.telling import (
    CHECK_IN,
    IN_PAUSE,
    MEETING_AGAIN,
    MEETING_OFF,
    REMINDER,
    SILENT,
    To,
    Voice,
    about,
    ask_soon,
    no_longer_say,
    tell_one,
)
from mittendrin.engagements.thanking import thank, to_thank
from mittendrin.outbox.calls import still_called_about
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement

_FOR = {
    Side.VOLUNTEER: Engagement.reminded_volunteer_for,
    Side.REQUESTER: Engagement.reminded_requester_for,
}
_OVER = (EngagementState.ENDED.value, EngagementState.FEEDBACK_DONE.value)


@dataclass(frozen=True, slots=True)
class Coming:
    """When two meet for the first time: help for one day is its `visit`."""

    pair: Pair
    at: datetime
    visit: int | None = None


@dataclass(frozen=True, slots=True)
class Due:
    engagement_id: int
    occasion: str

    @property
    def kind(self) -> str:
        return self.occasion.partition("_")[0]

    @property
    def about(self) -> str:
        """Its day, or its visit."""
        return self.occasion.partition("_")[2]


async def coming_meetings(now: datetime, until: datetime) -> list[Coming]:
    eng = Engagement
    rows = await (
        eng.select(eng.id, eng.first_meeting_at)
        .where(
            eng.status == EngagementState.FIRST_MEETING.value,
            eng.first_meeting_at > now,
            eng.first_meeting_at < until,
        )
        .order_by(eng.first_meeting_at, eng.id)
    )
    meetings = [Coming(await pair(row["id"]), row["first_meeting_at"]) for row in rows]
    visits = await next_visits(now, until)
    return meetings + [Coming(await pair(row["engagement"]), row["starts_at"], row["id"]) for row in visits]


async def remind_of_meeting(chosen: Coming, side: Side, now: datetime) -> bool:
    """Of what still stands. The row itself says for which meeting this side was reminded, so a second run says nothing."""
    at, number, column = chosen.at, chosen.pair.id, _FOR[side]
    async with transaction():
        if not await _still_meet(chosen, side):
            return False
        reminded: dict[Any, Any] = {column: at}
        not_yet = (Engagement.id == number) & (column.is_null() | (column != at))
        won = await Engagement.update(reminded).where(not_yet).returning(Engagement.id)
        if won:
            found = await pair(number)
            said = {"moment": at, "place": found.first_meeting_place, "the_visit": chosen.visit is not None}
            await tell_one(REMINDER, To(found, side, chosen.visit), now, **said)
    return bool(won)


async def _still_meet(chosen: Coming, side: Side) -> bool:
    """Whom a call that waits tells of the visit anyway needs no second one."""
    waits, number = frozenset({EngagementState.FIRST_MEETING}), chosen.pair.id
    if chosen.visit is None:
        return await engagement_is(number, waits, held=False, first_meeting_at=chosen.at)
    if not await engagement_is(number, waits, held=False):
        return False
    if not await visit_is(chosen.visit, frozenset({VisitState.PLANNED}), starts_at=chosen.at):
        return False
    if await last_known(To(chosen.pair, side, chosen.visit)):
        return False
    return bool(await heard_of(To(chosen.pair, side), [chosen.at]))


async def check_ins(now: datetime) -> list[Due]:
    """Every question whose day has come and that nobody has asked yet; none while an incident is open."""
    return await _due(Engagement.id.is_not_null(), now)


async def _due(which: Any, now: datetime) -> list[Due]:
    eng: Any = Engagement
    rows = await eng.select(
        eng.id, eng.status, eng.first_meeting_at, eng.trial_ends_on, eng.paused_until, eng.created_at,
        eng.proposal.request.wanted_until.as_alias("wanted_until"),
    ).where(which, eng.status.not_in(list(_OVER)), eng.held.eq(False)).order_by(eng.id)  # fmt: skip
    asked = {
        (row["engagement"], row["occasion"])
        for row in await CheckIn.select(CheckIn.engagement, CheckIn.occasion)
    }
    arranging = await still_called_about((MEETING_OFF, MEETING_AGAIN))
    one_days = await single_days()
    courses = {row["id"]: _course(row, one_days.get(row["id"])) for row in rows}
    due = [Due(number, f"{INSTEAD}_{visit}") for number, visit in await to_thank(now)]
    due += [Due(number, check_in_due(course, local_day(now))) for number, course in courses.items()]
    away = sorted(await pauses_to_ask_about(now))
    due += [Due(number, f"{AWAY}_{last}") for number, last in away if number in courses]
    return [
        one
        for one in due
        if one.occasion
        and (one.engagement_id, one.occasion) not in asked
        and not (one.occasion.startswith(ARRANGE) and about(one.engagement_id) in arranging)
    ]


async def ask_how_it_goes(due: Due, now: datetime) -> bool:
    """Both are called, once for each occasion; before and after a pause the helper alone. Help for one day ends with it, where
    it was arranged.
    """
    async with transaction():
        await hold_engagement(due.engagement_id)
        if due not in await _due(Engagement.id == due.engagement_id, now):
            return False
        await CheckIn.insert(CheckIn(engagement=due.engagement_id, occasion=due.occasion, asked_at=now))
        found = await pair(due.engagement_id)
        if due.kind == INSTEAD:
            await thank(int(due.about), now)
        else:
            await _ask(found, due.kind, now)
        act = Act("engagement.asked_how_it_goes", about(found.id), detail=occasion_in_words(due.occasion))
        await record(act, SYSTEM, now)
    return True


async def _ask(found: Pair, kind: str, now: datetime) -> None:
    begun = found.once or found.status is not EngagementState.FIRST_MEETING
    if kind == ONCE:
        await finish(found.id, Ending(EndReason.NOT_NEEDED), Voice(SYSTEM), now)
    elif kind != AWAY:
        if kind == MISSED:
            await no_longer_say(found, (CHECK_IN, SILENT), now)
        for side in (Side.VOLUNTEER,) if kind == "pause" else Side:
            await ask_soon(CHECK_IN, found, side, now, kind=kind, begun=begun)
    elif away := await visits_in_pause_of(found.id, now):
        await ask_soon(IN_PAUSE, found, Side.VOLUNTEER, now, moments=list(away.moments), away=away)


async def ask_once_more(found: Pair) -> None:
    """Before everything falls that waits to be called: what nobody has been asked yet counts as not asked."""
    unheard = await CallTask.select(CallTask.created_at).where(
        CallTask.about == about(found.id),
        CallTask.purpose.is_in([CHECK_IN, IN_PAUSE]),
        CallTask.state == CallState.OPEN.value,
    )
    for call in unheard:
        await CheckIn.delete().where(CheckIn.engagement == found.id, CheckIn.asked_at == call["created_at"])


async def take_up_again(found: Pair, to: EngagementState, since: datetime, now: datetime) -> None:
    """It has rested since then: a trial gets these days back, and both are asked for a day to meet."""
    if to is EngagementState.TRIAL and found.trial_ends_on:
        ends: dict[Any, Any] = {
            Engagement.trial_ends_on: trial_end(found.trial_ends_on, local_day(now), local_day(since))
        }
        await Engagement.update(ends).where(Engagement.id == found.id)
    if to is EngagementState.FIRST_MEETING and found.first_meeting_at is None:
        await CheckIn.delete().where(CheckIn.engagement == found.id, CheckIn.occasion == ARRANGE)


def _course(row: dict[str, Any], one_day: OneDay | None) -> Course:
    """Of help for one day nobody asks whether it goes on after the last one: it is over, or another day is wanted."""
    met, day = row["first_meeting_at"], one_day or OneDay()
    return Course(
        status=EngagementState(row["status"]),
        begun_on=local_day(row["created_at"]),
        met_on=local_day(met) if met else None,
        trial_ends_on=row["trial_ends_on"],
        paused_until=row["paused_until"],
        once=one_day is not None,
        one_day=day.last,
        visit_stands=day.visit_stands,
        fell_out=day.fell_out,
        wanted_until=None if one_day else row["wanted_until"],
    )
