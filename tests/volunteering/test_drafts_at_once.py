"""Several clerks want a collected draft at the same time: one child at a time, and nobody waits for ever."""

import asyncio
import os
import stat
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from mittendrin.core.refusal import Refused
from mittendrin.volunteering import solving
from mittendrin.volunteering.drafting import Drafts, Pairs, Task
from volunteering import made_up
from volunteering.made_up import TODAY
from volunteering.test_matching import OFFER, REQUEST

FULL = "Gerade entsteht schon ein Sammelvorschlag"
TASK = Task([OFFER], [REQUEST], TODAY)


def reading(task: Task) -> Callable[[], Awaitable[Task]]:
    async def read() -> Task:
        return task

    return read


def a_program(path: Path, body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands where Python does."""
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(path))


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Which children begin and end."""
    found = tmp_path / "log"
    begun, ended = f"echo begun >> {found}", f"echo ended >> {found}"
    a_program(tmp_path / "python", f'{begun}\n"{sys.executable}" "$@"\n{ended}', monkeypatch)
    return found


def words_of(log: Path) -> list[str]:
    return log.read_text().split()


async def test_who_wants_the_same_shares_it(log: Path) -> None:
    drafts = Drafts(longest_wait=600)
    found = await asyncio.gather(*(drafts.best(reading(TASK)) for _clerk in range(8)))
    assert found == 8 * [(TASK, [(OFFER.id, REQUEST.id)])]
    assert words_of(log) == ["begun", "ended"]


async def test_who_wants_another_one_waits_until_it_is_their_turn(log: Path) -> None:
    drafts, dice = Drafts(longest_wait=600), Random(1)
    tasks = [Task(made_up.offers(dice, 9, 5), made_up.requests(dice, 9, 5), TODAY) for _clerk in range(3)]
    found = await asyncio.gather(*(drafts.best(reading(task)) for task in tasks))
    assert [pairs for _task, pairs in found] == [solving.best_pairs(task) for task in tasks]
    assert words_of(log) == 3 * ["begun", "ended"]


async def test_what_has_changed_is_drafted_anew(log: Path) -> None:
    drafts = Drafts()
    assert await lines(drafts, TASK) == [(OFFER.id, REQUEST.id)]
    assert await lines(drafts, Task([replace(OFFER, categories=frozenset())], [REQUEST], TODAY)) == []
    assert words_of(log).count("begun") == 2


async def lines(drafts: Drafts, task: Task) -> Pairs:
    _task, found = await drafts.best(reading(task))
    return found


async def test_the_same_list_is_known_again_in_whatever_order_its_sets_were_filled(log: Path) -> None:
    drafts, words = Drafts(), [f"Wort {number}" for number in range(50)]
    for order in (words, reversed(words)):
        await lines(drafts, Task([replace(OFFER, interests=frozenset(order))], [REQUEST], TODAY))
    assert words_of(log).count("begun") == 1


async def test_whoever_would_wait_too_long_reads_so() -> None:
    drafts, read, go_on = Drafts(longest_wait=0), asyncio.Event(), asyncio.Event()

    async def slowly() -> Task:
        read.set()
        await go_on.wait()
        return Task([], [], TODAY)

    first = asyncio.create_task(drafts.best(slowly))
    await read.wait()
    with pytest.raises(Refused, match=FULL):
        await drafts.best(reading(TASK))
    go_on.set()
    await first
    assert await lines(drafts, Task([], [], TODAY)) == []


async def test_a_page_that_nobody_wants_any_more_leaves_no_child_and_its_turn_to_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, pipe = Drafts(), tmp_path / "pipe"
    os.mkfifo(pipe)
    with monkeypatch.context() as patched:
        a_program(tmp_path / "python", f"echo $$ > {pipe}\nexec tail -f /dev/null", patched)
        draft = asyncio.create_task(drafts.best(reading(TASK)))
        child = int(await asyncio.to_thread(pipe.read_text))
        draft.cancel()
        with pytest.raises(asyncio.CancelledError):
            await draft
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
    assert await lines(drafts, TASK) == [(OFFER.id, REQUEST.id)]


async def test_after_one_that_failed_the_next_one_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = Drafts()
    with monkeypatch.context() as patched, pytest.raises(Refused, match="gelingt gerade nicht"):
        patched.setattr(sys, "executable", "/bin/false")
        await drafts.best(reading(TASK))
    assert await lines(drafts, TASK) == [(OFFER.id, REQUEST.id)]
