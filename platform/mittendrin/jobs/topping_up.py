"""Dates exist as rows for 400 days ahead (events/dates.py); each day brings the next ones of every series that goes on."""

import logging
from datetime import date, datetime
from typing import Any

from mittendrin.core.calendar_days import school_data_end
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.dates import last_day_for_all, lay_out
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.stored_when import from_json
from mittendrin.events.tables import Event, Occurrence
from mittendrin.jobs.patience import Patience
from mittendrin.jobs.rules import Progress, silent
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations import regular
from mittendrin.web.changes import public_change

logger = logging.getLogger("mittendrin.jobs")

NEEDS_A_PERSON = "wait for a person"


async def top_up(now: datetime, seen: Progress = silent) -> str:
    series = await _behind(last_day_for_all(now))
    added, stuck, patience = 0, [], Patience()
    for number, event in enumerate(series, 1):
        with patience.for_one(f"the dates of {event['title']}"):
            more = await _continue(event["id"], now)
            added += more or 0
            stuck += [event["title"]] if more is None else []
        seen(number, len(series))
    patience.check()
    return " ".join([f"{added} dates added to {len(series)} series.", *_stuck(stuck), *school_warning(now)])


def school_warning(now: datetime) -> list[str]:
    """Beyond the last known school holidays a pause "in den Schulferien" cannot be kept."""
    end = school_data_end()
    if last_day_for_all(now) <= end:
        return []
    return [f"School holidays are known until {end.isoformat()} only: update the package holidays."]


def _stuck(titles: list[str]) -> list[str]:
    return [f"{len(titles)} series {NEEDS_A_PERSON}: {', '.join(titles[:3])}."] if titles else []


async def _behind(until: date) -> list[dict[str, Any]]:
    rows = await (
        Event.select(Event.id, Event.title, Event.when, Event.dates_until)
        .where(
            Event.state == EntryState.PUBLISHED.value,
            Event.called_off_at.is_null(),
            Event.dates_until < until.isoformat(),
        )
        .order_by(Event.id)
    )
    return [row for row in rows if _goes_on(from_json(row["when"]), row["dates_until"])]


def _goes_on(when: When, laid_out_until: str) -> bool:
    last = when.dates[-1] if when.repeat is Repeat.DATES else when.until
    return last is None or last.isoformat() > laid_out_until


async def _continue(event_id: int, now: datetime) -> int | None:
    """How many dates came; None when people must decide.

    For example when school holidays became known, and somebody has signed up for a date in them.
    """
    try:
        return await _lay_out(event_id, now)
    except Refused as refused:
        logger.warning("The dates of event %s cannot go on: %s", event_id, refused.sentence)
        return None


async def _lay_out(event_id: int, now: datetime) -> int:
    async with transaction():
        event = await load(event_id)
        content = content_of(event)
        before = await Occurrence.count().where(Occurrence.event == event_id)
        await lay_out(event_id, content.when, content.terms, now)
        added = await Occurrence.count().where(Occurrence.event == event_id) - before
        await regular.keep_places(event_id, now)
        if (await load(event_id)).revision != event.revision:
            await public_change("programme", "calendar", f"event:{event.slug}")
    return int(added)
