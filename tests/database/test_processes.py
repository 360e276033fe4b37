"""What was confirmed stays, whoever is killed; processes that write at once all get through."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from database.throwaway import Club, Walk, Walker
from databases import Database
from servers import READY_WITHIN

SEATS = 100_000


@pytest.fixture
async def walk(town: Database) -> Database:
    await Club.insert(Club(name="Barbarossa"))
    await Walk.insert(Walk(club=1, title="Humbergturm", seats=SEATS))
    return town


def start(database: Database, name: str, number: int) -> subprocess.Popen[str]:
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "MITTENDRIN_DATABASE": database.address,
    }
    program = Path(__file__).with_name("writing_process.py")
    return subprocess.Popen(
        [sys.executable, str(program), name, str(number)], env=environment, stdout=subprocess.PIPE, text=True
    )


async def taken_and_people() -> tuple[int, set[str]]:
    (walk,) = await Walk.select(Walk.taken)
    return walk["taken"], {row["name"] for row in await Walker.select(Walker.name)}


async def test_kill_9_loses_nothing_that_was_confirmed(walk: Database) -> None:
    confirmed: set[str] = set()
    for round_, patience in enumerate((0.05, 0.2, 0.35)):
        process = start(walk, f"runde{round_}-", SEATS)
        assert process.stdout
        confirmed.add(process.stdout.readline().strip())
        time.sleep(patience)  # noqa: ASYNC251 (the other process runs meanwhile)
        process.kill()
        complete = process.communicate()[0].rpartition("\n")[0]
        confirmed |= set(complete.splitlines())
    taken, people = await taken_and_people()
    assert confirmed <= people
    assert taken == len(people)


async def test_two_processes_write_at_once_and_nobody_is_turned_away(walk: Database) -> None:
    first, second = start(walk, "eins-", 60), start(walk, "zwei-", 60)
    done = [len(one.communicate(timeout=READY_WITHIN)[0].split()) for one in (first, second)]
    assert done == [60, 60]
    taken, people = await taken_and_people()
    assert (taken, len(people)) == (120, 120)
