"""Prepared public pages are dropped only when a word that they show has changed."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from mittendrin.events.capacity import Situation, decide_sign_up
from mittendrin.registrations import seats
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.seats import Counts
from mittendrin.web.changes import public_change


@asynccontextmanager
async def held_seats(view: TargetView, now: datetime) -> AsyncIterator[None]:
    """Inside a transaction: first its seats are held, at its end visitors learn what has changed."""
    holder = seats.holder_of(view.target)
    before = await seats.hold(holder)
    async with held_dates(view, now):
        yield
    await announce(view, before, await seats.hold(holder), now)


@asynccontextmanager
async def held_dates(view: TargetView, now: datetime) -> AsyncIterator[None]:
    """The dates that a regular place has seats on, each with a word of its own. While the event is held."""
    if not view.is_regular_place:
        yield
        return
    before = await seats.hold_dates(view.event_ids, now)
    yield
    if _differs(view, before, await seats.hold_dates(view.event_ids, now), now):
        await public_change("programme", *_pages(view))


async def announce(view: TargetView, before: Counts, after: Counts, now: datetime) -> None:
    if _word(view.situation, before, now) == _word(view.situation, after, now):
        return
    # Lists show no word for regular places, only for their dates.
    areas = () if view.is_regular_place else ("programme",)
    await public_change(*areas, *_pages(view))


def _pages(view: TargetView) -> list[str]:
    """Of a series that was changed from a day on, there are two."""
    return sorted({f"event:{date.slug}" for date in view.dates})


def _differs(
    view: TargetView, before: Mapping[int, Counts], after: Mapping[int, Counts], now: datetime
) -> bool:
    return any(
        _word(date.situation, before[date.occurrence_id], now)
        != _word(date.situation, after[date.occurrence_id], now)
        for date in view.dates
        if date.occurrence_id in before
    )


def _word(situation: Situation, counts: Counts, now: datetime) -> str:
    now_so = replace(situation, seats=counts.seats, taken=counts.taken, waiting=counts.waiting)
    return decide_sign_up(now_so, 1, now).public_word
