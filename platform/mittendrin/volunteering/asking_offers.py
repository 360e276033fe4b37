"""Offers are asked again after six months, or on the day that somebody has named; never dropped silently.

By mail with a link, else by telephone or by letter. Who does not answer what is written becomes a task of the office.
"""

from datetime import datetime
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.keeping_apart import reported
from mittendrin.people.resting import rests_for_certain
from mittendrin.people.tables import Person
from mittendrin.volunteering.asking_again import CONFIRMED_FOR, hold_offer, offer_of, offer_path, whose_offer
from mittendrin.volunteering.states import OFFER_STANDS, OfferState
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import (
    ASKED_ABOUT_OFFER,
    OFFER_SILENT,
    about_row,
    ask_volunteer_again,
    ask_whether_it_still_stands,
    call_about_offer,
)

DAYS_TO_ANSWER = 10  # office days


async def offers_to_ask(now: datetime) -> list[int]:
    """Not confirmed for half a year and not asked since, or today is the day on which to ask again."""
    rows = await Offer.select(Offer.id).where(_to_ask(now)).order_by(Offer.id)
    return [row["id"] for row in rows]


def _to_ask(now: datetime) -> Any:
    off, old = Offer, Offer.confirmed_at <= now - CONFIRMED_FOR
    not_asked = off.asked_again_at.is_null() | (off.asked_again_at <= off.confirmed_at)
    due = _due(now) | (off.ask_again_on.is_null() & old & not_asked)
    theirs = off.person.is_not_null() & _is_theirs_to_say()
    return off.status.is_in(OFFER_STANDS) & theirs & _goes_on(now) & due


def _is_theirs_to_say() -> Any:
    """What pauses after an incident, because the lead has ended something: only the office takes that up again."""
    return (Offer.status != OfferState.PAUSED.value) | Offer.person.not_in(reported())


def _goes_on(now: datetime) -> Any:
    """Nobody is asked in a pause that they have named, nor while everything of theirs rests: then it waits."""
    no_pause = Offer.paused_until.is_null() | (Offer.paused_until <= local_day(now))
    return no_pause & Offer.person.not_in(Person.select(Person.id).where(Person.held.eq(True)))


def _due(now: datetime) -> Any:
    return Offer.ask_again_on.is_not_null() & (Offer.ask_again_on <= local_day(now))


async def ask_again(offer_id: int, now: datetime) -> bool:
    """Whether we were the first to ask. The offer forgets the day, so that it is asked once."""
    async with transaction():
        if await rests_for_certain(await whose_offer(offer_id)):
            return False
        as_wished = await Offer.exists().where(Offer.id == offer_id, _due(now))
        asked: dict[Any, Any] = {Offer.asked_again_at: now, Offer.ask_again_on: None}
        won = await Offer.update(asked).where(Offer.id == offer_id, _to_ask(now)).returning(Offer.code)
        if won and as_wished:
            await ask_volunteer_again(offer_id, offer_path(won[0]["code"]), now)
        elif won:
            await ask_whether_it_still_stands(offer_id, offer_path(won[0]["code"]), now)
    return bool(won)


async def silent_offers(now: datetime) -> list[int]:
    """Asked by mail or by letter, without an answer for ten office days, and nobody has a task for it yet.

    Who was asked by telephone has one: it stays until two people have talked.
    """
    return await _silent(Offer.id.is_not_null(), now)


async def _silent(which: Any, now: datetime) -> list[int]:
    off: Any = Offer
    written_to = (off.person.email != "") | (off.person.phone == "")
    rows = await off.select(off.id, off.asked_again_at).where(
        which, off.status.is_in(OFFER_STANDS), off.person.is_not_null(), off.person.held.eq(False),
        off.asked_again_at > off.confirmed_at, written_to, _is_theirs_to_say(),
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
