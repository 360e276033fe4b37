"""What time, sign-offs and changed dates bring to two who were to go together; each minute, so that nobody waits in vain."""

from datetime import datetime
from typing import Any

from mittendrin.events.rules import DateState
from mittendrin.registrations.rules import HOLDS_SEATS
from mittendrin.registrations.tables import Absence
from mittendrin.rides.actions import ask_anew
from mittendrin.rides.ending import settle
from mittendrin.rides.resting import go_on, let_rest
from mittendrin.rides.rules import UNDER_WAY, PairState, Side
from mittendrin.rides.tables import RidePair

_PAIR: Any = RidePair
_CALLED_OFF = DateState.CALLED_OFF.value
_HOLDS = [status.value for status in HOLDS_SEATS]


async def settle_pairs(now: datetime) -> int:
    """How many. Each in a transaction of its own."""
    rows = await _PAIR.select(_PAIR.id).where(_late(now) | _left(now) | _off(now))
    over = sorted({row["id"] for row in rows} | set(await _away(now)))
    settled = sum([await settle(one, now) for one in over])
    settled += sum([await let_rest(one, now) for one in await _falling_out(now)])
    settled += sum([await go_on(one, now) for one in await _back(now)])
    return settled + sum([await ask_anew(one, now) for one in await _moved(now)])


def _late(now: datetime) -> Any:
    return (_PAIR.state == PairState.ASKED.value) & (_PAIR.answer_until <= now)


def _left(now: datetime) -> Any:
    """One of the two comes no more. Whoever gives up a regular place later was there all the same."""
    undecided = _PAIR.state.is_in([*UNDER_WAY]) & (_PAIR.occurrence.starts_at > now)
    gone = _PAIR.giver.status.not_in(_HOLDS) | _PAIR.taker.status.not_in(_HOLDS)
    return undecided & gone


def _off(now: datetime) -> Any:
    """Before everybody has answered the date is called off, or has begun."""
    off = (_PAIR.occurrence.state == _CALLED_OFF) | (_PAIR.occurrence.starts_at <= now)
    return (_PAIR.state == PairState.ASKED.value) & off


async def _falling_out(now: datetime) -> list[int]:
    both = (_PAIR.state == PairState.BOTH.value) & (_PAIR.occurrence.state == _CALLED_OFF)
    return await _ids(both & (_PAIR.occurrence.starts_at > now))


async def _back(now: datetime) -> list[int]:
    """The date takes place after all."""
    rests = (_PAIR.state == PairState.RESTS.value) & (_PAIR.occurrence.state != _CALLED_OFF)
    return await _ids(rests & (_PAIR.occurrence.starts_at > now))


async def _ids(which: Any) -> list[int]:
    return [row["id"] for row in await _PAIR.select(_PAIR.id).where(which).order_by(_PAIR.id)]


async def _moved(now: datetime) -> list[int]:
    """To another day or another hour."""
    rows = await (
        _PAIR.select(_PAIR.id, _PAIR.asked_for, _PAIR.occurrence.starts_at)
        .where(_PAIR.state.is_in([*UNDER_WAY]), _PAIR.occurrence.starts_at > now)
        .order_by(_PAIR.id)
    )
    return [row["id"] for row in rows if row["asked_for"] != row["occurrence.starts_at"]]


async def _away(now: datetime) -> list[int]:
    """A regular guest stays away from this one date, and comes to the others."""
    rows = await _PAIR.select(_PAIR.id, _PAIR.occurrence, _PAIR.giver, _PAIR.taker).where(
        _PAIR.state.is_in([*UNDER_WAY]), _PAIR.occurrence.starts_at > now
    )
    if not rows:
        return []
    dates = list({row["occurrence"] for row in rows})
    absences = await Absence.select(Absence.occurrence, Absence.registration).where(
        Absence.occurrence.is_in(dates)
    )
    away = {(one["occurrence"], one["registration"]) for one in absences}
    return [row["id"] for row in rows if away & {(row["occurrence"], row[side.value]) for side in Side}]
