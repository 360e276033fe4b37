"""People sign off and sign up in the same moment: each seat goes to the one who has waited longest."""

import asyncio
from collections import Counter
from datetime import date, time

import pytest

from makers import NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.tables import Occurrence
from mittendrin.jobs.expiring import expire_offers
from mittendrin.registrations import actions, queries
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration

pytestmark = pytest.mark.usefixtures("database")

SEATS = 12
# Offers end long before the date.
IN_TWO_WEEKS = When(Repeat.DATES, date(2027, 1, 26), starts=time(10), ends=time(11))


async def statuses() -> list[str]:
    rows = await Registration.select(Registration.status).order_by(Registration.id)
    return [row["status"] for row in rows]


async def sign_off_all(status: Status) -> None:
    found = await queries.registrations(Registration.status == status.value)
    await asyncio.gather(*(actions.sign_off(one, VISITOR, NOW) for one in found))


async def check_counts(occurrence: int) -> None:
    counts = (
        await Occurrence.select(Occurrence.taken, Occurrence.waiting)
        .where(Occurrence.id == occurrence)
        .first()
    )
    there = Counter(await statuses())
    assert counts == {"taken": there["confirmed"] + there["offered"], "waiting": there["waiting"]}


async def test_who_has_waited_longest_gets_what_becomes_free_while_others_come() -> None:
    event = await a_published_event(when=IN_TWO_WEEKS, terms=seats(SEATS))
    occurrence = (await occurrence_ids(event))[0]
    for number in range(2 * SEATS):
        await a_sign_up(event, a_wish(f"Demo-Person {number}"))
    newcomers = (a_sign_up(event, a_wish(f"Demo-Gast {number}")) for number in range(SEATS))
    await asyncio.gather(sign_off_all(Status.CONFIRMED), *newcomers)
    assert await statuses() == ["signed_off"] * SEATS + ["offered"] * SEATS + ["waiting"] * SEATS
    await check_counts(occurrence)


async def test_offers_that_expire_while_they_are_accepted_end_one_way() -> None:
    event = await a_published_event(when=IN_TWO_WEEKS, terms=seats(SEATS))
    occurrence = (await occurrence_ids(event))[0]
    for number in range(2 * SEATS):
        await a_sign_up(event, a_wish(f"Demo-Person {number}"))
    await sign_off_all(Status.CONFIRMED)
    offered = await queries.registrations(Registration.status == Status.OFFERED.value)
    ends = max(one.offer_ends_at for one in offered if one.offer_ends_at)
    accepts = (actions.accept_offer(one, VISITOR, ends) for one in offered)
    answers = await asyncio.gather(expire_offers(ends), *accepts, return_exceptions=True)
    refused = sum(isinstance(answer, Refused) for answer in answers)
    there = Counter(await statuses())
    assert (there["confirmed"], there["expired"]) == (SEATS - refused, refused)
    await check_counts(occurrence)
