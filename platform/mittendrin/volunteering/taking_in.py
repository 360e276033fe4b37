"""Somebody offers time or asks for help: stored, audited, confirmed on the person's own way."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.core.phone import show_phone
from mittendrin.core.tokens import new_slip_code
from mittendrin.database.sealing import seal
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.people.actions import add_new
from mittendrin.people.doubles import add_unless_known
from mittendrin.people.queries import same_people
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.places.queries import office
from mittendrin.volunteering.asking_again import offer_path
from mittendrin.volunteering.interests import note_interest
from mittendrin.volunteering.rules import OfferContent, OfferEntry, RequestContent, RequestEntry
from mittendrin.volunteering.single_days import write_days
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory

ANSWER_WITHIN = 3  # office days


@finds_the_first
async def take_in_offer(entry: OfferEntry, by: Doer, now: datetime) -> str:
    """Answers the number for the person. The same form sent twice is one offer."""
    async with transaction():
        if known := await Offer.select(Offer.code).where(Offer.key == entry.key).first():
            return str(known["code"])
        await _refuse_strangers(entry.contact, by)
        offer = Offer(
            **_of_everybody(entry.key, by, now), **said_in_offer(entry.content),
            status=OfferState.RECEIVED.value, person=await _whose(entry, by, now), confirmed_at=now,
        )  # fmt: skip
        await Offer.insert(offer)
        await like(offer.id, entry.content.categories)
        await note_interest(offer.id, entry.interested_in)
        await record(Act("offer.received", f"offer:{offer.id}"), by, now)
        await _confirm("offer", f"offer:{offer.id}", offer.code, entry.contact, now)
    return offer.code


@finds_the_first
async def take_in_request(entry: RequestEntry, by: Doer, now: datetime) -> str:
    """Answers the number for the person. The same form sent twice is one request."""
    async with transaction():
        if known := await HelpRequest.select(HelpRequest.code).where(HelpRequest.key == entry.key).first():
            return str(known["code"])
        await _refuse_strangers(entry.contact, by)
        request = HelpRequest(
            **_of_everybody(entry.key, by, now), **said_in_request(replace(entry.content, note=_note(entry))),
            status=RequestState.RECEIVED.value, person=await _whose(entry, by, now),
            signed_by=entry.signed_by,
        )  # fmt: skip
        await HelpRequest.insert(request)
        await record(Act("help_request.received", f"help_request:{request.id}"), by, now)
        await _confirm("request", f"help_request:{request.id}", request.code, entry.contact, now)
    return request.code


def _note(entry: RequestEntry) -> str:
    """Whoever fills in is reached by the office alone: their number is no way to the person."""
    if not entry.ask_back:
        return entry.content.note
    whom = f"{entry.signed_by} {show_phone(entry.ask_back)}".strip()
    return f"{_('Für Rückfragen: {whom}', whom=whom)}\n{entry.content.note}".strip()


async def _whose(entry: OfferEntry | RequestEntry, by: Doer, now: datetime) -> int:
    """On the web nobody has shown who they are, and father and son may share name and telephone: somebody new, and the
    office sees who they may be. The office itself is asked.
    """
    if by.channel is Channel.WEB and entry.same is None:
        return await add_new(entry.contact, now)
    return await add_unless_known(entry.contact, entry.same, by, now)


async def _refuse_strangers(contact: Contact, by: Doer) -> None:
    """Whoever speaks for somebody and is written down as their relative may do so only within the scope.

    On the web nobody has shown who they are, so that a refusal would only tell who trusts whom: the office asks.
    """
    for person_id in await same_people(contact) if by.speaker else []:
        await refuse_outside(person_id, by.speaker, Scope.HELP)


def _of_everybody(key: str, by: Doer, now: datetime) -> dict[str, Any]:
    return {
        "code": new_slip_code(),
        "key": key,
        "channel": by.channel.value,
        "created_at": now,
        "status_at": now,
    }


def said_in_offer(content: OfferContent) -> dict[Any, Any]:
    """By column."""
    return {
        "times": content.times,
        "frequency": content.frequency.value,
        "hours_per_week": content.hours_per_week,
        "most_people": content.most_people,
        "district": content.district_id,
        "reach_km": content.reach_km,
        "has_car": content.has_car,
        "languages": ",".join(content.languages),
        "interests": content.interests,
        "note": seal(content.note),
        "gender": content.gender,
        "abilities": ",".join(content.abilities),
        "paused_until": content.free_from,
        "on_days": write_days(content.on_days),
        "day_parts": content.day_parts,
        "best_time": seal(content.best_time),
        "by_phone": content.by_phone.value,
        "company": content.company.value,
        "commitment": content.commitment,
        "unwanted": ",".join(content.unwanted),
        "gone_from": content.gone[0] if content.gone else None,
        "gone_until": content.gone[1] if content.gone else None,
    }


def said_in_request(content: RequestContent) -> dict[Any, Any]:
    return {
        "category": content.category,
        "what": content.what,
        "times": content.times,
        "soon": content.soon,
        "frequency": content.frequency.value,
        "district": content.district_id,
        "languages": ",".join(content.languages),
        "language_needed": content.language_needed,
        "interests": content.interests,
        "helper_gender": content.helper.value,
        "gender_reason": seal(content.helper_reason),
        "note": seal(content.note),
        "may_be_public": content.may_be_public,
        "on_days": write_days(content.on_days),
        "hours_per_week": content.hours_per_week,
        "needs": ",".join(content.needs),
        "best_time": seal(content.best_time),
        "place": content.place,
        "wanted_until": content.until,
        "costs": content.costs,
    }


async def like(offer_id: int, categories: tuple[int, ...]) -> None:
    await OfferCategory.insert(*(OfferCategory(offer=offer_id, category=one) for one in categories))


async def _confirm(kind: str, about: str, code: str, contact: Contact, now: datetime) -> None:
    """The office calls within three office days; whoever gave an e-mail address reads so at once."""
    if not contact.email:
        return
    message = words(
        f"volunteering/messages/{kind}_received.txt",
        name=contact.name, code=code, path=offer_path(code), office=await office(), until=add_office_days(now, ANSWER_WITHIN),
    )  # fmt: skip
    recipient = Recipient(contact.name, email=contact.email)
    await tell(recipient, message, Occasion(f"{kind}_received", about, owner=None, due_at=now), now)
