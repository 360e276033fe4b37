"""Where the time of a page or feed goes that nobody has asked for since a change: `make bench ARGS=read_profile`.

The application runs in this process, without a server and without a load generator, so its CPU time is only its own:
on a busy machine the seconds on the clock say little. Shares come from a second run under cProfile, whose whole
output stays in a file for `python -m pstats` or snakeviz.
"""

import asyncio
import cProfile
import logging
import pstats
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import uvloop

import databases
from benchmarks.big_town import build
from benchmarks.throwaway_database import a_database
from databases import Database
from mittendrin.app import create_app
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.events.tables import Event
from mittendrin.settings import settings
from mittendrin.web.shell import Shell

EVENTS = 600
TRIES = 20
WHOLE = "__call__ shell.py"


@dataclass(frozen=True)
class Subject:
    """`path` gets the number of the try. `parts` are functions and files as cProfile knows them; none calls another.
    Before each of a `made_anew` something changes; what is not is answered as it was kept.
    """

    path: str
    parts: Mapping[str, tuple[str, ...]]
    made_anew: bool = True


PAGE = {"rendering": ("render environment.py",), "packing": ("pack answers.py", "_brotli answers.py")}
SUBJECTS = {
    "list": Subject(
        f"/veranstaltungen?ab={datetime.now(UTC).year + 1}-01-{{:02}}",
        {"reading dates": ("enough_dates finding.py",), "topics, districts": ("all kept_select.py",), **PAGE},
    ),
    "start": Subject("/", {"reading dates": ("enough_dates finding.py",), **PAGE}),
    "warm": Subject(
        "/veranstaltungen",
        {
            "reading what is asked for": ("_asked prepared.py", "_key prepared.py"),
            "finding": ("find shelf.py",),
            "sending": ("_give prepared.py",),
        },
        made_anew=False,
    ),
    "event": Subject(
        "/veranstaltungen/veranstaltung-nummer-{}", {"reading": ("show_event showing.py",), **PAGE}
    ),
    "feed": Subject(
        "/kalender/alle.ics",
        {
            "which events, which revision": ("_revisions queries.py",),
            "writing what changed": ("_make calendar_parts.py",),
            "choosing": ("choose rules.py",),
            "fingerprint": ("fingerprint answers.py",),
        },
    ),
}


def main() -> None:
    logging.disable(logging.INFO)
    for kind in databases.KINDS:
        with a_database(kind) as database:
            databases.use(database)
            asyncio.run(_build())
            print(f"\nReading, {kind}, {EVENTS} events, each answer made anew but the warm one")
            for name in SUBJECTS:
                print("\n".join(report(database, name)), flush=True)


async def _build() -> None:
    await open_pool()
    await build(EVENTS, datetime.now(UTC))
    await close_pool()


def report(database: Database, name: str) -> list[str]:
    """CPU time of one answer, and the shares of its parts."""
    databases.use(database)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as as_served:
        return as_served.run(_report(SUBJECTS[name], name))


async def _report(subject: Subject, name: str) -> list[str]:
    shell = create_app(settings())
    await open_pool()
    try:
        await _ask(shell, subject)
        begun = time.process_time()
        await _ask(shell, subject)
        each = (time.process_time() - begun) / TRIES
        with cProfile.Profile(time.thread_time) as profile:
            await _ask(shell, subject)
    finally:
        await close_pool()
    file = Path(tempfile.gettempdir()) / f"mittendrin-{name}.prof"
    profile.dump_stats(file)
    return [
        f"  {name}: {1000 * each:.1f} ms of CPU",
        *_shares(profile, subject),
        f"    whole profile: {file}",
    ]


async def _ask(shell: Shell, subject: Subject) -> None:
    """Made anew means: after a change of everything, and of one event."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(shell), base_url="http://127.0.0.1:8000"
    ) as client:
        for number in range(1, TRIES + 1):
            if subject.made_anew:
                await Event.update({Event.revision: Event.revision + 1}).where(Event.id == number)
                shell.watcher.drop([""])
            (await client.get(subject.path.format(number))).raise_for_status()


def _shares(profile: cProfile.Profile, subject: Subject) -> list[str]:
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    spent: dict[str, float] = {}
    for (file, _line, function), (_calls, _all, _own, cumulative, _callers) in stats.items():
        name = f"{function} {Path(file).name}"
        spent[name] = max(spent.get(name, 0.0), cumulative)
    whole = spent[WHOLE]
    shares = {
        part: sum(spent.get(name, 0.0) for name in names) / whole for part, names in subject.parts.items()
    }
    shares["all else: framework, layers, queries"] = max(1 - sum(shares.values()), 0.0)
    return [f"    {share:4.0%} {part}" for part, share in shares.items()]


if __name__ == "__main__":
    main()
