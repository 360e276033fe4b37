"""What an operator does by hand or by a timer: the jobs, and backups."""

import argparse
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from rich.progress import Progress

from mittendrin.core.clock import system_clock
from mittendrin.core.refusal import Refused
from mittendrin.database import backups
from mittendrin.database.pool import close_pool, open_pool
from mittendrin.database.versions import applied_migrations
from mittendrin.events.restored import outrun_calendars
from mittendrin.jobs import daily
from mittendrin.jobs.lease import LOOP, end_leases, give_lease_back, holder_of_lease, new_holder, take_lease
from mittendrin.jobs.post_office import deliver_round
from mittendrin.jobs.rules import Progress as Seen
from mittendrin.outbox.delivery import Delivered
from mittendrin.outbox.queries import due_mails
from mittendrin.settings import settings

HELD = (
    "Another process ({holder}) does this already: a running server delivers, reminds, adds dates and forgets by itself. "
    "Nothing was done here."
)


async def deliver(_chosen: argparse.Namespace) -> None:
    async with work_on_database(), _instead_of_a_server() as holder:
        done = await _deliver_all_due(holder)
    print(f"{done.sent} mails sent, {done.postponed} postponed, {done.dead} cannot be delivered.")
    if not settings().smtp:
        print(f"There is no MITTENDRIN_SMTP: mails are files in {settings().data / 'mail'}.")


async def _deliver_all_due(holder: str) -> Delivered:
    started, done = system_clock(), Delivered()
    due = await due_mails(started)
    with _bar("Delivering") as seen:
        # Mails that are postponed or come in meanwhile are due later than this.
        while (delivered := await deliver_round(settings(), started)).any:
            done += delivered
            seen(min(done.sent + done.postponed + done.dead, due), due)
            if await take_lease(LOOP, holder, system_clock()) is None:
                break
    return done


async def remind(_chosen: argparse.Namespace) -> None:
    await _run_job("remind", "Reminding")


async def top_up(_chosen: argparse.Namespace) -> None:
    await _run_job("top-up", "Adding dates")


async def forget(_chosen: argparse.Namespace) -> None:
    """Mails in files hold contact data as well."""
    async with work_on_database(), _instead_of_a_server():
        report = await _with_bar("forget", "Forgetting")
        files = await daily.throw_files_away(settings().data, system_clock())
    print(f"{report}\n{files}")


async def _run_job(name: str, label: str) -> None:
    async with work_on_database(), _instead_of_a_server():
        report = await _with_bar(name, label)
    print(report)


async def _with_bar(name: str, label: str) -> str:
    with _bar(label) as seen:
        return await daily.run(name, system_clock(), seen)


async def backup(chosen: argparse.Namespace) -> None:
    with _bar("Backing up"):
        made = await backups.backup(Path(chosen.file))
    print(f"{chosen.file}: {sum(made.rows.values())} rows in {len(made.rows)} tables, checked.")
    print("Keep the secret of the service too: without it nobody can read what people told the office.")


async def restore(chosen: argparse.Namespace) -> None:
    with _bar("Restoring"):
        made = await backups.restore(Path(chosen.file))
        async with work_on_database():
            await outrun_calendars(system_clock())
            await end_leases()
    print(f"{sum(made.rows.values())} rows of {made.made_at} are back. Now run `mittendrin migrate`.")
    print("`mittendrin doctor` says whether this secret opens what people told the office.")


@asynccontextmanager
async def work_on_database() -> AsyncIterator[None]:
    """For a command that needs the tables."""
    await open_pool()
    try:
        if not await applied_migrations():
            raise Refused("The database is empty. Run `mittendrin migrate` first.")
        yield
    finally:
        await close_pool()


@asynccontextmanager
async def _instead_of_a_server() -> AsyncIterator[str]:
    """Never beside a running server, which does all this by itself: two at a time would remind people twice."""
    holder = new_holder()
    if await take_lease(LOOP, holder, system_clock()) is None:
        raise Refused(HELD.format(holder=await holder_of_lease(LOOP, system_clock())))
    try:
        yield holder
    finally:
        await give_lease_back(LOOP, holder, system_clock())


@contextmanager
def _bar(label: str) -> Iterator[Seen]:
    with Progress() as progress:
        bar = progress.add_task(label, total=None)

        def seen(done: int, of: int) -> None:
            progress.update(bar, completed=done, total=of)

        yield seen
        total = progress.tasks[0].total or 1
        progress.update(bar, completed=total, total=total)
