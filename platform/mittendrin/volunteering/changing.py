"""What somebody offers or asks for has changed: the office writes it down after it is in.

The log names which answers are new, never what they say: free text may say too much, and is kept shorter.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any, TypeVar

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.volunteering.rules import Helper, OfferContent, RequestContent
from mittendrin.volunteering.showing import words_changed
from mittendrin.volunteering.single_days import read_days
from mittendrin.volunteering.states import Frequency, OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory
from mittendrin.volunteering.taking_in import like, said_in_offer, said_in_request
from mittendrin.volunteering.telling import tell_of_change

OVER = frozenset({OfferState.ENDED.value, RequestState.CLOSED.value, RequestState.REFERRED.value})
SAID_THEMSELVES = frozenset({Channel.PHONE, Channel.COUNTER})
# By field; what says the same thing has the same name.
NAMES: dict[str, str] = {
    "categories": "Art der Hilfe",
    "category": "Art der Hilfe",
    "what": "worum es geht",
    "times": "Zeiten",
    "on_days": "einzelne Tage",
    "day_parts": "einzelne Tage",
    "soon": "wie dringend",
    "frequency": "wie oft",
    "hours_per_week": "Stunden in der Woche",
    "most_people": "für wie viele Menschen",
    "district_id": "Stadtteil",
    "reach_km": "wie weit",
    "has_car": "Auto",
    "languages": "Sprachen",
    "language_needed": "Sprachen",
    "interests": "was Freude macht",
    "abilities": "was in Ordnung ist",
    "needs": "was man vorher wissen soll",
    "gender": "Frau oder Mann",
    "helper": "wer kommen soll",
    "helper_reason": "wer kommen soll",
    "free_from": "ab wann",
    "best_time": "wann wir anrufen dürfen",
    "note": "Notiz für das Büro",
    "may_be_public": "ohne Namen zeigen",
}


async def offer_content(offer_id: int) -> OfferContent:
    """As it stands now. Raises NotFound when it is nobody's any more."""
    row = await _row_of_somebody(Offer, offer_id)
    liked = await OfferCategory.select(OfferCategory.category).where(OfferCategory.offer == offer_id)
    return OfferContent(
        **_as_it_is(
            row, ("times", "day_parts", "hours_per_week", "most_people", "reach_km", "has_car", "gender")
        ),
        **_of_both(row),
        categories=tuple(sorted(one["category"] for one in liked)),
        abilities=_parts(row["abilities"]),
        free_from=row["paused_until"],
    )


async def request_content(request_id: int) -> RequestContent:
    """As it stands now. Raises NotFound when it is nobody's any more, or an organisation's, which changes it itself."""
    row = await _row_of_somebody(HelpRequest, request_id)
    if row["organisation"]:
        raise NotFound
    return RequestContent(
        **_as_it_is(
            row, ("category", "what", "times", "soon", "language_needed", "may_be_public", "hours_per_week")
        ),
        **_of_both(row),
        helper=Helper(row["helper_gender"]),
        helper_reason=row["gender_reason"],
        needs=_parts(row["needs"]),
    )


def _of_both(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **_as_it_is(row, ("interests", "note", "best_time")),
        "frequency": Frequency(row["frequency"]),
        "district_id": row["district"],
        "languages": _parts(row["languages"]),
        "on_days": read_days(row["on_days"]),
    }


def _as_it_is(row: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: row[key] for key in keys}


def _parts(joined: str) -> tuple[str, ...]:
    return tuple(one for one in joined.split(",") if one)


async def _row_of_somebody(table: Any, row_id: int) -> dict[str, Any]:
    row = await table.select().where(table.id == row_id, table.person.is_not_null()).first()
    if row is None:
        raise NotFound
    return dict(row)


async def change_offer(offer_id: int, content: OfferContent, by: Doer, now: datetime) -> None:
    """Raises Refused when it has ended."""
    async with transaction():
        await _hold(Offer, offer_id)
        old = await offer_content(offer_id)
        content = _with_days_that_are_over(old, content, local_day(now))
        await Offer.update(said_in_offer(content)).where(Offer.id == offer_id)
        if set(old.categories) != set(content.categories):
            await OfferCategory.delete().where(OfferCategory.offer == offer_id)
            await like(offer_id, content.categories)
        listed = join_and(changed(old, content, local_day(now)))
        await _note_change(Offer, offer_id, Act("offer.changed", f"offer:{offer_id}", detail=listed), by, now)


async def change_request(request_id: int, content: RequestContent, by: Doer, now: datetime) -> None:
    """Raises Refused when it is closed. What is shown in public without a name goes when it may not be shown any more."""
    async with transaction():
        await _hold(HelpRequest, request_id)
        old = await request_content(request_id)
        content = _with_days_that_are_over(old, content, local_day(now))
        await HelpRequest.update(said_in_request(content)).where(HelpRequest.id == request_id)
        listed = join_and(changed(old, content, local_day(now)))
        act = Act("help_request.changed", f"help_request:{request_id}", detail=listed)
        await _note_change(HelpRequest, request_id, act, by, now)
        await words_changed(request_id, by, now)


def changed(old: Any, new: Any, today: date) -> list[str]:
    """Names of the answers that are new. A day that is over is no answer any more."""
    before, after = _said(old, today), _said(new, today)
    return list(dict.fromkeys(_(NAMES[field]) for field in before if before[field] != after[field]))


def _said(content: Any, today: date) -> dict[str, Any]:
    said = asdict(content)
    said["on_days"] = [day for day in content.on_days if day >= today]
    for field in {"categories", "languages", "abilities", "needs"} & said.keys():
        said[field] = sorted(said[field])
    if "free_from" in said and said["free_from"] and said["free_from"] <= today:
        said["free_from"] = None
    if not said["on_days"]:
        said.pop("day_parts", None)
    return said


Content = TypeVar("Content", OfferContent, RequestContent)


def _with_days_that_are_over(old: Content, new: Content, today: date) -> Content:
    """The form does not show them. They stay while nothing was written there: without its day it would be wanted anew."""
    if new.on_days != tuple(day for day in old.on_days if day >= today):
        return new
    kept = replace(new, on_days=old.on_days)
    if isinstance(old, OfferContent) and isinstance(kept, OfferContent) and not new.on_days:
        return replace(kept, day_parts=old.day_parts)
    return kept


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
