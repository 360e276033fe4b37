"""How it was: what each of the two says when it is over, until somebody at the office has read it, and who is silent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.core.clock import local_day
from mittendrin.engagements.ending import RELEASED_AFTER_END
from mittendrin.engagements.rules import FAREWELLS
from mittendrin.engagements.tables import Feedback
from mittendrin.people.departures import who_is_gone
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OVER
from mittendrin.volunteering.tables import Engagement


@dataclass(frozen=True, slots=True)
class BackLine:
    """`who` of the two has said something, or nothing yet."""

    path: str
    who: str
    helper: str
    asker: str
    since: date


async def new_feedback() -> list[BackLine]:
    """What nobody at the office has opened yet: the oldest first."""
    back = Feedback.read_at.is_null()
    rows = await Feedback.select(Feedback.engagement, Feedback.side, Feedback.given_at).where(back).order_by(
        Feedback.given_at, Feedback.id
    )  # fmt: skip
    engagements = {row["id"]: row for row in await _engagements({row["engagement"] for row in rows})}
    return [_line(engagements[row["engagement"]], Side(row["side"]), row["given_at"]) for row in rows]


async def note_as_read(engagement_id: int, now: datetime) -> None:
    """What comes in after this is still new."""
    new = (Feedback.engagement == engagement_id) & Feedback.read_at.is_null()
    await Feedback.update({Feedback.read_at: now}).where(new)


async def without_feedback(now: datetime) -> list[BackLine]:
    """Each of the two by themselves, as long as they may still see each other's number. Who is left is asked by telephone."""
    eng = Engagement
    rows = await eng.select(eng.id).where(
        eng.status.is_in([state.value for state in OVER]),
        eng.ended_at > now - RELEASED_AFTER_END,
        eng.end_reason.not_in([reason.value for reason in FAREWELLS]),
    )
    found = await _engagements({row["id"] for row in rows})
    said = await _said([row["id"] for row in found])
    gone = await who_is_gone({row[_KEYS[side]] for row in found for side in Side} - {None})
    return [
        _line(row, side, row["ended_at"])
        for row in found
        for side in Side
        if row[_KEYS[side]] and row[_KEYS[side]] not in gone and (row["id"], side) not in said
    ]


async def _said(engagement_ids: list[int]) -> set[tuple[int, Side]]:
    these = Feedback.engagement.is_in([*engagement_ids, 0])
    rows = await Feedback.select(Feedback.engagement, Feedback.side).where(these)
    return {(row["engagement"], Side(row["side"])) for row in rows}


_KEYS = {Side.VOLUNTEER: "proposal.offer.person", Side.REQUESTER: "proposal.request.person"}


async def _engagements(ids: set[int]) -> list[dict[str, Any]]:
    eng: Any = Engagement
    helper, asker = eng.proposal.offer.person, eng.proposal.request.person
    rows: list[dict[str, Any]] = await (
        eng.select(eng.id, eng.ended_at, helper, asker, helper.name, asker.name)
        .where(eng.id.is_in([*ids, 0]))
        .order_by(eng.ended_at, eng.id)
    )
    return rows


def _line(row: Mapping[str, Any], side: Side, since: datetime) -> BackLine:
    names = {one: row[f"{_KEYS[one]}.name"] or "" for one in Side}
    path = f"einsaetze/{row['id']}"
    return BackLine(path, names[side], names[Side.VOLUNTEER], names[Side.REQUESTER], local_day(since))
