"""One visit is moved by agreement: whoever has not said so hears it once, with the day that they know and the new one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.announcing import (
    announce,
    announce_move,
    hear_otherwise,
    hears_when_it_is,
    never_heard,
)
from mittendrin.engagements.holding import visit_is
from mittendrin.engagements.last_known import Known, last_known
from mittendrin.engagements.may_stand import refuse_moments, refuse_two_doors
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.speaking import refuse_strangers_of
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import MOVED, NOBODY_CAN, To, Voice, about, no_longer_say_of
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.engagements.visiting import AFTER_ALL, OF_VISITS, change, slot_for, tell_stand_in_off
from mittendrin.people.departures import refuse_who_is_gone
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement

OTHER_TIME = "Die Zeit ist inzwischen eine andere. Prüfen Sie bitte Tag und Uhrzeit."
# A visit that somebody else makes is in the office's hands.
_BY_LINK = frozenset({VisitState.PLANNED, VisitState.HELPER_CANNOT})
_BY_THE_OFFICE = _BY_LINK | {VisitState.STAND_IN}


@dataclass(frozen=True, slots=True)
class Move:
    """`meant` is when the visit was on the page; `all_the_same` as in rules.Plan."""

    to: datetime
    meant: datetime
    all_the_same: bool = False


@dataclass(frozen=True, slots=True)
class _Moving:
    """`before`: as it was until now."""

    pair: Pair
    visit: int
    before: VisitState
    move: Move


@dataclass(frozen=True, slots=True)
class _Heard:
    """What each of the two had heard of an earlier move. `unsaid`: nobody has told that the helper could not come;
    `still_off`: nor that they would come after all.
    """

    known: dict[Side, Known | None]
    unsaid: bool
    still_off: bool


async def move_visit(visit_id: int, move: Move, voice: Voice, now: datetime) -> None:
    """Then the helper comes, also where they could not before. Twice changes nothing.

    Raises Refused as for a new visit, and where it was moved meanwhile.
    """
    async with transaction():
        if await visit_is(visit_id, frozenset({VisitState.PLANNED}), starts_at=move.to):
            return
        moving = await _may_be_moved(visit_id, move, voice, now)
        found = moving.pair
        known = {side: await last_known(To(found, side, visit_id)) for side in Side}
        await tell_stand_in_off(visit_id, found, now)
        await _remember_who_would_have_come(visit_id)
        await _move(moving, voice, now)
        unsaid, still_off = [
            bool(await no_longer_say_of(found, visit_id, (one,), now)) for one in (NOBODY_CAN, AFTER_ALL)
        ]
        await no_longer_say_of(found, visit_id, (*OF_VISITS, *MOVED.values()), now)
        await _remind_anew(found)
        for side in voice.listeners:
            await _tell(moving, _Heard(known, unsaid, still_off), side, now)
        if voice.side:
            await hear_otherwise(To(found, voice.side), move.meant)


async def _may_be_moved(visit_id: int, move: Move, voice: Voice, now: datetime) -> _Moving:
    columns = (Visit.engagement, Visit.starts_at, Visit.state)
    row = await Visit.select(*columns).where(Visit.id == visit_id).first()
    if row is None:
        raise NotFound
    found = await pair(row["engagement"])
    await refuse_strangers_of(found, voice)
    if row["starts_at"] != move.meant:
        raise Refused(_(OTHER_TIME))
    await refuse_who_is_gone(found.helper_id)
    await refuse_moments(found, [move.to], now)
    if not move.all_the_same:
        await refuse_two_doors(found, [move.to], voice)
    return _Moving(found, visit_id, VisitState(row["state"]), move)


async def _move(moving: _Moving, voice: Voice, now: datetime) -> None:
    """Who would have come instead has said yes to that day alone, and so has whoever said no."""
    move, by_link = moving.move, voice.by.account_id is None
    arranged = {} if by_link else {"by_helper": False}
    await change(
        moving.visit, _BY_LINK if by_link else _BY_THE_OFFICE, now,
        starts_at=move.to, slot=slot_for(moving.pair.id, move.to), state=VisitState.PLANNED.value,
        stand_in=None, stand_in_yes_at=None, requester_yes_at=None, said_no="", **arranged,
    )  # fmt: skip
    days = f"{moment_in_words(move.meant)} → {moment_in_words(move.to)}"
    await record(Act("visit.moved", about(moving.pair.id), detail=days), voice.by, now)


async def _remember_who_would_have_come(visit_id: int) -> None:
    """They had name, address and code word for the day as it was: with it they stay known, as after any that falls out."""
    columns = (Visit.engagement, Visit.starts_at, Visit.stand_in, Visit.said_no)
    known = (Visit.id == visit_id) & (Visit.stand_in.is_not_null() | (Visit.said_no != ""))
    if row := await Visit.select(*columns).where(known).first():
        await Visit.insert(Visit(**row, state=VisitState.CALLED_OFF.value))


async def _remind_anew(found: Pair) -> None:
    """Of help for one day: also when it is moved back to a day of which a reminder has been taken back."""
    nobody: dict[Any, Any] = {
        Engagement.reminded_volunteer_for: None,
        Engagement.reminded_requester_for: None,
    }
    await Engagement.update(nobody).where(Engagement.id == found.id, Engagement.first_meeting_at.is_null())


async def _tell(moving: _Moving, heard: _Heard, side: Side, now: datetime) -> None:
    to, day = To(moving.pair, side, moving.visit), moving.move.to
    if await hears_when_it_is(To(moving.pair, side), moving.move.meant, day):
        return
    was = heard.known[side] or Known(moving.move.meant)
    comes = was.comes and _still_comes(moving, heard, side)
    if was.at == day and comes:
        return
    if was.at == day or (heard.unsaid and await never_heard(To(moving.pair, side))):
        await announce(moving.pair, [side], [day], now)
    else:
        await announce_move(to, Known(was.at, comes), day, now)


def _still_comes(moving: _Moving, heard: _Heard, side: Side) -> bool:
    """As far as this side knows: the helper knows what they have said."""
    if side is Side.REQUESTER and (heard.unsaid or heard.still_off):
        return heard.unsaid
    return moving.before is VisitState.PLANNED
