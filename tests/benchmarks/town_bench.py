"""The whole application with every promise switched on: full durability, outbox, limits, both engines.

`make bench ARGS=town_bench`. PostgreSQL is measured when MITTENDRIN_TEST_POSTGRES is set. Times are the best of some
tries: the machine may have other things to do. What misses its goal is profiled at once; at the end stand the tables
of the README.
"""

import asyncio
import os
import platform
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import httpx

import databases
from benchmarks import memory_profile, start_profile
from benchmarks.beside import Speed, speeds
from benchmarks.big_town import build
from benchmarks.read_profile import report
from benchmarks.throwaway_database import a_database, in_the_database
from databases import Database
from mittendrin.audit.rules import SYSTEM
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.tables import Registration
from reliability.crowd import read_check_page
from servers import Server, running_server

SIZES = (600, 2500)
SECONDS = 4
SCRIPT = Path(__file__).with_name("sign_up.lua")
PAGES = {"list": "/veranstaltungen", "event": "/veranstaltungen/{slug}", "feed": "/kalender/alle.ics"}


# Whoever asks on a new connection may meet either process: so many meet both.
READERS = 16


@dataclass(frozen=True)
class Row:
    """`missed` names what a profile can say more about, when the goal was missed."""

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
    tables = [table for size in SIZES for table in measured(size)]
    print("\n".join(tables), flush=True)


def measured(size: int) -> list[str]:
    """The lines of this size for the README."""
    found: dict[str, list[Row]] = {}
    for kind in databases.KINDS:
        with a_database(kind) as database:
            print(f"\n{kind}, {size:,} events, {size * 20:,} dates", flush=True)
            found[kind] = list(shown_at_once(measure(database, size)))
            show_profiles(found[kind], database)
    return table(f"{size:,} events, {size * 20:,} dates", found)


def table(title: str, found: dict[str, list[Row]]) -> list[str]:
    names = dict.fromkeys(row.what for rows in found.values() for row in rows)
    lines = [f"| {title} | {' | '.join(found)} | goal |", f"|{'---|' * (len(found) + 2)}"]
    for name in names:
        same = {kind: row for kind, rows in found.items() for row in rows if row.what == name}
        values = " | ".join(same[kind].value if kind in same else "" for kind in found)
        lines.append(
            f"| {name} | {values} | {' · '.join(dict.fromkeys(row.goal for row in same.values()))} |"
        )
    return ["", *lines]


