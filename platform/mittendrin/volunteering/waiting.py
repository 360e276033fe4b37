"""Whoever waits for us: once the office days that are meant for a state have passed, a call task, once.

Who has no telephone is written to instead.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import local_day
from mittendrin.database.transactions import transaction
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.searching_again import request_path
from mittendrin.volunteering.states import UNDECIDED, OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from mittendrin.volunteering.taking_in import ANSWER_WITHIN
from mittendrin.volunteering.telling import (
    PROMISED_CALL,
    STILL_CLARIFYING,
    STILL_LOOKING,
    STILL_TALKING,
    WIDEN,
    about_row,
    ask_again_as_wished,
    call_who_waits,
)

DAYS_TO_TALK, DAYS_TO_LOOK = 5, 10


@dataclass(frozen=True, slots=True)
class Wait:
    """`days` are office days; `purpose` is that of the call. `unless`: another call that has said as much."""

    purpose: str
    table: Any
    state: OfferState | RequestState
    days: int
    unless: tuple[str, ...] = ()


WAITS = (
    Wait(PROMISED_CALL, Offer, OfferState.RECEIVED, ANSWER_WITHIN),
    Wait(PROMISED_CALL, HelpRequest, RequestState.RECEIVED, ANSWER_WITHIN),
    Wait(STILL_TALKING, Offer, OfferState.INTERVIEW, DAYS_TO_TALK),
    Wait(STILL_CLARIFYING, HelpRequest, RequestState.CLARIFYING, DAYS_TO_TALK),
    Wait(STILL_LOOKING, HelpRequest, RequestState.OPEN, DAYS_TO_LOOK, unless=(WIDEN,)),
)


async def keep_promises(now: datetime) -> int:
    """How many were called: those who wait for us, and those who wanted to be asked again today."""
    called = 0
    for wait in WAITS:
        for row_id in await _too_long(wait, wait.table.id.is_not_null(), now):
            called += await keep_promise(wait, row_id, now)
    for row in await HelpRequest.select(HelpRequest.id).where(_wished(now)).order_by(HelpRequest.id):
        called += await _ask_again(row["id"], now)
    return called


async def keep_promise(wait: Wait, row_id: int, now: datetime) -> bool:
    table, this = wait.table, wait.table.id == row_id
    async with transaction():
        await table.update({table.status: table.status}).where(this)
        still = await _too_long(wait, this, now)
        if still:
            await call_who_waits(wait.purpose, table, row_id, now)
    return bool(still)


async def _too_long(wait: Wait, which: Any, now: datetime) -> list[int]:
    """Not those who were called about this since it is so, nor those for whom somebody is asked at the moment."""
    table = wait.table
    here = which & (table.status == wait.state.value) & table.person.is_not_null()
    if table is HelpRequest:
        asked = Proposal.status.is_in([state.value for state in UNDECIDED])
        here &= table.id.not_in(Proposal.select(Proposal.request).where(asked))
    rows = await table.select(table.id, table.status_at).where(here).order_by(table.id)
    said = await _said_last((wait.purpose, *wait.unless))
    return [
        row["id"]
        for row in rows
        if add_office_days(row["status_at"], wait.days) <= now
        and said.get(about_row(table, row["id"]), row["status_at"]) <= row["status_at"]
    ]


async def _said_last(purposes: tuple[str, ...]) -> dict[str, datetime]:
    last: dict[str, datetime] = {}
    tables: tuple[Any, ...] = (CallTask, Mail)
    for table in tables:
        for row in await table.select(table.about, table.created_at).where(
            table.purpose.is_in(list(purposes))
        ):
            last[row["about"]] = max(row["created_at"], last.get(row["about"], row["created_at"]))
    return last


def _wished(now: datetime) -> Any:
    """While everything of somebody rests, they keep the day."""
    goes_on = HelpRequest.person.not_in(Person.select(Person.id).where(Person.held.eq(True)))
    return (HelpRequest.ask_again_on <= local_day(now)) & goes_on


async def _ask_again(request_id: int, now: datetime) -> bool:
    """The row forgets the day, so that it is one call."""
    asked: dict[Any, Any] = {HelpRequest.ask_again_on: None, HelpRequest.asked_again_at: now}
    async with transaction():
        due = (HelpRequest.id == request_id) & _wished(now)
        rows = await HelpRequest.update(asked).where(due).returning(HelpRequest.code)
        if rows:
            await ask_again_as_wished(request_id, request_path(rows[0]["code"]), now)
    return bool(rows)
