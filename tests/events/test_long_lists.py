"""Lists with more dates than a page shows."""

from dataclasses import replace
from datetime import time

import pytest

from events.reading import titles
from makers import (
    TUESDAYS_AT_TEN,
    a_club,
    a_published_event,
)
from mittendrin.events import listing
from visitor import Visitor


async def test_three_hundred_dates_in_a_month_stay_small_and_lose_nothing(visitor: Visitor) -> None:
    daily = replace(TUESDAYS_AT_TEN, weekdays=tuple(range(7)))
    for number in range(10):
        await a_published_event(await a_club(f"Demo-Verein {number}"), title=f"Treff {number}", when=daily)
    await visitor.get("/veranstaltungen?zeit=monat")
    first = len(titles(visitor))
    await visitor.click("Weiter: die nächsten Tage")
    await visitor.click("Weiter: die nächsten Tage")
    assert (first, "ab=2027-02-05" in visitor.page.path) == (120, True)


async def test_a_day_with_too_many_dates_is_read_in_turns(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_DATES", 2)
    for number in range(5):
        await a_published_event(await a_club(f"Demo-Verein {number}"), title=f"Treff {number}")
    await visitor.get("/veranstaltungen?ab=2027-01-12")
    pages = [titles(visitor)]
    for _ in range(2):
        await visitor.click("Weiter: später an diesem Tag")
        pages.append(titles(visitor))
    assert pages == [["Treff 0", "Treff 1"], ["Treff 2", "Treff 3"], ["Treff 4"]]
    assert "Weiter: die nächsten Tage" in visitor.page.text
    for _ in range(2):
        await visitor.click("Zurück: früher an diesem Tag")
    assert titles(visitor) == pages[0]


async def test_a_filter_finds_what_lies_behind_many_others(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_DATES", 2)
    for number in range(6):
        await a_published_event(await a_club(f"Demo-Verein {number}"), title=f"Treff {number}")
    evening = replace(TUESDAYS_AT_TEN, starts=time(19), ends=time(20))
    await a_published_event(title="Nachtcafé", when=evening)
    await visitor.get("/veranstaltungen?tageszeit=abend")
    assert titles(visitor) == ["Nachtcafé"]
