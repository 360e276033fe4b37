"""Whose code is it? Everybody who has any code from us is found by it, and so is what it was given for."""

from dataclasses import dataclass
from typing import Any

from mittendrin.barriers import actions as barriers
from mittendrin.barriers.tables import BarrierReport
from mittendrin.callbacks import actions as callbacks
from mittendrin.callbacks.tables import CallBack
from mittendrin.core.language import _
from mittendrin.desks.office.menu import DESK
from mittendrin.outbox.calls import CallLine, calls_about
from mittendrin.registrations.tables import Registration
from mittendrin.rides.tables import RidePair
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal

# Columns beyond a foreign key are unknown to type checkers.
_PROPOSAL: Any = Proposal
_RIDE: Any = RidePair
_OF_PEOPLE: tuple[tuple[Any, Any], ...] = (
    (Registration.code, Registration.person),
    (Offer.code, Offer.person),
    (HelpRequest.code, HelpRequest.person),
    (Proposal.volunteer_code, _PROPOSAL.offer.person),
    (Proposal.requester_code, _PROPOSAL.request.person),
    (RidePair.giver_code, _RIDE.giver.person),
    (RidePair.taker_code, _RIDE.taker.person),
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a code was given for, and the page of it; for a slip the person's own lines say it."""

    words: str
    path: str


async def people_with_code(code: str) -> list[int]:
    found = [await _person(column, person, code) for column, person in _OF_PEOPLE]
    return [one for one in dict.fromkeys(found) if one is not None]


async def _person(column: Any, person: Any, code: str) -> int | None:
    row = await column._meta.table.select(person.as_alias("of_person")).where(column == code).first()
    return row["of_person"] if row else None


async def matter_of_code(code: str) -> Matter | None:
    proposal = (Proposal.volunteer_code == code) | (Proposal.requester_code == code)
    for table, condition, words, page in (
        (Proposal, proposal, _("Zum Vorschlag und was daraus wurde"), f"{DESK}/hilfe/vorschlaege"),
        (Offer, Offer.code == code, _("Zum Angebot"), f"{DESK}/hilfe/angebote"),
        (HelpRequest, HelpRequest.code == code, _("Zum Gesuch"), f"{DESK}/hilfe/gesuche"),
        (BarrierReport, BarrierReport.code == code, _("Zur Meldung einer Barriere"), f"{DESK}/meldungen"),
    ):
        if number := await _number(table, condition):
            return Matter(words, f"{page}/{number}")
    return await _ride(code)


async def _ride(code: str) -> Matter | None:
    one = RidePair
    row = await one.select(one.occurrence).where((one.giver_code == code) | (one.taker_code == code)).first()
    return Matter(_("Zur Mitfahrt"), f"{DESK}/im-auftrag/{row['occurrence']}/mitfahrten") if row else None


async def calls_with_code(code: str) -> list[CallLine]:
    """Whoever wants to be called, or has reported something, need not be a person that we know."""
    wish = await _number(CallBack, CallBack.code == code)
    report = await _number(BarrierReport, BarrierReport.code == code)
    subjects = [callbacks.subject_of(wish)] if wish else []
    return await calls_about([*subjects, barriers.subject_of(report)] if report else subjects)


async def _number(table: Any, condition: Any) -> int | None:
    row = await table.select(table.id).where(condition).first()
    return row["id"] if row else None
