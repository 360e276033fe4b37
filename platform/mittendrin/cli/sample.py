"""The sample city on the command line: load it, remove it."""

from datetime import datetime

from rich.progress import Progress

from mittendrin.accounts.actions import Gate
from mittendrin.accounts.passwords import Passwords
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import Refused
from mittendrin.demo import loading
from mittendrin.demo.reading import Sample, read_sample
from mittendrin.outbox.post import folder_in
from mittendrin.places.queries import is_sample
from mittendrin.settings import settings


async def load(now: datetime) -> None:
    await _must_be_migrated()
    if await is_sample():
        raise Refused("The sample city is here already. `mittendrin demo --remove` takes it away.")
    await _load(now)


async def load_if_empty(now: datetime) -> None:
    """What is there stays, whatever it is."""
    await _must_be_migrated()
    if await loading.is_empty():
        await _load(now)
    elif await is_sample():
        print("The sample city is here already and stays as it is.")
    else:
        print("The database holds a city of its own. The sample city is not loaded.")


async def remove(now: datetime) -> None:
    """Also the mails to the sample's people that lie in files: they name them, and their links lead nowhere now."""
    await _must_be_migrated()
    await loading.remove()
    await folder_in(settings().data).throw_away(now)
    print("The sample city is gone. The database is empty.")


async def _load(now: datetime) -> None:
    sample = read_sample(local_day(now))
    gate = Gate(Passwords(), settings().secret, settings().base_url)
    with Progress() as progress:
        bar = progress.add_task("Loading the sample city", total=loading.amount_of_work(sample))
        await loading.load(sample, gate, now, lambda: progress.advance(bar))
    print(f"{what_is_in(sample)}: all of it sample data.")
    print("`mittendrin demo --remove` takes all of it away again.")


def what_is_in(sample: Sample) -> str:
    twice = len(sample.second_reports)
    again = f", {twice} of them entered twice" if twice else ""
    return f"{len(sample.organisations)} organisations and {len(sample.events)} events{again}"


async def _must_be_migrated() -> None:
    if not await loading.is_migrated():
        raise Refused("The database has no tables yet. Run `mittendrin migrate` first.")
