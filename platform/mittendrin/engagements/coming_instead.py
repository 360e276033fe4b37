"""Somebody comes instead for one visit, when both have said yes to it, and may not be able to either."""

from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.holding import hold, visit_is
from mittendrin.engagements.queries import missing_visit
from mittendrin.engagements.releases import stand_in_contacts
from mittendrin.engagements.rules import VisitState
from mittendrin.engagements.standing_in import offers_in, with_offer
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import (
    MOVED,
    NOBODY_CAN,
    Stepping,
    To,
    Voice,
    about,
    no_longer_say_of,
    tell_one,
    tell_stand_in,
)
from mittendrin.engagements.visiting import STAND_IN, change, note_visit, seek_again
from mittendrin.people.changing import hold as hold_person
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Offer


@dataclass(frozen=True, slots=True)
class Agreed:
    """By telephone, one after the other: the stand-in comes, and the other one would like that."""

    offer_id: int
    stand_in_said_yes: bool
    requester_said_yes: bool


async def send_stand_in(visit_id: int, agreed: Agreed, voice: Voice, now: datetime) -> None:
    """Both have said yes by telephone; they get each other's name and number for this one visit.

    Twice changes nothing.
    """
    if not (agreed.stand_in_said_yes and agreed.requester_said_yes):
        raise Refused(
            _("Fragen Sie bitte beide am Telefon. Ohne ihr Ja geben wir keine Nummer weiter."), "ja"
        )
    async with transaction():
        await _hold_person_of(agreed.offer_id)
        if await visit_is(visit_id, frozenset({VisitState.STAND_IN}), stand_in=agreed.offer_id):
            return
        await _refuse_if_away(agreed.offer_id, visit_id, now)
        found, starts_at = await change(
            visit_id, frozenset({VisitState.HELPER_CANNOT}), now,
            state=VisitState.STAND_IN.value, stand_in=agreed.offer_id, stand_in_yes_at=now, requester_yes_at=now,
        )  # fmt: skip
        stand_in, asker = await stand_in_contacts(visit_id, now)
        on_the_phone = replace(voice.by, channel=Channel.PHONE, on_behalf_of=stand_in.name)
        await note_visit("visit.stand_in", found, starts_at, replace(voice, by=on_the_phone), now)
        await no_longer_say_of(found, visit_id, (NOBODY_CAN, MOVED[Side.REQUESTER]), now)
        await record(Act("contact.released", about(found.id), detail=_("an die Vertretung")), voice.by, now)
        told = To(found, Side.REQUESTER, visit_id)
        await tell_one(STAND_IN, told, now, moment=starts_at, helper=stand_in)
        await tell_stand_in(Stepping(visit_id, stand_in, asker, starts_at), found, now)


async def _hold_person_of(offer_id: int) -> None:
    """Whoever sends the same person somewhere else at this moment is waited for, or finds them on this visit."""
    row = await Offer.select(Offer.person).where(Offer.id == offer_id).first()
    if row and row["person"]:
        await hold_person(row["person"])


async def _refuse_if_away(offer_id: int, visit_id: int, now: datetime) -> None:
    if offer_id not in {one.offer_id for one in (await missing_visit(visit_id, now)).candidates}:
        raise Refused(_("Diese Person ist dann nicht frei. Laden Sie bitte die Seite neu."), "angebot")


async def stand_in_cannot(visit_id: int, offer_id: int, by: Doer, now: datetime) -> None:
    """Whoever wanted to come instead cannot either: the red line again, and not for this person a second time.

    Twice changes nothing, also when somebody else comes by now.
    """
    async with transaction():
        await hold(visit_id)
        known = await Visit.select(Visit.stand_in, Visit.said_no).where(Visit.id == visit_id).first()
        if known is None:
            raise NotFound
        if known["stand_in"] != offer_id:
            if offer_id in offers_in(known["said_no"]):
                return
            raise Refused(_("Diese Person kommt hier nicht mehr. Laden Sie bitte die Seite neu."))
        found, starts_at = await change(
            visit_id, frozenset({VisitState.STAND_IN}), now,
            state=VisitState.HELPER_CANNOT.value, stand_in=None, stand_in_yes_at=None, requester_yes_at=None,
            said_no=with_offer(known["said_no"], offer_id),
        )  # fmt: skip
        await note_visit("visit.stand_in_cannot", found, starts_at, Voice(by), now)
        await seek_again(visit_id, found, starts_at, now)
