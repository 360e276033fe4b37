"""Somebody has died or moved into a home, and nobody has called the other of the two yet. Until then nobody is sought,
and no page says anything: a person tells it, and what the clerk hears decides. Whom nobody can reach need not wait for ever.
"""

from collections.abc import Collection
from datetime import datetime

from mittendrin.outbox.calls import CallLine, calls_about, open_calls_for
from mittendrin.outbox.rules import CallState
from mittendrin.people.departures import FAREWELL, departed

REQUEST, OFFER = "help_request", "offer"


async def waits_for_call(kind: str) -> set[int]:
    """The requests, or offers, of people whom the office still has to call. The part of a call says which one."""
    return _numbers(kind, await open_calls_for(FAREWELL))


async def waits_for_first_try(request_ids: Collection[int]) -> set[int]:
    """Of these. Whom nobody could reach may still be helped by somebody else, once the office decides so."""
    untried = [call for call in await open_calls_for(FAREWELL) if not call.tries]
    return _numbers(REQUEST, untried) & set(request_ids)


async def tried_in_vain(request_id: int) -> bool:
    waits = request_id in await waits_for_call(REQUEST)
    return waits and not await waits_for_first_try([request_id])


def _numbers(kind: str, calls: list[CallLine]) -> set[int]:
    parts = [call.part.partition(":") for call in calls]
    return {int(number) for said, _colon, number in parts if said == kind}


async def was_never_told(gone: int | None, parts: Collection[str], since: datetime) -> bool:
    """It was a mistake, taken back before anybody had called the other one about these parts."""
    if gone is None or await departed(gone):
        return False
    calls = [
        one
        for one in await calls_about([f"person:{gone}"])
        if one.purpose == FAREWELL and one.part in parts and one.created_at >= since
    ]
    return bool(calls) and all(one.state is CallState.OUTDATED for one in calls)
