"""Somebody has died or moved into a home, and nobody has called the other of the two yet. Until then nobody is sought,
and no page says anything: a person tells it, and what the clerk hears decides.
"""

from mittendrin.outbox.calls import open_calls_for
from mittendrin.people.departures import FAREWELL

REQUEST, OFFER = "help_request", "offer"


async def waits_for_call(kind: str) -> set[int]:
    """The requests, or offers, of people whom the office still has to call. The part of a call says which one."""
    parts = [call.part.partition(":") for call in await open_calls_for(FAREWELL)]
    return {int(number) for said, _colon, number in parts if said == kind}
