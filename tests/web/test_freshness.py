"""Prepared answers are never older than the last change, and many who ask together cost one answer."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from small_town import START, Site, open_site, until


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


# Never older than the last change


async def test_who_changes_something_sees_it_at_once(site: Site) -> None:
    await site.get("/liste")
    await site.visitor.post("/aendern/events")
    assert (await site.get("/liste")).text.startswith("Chor")


async def test_a_change_drops_what_shows_it_and_nothing_else(site: Site) -> None:
    for path in ("/liste", "/termin/tanz", "/termin/chor"):
        await site.get(path)
    await site.visitor.post("/aendern/events:chor")
    site.town.asked.clear()
    for path in ("/liste", "/termin/tanz", "/termin/chor"):
        await site.get(path)
    assert site.town.asked == ["/liste?", "/termin/chor?"]


async def test_a_change_of_all_events_drops_each_of_them(site: Site) -> None:
    await site.get("/termin/tanz")
    await site.visitor.post("/aendern/events")
    assert (await site.get("/termin/tanz")).text.startswith("Chor")


async def test_pages_change_with_the_office(site: Site) -> None:
    await site.get("/seite")
    site.shelf.drop(["site"])
    await site.get("/seite")
    assert len(site.town.asked) == 2


async def test_what_was_read_before_a_change_is_not_kept_after_it(site: Site) -> None:
    await site.get("/liste?thema=weg")
    site.town.hold = asyncio.Event()
    slow = asyncio.create_task(site.get("/liste"))
    await until(lambda: len(site.town.asked) == 2)
    await site.visitor.post("/aendern/events")
    site.town.hold.set()
    assert (await slow).text.startswith("Seniorentanz")
    assert (await site.get("/liste")).text.startswith("Chor")


async def test_an_answer_ends_at_its_turning_point(site: Site) -> None:
    site.town.until = START + timedelta(hours=1)
    await site.get("/liste")
    site.town.pass_time(minutes=59, seconds=59)
    await site.get("/liste")
    assert len(site.town.asked) == 1
    site.town.pass_time(seconds=1)
    await site.get("/liste")
    assert len(site.town.asked) == 2


async def test_a_page_ends_with_the_day(site: Site) -> None:
    await site.get("/seite")
    site.town.pass_time(hours=14)
    await site.get("/seite")
    assert len(site.town.asked) == 2


# All at once


async def test_many_who_ask_together_cost_one_answer(site: Site) -> None:
    site.town.hold = asyncio.Event()
    waiting = [asyncio.create_task(site.get("/liste")) for _reader in range(20)]
    await until(lambda: bool(site.town.asked))
    site.town.hold.set()
    answers = await asyncio.gather(*waiting)
    assert len({answer.content for answer in answers}) == 1
    assert len(site.town.asked) == 1


async def ask_at_once(site: Site, readers: int) -> list[asyncio.Task[httpx.Response]]:
    """Some of everything: other codings, other spellings of the address. They wait until `hold` is set."""
    site.town.hold = asyncio.Event()
    before = len(site.town.asked)
    codings, fields = ("gzip", "br", "identity"), ("", "?unbekannt=1")
    asking = [
        asyncio.create_task(site.get(f"/liste{fields[n % 2]}", accept_encoding=codings[n % 3]))
        for n in range(readers)
    ]
    await until(lambda: len(site.town.asked) > before)
    return asking


async def test_after_a_change_a_hundred_readers_cost_one_answer(site: Site) -> None:
    await site.get("/liste")
    site.shelf.drop(["events"])
    asking = await ask_at_once(site, 100)
    site.town.hold.set()  # type: ignore[union-attr]
    assert {answer.status_code for answer in await asyncio.gather(*asking)} == {200}
    assert len(site.town.asked) == 2


async def test_a_change_while_a_hundred_wait_costs_one_more(site: Site) -> None:
    await site.get("/liste")
    site.shelf.drop(["events"])
    asking = await ask_at_once(site, 100)
    site.town.words = "Chor"
    site.shelf.drop(["events"])
    site.town.hold.set()  # type: ignore[union-attr]
    answers = await asyncio.gather(*asking)
    assert ["Chor" in answer.text for answer in answers] == [False] + [True] * 99
    assert len(site.town.asked) == 3


async def test_personal_pages_do_not_wait_for_each_other(site: Site) -> None:
    await site.get("/persoenlich")
    site.town.hold = asyncio.Event()
    readers = [asyncio.create_task(site.get("/persoenlich")) for _reader in range(5)]
    await until(lambda: len(site.town.asked) == 6)
    site.town.hold.set()
    assert {answer.status_code for answer in await asyncio.gather(*readers)} == {200}


async def test_many_who_ask_first_for_a_personal_page_all_get_their_own(site: Site) -> None:
    answers = await asyncio.gather(*(site.get("/persoenlich", cookie=f"n={n}") for n in range(5)))
    assert [f"'{n}'" in answer.text for n, answer in enumerate(answers)] == [True] * 5


async def test_an_address_that_was_empty_can_become_public(site: Site) -> None:
    await site.get("/termin/nie")
    site.shelf.learn_personal("/termin/tanz")
    for _time in range(3):
        await site.get("/termin/tanz")
    assert site.town.asked == ["/termin/nie?", "/termin/tanz?"]


async def test_when_the_first_one_leaves_the_next_one_goes_on(site: Site) -> None:
    site.town.hold = asyncio.Event()
    first = asyncio.create_task(site.get("/liste"))
    await until(lambda: len(site.town.asked) == 1)
    second = asyncio.create_task(site.get("/liste"))
    await asyncio.sleep(0.01)
    first.cancel()
    await until(lambda: len(site.town.asked) == 2)
    site.town.hold.set()
    assert (await second).status_code == 200
