"""What somebody offers or asks for has changed: the office writes it down after it is in.

The log names which answers are new, never what they say: free text may say too much, and is kept shorter.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.marks import Change, meanwhile, refuse_overtaken
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.volunteering.contents import NAMES, answers, changed, in_words, offer_content, request_content
from mittendrin.volunteering.rules import OfferContent, RequestContent
from mittendrin.volunteering.showing import refuse_named, words_changed
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory
from mittendrin.volunteering.taking_in import like, said_in_offer, said_in_request
from mittendrin.volunteering.telling import tell_of_change

Content = TypeVar("Content", OfferContent, RequestContent)
OVER = frozenset({OfferState.ENDED.value, RequestState.CLOSED.value, RequestState.REFERRED.value})
SAID_THEMSELVES = frozenset({Channel.PHONE, Channel.COUNTER})


async def change_offer(offer_id: int, change: Change[OfferContent], by: Doer, now: datetime) -> None:
    """Raises Refused when it has ended, or somebody else was quicker."""
    async with transaction():
        await _hold(Offer, offer_id)
        old = await offer_content(offer_id)
        _refuse_overtaken(old, change, local_day(now))
        content = _with_days_that_are_over(old, change.content, local_day(now))
        await Offer.update(said_in_offer(content)).where(Offer.id == offer_id)
        if set(old.categories) != set(content.categories):
            await OfferCategory.delete().where(OfferCategory.offer == offer_id)
            await like(offer_id, content.categories)
        listed = join_and(changed(old, content, local_day(now)))
        await _note_change(Offer, offer_id, Act("offer.changed", f"offer:{offer_id}", detail=listed), by, now)


async def change_request(request_id: int, change: Change[RequestContent], by: Doer, now: datetime) -> None:
    """Raises Refused when it is closed, when it says whom it is for, or when somebody else was quicker.

    What is shown in public without a name goes when it may not be shown any more.
    """
    async with transaction():
        await _hold(HelpRequest, request_id)
        await refuse_named(request_id, change.content.what)
        old = await request_content(request_id)
        _refuse_overtaken(old, change, local_day(now))
        content = _with_days_that_are_over(old, change.content, local_day(now))
        await HelpRequest.update(said_in_request(content)).where(HelpRequest.id == request_id)
        listed = join_and(changed(old, content, local_day(now)))
        act = Act("help_request.changed", f"help_request:{request_id}", detail=listed)
        await _note_change(HelpRequest, request_id, act, by, now)
        await words_changed(request_id, by, now)


def _refuse_overtaken(stored: Any, change: Change[Any], today: date) -> None:
    found = meanwhile(change.seen, answers(stored, today), answers(change.content, today))
    refuse_overtaken(found, NAMES, lambda field: in_words(stored, field))


def _with_days_that_are_over(old: Content, new: Content, today: date) -> Content:
    """The form does not show them. They stay while nothing was written there: without its day it would be wanted anew."""
    if isinstance(old, RequestContent) and isinstance(new, RequestContent):
        new = replace(new, until=new.until or _if_over(old.until, today))
    if new.on_days != tuple(day for day in old.on_days if day >= today):
        return new
    kept = replace(new, on_days=old.on_days)
    if isinstance(old, OfferContent) and isinstance(kept, OfferContent) and not new.on_days:
        return replace(kept, day_parts=old.day_parts)
    return kept


def _if_over(day: date | None, today: date) -> date | None:
    return day if day and day < today else None


async def _hold(table: Any, row_id: int) -> None:
    """Whoever changes the same thing waits until this transaction ends."""
    held = await (
        table.update({table.status: table.status})
        .where(table.id == row_id, table.status.not_in(sorted(OVER)))
        .returning(table.id)
    )
    if not held:
        raise Refused(_("Das ist schon beendet. Nehmen Sie es bitte neu auf."))


async def _note_change(table: Any, row_id: int, act: Act, by: Doer, now: datetime) -> None:
    """Nothing when nothing is new. Told is whoever has not said it themselves, at the telephone or at the counter."""
    if not act.detail:
        return
    row = await table.select(table.person).where(table.id == row_id).first()
    await refuse_outside(row["person"], by.speaker, Scope.HELP)
    await record(act, by, now)
    if by.speaker or by.channel not in SAID_THEMSELVES:
        await tell_of_change(table, row_id, act.detail, now)
