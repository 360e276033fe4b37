"""Two who were asked before a ride knew for which hour: what was said to them tells it, or what became of the date."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from database.test_old_rows import release, releases
from databases import Database
from makers import NOW
from mittendrin.database.migrating import migrate
from mittendrin.events.tables import Event, Occurrence
from mittendrin.organisations.tables import Organisation
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.paths import MIGRATIONS
from mittendrin.places.tables import Topic, Venue
from mittendrin.registrations.tables import Registration
from mittendrin.rides.tables import RidePair

__all__ = ["releases"]
KNOWS = "mittendrin_2026_11_30t16_15_07_285960.py"
FIRST, MOVED_TO = NOW + timedelta(days=14), NOW + timedelta(days=15)
BEFORE, SINCE = NOW - timedelta(days=1), NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Old:
    """A date that was changed at that time, what its giver was asked for, and what is known then."""

    changed: datetime
    called: datetime | None
    written: datetime | None
    known: datetime


CASES = [
    pytest.param(Old(SINCE, FIRST, None, FIRST), id="moved after a call"),
    pytest.param(Old(SINCE, None, FIRST, FIRST), id="moved after a mail"),
    pytest.param(Old(SINCE, MOVED_TO, None, MOVED_TO), id="asked for the new day, its room has changed"),
    pytest.param(Old(BEFORE, None, None, MOVED_TO), id="not changed since"),
    pytest.param(Old(SINCE, None, None, FIRST), id="changed since, and nothing is left of the question"),
]


@pytest.mark.parametrize("old", CASES)
async def test_an_old_ride_knows_for_which_hour_it_was_asked(
    empty_database: Database, releases: Path, old: Old
) -> None:
    files = sorted(MIGRATIONS.glob("mittendrin_*.py"))
    release(releases, (one for one in files if one.name < KNOWS))
    await migrate()
    date, giver, taker = await a_date_with_two(old.changed)
    await RidePair.raw(
        "INSERT INTO ride_pair (occurrence, giver, taker, kind, state, giver_code, taker_code, created_at)"
        " VALUES ({}, {}, {}, 'ride', 'both', 'g', 't', {})",
        date, giver, taker, NOW,
    )  # fmt: skip
    (pair,) = await RidePair.raw("SELECT id FROM ride_pair")
    for asked, part, moment in ((old.called, "giver", NOW), (MOVED_TO, "taker", SINCE)):
        await called(f"ride:{pair['id']}", part, asked, moment)
    await written(f"ride:{pair['id']}", old.written)
    release(releases, (one for one in files if one.name == KNOWS))
    await migrate()
    assert await RidePair.raw("SELECT asked_for FROM ride_pair WHERE asked_for IS NULL") == []
    assert await RidePair.select(RidePair.asked_for).output(as_list=True) == [old.known]


async def called(about: str, part: str, asked: datetime | None, moment: datetime) -> None:
    if asked:
        await CallTask.raw(
            "INSERT INTO call_task (about, part, purpose, recipient_name, reached_at, headline, script, due_at,"
            " happens_at, created_at) VALUES ({}, {}, 'ride_asked', '', '', '', '', {}, {}, {})",
            about, part, moment, asked, moment,
        )  # fmt: skip


async def written(about: str, asked: datetime | None) -> None:
    if asked:
        await Mail.raw(
            "INSERT INTO mail (message_id, about, purpose, recipient_name, recipient, subject, body, due_at,"
            " matters_until, created_at) VALUES ('1', {}, 'ride_asked', '', '', '', '', {}, {}, {})",
            about, NOW, asked, NOW,
        )  # fmt: skip


async def a_date_with_two(changed: datetime) -> tuple[int, int, int]:
    """It was to be on the first day, and is on the next. The date, and two who come."""
    club = await new_row(Organisation, slug="c", name="C", kind="club", changed_at=NOW)
    topic = await new_row(Topic, slug="t", name="T")
    venue = await new_row(Venue, slug="v", name="V", changed_at=NOW)
    event = await new_row(
        Event, slug="e", organisation=club, state="published", title="E", topic=topic, venue=venue, when="{}",
        uid="e", created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    date = await new_row(
        Occurrence,
        event=event,
        original_start=FIRST,
        starts_at=MOVED_TO,
        ends_at=MOVED_TO,
        changed_at=changed,
    )
    giver, taker = [
        await new_row(
            Registration, code=code, key=code, event=event, occurrence=date, party=1, status="confirmed",
            created_at=NOW,
        )
        for code in ("a", "b")
    ]  # fmt: skip
    return date, giver, taker


async def new_row(table: Any, **values: object) -> int:
    """As that release had the table, with its own defaults for the rest."""
    name, marks = table._meta.tablename, ", ".join("{}" for _one in values)
    columns = ", ".join(f'"{column}"' for column in values)
    await table.raw(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', *values.values())
    (row,) = await table.raw(f'SELECT max(id) AS id FROM "{name}"')
    return int(row["id"])
