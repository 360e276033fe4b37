"""Addresses of what the office does with one person."""

from makers import NOW, OFFICE
from mittendrin.audit.rules import Channel
from mittendrin.core.tokens import new_token
from mittendrin.farewells.actions import say_farewell
from mittendrin.incidents.actions import open_incidents, report_incident
from mittendrin.incidents.rules import Report
from mittendrin.merging.actions import merge
from mittendrin.merging.queries import merged_into
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.trusted import Scope, Trust, trust, trusted_by

PHONE = "+491713920039"


async def things_of_people() -> dict[str, str]:
    kept, gone = await _somebody(), await _somebody()
    await merge(kept, gone, Contact("Demo-Person Eins", phone=PHONE), OFFICE, NOW)
    merged = await merged_into(kept)
    return {
        "departed_id": str(await _somebody_gone()),
        "other_id": str(await _somebody()),
        "incident_id": str(await _an_incident(kept)),
        "trust_id": str(await _a_trust(kept)),
        "merge_id": str(merged[0].id),
    }


async def _a_trust(person_id: int) -> int:
    daughter = Contact("Demo-Tochter", phone=PHONE)
    await trust(person_id, Trust(daughter, "Tochter", (Scope.COPIES,), Channel.PHONE), OFFICE, NOW)
    return (await trusted_by(person_id))[0].id


async def _an_incident(person_id: int) -> int:
    await report_incident(Report(person_id, "Es fehlt Geld.", "Demo-Tochter"), OFFICE, NOW)
    return (await open_incidents())[-1].id


async def _somebody() -> int:
    return await find_or_add(Contact(f"Demo-Person {new_token()[:6]}", phone=PHONE), NOW)


async def _somebody_gone() -> int:
    gone = await _somebody()
    await say_farewell(gone, Leaving.HOME, OFFICE, NOW)
    return gone
