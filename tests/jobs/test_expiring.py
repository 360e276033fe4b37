"""Who does not answer makes room for the next one."""

from datetime import timedelta

import pytest

from makers import NOW, a_published_event, a_sign_up, a_wish, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.rules import SignUpMode
from mittendrin.jobs.expiring import expire_offers
from mittendrin.jobs.patience import NotAllDone
from mittendrin.registrations import actions, queries
from mittendrin.registrations.tables import Registration

pytestmark = pytest.mark.usefixtures("database")

# From Monday at eight until the office closes on Tuesday.
AN_OFFICE_DAY = timedelta(days=1, hours=8)


async def statuses() -> list[str]:
    rows = await Registration.select(Registration.status).order_by(Registration.id)
    return [row["status"] for row in rows]


async def a_course_with_an_open_offer() -> None:
    """One has signed off, the next one on the list is asked, another one waits."""
    event = await a_published_event(terms=seats(1, SignUpMode.REGULAR))
    first = await a_sign_up(event, whole=True)
    for number in (2, 3):
        await a_sign_up(event, a_wish(f"Demo-Person {number}"), whole=True)
    await actions.sign_off(await queries.by_code(first.code), SYSTEM, NOW)


async def test_an_offer_ends_after_an_office_day_and_goes_on_to_the_next() -> None:
    await a_course_with_an_open_offer()
    assert await statuses() == ["signed_off", "offered", "waiting"]
    assert await expire_offers(NOW + AN_OFFICE_DAY - timedelta(seconds=1)) == "0 offers expired."
    assert await expire_offers(NOW + AN_OFFICE_DAY) == "1 offers expired."
    assert await statuses() == ["signed_off", "expired", "offered"]


async def test_who_answers_at_the_last_moment_keeps_the_seat() -> None:
    """The job has looked already when the answer comes."""
    await a_course_with_an_open_offer()
    offered = (await queries.registrations(Registration.status == "offered"))[0]
    await actions.accept_offer(offered, SYSTEM, NOW)
    await actions.expire_offer(offered, SYSTEM, NOW + AN_OFFICE_DAY)
    assert await statuses() == ["signed_off", "confirmed", "waiting"]


async def test_one_that_fails_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    await a_course_with_an_open_offer()
    await a_course_with_an_open_offer()
    expire = actions.expire_offer
    failed = []

    async def fails_once(*given: object) -> None:
        if not failed:
            failed.append(given)
            raise ConnectionError
        await expire(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("mittendrin.jobs.expiring.expire_offer", fails_once)
    with pytest.raises(NotAllDone):
        await expire_offers(NOW + AN_OFFICE_DAY)
    assert (await statuses()).count("expired") == 1
    await expire_offers(NOW + AN_OFFICE_DAY)
    assert (await statuses()).count("expired") == 2
