"""What time, sign-offs and changed dates bring to two who were to go together; each minute, so that nobody waits in vain."""

from datetime import datetime
from typing import Any

from mittendrin.events.rules import DateState
from mittendrin.registrations.rules import HOLDS_SEATS
from mittendrin.registrations.tables import Absence
from mittendrin.rides.actions import ask_anew
from mittendrin.rides.ending import settle
from mittendrin.rides.rules import PairState, Side
from mittendrin.rides.tables import RidePair

_PAIR: Any = RidePair
_UNDECIDED = [PairState.ASKED.value, PairState.BOTH.value]
_HOLDS = [status.value for status in HOLDS_SEATS]


async def settle_pairs(now: datetime) -> int:
    """How many. Each in a transaction of its own."""
    rows = await _PAIR.select(_PAIR.id).where(_late(now) | _left(now) | _off(now))
    over = sorted({row["id"] for row in rows} | set(await _away(now)))
    settled = sum([await settle(one, now) for one in over])
    return settled + sum([await ask_anew(one, now) for one in await _moved(now)])


def _late(now: datetime) -> Any:
    return (_PAIR.state == PairState.ASKED.value) & (_PAIR.answer_until <= now)


def _left(now: datetime) -> Any:
    """One of the two comes no more. Whoever gives up a regular place later was there all the same."""
    undecided = _PAIR.state.is_in(_UNDECIDED) & (_PAIR.occurrence.starts_at > now)
    gone = _PAIR.giver.status.not_in(_HOLDS) | _PAIR.taker.status.not_in(_HOLDS)
    return undecided & gone


def _off(now: datetime) -> Any:
    """The date is called off, or has begun before everybody has answered."""
    off = _PAIR.state.is_in(_UNDECIDED) & (_PAIR.occurrence.state == DateState.CALLED_OFF.value)
    return off | ((_PAIR.state == PairState.ASKED.value) & (_PAIR.occurrence.starts_at <= now))


async def _moved(now: datetime) -> list[int]:
    """To another day or another hour."""
    rows = await (
        _PAIR.select(_PAIR.id, _PAIR.asked_for, _PAIR.occurrence.starts_at)
        .where(_PAIR.state.is_in(_UNDECIDED), _PAIR.occurrence.starts_at > now)
        .order_by(_PAIR.id)
    )
    return [row["id"] for row in rows if row["asked_for"] != row["occurrence.starts_at"]]


async def _away(now: datetime) -> list[int]:
    """A regular guest stays away from this one date, and comes to the others."""
    rows = await _PAIR.select(_PAIR.id, _PAIR.occurrence, _PAIR.giver, _PAIR.taker).where(
        _PAIR.state.is_in(_UNDECIDED), _PAIR.occurrence.starts_at > now
    )
    if not rows:
        return []
    dates = list({row["occurrence"] for row in rows})
    absences = await Absence.select(Absence.occurrence, Absence.registration).where(
        Absence.occurrence.is_in(dates)
    )
    away = {(one["occurrence"], one["registration"]) for one in absences}
    return [row["id"] for row in rows if away & {(row["occurrence"], row[side.value]) for side in Side}]
