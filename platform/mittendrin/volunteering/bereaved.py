"""Somebody has died or moved into a home, and nobody has called the other of the two yet. Until then nobody is sought,
and no page says anything: a person tells it, and what the clerk hears decides.
"""

from datetime import datetime

from mittendrin.outbox.calls import calls_about, open_calls_for
from mittendrin.outbox.rules import CallState
from mittendrin.people.departures import FAREWELL, departed

REQUEST, OFFER = "help_request", "offer"


async def waits_for_call(kind: str) -> set[int]:
    """The requests, or offers, of people whom the office still has to call. The part of a call says which one."""
    parts = [call.part.partition(":") for call in await open_calls_for(FAREWELL)]
    return {int(number) for said, _colon, number in parts if said == kind}


async def was_never_told(gone: int | None, part: str, since: datetime) -> bool:
    """It was a mistake, taken back before anybody had called the other one, whose offer or request is the part."""
    if gone is None or await departed(gone):
        return False
    calls = [
        one
        for one in await calls_about([f"person:{gone}"])
        if (one.purpose, one.part) == (FAREWELL, part) and one.created_at >= since
    ]
    return bool(calls) and all(one.state is CallState.OUTDATED for one in calls)
