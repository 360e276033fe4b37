"""The database dies while people sign up: what somebody was told is there, and the server finds back by itself."""

import asyncio
import random
from functools import partial

import httpx
import pytest

import databases
from a_cluster import INITDB, Cluster, a_cluster
from databases import Database
from makers import seats
from mittendrin.database.pool import close_pool, open_pool
from reliability.crowd import Crowd, a_crowd
from reliability.test_kill import AT_ONCE, ROUNDS, SEATS, check_that_all_is_whole, has_heard
from reliability.test_last_seat import an_event
from reliability.waiting import until
from servers import running_server

SIGNED_UP, AWAY = 303, 503


@pytest.mark.skipif(not INITDB, reason="A PostgreSQL to be killed needs initdb.")
async def test_what_was_confirmed_survives_the_death_of_the_database(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MITTENDRIN_PROXIES", "127.0.0.1")
    chance, told = random.Random(3), list[str]()
    with a_cluster() as cluster:
        databases.migrated(Database("postgres", cluster.address))
        await open_pool()
        slug, date = await an_event("Ausflug", seats(SEATS))
        with running_server(cluster.address, workers=2) as server:
            async with a_crowd(server, slug, date) as crowd:
                for _round in range(ROUNDS):
                    await until_the_plug_is_pulled(cluster, crowd, (slug, date), told, chance)
                    await check_that_all_is_whole(date, told)
        await close_pool()


async def until_the_plug_is_pulled(
    cluster: Cluster, crowd: Crowd, asked: tuple[str, int], told: list[str], chance: random.Random
) -> None:
    """Ends with a database that has come back."""
    first = len(told) * AT_ONCE
    people = [
        asyncio.create_task(keep_signing_up(crowd, asked, first + number, told)) for number in range(AT_ONCE)
    ]
    await until(partial(has_heard, told, len(told) + chance.randint(AT_ONCE, 2 * AT_ONCE)))
    cluster.pull_the_plug()
    await asyncio.gather(*people)
    await close_pool()
    cluster.start()
    await open_pool()
    await until(partial(is_well, crowd))


async def keep_signing_up(crowd: Crowd, asked: tuple[str, int], number: int, told: list[str]) -> None:
    while (answer := await crowd.sign_up(*asked, number)).status == SIGNED_UP:
        told.append(answer.code)
        number += AT_ONCE
    assert answer.status == AWAY, answer.text


async def is_well(crowd: Crowd) -> bool:
    try:
        return (await crowd.client.get("/gesund")).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
