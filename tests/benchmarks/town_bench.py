"""The whole application with every promise switched on: full durability, outbox, limits, both engines.

`make bench ARGS=town_bench`. PostgreSQL is measured when MITTENDRIN_TEST_POSTGRES is set. Times are the best of some
tries: the machine may have other things to do. What misses its goal is profiled at once.
"""

import asyncio
import os
import platform
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

import databases
from benchmarks.beside import Speed, speeds
from benchmarks.big_town import build
from benchmarks.read_profile import report
from benchmarks.throwaway_database import a_database
from databases import Database
from mittendrin.audit.rules import SYSTEM
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.tables import Registration
from reliability.crowd import read_check_page
from servers import Server, running_server

SIZES = (600, 2500)
SECONDS = 4
SCRIPT = Path(__file__).with_name("sign_up.lua")
PAGES = {"list": "/veranstaltungen", "event": "/veranstaltungen/{slug}", "feed": "/kalender/alle.ics"}


@dataclass(frozen=True)
class Row:
    """`missed` names what `read_profile` can say more about, when the goal was missed."""

    what: str
    value: str
    goal: str = ""
    missed: str = ""


def main() -> None:
    if not shutil.which("wrk"):
        print("The whole town: not measured, the program wrk is missing.")
        return
    os.environ["MITTENDRIN_PROXIES"] = "127.0.0.1"
    print(about_the_machine())
    for size in SIZES:
        for kind in databases.KINDS:
            with a_database(kind) as database:
                print(f"\n{kind}, {size} events, {size * 20} dates", flush=True)
                show_profiles(list(shown_at_once(measure(database, size))), database)