def shown_at_once(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        print(f"  {row.what:34}{row.value:>24}   {row.goal}", flush=True)
        yield row


def show_profiles(rows: Iterable[Row], database: Database) -> None:
    others = {"memory": memory_profile.report, "start": start_profile.report}
    for subject in sorted({row.missed for row in rows if row.missed}):
        lines = others[subject](database) if subject in others else report(database, subject)
        print("\n".join(lines), flush=True)


def about_the_machine() -> str:
    """What the numbers were measured on, and whether it had other things to do."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    busy = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({model[1] if model else platform.machine()}), Python {platform.python_version()}, "
        f"load before the start {busy:.1f}{': BUSY, believe only ratios' if busy > 1 else ''}"
    )


def measure(database: Database, size: int) -> Iterator[Row]:
    if database.kind == "postgres":
        yield durability(database)
    begun = time.perf_counter()
    (slug, date), (other, other_date) = in_the_database(database, lambda: build(size, datetime.now(UTC)))
    yield Row("(the town was built in)", f"{time.perf_counter() - begun:.0f} s")
    workers = 2 if database.kind == "postgres" else 1
    begun = time.perf_counter()
    with running_server(database.address, workers=workers) as server:
        started = time.perf_counter() - begun
        missed = "start" if started >= 2 else ""
        yield Row("start until the first answer", f"{started:.2f} s{_missed(bool(missed))}", "< 2 s", missed)
        paths = {name: path.format(slug=slug) for name, path in PAGES.items()}
        with httpx.Client(base_url=server.base_url, timeout=60) as reader:
            for name, path in paths.items():
                yield Row(f"{name}, first of all", f"{timed(reader, path):.0f} ms")
            yield cold_list(server, reader)
            yield cold_event(reader)
        for speed in speeds(server, paths, workers):
            yield beside_others(speed)
        yield from after_one_change(database, server, date)
        yield from sign_ups(database, server, other, other_date)
        held = memory(server)
        missed = "memory" if held >= 120 else ""
        yield Row("memory of a process", f"{held:.0f} MB{_missed(bool(missed))}", "< 120 MB", missed)


def durability(database: Database) -> Row:
    """A cluster made for tests may have been told not to wait for the disk."""
    waits = in_the_database(database, lambda: Registration.raw("SHOW fsync").run())[0]["fsync"] == "on"
    return Row("PostgreSQL waits for the disk", "yes" if waits else "NO: believe none of its writing")


def beside_others(speed: Speed) -> Row:
    ratios = f"{speed.ours / speed.bare:.0%} of bare"
    if speed.nginx:
        ratios += f", {speed.ours / speed.nginx:.0%} of nginx"
    missed = "warm" if speed.ours < speed.bare / 2 else ""
    return Row(
        f"{speed.name}, warm",
        f"{speed.ours:,.0f}/s{_missed(bool(missed))}",
        f"{ratios}, >= 50 % of bare",
        missed,
    )


def _missed(is_so: bool) -> str:
    return " MISSED" if is_so else ""


def timed(reader: httpx.Client, path: str) -> float:
    """In milliseconds. The client is there already: making one takes as long as a page."""
    begun = time.perf_counter()
    reader.get(path).raise_for_status()
    return 1000 * (time.perf_counter() - begun)


def cold_list(server: Server, reader: httpx.Client) -> Row:
    """Answers that nobody has asked for yet: another week each time."""
    year = datetime.now(UTC).year + 1
    weeks = [f"/veranstaltungen?ab={year}-01-{day:02}" for day in range(1, 21)]
    before = cpu_seconds(server)
    made = sorted(timed(reader, week) for week in weeks)
    used = 1000 * (cpu_seconds(server) - before) / len(weeks)
    return Row(
        "list that nobody has asked for yet: best, median (its CPU time)",
        f"{made[0]:.0f}, {median(made):.0f} ms ({used:.0f} ms)",
        "< 25 ms",
        missed="list" if median(made) >= 25 else "",
    )


def cold_event(reader: httpx.Client) -> Row:
    made = [timed(reader, f"/veranstaltungen/veranstaltung-nummer-{number}") for number in range(10, 30)]
    return Row(
        "event page that nobody has asked for yet: best, median", f"{min(made):.0f}, {median(made):.0f} ms"
    )


def after_one_change(database: Database, server: Server, date: int) -> Iterator[Row]:
    """Another process calls a date off: how long does the first new feed take, and when does every reader have it?"""
    tries = [_one_change(database, server, each) for each in range(date, date + 3)]
    made, seen = min(made for made, _seen in tries), max(seen for _made, seen in tries)
    yield Row("feed after one change", f"{made:.0f} ms", "< 50 ms", missed="feed" if made > 50 else "")
    yield Row("a change is seen in every process after", f"{seen:.1f} s", "< 1 s")


def _one_change(database: Database, server: Server, date: int) -> tuple[float, float]:
    """Milliseconds of the fastest new answer of a process, and seconds until the last reader had one."""
    with ExitStack() as stack:
        readers = [stack.enter_context(httpx.Client(base_url=server.base_url)) for _ in range(READERS)]
        known = {"if-none-match": readers[0].get(PAGES["feed"]).headers["etag"]}
        for reader in readers:
            reader.get(PAGES["feed"], headers=known)
        change = CallingOff("Der Raum ist belegt.")
        in_the_database(database, lambda: call_off_date(date, change, SYSTEM, datetime.now(UTC)))
        changed, made = time.perf_counter(), []
        while readers:
            begun = time.perf_counter()
            if readers[-1].get(PAGES["feed"], headers=known).status_code == 304:
                readers.insert(0, readers.pop())
                continue
            made.append(1000 * (time.perf_counter() - begun))
            readers.pop()
        # The first new answer of a process has made it; those that follow were only handed out.
        return made[0], time.perf_counter() - changed


def sign_ups(database: Database, server: Server, slug: str, date: int) -> Iterator[Row]:
    """Exact: as many rows as answers that said it has worked, but for those under way at the end."""
    stamp = asyncio.run(_stamp(server, slug, date))
    body = urlencode({"termin": date, "fuer": "mich", "personen": 1, "stempel": stamp})
    before = cpu_seconds(server)
    said = subprocess.run(
        ["wrk", "-t1", "-c32", f"-d{SECONDS}s", "-s", SCRIPT, f"{server.base_url}/veranstaltungen/{slug}/anmelden/absenden"],
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
    each = f"{1000 * used / max(worked, 1):.1f} ms"
    yield Row(
        "sign-ups a second (server's CPU for each)",
        f"{worked / SECONDS:,.0f}, {exact} ({each})",
        f">= {goal}{why}",
    )


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
