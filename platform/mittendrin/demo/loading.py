"""Loads the sample city through the acts that people use, and takes it away again."""

from collections.abc import Callable
from datetime import datetime

from piccolo.table import Table, sort_table_classes

from mittendrin.accounts.actions import Gate
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.demo.accounts import add_accounts
from mittendrin.demo.beside import show_what_else_happens
from mittendrin.demo.entries import add_events
from mittendrin.demo.ground import lay_ground
from mittendrin.demo.helping import help_each_other
from mittendrin.demo.needs import look_for_volunteers
from mittendrin.demo.reading import Sample
from mittendrin.demo.scene import Scene
from mittendrin.demo.sign_ups import change_dates, settle_messages, sign_everybody_up
from mittendrin.events.tables import CalendarWindow
from mittendrin.jobs.tables import JobRun, Lease
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.places.queries import is_sample
from mittendrin.places.tables import CityProfile
from mittendrin.web.changes import public_change
from mittendrin.web.shelf import EVERYTHING
from mittendrin.web.tables import PublicChange

# What the running program notes for itself, in an empty city too.
OF_THE_PROGRAM = (PublicChange, Lease, JobRun, CalendarWindow)


async def is_migrated() -> bool:
    return await CityProfile.table_exists()


async def is_empty() -> bool:
    for table in _tables():
        if table not in OF_THE_PROGRAM and await table.exists():
            return False
    return True


def amount_of_work(sample: Sample) -> int:
    """How often `load` ticks."""
    parties = sum(len(one.confirmed) + len(one.waiting) for event in sample.events for one in event.sign_ups)
    wishes = len(sample.help.offers) + len(sample.help.requests) + len(sample.help.needs)
    return len(sample.events) + parties + wishes


async def load(sample: Sample, gate: Gate, now: datetime, tick: Callable[[], None]) -> None:
    """All or nothing. Refuses a database that holds anything, so that nothing invented mixes with what is true."""
    async with transaction():
        if not await is_empty():
            raise Refused("The sample city needs an empty database, and this one holds something already.")
        ground = await lay_ground(sample, now)
        team = await add_accounts(ground, gate, now)
        scene = Scene(sample, ground, team, now, tick, event_ids={})
        await add_events(scene)
        await sign_everybody_up(scene)
        await change_dates(scene)
        await look_for_volunteers(scene)
        await help_each_other(scene)
        await show_what_else_happens(scene)
        await settle_messages()
        await public_change(EVERYTHING)


async def remove() -> None:
    """Everything goes, also what people have tried out in the sample since."""
    async with transaction():
        if not await is_sample():
            raise Refused("This database does not hold the sample city. Nothing was removed.")
        for table in reversed(_tables()):
            if table is not PublicChange:
                await table.delete(force=True)
        await public_change(EVERYTHING)


def _tables() -> list[type[Table]]:
    """Those that others refer to come first."""
    return sort_table_classes(APP_CONFIG.table_classes)
