"""Engagements that nobody hears of: those that go on without a word, those whose pause is over, and whose day is."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from mittendrin.audit.queries import last_acts
from mittendrin.core.clock import at_local, local_day
from mittendrin.engagements.one_day import single_days
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Hours, Visit
from mittendrin.engagements.telling import about
from mittendrin.volunteering.signs_of_life import NO_SIGN
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement

QUIET_AFTER = timedelta(weeks=6)  # somebody may come once a month


@dataclass(frozen=True, slots=True)
class QuietLine:
    path: str
    helper: str
    asker: str
    since: date


async def quiet_engagements(now: datetime) -> list[QuietLine]:
    """No act, no visit, no hours for six weeks, and no visit to come; the longest silence first."""
    eng = Engagement
    goes_on = eng.status.is_in([EngagementState.TRIAL.value, EngagementState.RUNNING.value])
    rows = await _rows(goes_on & eng.held.eq(False) & (eng.status_at <= now - QUIET_AFTER), eng.status_at)
    last = await _last_signs({row["id"]: row["status_at"] for row in rows})
    quiet = [row for row in rows if last[row["id"]] <= now - QUIET_AFTER]
    lines = [_line(row, last[row["id"]]) for row in quiet]
    return sorted(lines, key=lambda one: one.since)


async def pauses_over(now: datetime) -> list[QuietLine]:
    """The day until which it was to rest is past, and nobody has said that it goes on."""
    eng = Engagement
    paused = (eng.status == EngagementState.PAUSED.value) & eng.held.eq(False)
    rows = await _rows(paused & (eng.paused_until < local_day(now)), eng.paused_until)
    return [replace(_line(row, now), since=row["paused_until"]) for row in rows]


async def days_missed(now: datetime) -> list[QuietLine]:
    """Help was wanted for a day that is over, and nobody has written a visit down: did it work, is it still needed?"""
    days = await single_days()
    over = {number: one.last for number, one in days.items() if one.last and one.is_missed(local_day(now))}
    rows = await _rows(Engagement.id.is_in([*over, 0]) & Engagement.held.eq(False), Engagement.status_at)
    return sorted(
        (replace(_line(row, now), since=over[row["id"]]) for row in rows), key=lambda one: one.since
    )


async def _rows(condition: Any, order: Any) -> list[dict[str, Any]]:
    eng: Any = Engagement
    pair = eng.proposal
    rows: list[dict[str, Any]] = await (
        eng.select(
            eng.id,
            eng.status_at,
            eng.paused_until,
            pair.offer.person.name,
            pair.request.person.name,
        )
        .where(condition)
        .order_by(order, eng.id)
    )
    return rows


async def _last_signs(engagements: dict[int, datetime]) -> dict[int, datetime]:
    last, ids = dict(engagements), [*engagements, 0]
    acts = await last_acts([about(one) for one in engagements], NO_SIGN)
    signs = [(one, acts[about(one)]) for one in engagements if about(one) in acts]
    took_place = Visit.state.is_in([VisitState.PLANNED.value, VisitState.STAND_IN.value])
    visits = await Visit.select(Visit.engagement, Visit.starts_at).where(
        Visit.engagement.is_in(ids), took_place
    )
    signs += [(row["engagement"], row["starts_at"]) for row in visits]
    for row in await Hours.select(Hours.engagement, Hours.day).where(Hours.engagement.is_in(ids)):
        signs.append((row["engagement"], at_local(row["day"], time.min)))
    for number, at in signs:
        last[number] = max(at, last[number])
    return last


def _line(row: dict[str, Any], since: datetime) -> QuietLine:
    helper, asker = row["proposal.offer.person.name"] or "", row["proposal.request.person.name"] or ""
    return QuietLine(f"einsaetze/{row['id']}", helper, asker, local_day(since))
