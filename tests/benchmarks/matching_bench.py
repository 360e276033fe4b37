"""Who fits whom among 10,000 offers and 10,000 requests: `make bench ARGS=matching_bench`.

Seconds are those of one core at work (CPU time), because other things run on this machine; what asks a database is
measured by the clock as well, the median of a hundred requests. "Plain loop" is matching.suggestions for each request over
all offers, counted on a few requests and put up to all of them. A goal that is missed leaves a profile.
"""

import asyncio
import cProfile
import json
import pstats
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import msgspec

import databases
import help_town
from benchmarks.throwaway_database import a_database, analyse, in_the_database
from help_town import TODAY
from mittendrin.volunteering import solving
from mittendrin.volunteering.all_pairs import NEVER, by_category, longest_waiting, top
from mittendrin.volunteering.candidates import (
    all_offers,
    fitting_offers,
    request_facts,
    unasked_requests,
)
from mittendrin.volunteering.drafting import Task, best_pairs
from mittendrin.volunteering.matching import suggestions

MANY = 10_000
SIZES = (2_500, 5_000, 10_000)
DRAFT = 1_000
TOP = 20
ASKED = 100
PLAIN_REQUESTS = 20
ALONE = "from benchmarks import matching_bench; matching_bench.alone()"


def main() -> None:
    town: list[Task] = []
    for kind in databases.KINDS:
        with a_database(kind) as database:
            print(f"\nMatching, {kind}, {MANY} offers and {MANY} requests", flush=True)
            in_the_database(database, lambda: _with_the_database(town))
    everything = town[0]
    print("\nThe whole list, without the database", flush=True)
    for many in SIZES:
        _tell_all(_cut(everything, many))
    _tell_draft(_cut(everything, DRAFT))


async def _with_the_database(town: list[Task]) -> None:
    await help_town.build(MANY, Random(1))
    await analyse()
    # Urgent ones come first; in this order there are some in every part of the list.
    requests = sorted(await unasked_requests(MANY), key=longest_waiting)
    chosen = [one.id for one in Random(2).sample(requests, ASKED)]
    await _suggest(chosen[0])
    worked, by_the_clock = zip(*[await _timed(one) for one in chosen], strict=True)
    median = statistics.median(worked)
    clock = f"{statistics.median(by_the_clock):.1f} by the clock"
    _say("suggestions for one request, median", f"{median:.1f} ms at work, {clock}", "< 10 ms")
    if statistics.median(by_the_clock) >= 10:
        await _profile(chosen)
    begun = time.process_time()
    task = Task(await all_offers(TODAY), requests, TODAY)
    _say("reading all offers for a draft", f"{time.process_time() - begun:.2f} s", "")
    town.append(task)


async def _suggest(request_id: int) -> None:
    request = await request_facts(request_id)
    suggestions(request, await fitting_offers(request, TODAY), TODAY, TOP)


async def _timed(request_id: int) -> tuple[float, float]:
    """Milliseconds: of this process at work, and by the clock."""
    begun, work_begun = time.perf_counter(), time.process_time()
    await _suggest(request_id)
    return 1000 * (time.process_time() - work_begun), 1000 * (time.perf_counter() - begun)


async def _profile(chosen: list[int]) -> None:
    profile = cProfile.Profile(time.thread_time)
    profile.enable()
    for one in chosen:
        await _suggest(one)
    profile.disable()
    _keep(profile, "one-request")


def _keep(profile: cProfile.Profile, name: str) -> None:
    file = Path(tempfile.gettempdir()) / f"mittendrin-matching-{name}.prof"
    profile.dump_stats(file)
    pstats.Stats(str(file)).sort_stats("cumulative").print_stats(12)
    print(f"  all of it: {file}", flush=True)


def _cut(task: Task, many: int) -> Task:
    return replace(task, offers=task.offers[:many], requests=task.requests[:many])


def _tell_all(task: Task) -> None:
    said = _alone(task, "top")
    what = f"top {TOP} for all of {len(task.requests)} requests, {len(task.offers)} offers"
    _say(what, f"{said['seconds']:.2f} s, {said['megabytes']:.0f} MB", "< 3 s, < 500 MB at 10,000")
    print(f"    {said['fitting']:.1%} of all pairs fit; plain loop {said['plain']:.0f} s", flush=True)


def _tell_draft(task: Task) -> None:
    said = _alone(task, "draft")
    what = f"draft for {len(task.requests)} × {len(task.offers)}: pairs and solver"
    _say(what, f"{said['seconds']:.2f} s, {said['megabytes']:.0f} MB, {said['lines']} lines", "< 0.5 s")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    asyncio.run(best_pairs(task))
    clock = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    _say("the same with starting and ending its process", f"{worked:.2f} s, {clock:.2f} by the clock", "")


def _alone(task: Task, what: str) -> dict[str, Any]:
    """In a process of its own, whose memory is only its own."""
    said = subprocess.run(
        [sys.executable, "-c", ALONE, what],
        input=msgspec.msgpack.encode(task),
        capture_output=True,
        check=True,
    )
    answer: dict[str, Any] = json.loads(said.stdout)
    return answer


def alone() -> None:
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    found = {"top": _top_for_all, "draft": _draft}[sys.argv[1]](task)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found | {"megabytes": memory} | (_plain(task) if sys.argv[1] == "top" else {})))


def _top_for_all(task: Task) -> dict[str, float]:
    def everything() -> int:
        fitting = 0
        for category in by_category(task.offers, task.requests, task.today):
            fitting += int((category.points > NEVER // 2).sum())
            for _request, _best in top(category, TOP):
                pass
        return fitting

    seconds, fitting = _cpu(everything)
    return {"seconds": seconds, "fitting": fitting / len(task.offers) / len(task.requests)}


def _draft(task: Task) -> dict[str, float]:
    seconds, pairs = _cpu(lambda: solving.best_pairs(task))
    return {"seconds": seconds, "lines": len(pairs)}


def _plain(task: Task) -> dict[str, float]:
    some = task.requests[:: max(1, len(task.requests) // PLAIN_REQUESTS)][:PLAIN_REQUESTS]
    seconds, _ = _cpu(lambda: [suggestions(one, task.offers, task.today, TOP) for one in some])
    return {"plain": seconds * len(task.requests) / len(some)}


def _cpu(act: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.process_time()
    found = act()
    return time.process_time() - begun, found


def _say(what: str, measured: str, goal: str) -> None:
    print(f"  {what:62}{measured:>32}   {goal}", flush=True)
