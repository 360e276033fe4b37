"""What somebody says about their offer: it still stands, rests, pauses or ends. When they are asked: asking_offers.py."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from dateutil.relativedelta import relativedelta
from piccolo.custom_types import Combinable

from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.people.resting import rests_for_certain
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.volunteering.deciding import confirm_offer, decide_offer, ended_after_incident
from mittendrin.volunteering.openings import why_not_active
from mittendrin.volunteering.pauses import refuse_far_day
from mittendrin.volunteering.proposals import let_go_of_questions
from mittendrin.volunteering.queries import categories_of
from mittendrin.volunteering.states import OFFER_STANDS, OfferState
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import (
    ASKED_ABOUT_OFFER,
    about_row,
    person_behind,
)
from mittendrin.web import signed

CONFIRMED_FOR = timedelta(days=183)
LATER = relativedelta(months=3)
_NO_LONGER = "Dieses Angebot gilt nicht mehr."
PURPOSE = "offer"


class StillThere(StrEnum):
    YES = "ja"
    LATER = "spaeter"
    END = "ende"
    PAUSE = "pause"
    GO_ON = "weiter"


@dataclass(frozen=True, slots=True)
class OfferView:
    """For the person who made it. `goes_on_again`: a yes is the end of its pause."""

    id: int
    code: str
    person: Contact
    categories: list[str]
    waits: bool
    stands: bool
    goes_on_again: bool
    paused_until: date | None

    @property
    def path(self) -> str:
        return offer_path(self.code)


def offer_path(code: str) -> str:
    return f"/angebot/{code}/{signed.signature(PURPOSE, code)}"


async def offer_by_code(code: str, given: str, now: datetime) -> OfferView:
    """Raises NotFound, also for an address that we have not signed."""
    if not signed.is_signed(PURPOSE, code, given):
        raise NotFound
    return await _offer(Offer.code == code, now)


async def offer_of(offer_id: int, now: datetime) -> OfferView:
    """Raises NotFound."""
    return await _offer(Offer.id == offer_id, now)


async def hold_offer(offer_id: int) -> None:
    """Until the transaction ends nobody else answers. People before what is theirs: so do all who hold them."""
    await rests_for_certain(await whose_offer(offer_id))
    await Offer.update({Offer.status: Offer.status}).where(Offer.id == offer_id)


async def _offer(which: Combinable, now: datetime) -> OfferView:
    off = Offer
    row = (
        await off.select(off.id, off.code, off.status, off.confirmed_at, off.asked_again_at, off.paused_until)
        .where(which)
        .first()
    )
    if row is None:
        raise NotFound
    old = row["confirmed_at"] <= now - CONFIRMED_FOR
    asked = row["asked_again_at"] is not None and row["asked_again_at"] > row["confirmed_at"]
    stands = row["status"] in OFFER_STANDS
    person, pause = await person_behind(Offer, row["id"]), row["paused_until"]
    return OfferView(
        row["id"], row["code"], person, await categories_of(row["id"]),
        waits=stands and (old or asked), stands=stands, goes_on_again=await _may_go_on_again(row["id"]),
        paused_until=pause if pause and pause > local_day(now) else None,
    )  # fmt: skip


async def whose_offer(offer_id: int) -> int | None:
    row = await Offer.select(Offer.person).where(Offer.id == offer_id).first()
    return row["person"] if row else None


async def answer_again(view: OfferView, said: StillThere, by: Doer, now: datetime) -> None:
    """The same answer twice is one. Raises Refused when it is answered already."""
    async with transaction():
        await refuse_outside(await whose_offer(view.id), by.speaker, Scope.HELP)
        await hold_offer(view.id)
        if await _said_already(view.id, said, now):
            return
        if not view.waits:
            raise Refused(_("Das haben Sie uns schon gesagt. Danke!"))
        if said is StillThere.END:
            await decide_offer(view.id, OfferState.ENDED, "", by, now)
            return
        await confirm_offer(view.id, by, now)
        if said is StillThere.LATER:
            await rest_offer(view.id, by, now)
        elif await _may_go_on_again(view.id):
            await decide_offer(view.id, OfferState.ACTIVE, "", by, now)


async def _may_go_on_again(offer_id: int) -> bool:
    """It pauses, and nothing that the office has to decide keeps it from going on."""
    pauses = await Offer.exists().where(Offer.id == offer_id, Offer.status == OfferState.PAUSED.value)
    in_the_way = pauses and (await ended_after_incident(offer_id) or await why_not_active([offer_id]))
    return pauses and not in_the_way


async def _said_already(offer_id: int, said: StillThere, now: datetime) -> bool:
    if said is StillThere.END:
        return bool(await Offer.exists().where(Offer.id == offer_id, Offer.status == OfferState.ENDED.value))
    row = (
        await Offer.select(Offer.confirmed_at, Offer.asked_again_at, Offer.ask_again_on)
        .where(Offer.id == offer_id, Offer.status.is_in(OFFER_STANDS))
        .first()
    )
    if row is None or row["confirmed_at"] <= now - CONFIRMED_FOR:
        return False
    answered = row["asked_again_at"] is not None and row["asked_again_at"] <= row["confirmed_at"]
    rests = row["ask_again_on"] == local_day(row["confirmed_at"]) + LATER
    return answered and rests == (said is StillThere.LATER)


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody says to the office, asked or not; `until` is the day of a pause."""

    said: StillThere
    until: date | None = None


