"""Where the time of one sign-up goes: `make bench ARGS=sign_up_profile`.

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
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvloop

import databases
from benchmarks.big_town import build
from benchmarks.throwaway_database import a_database
from databases import Database
from mittendrin.app import create_app
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.settings import settings
from mittendrin.web.robots import robot_stamp
from mittendrin.web.shell import Shell

EVENTS = 60
FIRST, MEASURED, PROFILED = 100, 1000, 500
AT_ONCE = 16
WHOLE, HANDLER = "__call__ shell.py", "send_sign_up pages.py"
# Function and file, as cProfile knows them. None of them calls another one.
PARTS = {
    "reading the form": ("read_form forms.py", "read_wish walk.py", "check_not_a_robot robots.py"),
    "the date, its place and whether it is possible": (
        "find_target choosing.py",
        "refuse_unless_possible rules.py",
    ),
    "who would call": ("sender_for messages.py",),
    "the person": ("find_or_add actions.py",),
    "seats": ("_take_or_wait actions.py",),
    "the message, rendered and queued": ("write messages.py", "hand_over messages.py"),
    "audit": ("record actions.py",),
    "BEGIN and COMMIT": (
        "__aenter__ sqlite_engine.py",
        "__aexit__ sqlite_engine.py",
        "__aenter__ postgres_engine.py",
        "__aexit__ postgres_engine.py",
    ),
}


def main() -> None:
    # The daily jobs of a new database say what they did.
    logging.disable(logging.INFO)
    for kind in databases.KINDS:
        with a_database(kind) as database:
            databases.use(database)
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as as_served:
                as_served.run(measure(database))


async def measure(database: Database) -> None:
    slug, date = await the_town()
    async with running_app() as app:
        visitors = Visitors(app, slug, date)
        await visitors.sign_up(FIRST)
        begun = time.process_time()
        await visitors.sign_up(MEASURED)
        each = 1000 * (time.process_time() - begun) / MEASURED
        print(
            f"\n{database.kind}: {each:.1f} ms of CPU for one sign-up, so at most {1000 / each:.0f}/s and process"
        )
        # Waiting is no work, neither for the disk nor for the others on this machine.
        profile = cProfile.Profile(time.thread_time)
        profile.enable()
        await visitors.sign_up(PROFILED)
        profile.disable()
    file = Path(tempfile.gettempdir()) / f"mittendrin-sign-up-{database.kind}.prof"
    profile.dump_stats(file)
    for name, share in shares(pstats.Stats(str(file))).items():
        print(f"  {share:6.1%}  {name}")
    print(f"  all of it: {file}", flush=True)


async def the_town() -> tuple[str, int]:
    await open_pool()
    found, _other = await build(EVENTS, datetime.now(UTC))
    await close_pool()
    return found


@asynccontextmanager
async def running_app() -> AsyncIterator[Shell]:
    app, said = create_app(settings()), asyncio.Queue[dict[str, str]]()
    started = asyncio.Event()

    async def send(message: Any) -> None:
        assert "failed" not in message["type"], message
        started.set()

    life = asyncio.create_task(app({"type": "lifespan", "state": {}}, said.get, send))
    said.put_nowait({"type": "lifespan.startup"})
    await started.wait()
    yield app
    said.put_nowait({"type": "lifespan.shutdown"})
    await life


@dataclass
class Visitors:
    """Everybody presses "Jetzt absenden" on a check page that was made ten seconds ago."""

    app: Shell
    slug: str
    date: int
    number: int = 0

    async def sign_up(self, people: int) -> None:
        coming = iter(range(people))
        await asyncio.gather(*(self._one_after_another(coming) for _ in range(AT_ONCE)))

    async def _one_after_another(self, coming: Any) -> None:
        for _ in coming:
            self.number += 1
            await self._send(self.number)

    async def _send(self, number: int) -> None:
        asked = [{"type": "http.request", "body": self._body(number), "more_body": False}]

        async def receive() -> Any:
            return asked.pop()

        async def send(message: Any) -> None:
            assert message.get("status", 303) == 303, message

        await self.app(self._scope(number), receive, send)

    def _body(self, number: int) -> bytes:
        stamp = robot_stamp(datetime.now(UTC) - timedelta(seconds=10))
        person = {"name": f"Demo-Person {number}", "telefon": f"0171 39{number:05}"}
        form = {
            "termin": self.date,
            "fuer": "mich",
            "personen": 1,
            "stempel": stamp,
            "schluessel": f"key{number}",
        }
        return urlencode(form | person).encode()

    def _scope(self, number: int) -> dict[str, Any]:
        path = f"/veranstaltungen/{self.slug}/anmelden/absenden"
        return {
            "type": "http",
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [
                (b"host", b"127.0.0.1"),
                (b"content-type", b"application/x-www-form-urlencoded"),
                (b"sec-fetch-site", b"same-origin"),
            ],
            "client": (f"198.18.{number // 250}.{number % 250 + 1}", 5),
            "server": ("127.0.0.1", 80),
            "state": {},
        }


def shares(stats: pstats.Stats) -> dict[str, float]:
    """What each part takes with all that it calls, and what is left inside and around."""
    taken: dict[str, float] = {}
    for (file, _line, function), numbers in stats.stats.items():  # type: ignore[attr-defined]
        name = f"{function} {Path(file).name}"
        taken[name] = max(taken.get(name, 0.0), numbers[3])
    total: float = stats.total_tt  # type: ignore[attr-defined]
    parts = {part: sum(taken[name] for name in names if name in taken) for part, names in PARTS.items()}
    assert all(parts.values()), f"a function has another name now: {parts}"
    parts["the row of the sign-up, and the rest of the act"] = taken[HANDLER] - sum(parts.values())
    parts["the framework and the layers in front of it"] = taken[WHOLE] - taken[HANDLER]
    parts["the event loop, its threads and sockets"] = total - taken[WHOLE]
    return {part: seconds / total for part, seconds in sorted(parts.items(), key=lambda one: -one[1])}
