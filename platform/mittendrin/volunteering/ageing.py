"""Ten office days, and nobody was asked for a request: then the office asks whether it may look further, or refers on."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.volunteering.candidates import fitting_offers, request_facts
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.states import UNDECIDED, RequestState
from mittendrin.volunteering.tables import HelpRequest, Proposal
from mittendrin.volunteering.telling import STILL_LOOKING, WIDEN, about_row, call_who_waits
from mittendrin.volunteering.waiting import DAYS_TO_LOOK

ACT = "help_request.widening"


async def aged(requests: Collection[int], now: datetime) -> set[int]:
    """Those of them, not of organisations, that are open for so long without anybody being asked."""
    somebodys: Any = HelpRequest.person.is_not_null() & HelpRequest.organisation.is_null()
    here = HelpRequest.id.is_in([*requests, 0]) & (HelpRequest.status == RequestState.OPEN.value) & somebodys
    rows = await HelpRequest.select(HelpRequest.id, HelpRequest.status_at).where(here)
    since = {row["id"]: row["status_at"] for row in rows}
    asked = await Proposal.select(Proposal.request, Proposal.status, Proposal.created_at).where(
        Proposal.request.is_in([*since, 0])
    )
    for one in asked:
        since[one["request"]] = max(since[one["request"]], one["created_at"])
    undecided = {one["request"] for one in asked if one["status"] in UNDECIDED}
    return {one for one, at in since.items() if add_office_days(at, DAYS_TO_LOOK) <= now} - undecided


async def ask_to_widen(request_id: int, by: Doer, now: datetime) -> None:
    """Whoever looks for help is called, else written to; twice within ten office days is once.

    Raises Refused, also while somebody fits: they would hear that nobody was found.
    """
    async with transaction():
        if request_id not in await aged([request_id], now):
            raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
        if await asked_to_widen(request_id, now):
            return
        if await _somebody_fits(request_id, local_day(now)):
            raise Refused(_("Es passt jemand. Fragen Sie bitte zuerst dort."))
        await withdraw_calls(about_row(HelpRequest, request_id), (STILL_LOOKING,), now)
        await call_who_waits(WIDEN, HelpRequest, request_id, now)
        await record(Act(ACT, about_row(HelpRequest, request_id)), by, now)


async def _somebody_fits(request_id: int, today: date) -> bool:
    request = await request_facts(request_id)
    return bool(suggestions(request, await fitting_offers(request, today), today, limit=1))


async def asked_to_widen(request_id: int, now: datetime) -> datetime | None:
    """When they were asked, as long as it is not worth asking again."""
    here = (AuditEntry.subject == about_row(HelpRequest, request_id)) & (AuditEntry.act == ACT)
    row = (
        await AuditEntry.select(AuditEntry.at)
        .where(here)
        .order_by(AuditEntry.at, AuditEntry.id, ascending=False)
        .first()
    )
    return row["at"] if row and add_office_days(row["at"], DAYS_TO_LOOK) > now else None
