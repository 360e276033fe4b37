"""Entries of calendars are written once, and whoever wants few of them does not wait for whoever wants all."""

import asyncio

import pytest

from makers import NOW, a_proven_club
from mittendrin.events import calendar_parts
from mittendrin.events.calendar_parts import PartShelf
from mittendrin.events.calendar_window import window_end
from mittendrin.events.ical import Part
from mittendrin.events.tables import Event
from visitor import ORIGIN


@pytest.mark.usefixtures("database")
async def test_a_small_feed_does_not_wait_for_a_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_parts, "MADE_AT_ONCE", 1)
    await a_proven_club()
    rows = await Event.select(Event.id, Event.revision).order_by(Event.id)
    every = {row["id"]: row["revision"] for row in rows}
    last = dict([list(every.items())[-1]])
    shelf, ready = PartShelf(), dict[str, list[Part]]()

    async def read(name: str, revisions: dict[int, int]) -> None:
        ready[name] = await shelf.parts(revisions, window_end(NOW.date()), ORIGIN)

    await asyncio.gather(read("large", every), read("the same", every), read("small", last))
    assert [*ready] == ["small", "large", "the same"]
    assert ready["large"] == ready["the same"]
    assert {part.uid for part in ready["small"]} < {part.uid for part in ready["large"]}
