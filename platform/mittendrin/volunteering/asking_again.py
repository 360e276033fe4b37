"""Offers are asked again after six months, or on the day that somebody has named; never dropped silently.

By mail with a link, else by telephone or by letter. Who does not answer what is written becomes a task of the office.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from dateutil.relativedelta import relativedelta
from piccolo.custom_types import Combinable

from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.resting import rests_for_certain
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.volunteering.deciding import confirm_offer, decide_offer
from mittendrin.volunteering.proposals import let_go_of_questions
from mittendrin.volunteering.queries import categories_of
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import (
    ASKED_ABOUT_OFFER,
    OFFER_SILENT,
    about_row,
    ask_volunteer_again,
    ask_whether_it_still_stands,
    call_about_offer,
    person_behind,
)
from mittendrin.web import signed

CONFIRMED_FOR = timedelta(days=183)
DAYS_TO_ANSWER = 10  # office days
LATER = relativedelta(months=3)
_NO_LONGER = "Dieses Angebot gilt nicht mehr."
PURPOSE = "offer"
_STANDS = [OfferState.ACTIVE.value, OfferState.PAUSED.value]


class StillThere(StrEnum):
    YES = "ja"
    LATER = "spaeter"
    END = "ende"
    PAUSE = "pause"
    GO_ON = "weiter"


@dataclass(frozen=True, slots=True)
class OfferView:
    """For the person who made it."""

    id: int
    code: str
    person: Contact
    categories: list[str]
    waits: bool
    stands: bool
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
    """Until the transaction ends nobody else answers."""
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
    stands = row["status"] in _STANDS
    person, pause = await person_behind(Offer, row["id"]), row["paused_until"]
    return OfferView(
        row["id"], row["code"], person, await categories_of(row["id"]),
        waits=stands and (old or asked), stands=stands,
        paused_until=pause if pause and pause > local_day(now) else None,
    )  # fmt: skip


async def offers_to_ask(now: datetime) -> list[int]:
    """Not confirmed for half a year and not asked since, or today is the day on which to ask again."""
    rows = await Offer.select(Offer.id).where(_to_ask(now)).order_by(Offer.id)
    return [row["id"] for row in rows]


def _to_ask(now: datetime) -> Any:
    off, old = Offer, Offer.confirmed_at <= now - CONFIRMED_FOR
    not_asked = off.asked_again_at.is_null() | (off.asked_again_at <= off.confirmed_at)
    due = _due(now) | (off.ask_again_on.is_null() & old & not_asked)
    return off.status.is_in(_STANDS) & off.person.is_not_null() & _goes_on(now) & due


def _goes_on(now: datetime) -> Any:
    """Nobody is asked in a pause that they have named, nor while everything of theirs rests: then it waits."""
    no_pause = Offer.paused_until.is_null() | (Offer.paused_until <= local_day(now))
    return no_pause & Offer.person.not_in(Person.select(Person.id).where(Person.held.eq(True)))


def _due(now: datetime) -> Any:
    return Offer.ask_again_on.is_not_null() & (Offer.ask_again_on <= local_day(now))


async def ask_again(offer_id: int, now: datetime) -> bool:
    """Whether we were the first to ask. The offer forgets the day, so that it is asked once."""
    async with transaction():
        if await rests_for_certain(await _whose(offer_id)):
            return False
        as_wished = await Offer.exists().where(Offer.id == offer_id, _due(now))
        asked: dict[Any, Any] = {Offer.asked_again_at: now, Offer.ask_again_on: None}
        won = await Offer.update(asked).where(Offer.id == offer_id, _to_ask(now)).returning(Offer.code)
        if won and as_wished:
            await ask_volunteer_again(offer_id, offer_path(won[0]["code"]), now)
        elif won:
            await ask_whether_it_still_stands(offer_id, offer_path(won[0]["code"]), now)
    return bool(won)


async def _whose(offer_id: int) -> int | None:
    row = await Offer.select(Offer.person).where(Offer.id == offer_id).first()
    return row["person"] if row else None


async def silent_offers(now: datetime) -> list[int]:
    """Asked by mail or by letter, without an answer for ten office days, and nobody has a task for it yet.

    Who was asked by telephone has one: it stays until two people have talked.
    """
    return await _silent(Offer.id.is_not_null(), now)


async def _silent(which: Any, now: datetime) -> list[int]:
    off: Any = Offer
    written_to = (off.person.email != "") | (off.person.phone == "")
    rows = await off.select(off.id, off.asked_again_at).where(
        which, off.status.is_in(_STANDS), off.person.is_not_null(), off.person.held.eq(False),
        off.asked_again_at > off.confirmed_at, written_to,
    ).order_by(off.id)  # fmt: skip
    ours = CallTask.purpose.is_in(list(ASKED_ABOUT_OFFER))
    tasks = await CallTask.select(
        CallTask.about, CallTask.purpose, CallTask.state, CallTask.created_at
    ).where(ours)
    return [row["id"] for row in rows if _is_silent(row, tasks, now)]


def _is_silent(row: dict[str, Any], tasks: list[dict[str, Any]], now: datetime) -> bool:
    """A letter that is not posted yet cannot be answered."""
    here = [task for task in tasks if task["about"] == about_row(Offer, row["id"])]
    waits = any(task["state"] == CallState.OPEN.value for task in here)
    asked = row["asked_again_at"]
    called = any(task["purpose"] == OFFER_SILENT and task["created_at"] > asked for task in here)
    return add_office_days(asked, DAYS_TO_ANSWER) <= now and not waits and not called


async def call_silent(offer_id: int, now: datetime) -> None:
    async with transaction():
        await hold_offer(offer_id)
        for silent in await _silent(Offer.id == offer_id, now):
            await call_about_offer(silent, (await offer_of(silent, now)).path, now)


async def answer_again(view: OfferView, said: StillThere, by: Doer, now: datetime) -> None:
    """The same answer twice is one. Raises Refused when it is answered already."""
    async with transaction():
        await refuse_outside(await _whose(view.id), by.speaker, Scope.HELP)
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


async def _said_already(offer_id: int, said: StillThere, now: datetime) -> bool:
    if said is StillThere.END:
        return bool(await Offer.exists().where(Offer.id == offer_id, Offer.status == OfferState.ENDED.value))
    row = (
        await Offer.select(Offer.confirmed_at, Offer.asked_again_at, Offer.ask_again_on)
        .where(Offer.id == offer_id, Offer.status.is_in(_STANDS))
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
        standing = (Offer.id == offer_id) & Offer.status.is_in(_STANDS)
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

    Raises Refused for a day that is no later one.
    """
    if until is not None and until <= local_day(now):
        raise Refused(_("Wählen Sie bitte einen späteren Tag."), "bis")
    async with transaction():
        standing = (Offer.id == offer_id) & Offer.status.is_in(_STANDS)
        if not await Offer.update({Offer.paused_until: until}).where(standing).returning(Offer.id):
            raise Refused(_(_NO_LONGER))
        if until is None:
            there: dict[Any, Any] = {Offer.paused_until: None, Offer.ask_again_on: None}
            await Offer.update(there).where((Offer.id == offer_id) | (Offer.person == await _whose(offer_id)))
        await confirm_offer(offer_id, by, now)
        detail = show_day(until) if until else _("vorbei")
        await record(Act("offer.pauses", about_row(Offer, offer_id), detail=detail), by, now)


async def rest_offer(offer_id: int, by: Doer, now: datetime) -> None:
    """ "Gerade nicht. Fragen Sie mich in 3 Monaten wieder.": until then nobody proposes it, then it is asked."""
    async with transaction():
        await Offer.update({Offer.ask_again_on: local_day(now) + LATER}).where(Offer.id == offer_id)
        await record(Act("offer.rests", about_row(Offer, offer_id)), by, now)
        if whose := await _whose(offer_id):
            await let_go_of_questions(whose, by, now)
        await withdraw_calls(about_row(Offer, offer_id), ASKED_ABOUT_OFFER, now)