def shown_at_once(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        print(f"  {row.what:34}{row.value:>24}   {row.goal}", flush=True)
        yield row


def show_profiles(rows: Iterable[Row], database: Database) -> None:
    for subject in sorted({row.missed for row in rows if row.missed}):
        print("\n".join(report(database, subject)), flush=True)


def about_the_machine() -> str:
    """What the numbers were measured on, and whether it had other things to do."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    busy = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), Python {platform.python_version()}, "
        f"load before the start {busy:.1f}{': BUSY, believe only ratios' if busy > 1 else ''}"
    )


def measure(database: Database, size: int) -> Iterator[Row]:
    (slug, date), (other, other_date) = in_the_database(database, lambda: build(size, datetime.now(UTC)))
    workers = 2 if database.kind == "postgres" else 1
    begun = time.perf_counter()
    with running_server(database.address, workers=workers) as server:
        yield Row("start", f"{time.perf_counter() - begun:.1f} s", "< 2 s")
        for name, path in PAGES.items():
            address = server.base_url + path.format(slug=slug)
            yield Row(f"{name}, first time", f"{1000 * timed(address):.0f} ms")
        for speed in speeds(server, {name: path.format(slug=slug) for name, path in PAGES.items()}, workers):
            yield beside_others(speed)
        yield cold_list(server)
        yield after_one_change(database, server, date)
        yield from sign_ups(database, server, other, other_date)
        yield Row("memory of each process", f"{memory(server):.0f} MB", "< 120 MB")


def in_the_database(database: Database, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    databases.use(database)

    async def with_pool() -> Any:
        await open_pool()
        try:
            return await work()
        finally:
            await close_pool()

    return asyncio.run(with_pool())


def beside_others(speed: Speed) -> Row:
    ratios = f"{speed.ours / speed.bare:.0%} of bare"
    if speed.nginx:
        ratios += f", {speed.ours / speed.nginx:.0%} of nginx"
    return Row(f"{speed.name}, warm", f"{speed.ours:,.0f}/s", f"{ratios}, >= 50 % of bare")


def timed(address: str) -> float:
    begun = time.perf_counter()
    httpx.get(address, timeout=60).raise_for_status()
    return time.perf_counter() - begun


def cold_list(server: Server) -> Row:
    """Answers that nobody has asked for yet: another week each time."""
    weeks = [
        f"{server.base_url}/veranstaltungen?ab={datetime.now(UTC).year + 1}-01-{day:02}"
        for day in range(1, 21)
    ]
    before = cpu_seconds(server)
    made = 1000 * min(timed(week) for week in weeks)
    used = 1000 * (cpu_seconds(server) - before) / len(weeks)
    return Row(
        "list, cold", f"{made:.0f} ms, CPU {used:.0f} ms", "< 25 ms", missed="list" if made > 25 else ""
    )


def after_one_change(database: Database, server: Server, date: int) -> Row:
    """Another process calls a date off: when does this server's feed say so, and how long does that answer take?"""
    tries = [_one_change(database, server, each) for each in range(date, date + 3)]
    made, seen = (min(times) for times in zip(*tries, strict=True))
    slow = "feed" if made > 50 else ""
    return Row(
        "feed after a change, seen after", f"{made:.0f} ms, {seen:.1f} s", "< 50 ms, < 1 s", missed=slow
    )


def _one_change(database: Database, server: Server, date: int) -> tuple[float, float]:
    """Milliseconds for the new answer, and seconds until it came."""
    address = server.base_url + PAGES["feed"]
    before = httpx.get(address, timeout=60).headers["etag"]
    in_the_database(
        database, lambda: call_off_date(date, CallingOff("Der Raum ist belegt."), SYSTEM, datetime.now(UTC))
    )
    changed = time.perf_counter()
    while True:
        begun = time.perf_counter()
        if httpx.get(address, timeout=60).headers["etag"] != before:
            break
    now = time.perf_counter()
    return 1000 * (now - begun), now - changed


def sign_ups(database: Database, server: Server, slug: str, date: int) -> Iterator[Row]:
    """Exact: as many rows as answers that said it has worked, but for those under way at the end."""
    stamp = asyncio.run(_stamp(server, slug, date))
    body = urlencode({"termin": date, "fuer": "mich", "personen": 1, "stempel": stamp})
    before = cpu_seconds(server)
    said = subprocess.run(
        ["wrk", "-t1", "-c32", f"-d{SECONDS}s", "-s", SCRIPT, f"{server.base_url}/veranstaltungen/{slug}/absenden"],
        capture_output=True, text=True, check=True, env=os.environ | {"BENCH_BODY": body},
    ).stdout  # fmt: skip
    used = cpu_seconds(server) - before
    sent = int(re.search(r"(\d+) requests in", said)[1])  # type: ignore[index]
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    worked = sent - (int(refused[1]) if refused else 0)
    stored = in_the_database(database, Registration.count)
    exact = "exact" if 0 <= stored - worked <= 32 else f"NOT EXACT: {stored} stored, {worked} told"
    goal = 300 if database.kind == "postgres" else 200
    why = "" if worked / SECONDS >= goal else ", MISSED: ARGS=sign_up_profile shows where the time goes"
    yield Row("sign-ups", f"{worked / SECONDS:,.0f}/s, {exact}", f">= {goal}/s{why}")
    yield Row("server's own CPU for one of them", f"{1000 * used / max(worked, 1):.1f} ms")


async def _stamp(server: Server, slug: str, date: int) -> str:
    async with httpx.AsyncClient(
        base_url=server.base_url, headers={"sec-fetch-site": "same-origin"}
    ) as client:
        return await read_check_page(client, slug, date)


def cpu_seconds(server: Server) -> float:
    """Of its processes, without the database's and the load generator's."""
    pids = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=True
    ).stdout.split()
    times = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in pids]
    return sum(int(ticks) for pair in times for ticks in pair) / os.sysconf("SC_CLK_TCK")


def memory(server: Server) -> float:
    """The largest process, in MB: what it alone holds and shares with nobody counts, and what it shares too."""
    found = subprocess.run(
        ["ps", "-o", "rss=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=True
    ).stdout.split()
    return max(map(int, found)) / 1024


if __name__ == "__main__":
    main()
