"""What time and sign-offs bring to two who were to go together; each minute, so that nobody waits in vain."""

from datetime import datetime
from typing import Any

from mittendrin.registrations.rules import HOLDS_SEATS
from mittendrin.registrations.tables import Absence
from mittendrin.rides.actions import settle
from mittendrin.rides.rules import PairState, Side
from mittendrin.rides.tables import RidePair

_PAIR: Any = RidePair
_UNDECIDED = [PairState.ASKED.value, PairState.BOTH.value]
_HOLDS = [status.value for status in HOLDS_SEATS]


async def settle_pairs(now: datetime) -> int:
    """How many. Each in a transaction of its own."""
    rows = await _PAIR.select(_PAIR.id).where(_late(now) | _left())
    over = sorted({row["id"] for row in rows} | set(await _away(now)))
    return sum([await settle(one, now) for one in over])


def _late(now: datetime) -> Any:
    return (_PAIR.state == PairState.ASKED.value) & (_PAIR.answer_until <= now)


def _left() -> Any:
    """One of the two comes no more."""
    undecided = _PAIR.state.is_in(_UNDECIDED)
    gone = _PAIR.giver.status.not_in(_HOLDS) | _PAIR.taker.status.not_in(_HOLDS)
    return undecided & gone


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
