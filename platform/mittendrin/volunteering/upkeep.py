"""What time alone brings: an answer that does not come, and data that are needed no longer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import forget_who_spoke, record
from mittendrin.audit.rules import SYSTEM, Act
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.transactions import transaction
from mittendrin.outbox.calls import still_called_about
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.clearances import forget_papers
from mittendrin.volunteering.in_time import answer_until
from mittendrin.volunteering.lasting import engaged_after, helping_after
from mittendrin.volunteering.proposals import end, hold_request_of
from mittendrin.volunteering.sides import ProposalView, Side, by_id
from mittendrin.volunteering.states import ProposalState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.volunteering.telling import (
    ASKING_REQUESTER,
    ASKING_VOLUNTEER,
    SILENT,
    YES_UNSETTLED,
    about,
    ask_once_more,
    no_longer_ask,
    say_time_is_over,
    thank,
)

OFFER_UNSAID: dict[Any, Any] = {
    Offer.note: "",
    Offer.interests: "",
    Offer.best_time: "",
    Offer.on_days: "",
    Offer.day_parts: 0,
    Offer.times: 0,
    Offer.languages: "",
    Offer.abilities: "",
    Offer.unwanted: "",
    Offer.gender: "",
    Offer.by_phone: "",
    Offer.company: "",
    Offer.commitment: "",
    Offer.has_car: False,
    Offer.paused_until: None,
    Offer.gone_from: None,
    Offer.gone_until: None,
    Offer.ask_again_on: None,
}
REQUEST_UNSAID: dict[Any, Any] = {
    HelpRequest.note: "",
    HelpRequest.what: "",
    HelpRequest.signed_by: "",
    HelpRequest.neutral: "",
    HelpRequest.helper_gender: "",
    HelpRequest.gender_reason: "",
    HelpRequest.best_time: "",
    HelpRequest.on_days: "",
    HelpRequest.times: 0,
    HelpRequest.interests: "",
    HelpRequest.languages: "",
    HelpRequest.language_needed: False,
    HelpRequest.needs: "",
    HelpRequest.papers: "",
    HelpRequest.place: "",
    HelpRequest.costs: "",
    HelpRequest.wanted_until: None,
    HelpRequest.ask_again_on: None,
}
KEPT_AFTER_END = timedelta(days=183)
_ASKED = {
    ProposalState.ASKED_VOLUNTEER: Side.VOLUNTEER,
    ProposalState.ASKED_REQUESTER: Side.REQUESTER,
}


async def silent_proposals(now: datetime) -> list[int]:
    """Those whose answer is overdue. Whose yes waits for the office is not asked again."""
    return await _silent(Proposal.id.is_not_null(), now)


async def _silent(which: Any, now: datetime) -> list[int]:
    asked = Proposal.status.is_in([state.value for state in _ASKED])
    overdue = which & asked & (Proposal.answer_until <= now)
    rows = await Proposal.select(Proposal.id).where(overdue).order_by(Proposal.id)
    to_settle = await still_called_about((YES_UNSETTLED,))
    return [row["id"] for row in rows if about(row["id"]) not in to_settle]


async def follow_up(proposal_id: int, now: datetime) -> None:
    """The office calls once; when the same time has passed again, the proposal expires."""
    async with transaction():
        await hold_request_of(proposal_id)
        if not await _silent(Proposal.id == proposal_id, now):
            return
        columns = (
            Proposal.status, Proposal.offer, Proposal.request, Proposal.asked_volunteer_at, Proposal.asked_requester_at,
        )  # fmt: skip
        row = (await Proposal.select(*columns).where(Proposal.id == proposal_id))[0]
        state = ProposalState(row["status"])
        view = await by_id(proposal_id, _ASKED[state])
        if await _asked_once_more(proposal_id, SILENT[state], row[f"asked_{view.side.value}_at"]):
            await _expire(view, state, now)
        else:
            await no_longer_ask(proposal_id, now)
            until = await answer_until(row["offer"], row["request"], now)
            await Proposal.update({Proposal.answer_until: until}).where(Proposal.id == proposal_id)
            await ask_once_more(replace(view, answer_until=until), SILENT[state], now)


async def _asked_once_more(proposal_id: int, purpose: str, since: datetime) -> bool:
    """Whoever is asked now, not who was asked before them."""
    tables: tuple[Any, ...] = (CallTask, Mail)
    for table in tables:
        said = (table.about == about(proposal_id)) & (table.purpose == purpose)
        if await table.exists().where(said, table.created_at >= since):
            return True
    return False


async def _expire(view: ProposalView, state: ProposalState, now: datetime) -> None:
    """Whoever has said yes hears that nothing came of it, and who was silent that they need not answer any more; neither
    hears of the other.
    """
    await end(view.id, frozenset({state}), ProposalState.EXPIRED, now)
    await no_longer_ask(view.id, now)
    if await _has_heard_the_question(view):
        await say_time_is_over(view, now)
    if state is ProposalState.ASKED_REQUESTER:
        await thank(view.id, now)
    await record(Act("proposal.expired", about(view.id)), SYSTEM, now)


async def _has_heard_the_question(view: ProposalView) -> bool:
    """By mail, by letter or in a call that somebody has made."""
    asking = list(ASKING_VOLUNTEER if view.side is Side.VOLUNTEER else ASKING_REQUESTER)
    by_mail = Mail.exists().where(Mail.about == about(view.id), Mail.purpose.is_in(asking))
    call = CallTask
    called = call.exists().where(
        call.about == about(view.id), call.purpose.is_in(asking), call.state == CallState.DONE.value
    )
    return await by_mail or await called


async def forget_ended(now: datetime) -> int:
    """Half a year after the end of the help an offer or a request is nobody's any more; kind, district and outcome stay.

    A request ends with its last engagement, an offer with all that the person offers and helps with.
    """
    limit = now - KEPT_AFTER_END
    async with transaction():
        await forget_papers(now)
        no_more = Offer.person.not_in(helping_after(limit))
        offers = await _nobodys(Offer, no_more, OFFER_UNSAID)
        requests = await _nobodys(HelpRequest, _request_over(limit), REQUEST_UNSAID)
        await unsay([f"offer:{one}" for one in offers] + [f"help_request:{one}" for one in requests])
        either = Proposal.offer.is_in(offers or [0]) | Proposal.request.is_in(requests or [0])
        said = await Proposal.select(Proposal.id).where(either)
        await unsay([about(row["id"]) for row in said])
    return len(offers) + len(requests)


def _request_over(limit: datetime) -> Any:
    ended = [RequestState.CLOSED.value, RequestState.REFERRED.value]
    over = HelpRequest.status.is_in(ended) & (HelpRequest.status_at <= limit)
    return over & HelpRequest.id.not_in(engaged_after(limit, Proposal.request))


async def _nobodys(table: Any, over: Any, unsaid: dict[Any, Any]) -> list[int]:
    nobody: dict[Any, Any] = {table.person: None, **unsaid}
    rows = await table.update(nobody).where(over, table.person.is_not_null()).returning(table.id)
    return [row["id"] for row in rows]


async def unsay(subjects: list[str]) -> None:
    """With the person goes everything that was said to or about them."""
    if not subjects:
        return
    await Mail.delete().where(Mail.about.is_in(subjects))
    await CallTask.delete().where(CallTask.about.is_in(subjects))
    await forget_who_spoke(AuditEntry.subject.is_in(subjects), {AuditEntry.reason: ""})
