"""The feeds of the sample city beside what its database says: dates, components, and which of them a change touches."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from calendars.feed_checks import problems
from calendars.feed_parsers import (
    Occurrence,
    library_occurrences,
    occurrences,
    vobject_occurrences,
)
from makers import BERLIN
from mittendrin.events import tables
from mittendrin.events.dates import last_day_for_all
from mittendrin.events.tables import Event
from visitor import Visitor

EVERYTHING = "/kalender/alle.ics"
PAST = timedelta(days=60)
# What SEQUENCE counts: time, place, recurrence, state.
COUNTED = ("DTSTART", "DTEND", "RRULE", "EXDATE", "LOCATION", "GEO", "STATUS")
Key = tuple[str, str]


@dataclass(frozen=True)
class Entry:
    """One VEVENT as it was sent."""

    content: bytes

    def value(self, name: str) -> str:
        found = re.search(rf"^{name}(?:;[^:]*)?:(.*)$", self._text, re.MULTILINE)
        return found[1] if found else ""

    @property
    def counted(self) -> list[str]:
        return [self.value(name) for name in COUNTED]

    @property
    def _text(self) -> str:
        return self.content.replace(b"\r\n ", b"").replace(b"\r\n", b"\n").decode()


Entries = dict[Key, Entry]


def entries_of(content: bytes) -> Entries:
    found = re.findall(rb"BEGIN:VEVENT\r\n.*?END:VEVENT\r\n", content, re.DOTALL)
    entries = [Entry(one) for one in found]
    return {(one.value("UID"), one.value("RECURRENCE-ID")): one for one in entries}


def events_of(keys: Iterable[Key]) -> set[str]:
    """The UIDs of events, also where a date has one of its own."""
    return {f"{uid[:36]}@mittendrin" for uid, _date in keys}


def touched(before: Entries, after: Entries) -> set[Key]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def check_stamps(before: Entries, after: Entries) -> None:
    for key in before.keys() & after.keys():
        was, now = before[key], after[key]
        if was == now:
            continue
        assert int(now.value("SEQUENCE")) >= int(was.value("SEQUENCE")), key
        assert now.value("LAST-MODIFIED") > was.value("LAST-MODIFIED"), key
        if was.counted != now.counted:
            assert int(now.value("SEQUENCE")) > int(was.value("SEQUENCE")), key


async def content_of(visitor: Visitor, path: str) -> bytes:
    answer = await visitor.client.get(path)
    assert answer.status_code == 200, path
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert problems(answer.content) == []
    return answer.content


async def check_dates(content: bytes, now: datetime) -> list[Occurrence]:
    """A reader finds the dates of the database, neither more nor fewer, in all days that are laid out."""
    stored = await _stored_dates(now)
    _compare(occurrences(content), [date for _uid, date in stored], now)
    return _within([date for _uid, date in stored], now)


async def check_with_every_reader(content: bytes, uids: set[str], now: datetime) -> None:
    """These events alone, because the libraries take their time."""
    stored = [date for uid, date in await _stored_dates(now) if uid in uids]
    few = only(content, uids)
    for reader in (occurrences, library_occurrences, vobject_occurrences):
        _compare(reader(few), stored, now)


def only(content: bytes, uids: set[str]) -> bytes:
    others = [entry for key, entry in entries_of(content).items() if not events_of([key]) & uids]
    for entry in others:
        content = content.replace(entry.content, b"")
    return content


def _compare(found: list[Occurrence], stored: list[Occurrence], now: datetime) -> None:
    said, meant = Counter(_within(found, now)), Counter(_within(stored, now))
    more, fewer = list(said - meant)[:5], list(meant - said)[:5]
    assert not more + fewer, f"too many {more}, missing {fewer}"


async def _stored_dates(now: datetime) -> list[tuple[str, Occurrence]]:
    event: Any = tables.Occurrence.event
    rows = await tables.Occurrence.select(
        *tables.Occurrence.all_columns(), event.title.as_alias("title"), event.uid.as_alias("uid")
    ).where(event.state.is_in(["published", "archived"]))
    return sorted((row["uid"], _stored(row)) for row in rows)


def _stored(row: dict[str, Any]) -> Occurrence:
    status = "CANCELLED" if row["state"] == "called_off" else "CONFIRMED"
    return Occurrence(
        _shown(row["starts_at"], row), _shown(row["ends_at"], row), f"{_mark(row)}{row['title']}", status
    )


def _mark(row: dict[str, Any]) -> str:
    if row["state"] == "called_off":
        return "ABGESAGT: "
    if row["starts_at"] != row["original_start"]:
        return "VERLEGT: "
    return "ANDERER ORT: " if row["place"] else ""


def _shown(moment: datetime, row: dict[str, Any]) -> str:
    if row["all_day"]:
        return f"{moment.astimezone(BERLIN).date()}"
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}"


def _within(found: list[Occurrence], now: datetime) -> list[Occurrence]:
    since, until = f"{now - PAST:%Y-%m-%d}", f"{last_day_for_all(now)}"
    return [one for one in found if since < one.start < until]


async def uid_of(event_id: int) -> str:
    row = await Event.select(Event.uid).where(Event.id == event_id).first()
    assert row
    return str(row["uid"])
