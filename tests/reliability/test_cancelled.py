"""People who close the page in the middle leave nothing open: no transaction, no connection."""

import asyncio
import random
from urllib.parse import urlencode, urlsplit

import asyncpg
import pytest

from databases import Database
from makers import seats
from mittendrin.core.tokens import new_token
from mittendrin.database.transactions import transaction
from mittendrin.events.tables import Occurrence
from mittendrin.registrations.rules import Status
from mittendrin.registrations.tables import Registration
from reliability.crowd import Crowd, a_crowd, answers, seen_from
from reliability.test_last_seat import an_event
from reliability.waiting import until
from servers import running_server

PEOPLE = 150
STILL_HERE = 20


async def test_closing_the_page_in_the_middle_leaves_nothing_open(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITTENDRIN_PROXIES", "127.0.0.1")
    chance = random.Random(2)
    slug, date = await an_event("Ausflug", seats(400))
    with running_server(database.address) as server:
        async with a_crowd(server, slug, date) as crowd:
            await asyncio.gather(
                *(
                    leave_in_the_middle(crowd, slug, date, number, chance.uniform(0, 0.3))
                    for number in range(PEOPLE)
                )
            )
            # Everybody who is still here gets an answer, though there were more of the others than connections.
            people = range(PEOPLE, PEOPLE + STILL_HERE)
            seen = await asyncio.gather(*(crowd.sign_up(slug, date, number) for number in people))
            assert {answer.status for answer in seen} == {303}
            await check_that_nothing_is_open(database)
    await check_that_all_is_whole(date)


async def leave_in_the_middle(crowd: Crowd, slug: str, date: int, number: int, after: float) -> None:
    form = answers(date, number, 1) | {"schluessel": new_token(), "stempel": crowd.stamp}
    body = urlencode(form)
    host = urlsplit(str(crowd.client.base_url))
    head = {
        "host": host.netloc,
        "origin": f"http://{host.netloc}",
        "content-type": "application/x-www-form-urlencoded",
        "content-length": str(len(body)),
        **seen_from(number),
    }
    lines = [
        f"POST /veranstaltungen/{slug}/anmelden/absenden HTTP/1.1",
        *(f"{k}: {v}" for k, v in head.items()),
    ]
    _reader, writer = await asyncio.open_connection(host.hostname, host.port)
    writer.write("\r\n".join([*lines, "", body]).encode())
    await asyncio.sleep(after)
    # No goodbye: the connection is reset, as when a telephone loses its network.
    writer.transport.abort()


async def check_that_nothing_is_open(database: Database) -> None:
    if database.kind == "sqlite":
        # BEGIN gives up by itself.
        async with transaction():
            await Occurrence.update({Occurrence.sequence: Occurrence.sequence}).where(Occurrence.id == 0)
        return
    connection = await asyncpg.connect(database.address)
    try:
        await until(lambda: nothing_hangs(connection))
        assert await connection.fetchval(_CONNECTIONS) <= 10 + 10 + 1
    finally:
        await connection.close()


async def nothing_hangs(connection: asyncpg.Connection) -> bool:
    return not await connection.fetchval(_OPEN)


_OPEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'"
_CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"


async def check_that_all_is_whole(date: int) -> None:
    """Who left too late has signed up nevertheless, and as a whole."""
    confirmed = await Registration.count().where(Registration.status == Status.CONFIRMED.value)
    taken = await Occurrence.select(Occurrence.taken).where(Occurrence.id == date).first()
    assert taken == {"taken": confirmed}
    assert confirmed >= STILL_HERE
