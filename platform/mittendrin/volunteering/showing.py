"""Requests of people in public: in a neutral wording with the district only, if they agreed and the office released it.

The wording is the office's own. It is gone at once when the request is matched, closed or held, and has to be
released anew when it opens again.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.volunteering.betraying import Known, betrayed, check_unnamed
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.web.changes import public_change

AREA = "helping"
# Columns beyond a foreign key are unknown to type checkers.
_REQUEST: Any = HelpRequest


@dataclass(frozen=True, slots=True)
class ShownRequest:
    district: str
    words: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What the clerk sees: may it be shown, what would be shown, and since when it is."""

    allowed: bool
    words: str
    since: datetime | None


async def shown_requests() -> list[ShownRequest]:
    """Newest first. Nothing but the office's words and the district leaves the table."""
    rows = await (
        _REQUEST.select(_REQUEST.neutral, _REQUEST.district.name)
        .where(
            _REQUEST.status == RequestState.OPEN.value,
            _REQUEST.may_be_public.eq(True),
            _REQUEST.public_since.is_not_null(),
            _REQUEST.organisation.is_null(),
            _REQUEST.person.is_not_null(),
        )
        .order_by(_REQUEST.public_since, _REQUEST.id, ascending=False)
    )
    return [ShownRequest(row["district.name"] or "", row["neutral"]) for row in rows]


async def wording_of(request_id: int) -> Wording:
    """Raises NotFound."""
    row = await (
        HelpRequest.select(HelpRequest.may_be_public, HelpRequest.neutral, HelpRequest.public_since)
        .where(HelpRequest.id == request_id)
        .first()
    )
    if row is None:
        raise NotFound
    return Wording(row["may_be_public"], row["neutral"], row["public_since"])


async def release(request_id: int, words: str, by: Doer, now: datetime) -> None:
    """Raises Refused when it may not be shown, or when the words say who it is."""
    async with transaction():
        if told := betrayed(words, await _known(request_id)):
            raise Refused(
                _("Das verrät, wer es ist: „{words}“. Schreiben Sie es bitte anders.", words=told), "neutral"
            )
        shown = await (
            HelpRequest.update({HelpRequest.neutral: words, HelpRequest.public_since: now})
            .where(
                HelpRequest.id == request_id,
                HelpRequest.status == RequestState.OPEN.value,
                HelpRequest.may_be_public.eq(True),
                HelpRequest.person.is_not_null(),
                HelpRequest.organisation.is_null(),
            )
            .returning(HelpRequest.id)
        )
        if not shown:
            raise Refused(_("Dieses Gesuch darf gerade nicht gezeigt werden."))
        await record(Act("help_request.shown", f"help_request:{request_id}", detail=words), by, now)
        await public_change(AREA)


async def take_back(request_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        if await _hide(request_id):
            await record(Act("help_request.hidden", f"help_request:{request_id}"), by, now)
            await public_change(AREA)


async def state_changed(request_id: int) -> None:
    """Last in the transaction of an act that opens, matches, closes or holds a request."""
    row = await (
        HelpRequest.select(HelpRequest.organisation, HelpRequest.status)
        .where(HelpRequest.id == request_id)
        .first()
    )
    if row is None:
        return
    hidden = row["status"] != RequestState.OPEN.value and await _hide(request_id)
    if hidden or row["organisation"]:
        await public_change(AREA)


async def refuse_named(request_id: int, what: str) -> None:
    """Raises Refused when what it is about says whom it is for."""
    check_unnamed(what, replace(await _known(request_id), exact=""))


async def words_changed(request_id: int, by: Doer, now: datetime) -> None:
    """Last in the transaction of an act that changes what a request says: it may forbid or unmask what is shown."""
    shown = await wording_of(request_id)
    if shown.since is None:
        return
    if not shown.allowed or betrayed(shown.words, await _known(request_id)):
        await take_back(request_id, by, now)
    else:
        await public_change(AREA)


async def _hide(request_id: int) -> bool:
    hidden = await (
        HelpRequest.update({HelpRequest.public_since: None})
        .where(HelpRequest.id == request_id, HelpRequest.public_since.is_not_null())
        .returning(HelpRequest.id)
    )
    return bool(hidden)


async def _known(request_id: int) -> Known:
    row = await (
        _REQUEST.select(
            _REQUEST.code, _REQUEST.what, _REQUEST.signed_by, _REQUEST.person.name, _REQUEST.person.phone,
            _REQUEST.person.address,
        )
        .where(_REQUEST.id == request_id)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound
    names = (row["person.name"] or "", row["signed_by"])
    phone, address = row["person.phone"] or "", row["person.address"] or ""
    return Known(names, phone, address, exact=row["what"], code=row["code"])