_ACTS = {
    StillThere.YES: "offer.confirmed",
    StillThere.LATER: "offer.rests",
    StillThere.PAUSE: "offer.pauses",
    StillThere.GO_ON: "offer.pauses",
}


async def hear(offer_id: int, heard: Heard, by: Doer, now: datetime) -> None:
    """The same twice on one day is one. Raises Refused when it no longer stands, and for what is no answer here."""
    async with transaction():
        await hold_offer(offer_id)
        standing = (Offer.id == offer_id) & Offer.status.is_in(OFFER_STANDS)
        row = await Offer.select(Offer.confirmed_at, Offer.paused_until).where(standing).first()
        if row is None or heard.said not in _ACTS:
            raise Refused(_(_NO_LONGER))
        pauses = heard.said in (StillThere.PAUSE, StillThere.GO_ON)
        today = local_day(row["confirmed_at"]) == local_day(now)
        is_so = today and (not pauses or row["paused_until"] == heard.until)
        if is_so and await did_last(_ACTS[heard.said], about_row(Offer, offer_id), by):
            return
        if pauses:
            await pause_offer(offer_id, heard.until, by, now)
            return
        await confirm_offer(offer_id, by, now)
        if heard.said is StillThere.LATER:
            await rest_offer(offer_id, by, now)


async def pause_offer(offer_id: int, until: date | None, by: Doer, now: datetime) -> None:
    """Nobody is asked before this day; None: they are there again, whatever they have said of any of their offers.

    Raises Refused for a day that is no later one, or more than a year away.
    """
    if until is not None and until <= local_day(now):
        raise Refused(_("Wählen Sie bitte einen späteren Tag."), "bis")
    if until is not None:
        refuse_far_day(until, local_day(now), "bis")
    async with transaction():
        standing = (Offer.id == offer_id) & Offer.status.is_in(OFFER_STANDS)
        if not await Offer.update({Offer.paused_until: until}).where(standing).returning(Offer.id):
            raise Refused(_(_NO_LONGER))
        if until is None:
            there: dict[Any, Any] = {Offer.paused_until: None, Offer.ask_again_on: None}
            await Offer.update(there).where(
                (Offer.id == offer_id) | (Offer.person == await whose_offer(offer_id))
            )
        await confirm_offer(offer_id, by, now)
        detail = show_day(until) if until else _("vorbei")
        await record(Act("offer.pauses", about_row(Offer, offer_id), detail=detail), by, now)


async def rest_offer(offer_id: int, by: Doer, now: datetime) -> None:
    """ "Gerade nicht. Fragen Sie mich in 3 Monaten wieder.": until then nobody proposes it, then it is asked."""
    async with transaction():
        await Offer.update({Offer.ask_again_on: local_day(now) + LATER}).where(Offer.id == offer_id)
        await record(Act("offer.rests", about_row(Offer, offer_id)), by, now)
        if whose := await whose_offer(offer_id):
            await let_go_of_questions(whose, by, now)
        await withdraw_calls(about_row(Offer, offer_id), ASKED_ABOUT_OFFER, now)
