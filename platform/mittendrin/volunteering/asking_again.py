"""Offers are asked again after six months, by mail with a link, else by telephone; never dropped silently."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from dateutil.relativedelta import relativedelta

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import confirm_offer, decide_offer
from mittendrin.volunteering.queries import categories_of
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import (
    OFFER_SILENT,
    about_row,
    ask_whether_it_still_stands,
    call_about_offer,
    person_behind,
)
from mittendrin.web import signed

CONFIRMED_FOR = timedelta(days=183)
DAYS_TO_ANSWER = 10  # office days
LATER = relativedelta(months=3)
PURPOSE = "offer"
_STANDS = [OfferState.ACTIVE.value, OfferState.PAUSED.value]


class StillThere(StrEnum):
    YES = "ja"
    LATER = "spaeter"
    END = "ende"


@dataclass(frozen=True, slots=True)
class OfferView:
    """For the person who made it."""

    id: int
    code: str
    person: Contact
    categories: list[str]
    waits: bool

    @property
    def path(self) -> str:
        return offer_path(self.code)


def offer_path(code: str) -> str:
    return f"/angebot/{code}/{signed.signature(PURPOSE, code)}"


async def offer_by_code(code: str, given: str, now: datetime) -> OfferView:
    """Raises NotFound, also for an address that we have not signed."""
    if not signed.is_signed(PURPOSE, code, given):
        raise NotFound
    row = await Offer.select(Offer.id, Offer.status, Offer.confirmed_at).where(Offer.code == code).first()
    if row is None:
        raise NotFound
    waits = row["status"] in _STANDS and row["confirmed_at"] <= now - CONFIRMED_FOR
    person = await person_behind(Offer, row["id"])
    return OfferView(row["id"], code, person, await categories_of(row["id"]), waits)


async def offers_to_ask(now: datetime) -> list[int]:
    """Not confirmed for half a year, and not asked since."""
    off = Offer
    not_asked = off.asked_again_at.is_null() | (off.asked_again_at <= off.confirmed_at)
    rows = await off.select(off.id).where(
        off.status.is_in(_STANDS),
        off.person.is_not_null(),
        off.confirmed_at <= now - CONFIRMED_FOR,
        not_asked,
    )
    return [row["id"] for row in rows]


async def ask_again(offer_id: int, now: datetime) -> bool:
    """Whether we were the first to ask."""
    async with transaction():
        asked: dict[Any, Any] = {Offer.asked_again_at: now}
        won = await (
            Offer.update(asked)
            .where(
                Offer.id == offer_id,
                Offer.asked_again_at.is_null() | (Offer.asked_again_at <= Offer.confirmed_at),
            )
            .returning(Offer.code)
        )
        if won:
            await ask_whether_it_still_stands(offer_id, offer_path(won[0]["code"]), now)
    return bool(won)


async def silent_offers(now: datetime) -> list[int]:
    """Asked by mail, without an answer for ten office days, and nobody calls yet."""
    off: Any = Offer
    rows = await off.select(off.id, off.asked_again_at).where(
        off.status.is_in(_STANDS), off.person.is_not_null(), off.asked_again_at > off.confirmed_at,
        off.person.email != "", off.person.phone != "",
    )  # fmt: skip
    calls = await CallTask.select(CallTask.about).where(CallTask.purpose == OFFER_SILENT)
    called = {row["about"] for row in calls}
    return [
        row["id"]
        for row in rows
        if add_office_days(row["asked_again_at"], DAYS_TO_ANSWER) <= now
        and about_row(Offer, row["id"]) not in called
    ]


async def call_silent(offer_id: int, now: datetime) -> None:
    async with transaction():
        row = await Offer.select(Offer.code).where(Offer.id == offer_id).first()
        if row:
            await call_about_offer(offer_id, offer_path(row["code"]), now)


async def answer_again(view: OfferView, said: StillThere, by: Doer, now: datetime) -> None:
    """Raises Refused when it is answered already."""
    async with transaction():
        if not view.waits:
            raise Refused(_("Das haben Sie uns schon gesagt. Danke!"))
        if said is StillThere.END:
            await decide_offer(view.id, OfferState.ENDED, "", by, now)
            return
        await confirm_offer(view.id, by, now)
        if said is StillThere.LATER:
            again = local_day(now) + LATER
            await Offer.update({Offer.ask_again_on: again}).where(Offer.id == view.id)
            await record(Act("offer.rests", about_row(Offer, view.id)), by, now)
