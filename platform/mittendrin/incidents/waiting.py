"""Several incidents, or several entries of one person: what rests waits for the last incident about them."""

from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.incidents.remembering import Rests, open_rests, sealed_rests
from mittendrin.incidents.resting import both_rest, go_on_as_before, put_to_rest, rests_of
from mittendrin.incidents.tables import Incident
from mittendrin.people.resting import hold_still, let_go_on


async def go_on_after_the_last(about: int, rests: Rests, by: Doer, now: datetime) -> None:
    """Inside a transaction that holds the person. While another incident is open, what rests waits for that one."""
    found = await _open_incidents(Incident.about == about)
    if found:
        await _remember(found[0]["id"], both_rest(open_rests(found[0]["rests"]), rests))
    else:
        await let_go_on(about)
        await go_on_as_before(rests, by, now)


async def rest_as_one(person_id: int, by: Doer, now: datetime) -> None:
    """Two entries were one person: if an incident is open about either, everything of both rests."""
    if found := await _open_incidents(Incident.about == person_id):
        rests = await put_to_rest(person_id, by, now)
        for incident in found:
            await _remember(incident["id"], both_rest(open_rests(incident["rests"]), rests))


async def rest_apart(people: tuple[int, int], by: Doer, now: datetime) -> None:
    """They were two after all: each rests for what is reported about themselves, and the other goes on as before."""
    rests: Rests = {}
    reported = set()
    for incident in await _open_incidents(Incident.about.is_in(list(people))):
        remembered = open_rests(incident["rests"])
        rests = both_rest(rests, remembered)
        reported.add(incident["about"])
        await _remember(incident["id"], await rests_of(incident["about"], remembered))
    for person_id in people:
        if person_id in reported:
            await hold_still(person_id)
        await go_on_after_the_last(person_id, await rests_of(person_id, rests), by, now)


async def _remember(incident_id: int, rests: Rests) -> None:
    await Incident.update({Incident.rests: sealed_rests(rests)}).where(Incident.id == incident_id)


async def _open_incidents(condition: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = await (
        Incident.select(Incident.id, Incident.about, Incident.rests)
        .where(condition, Incident.decided_at.is_null())
        .order_by(Incident.id)
    )
    return rows
