"""kill -9 while people sign up: what somebody was told is there, and nothing is there by half."""

import asyncio
import random
from collections import Counter
from functools import partial
from typing import Any

import httpx
import pytest

from databases import Database
from makers import seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.transactions import snapshot
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.tables import Registration
from reliability.crowd import Crowd, a_crowd
from reliability.test_last_seat import an_event
from reliability.waiting import until
from servers import free_port, running_server

ROUNDS = 3
AT_ONCE = 12
SEATS = 60


async def test_what_was_confirmed_survives_the_death_of_the_server(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITTENDRIN_PROXIES", "127.0.0.1")
    monkeypatch.setenv("MITTENDRIN_SECRET", "the same secret after each start")
    chance, port, workers = random.Random(1), free_port(), 2 if database.kind == "postgres" else 1
    slug, date = await an_event("Ausflug", seats(SEATS))
    told: list[str] = []
    for round_ in range(ROUNDS):
        with running_server(database.address, workers, port) as server:
            async with a_crowd(server, slug, date) as crowd:
                people = [
                    asyncio.create_task(keep_signing_up(crowd, slug, date, 1000 * round_ + number, told))
                    for number in range(AT_ONCE)
                ]
                await until(partial(has_heard, told, len(told) + chance.randint(1, AT_ONCE)))
                server.kill()
                await asyncio.gather(*people)
        # A commit that was under way may still arrive on PostgreSQL: look at one moment.
        async with snapshot():
            await check_that_all_is_whole(date, told)


async def has_heard(told: list[str], number: int) -> bool:
    """The server dies between two answers, whatever the others are in the middle of."""
    return len(told) >= number


async def keep_signing_up(crowd: Crowd, slug: str, date: int, number: int, told: list[str]) -> None:
    """One person after the other at the same computer, until it answers no more."""
    while True:
        try:
            answer = await crowd.sign_up(slug, date, number)
        except httpx.TransportError:
            return
        assert answer.status == 303, answer.text
        told.append(answer.code)
        number += AT_ONCE


async def check_that_all_is_whole(date: int, told: list[str]) -> None:
    rows = await Registration.select(Registration.id, Registration.code, Registration.status)
    assert set(told) <= {row["code"] for row in rows}
    subjects = {f"registration:{row['id']}" for row in rows}
    assert await only(CallTask, CallTask.about) == Counter(subjects)
    assert await only(AuditEntry, AuditEntry.subject, "registration:") == Counter(subjects)
    counts = (
        await Occurrence.select(Occurrence.taken, Occurrence.waiting).where(Occurrence.id == date).first()
    )
    statuses = Counter(row["status"] for row in rows)
    assert counts == {"taken": statuses["confirmed"], "waiting": statuses["waiting"]}


async def only(table: Any, column: Any, prefix: str = "") -> Counter[str]:
    rows = await table.select(column.as_alias("subject"))
    return Counter(row["subject"] for row in rows if row["subject"].startswith(prefix))
