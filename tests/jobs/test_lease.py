"""One process at a time, on both engines, also when many reach for the lease at the same moment."""

import asyncio
from datetime import timedelta

import pytest

from makers import NOW
from mittendrin.jobs.lease import LASTS, give_lease_back, holder_of_lease, new_holder, take_lease

pytestmark = pytest.mark.usefixtures("database")


async def test_the_first_one_has_it_and_keeps_it() -> None:
    assert await take_lease("loop", "a", NOW) == NOW + LASTS
    assert await take_lease("loop", "b", NOW) is None
    later = NOW + LASTS / 2
    assert await take_lease("loop", "a", later) == later + LASTS
    assert await take_lease("loop", "b", NOW + LASTS) is None
    assert await holder_of_lease("loop", NOW + LASTS) == "a"


async def test_whoever_has_died_is_followed() -> None:
    await take_lease("loop", "a", NOW)
    assert await take_lease("loop", "b", NOW + LASTS) == NOW + 2 * LASTS
    assert await take_lease("loop", "a", NOW + LASTS) is None


async def test_given_back_it_is_free_at_once() -> None:
    await take_lease("loop", "a", NOW)
    await give_lease_back("loop", "b", NOW)
    assert await take_lease("loop", "b", NOW) is None
    await give_lease_back("loop", "a", NOW)
    assert await holder_of_lease("loop", NOW) is None
    assert await take_lease("loop", "b", NOW) == NOW + LASTS


async def test_a_clock_that_was_wrong_does_not_lock_everybody_out() -> None:
    await take_lease("loop", "a", NOW + timedelta(days=300))
    assert await take_lease("loop", "b", NOW) == NOW + LASTS


@pytest.mark.parametrize("expired", [False, True], ids=["the very first", "an expired one"])
async def test_of_many_who_reach_for_it_at_once_one_gets_it(expired: bool) -> None:
    if expired:
        await take_lease("loop", "dead", NOW - LASTS)
    asked = await asyncio.gather(*(take_lease("loop", new_holder(), NOW) for _ in range(20)))
    assert [until for until in asked if until] == [NOW + LASTS]
