"""What time and sign-offs bring to two who were to go together; each minute, so that nobody waits in vain."""

from datetime import datetime
from typing import Any

from mittendrin.registrations.rules import HOLDS_SEATS
from mittendrin.rides.actions import settle
from mittendrin.rides.rules import PairState
from mittendrin.rides.tables import RidePair

_PAIR: Any = RidePair
_HOLDS = [status.value for status in HOLDS_SEATS]


async def settle_pairs(now: datetime) -> int:
    """How many. Each in a transaction of its own."""
    rows = await _PAIR.select(_PAIR.id).where(_late(now) | _left()).order_by(_PAIR.id)
    return sum([await settle(row["id"], now) for row in rows])


def _late(now: datetime) -> Any:
    return (_PAIR.state == PairState.ASKED.value) & (_PAIR.answer_until <= now)


def _left() -> Any:
    """One of the two comes no more."""
    undecided = _PAIR.state.is_in([PairState.ASKED.value, PairState.BOTH.value])
    return undecided & (_PAIR.giver.status.not_in(_HOLDS) | _PAIR.taker.status.not_in(_HOLDS))
