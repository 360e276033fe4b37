"""`mittendrin doctor`: looks at everything that an operator can put right, and says how."""

import argparse
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rich.console import Console
from rich.table import Table as Grid

from mittendrin.accounts.queries import owing_second_factor
from mittendrin.accounts.rules import Role
from mittendrin.accounts.tables import Account
from mittendrin.core.calendar_days import school_data_end
from mittendrin.core.clock import system_clock, to_local
from mittendrin.core.refusal import Refused
from mittendrin.database.engine import current_engine
from mittendrin.database.sealing import unopened
from mittendrin.database.versions import applied_migrations, refuse_old_database
from mittendrin.jobs.daily import DAILY
from mittendrin.jobs.lease import LOOP, holder_of_lease
from mittendrin.jobs.tables import JobRun
from mittendrin.jobs.topping_up import NEEDS_A_PERSON, school_warning
from mittendrin.outbox.queries import dead_mails, outbox_age, waiting_mails
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.places.queries import city_profile
from mittendrin.settings import Settings, settings
from mittendrin.web.health import OUTBOX_MAY_WAIT

JOBS_MAY_REST = timedelta(hours=36)
LITTLE_DISK, NO_DISK = 1_000_000_000, 100_000_000


class State(StrEnum):
    OK = "ok"
    WARNING = "warning"
    TROUBLE = "TROUBLE"


@dataclass(frozen=True, slots=True)
class Finding:
    state: State
    what: str
    said: str


async def doctor(_chosen: argparse.Namespace) -> None:
    """Ends with 1 when something is in trouble; warnings alone end with 0."""
    grid = Grid(box=None, show_header=False, pad_edge=False)
    worst = State.OK
    async for finding in examine(settings(), system_clock()):
        grid.add_row(finding.state.value, finding.what, finding.said)
        if State.TROUBLE in (worst, finding.state):
            worst = State.TROUBLE
    Console(soft_wrap=True, highlight=False).print(grid)
    if worst is State.TROUBLE:
        raise SystemExit(1)


Check = Callable[[datetime], Awaitable[Finding]]


async def examine(chosen: Settings, now: datetime) -> AsyncIterator[Finding]:
    """Without its database there is little more to say."""
    yield _addresses(chosen)
    yield _mail_server(chosen)
    yield _disk(chosen)
    yield _school_holidays(now)
    database = await _examined("database", _database, now)
    yield database
    if database.state is State.OK:
        for what, check in _CHECKS.items():
            yield await _examined(what, check, now)


async def _examined(what: str, check: Check, now: datetime) -> Finding:
    try:
        return await check(now)
    except Exception as error:
        return Finding(State.TROUBLE, what, f"{type(error).__name__}: {error}")


def _addresses(chosen: Settings) -> Finding:
    if chosen.is_https and not chosen.proxies:
        said = f"{chosen.base_url} without MITTENDRIN_PROXIES: all visitors would share one limit."
        return Finding(State.WARNING, "address", said)
    if chosen.is_https or "//127.0.0.1" in chosen.base_url or "//localhost" in chosen.base_url:
        return Finding(State.OK, "address", chosen.base_url)
    return Finding(
        State.WARNING, "address", f"{chosen.base_url} is not https: anybody between can read along."
    )


def _mail_server(chosen: Settings) -> Finding:
    if chosen.smtp:
        return Finding(State.OK, "mail server", chosen.smtp.rpartition("@")[2].removeprefix("smtp://"))
    return Finding(
        State.WARNING, "mail server", f"No MITTENDRIN_SMTP: mails are files in {chosen.data / 'mail'}."
    )


def _disk(chosen: Settings) -> Finding:
    free = shutil.disk_usage(chosen.data).free
    state = State.TROUBLE if free < NO_DISK else State.WARNING if free < LITTLE_DISK else State.OK
    return Finding(state, "disk", f"{free / 1e9:.1f} GB free in {chosen.data}")


def _school_holidays(now: datetime) -> Finding:
    if warning := school_warning(now):
        return Finding(State.WARNING, "school holidays", warning[0])
    return Finding(State.OK, "school holidays", f"known until {school_data_end().isoformat()}")


async def _database(_now: datetime) -> Finding:
    try:
        await refuse_old_database()
    except Refused as old:
        return Finding(State.TROUBLE, "database", old.sentence)
    version = (await applied_migrations())[-1]
    return Finding(State.OK, "database", f"{current_engine().engine_type}, version {version}")


async def _outbox(now: datetime) -> Finding:
    age, waiting = await outbox_age(now), await waiting_mails()
    minutes = int(age.total_seconds() // 60)
    if age >= OUTBOX_MAY_WAIT:
        return Finding(
            State.TROUBLE,
            "outbox",
            f"{waiting} mails wait, the oldest for {minutes} minutes: nothing goes out.",
        )
    return Finding(State.OK, "outbox", f"{waiting} mails wait, the oldest for {minutes} minutes")


async def _dead_letters(_now: datetime) -> Finding:
    dead = await dead_mails()
    said = f"{dead} mails could not be delivered: the office can see which." if dead else "none"
    return Finding(State.WARNING if dead else State.OK, "dead letters", said)


async def _loop(now: datetime) -> Finding:
    if holder := await holder_of_lease(LOOP, now):
        return Finding(State.OK, "jobs", f"done by process {holder.partition('-')[0]}")
    return Finding(State.WARNING, "jobs", "No server is running that does them.")


async def _daily(now: datetime) -> Finding:
    runs = {row["name"]: row for row in await JobRun.select()}
    late = [name for name in DAILY if name not in runs or now - runs[name]["finished_at"] > JOBS_MAY_REST]
    if late:
        return Finding(State.WARNING, "daily jobs", f"not done since yesterday: {', '.join(late)}")
    if NEEDS_A_PERSON in (report := runs["top-up"]["report"]):
        return Finding(State.WARNING, "daily jobs", report)
    last = min(to_local(row["finished_at"]) for row in runs.values())
    return Finding(State.OK, "daily jobs", f"all done since {last:%Y-%m-%d %H:%M}")


async def _office(_now: datetime) -> Finding:
    if not await Account.exists().where(Account.role == Role.LEAD.value, Account.active.eq(True)):
        return Finding(State.WARNING, "office", "Nobody leads it yet: run `mittendrin lead EMAIL NAME`.")
    profile = await city_profile()
    if profile is None or not profile.email:
        return Finding(State.WARNING, "office", "It has no e-mail address to send from.")
    return Finding(State.OK, "office", f"{profile.office_name} <{profile.email}>")


async def _second_factors(_now: datetime) -> Finding:
    if owing := await owing_second_factor():
        said = f"Set up at the next sign-in by: {', '.join(owing)}"
        return Finding(State.WARNING, "second factor", said)
    return Finding(State.OK, "second factor", "everybody in office and board has one, or is sample data")


async def _texts(_now: datetime) -> Finding:
    if tables := await unopened(APP_CONFIG.table_classes):
        said = f"Written with another secret than this one, nobody can read them: {', '.join(tables)}."
        return Finding(State.TROUBLE, "texts", said)
    return Finding(State.OK, "texts", "what people told the office opens with this secret")


_CHECKS: dict[str, Check] = {
    "texts": _texts,
    "outbox": _outbox,
    "dead letters": _dead_letters,
    "second factor": _second_factors,
    "jobs": _loop,
    "daily jobs": _daily,
    "office": _office,
}
