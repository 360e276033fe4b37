"""A helper has named a pause, and visits stand in it: whoever waits for them has to hear whether they fall out."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.tables import Visit
from mittendrin.volunteering.desk_lists import Meeting
from mittendrin.volunteering.states import OVER
from mittendrin.volunteering.tables import Offer

ONE_DAY = timedelta(days=1)
ASKED_BEFORE = timedelta(days=14)
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class InPause:
    """When visits stand in the pause, and how long it is."""

    moments: tuple[datetime, ...]
    first: date
    last: date

    @property
    def visits(self) -> int:
        return len(self.moments)


async def visits_in_pauses(now: datetime) -> list[Meeting]:
    """One line for each engagement, with its first such visit; the next one first."""
    first: dict[int, dict[str, Any]] = {}
    for row, _span in await _visits_away(Visit.starts_at > now, now):
        first.setdefault(row["engagement"], row)
    return [
        Meeting(f"einsaetze/{number}", row["helper"] or "", row["asker"] or "", row["starts_at"], None)
        for number, row in first.items()
    ]


async def visits_in_pause_of(engagement_id: int, now: datetime) -> InPause | None:
    """Of the pause with the first such visit."""
    found = await _visits_away((Visit.engagement == engagement_id) & (Visit.starts_at > now), now)
    if not found:
        return None
    span = found[0][1]
    return InPause(tuple(row["starts_at"] for row, other in found if other == span), *span)


async def pauses_to_ask_about(now: datetime) -> set[tuple[int, date]]:
    """Engagements with a visit so soon that somebody has to know whether it takes place, and the end of the pause."""
    soon = (Visit.starts_at > now) & (Visit.starts_at < now + ASKED_BEFORE)
    return {(row["engagement"], last) for row, (_first, last) in await _visits_away(soon, now)}


async def _visits_away(which: Any, now: datetime) -> list[tuple[dict[str, Any], Span]]:
    vis: Any = Visit
    engagement = vis.engagement
    helper, asker = engagement.proposal.offer.person, engagement.proposal.request.person
    goes_on = engagement.held.eq(False) & engagement.status.not_in([state.value for state in OVER])
    rows = await (
        vis.select(
            vis.engagement, vis.starts_at, helper.as_alias("person"), helper.name.as_alias("helper"),
            asker.name.as_alias("asker"),
        )
        .where(which, vis.state == VisitState.PLANNED.value, goes_on)
        .order_by(vis.starts_at, vis.id)
    )  # fmt: skip
    away = await _pauses({row["person"] for row in rows} - {None}, local_day(now))
    found = [(row, _span_of(local_day(row["starts_at"]), away[row["person"]])) for row in rows]
    return [(row, span) for row, span in found if span]


def _span_of(day: date, spans: list[Span]) -> Span | None:
    return next((span for span in spans if span[0] <= day <= span[1]), None)


async def _pauses(people: set[int], today: date) -> dict[int, list[Span]]:
    """By whichever of their offers: a pause to come, and one until a day."""
    columns = (Offer.person, Offer.gone_from, Offer.gone_until, Offer.paused_until)
    found: dict[int, list[Span]] = defaultdict(list)
    for row in (
        await Offer.select(*columns).where(Offer.person.is_in(sorted(people) or [0])).order_by(Offer.id)
    ):
        if row["gone_from"]:
            found[row["person"]].append((row["gone_from"], row["gone_until"]))
        if row["paused_until"] and row["paused_until"] > today:
            found[row["person"]].append((today, row["paused_until"] - ONE_DAY))
    return found
