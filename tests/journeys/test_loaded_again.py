"""Whoever loads the check page again and sends from both has done one thing; whoever begins anew has done two."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from app_fixtures import StandingClock
from makers import a_published_event, seats
from mittendrin.barriers.tables import BarrierReport
from mittendrin.callbacks.tables import CallBack
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.tables import Offer
from visitor import Visitor
from volunteering.test_pages import offer_up_to_the_check_page, the_town

CHECK, SEND = "Weiter: Angaben prüfen", "Jetzt absenden"
A_WHILE = timedelta(seconds=30)
SAID = {"name": "Demo-Person 1", "telefon": "0171 3920001"}


@dataclass(frozen=True)
class Asked:
    path: str
    table: Any
    answers: dict[str, str]


FORMS = [
    Asked("/barriere-melden", BarrierReport, {"was": "Zu klein."}),
    Asked("/rueckruf", CallBack, SAID),
    Asked("/veranstaltungen/gymnastik-im-sitzen/anmelden", Registration, SAID),
]


async def sent_from(visitor: Visitor, clock: StandingClock, check_page: Any) -> str:
    clock.now += A_WHILE
    visitor.page = check_page
    await visitor.submit(SEND)
    assert visitor.page.errors == []
    return visitor.page.path


@pytest.mark.parametrize("asked", FORMS, ids=lambda asked: asked.path)
async def test_a_check_page_that_is_loaded_again(
    visitor: Visitor, clock: StandingClock, asked: Asked
) -> None:
    await a_published_event(terms=seats(4))
    begun = await visitor.get(asked.path)
    pages = []
    for _twice in range(2):
        visitor.page = begun
        pages.append(await visitor.submit(CHECK, **asked.answers))
        clock.now += A_WHILE
    first, again = [await sent_from(visitor, clock, page) for page in pages]
    assert (first == again, await asked.table.count()) == (True, 1)
    if asked.table is not Registration:
        await visitor.get(asked.path)
        await sent_from(visitor, clock, await visitor.submit(CHECK, **asked.answers))
        assert await asked.table.count() == 2


async def test_with_something_changed_it_is_still_the_same_form(
    visitor: Visitor, clock: StandingClock
) -> None:
    await visitor.get("/rueckruf")
    check_page = await visitor.submit(CHECK, **SAID)
    again = []
    for _twice in range(2):
        visitor.page = check_page
        await visitor.submit("Etwas ändern")
        again.append(await visitor.submit(CHECK, worum="Fahrt"))
    for page in again:
        await sent_from(visitor, clock, page)
    assert await CallBack.count() == 1


async def test_the_last_page_of_a_walk_that_is_loaded_again(visitor: Visitor, clock: StandingClock) -> None:
    await the_town()
    await offer_up_to_the_check_page(visitor)
    last_question = await visitor.submit("Ändern: Stunden in der Woche")
    pages = []
    for _twice in range(2):
        visitor.page = last_question
        pages.append(await visitor.submit(CHECK, stunden="4"))
        clock.now += A_WHILE
    first, again = [await sent_from(visitor, clock, page) for page in pages]
    assert (first == again, await Offer.count()) == (True, 1)
