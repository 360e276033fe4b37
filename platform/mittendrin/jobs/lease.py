"""One process at a time: whoever holds the row until a time may run jobs until then.

Nobody waits for anybody. The one conditional UPDATE decides between two that reach for an expired lease at the
same moment, the UNIQUE on its name between two that make the very first one.
"""

import os
from datetime import datetime, timedelta
from secrets import token_hex

from mittendrin.jobs.tables import Lease

LOOP = "loop"
LASTS = timedelta(minutes=3)


def new_holder() -> str:
    """Readable by the operator, and different for each start of a process."""
    return f"{os.getpid()}-{token_hex(8)}"


async def take_lease(name: str, holder: str, now: datetime) -> datetime | None:
    """Until when it is ours, or None when another one holds it. Ours already, it is renewed."""
    held = await Lease.select(Lease.holder, Lease.until).where(Lease.name == name).first()
    until = now + LASTS
    if held is None:
        made = await (
            Lease.insert(Lease(name=name, holder=holder, until=until)).on_conflict(action="DO NOTHING")
        ).returning(Lease.id)
        return until if made else None
    if held["holder"] != holder and now < held["until"] <= now + LASTS:
        return None
    # A lease from a future that nobody can have given was made by a clock that was wrong.
    free = (Lease.holder == holder) | (Lease.until <= now) | (Lease.until > until)
    won = await (
        Lease.update({Lease.holder: holder, Lease.until: until})
        .where((Lease.name == name) & free)
        .returning(Lease.id)
    )
    return until if won else None


async def give_lease_back(name: str, holder: str, now: datetime) -> None:
    """So that another process goes on at once."""
    await Lease.update({Lease.until: now}).where(Lease.name == name, Lease.holder == holder)


async def end_leases() -> None:
    """A restored backup brings those of processes that never ran on this database."""
    await Lease.delete(force=True)


async def holder_of_lease(name: str, now: datetime) -> str | None:
    held = await Lease.select(Lease.holder).where(Lease.name == name, Lease.until > now).first()
    return held["holder"] if held else None
