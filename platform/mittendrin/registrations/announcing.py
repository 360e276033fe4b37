"""Prepared public pages are dropped only when a word that they show has changed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime

from mittendrin.events.capacity import Situation, decide_sign_up
from mittendrin.registrations import seats
from mittendrin.registrations.queries import TargetView
from mittendrin.registrations.seats import Counts
from mittendrin.web.changes import public_change


@asynccontextmanager
async def held_seats(view: TargetView, now: datetime) -> AsyncIterator[Counts]:
    """Inside a transaction: first its seats are held, at its end visitors learn what has changed."""
    holder = seats.holder_of(view.target)
    before = await seats.hold(holder)
    yield before
    await announce(view, before, await seats.hold(holder), now)


async def announce(view: TargetView, before: Counts, after: Counts, now: datetime) -> None:
    # A regular place changes all its dates, each with a word of its own.
    if view.is_regular_place or _word(view.situation, before, now) != _word(view.situation, after, now):
        await public_change("programme", f"event:{view.first.slug}")


def _word(situation: Situation, counts: Counts, now: datetime) -> str:
    now_so = replace(situation, seats=counts.seats, taken=counts.taken, waiting=counts.waiting)
    return decide_sign_up(now_so, 1, now).public_word
