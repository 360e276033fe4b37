"""Nobody is hurried: a form that lay open for a day is sent like one that was filled in at once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app_fixtures import StandingClock
from makers import TUESDAYS_AT_TEN, a_city, a_published_event, seats
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.tables import Offer
from needing import a_need_content
from visitor import Visitor

A_LONG_BREAK = timedelta(hours=20)

ANSWERS: list[dict[str, Any]] = [
    {"was": ["einkauf"]}, {"jederzeit": "ja"}, {"oft": "weekly"}, {"stadtteil": "innenstadt-ost"}, {"weite": "5"},
    {"vorname": "Demo-Person", "nachname": "Hilfe"}, {"telefon": "0171 3920031"},
]  # fmt: skip


async def test_a_sign_up_waits_on_every_page(visitor: Visitor, clock: StandingClock) -> None:
    in_a_week = replace(TUESDAYS_AT_TEN, first_day=date(2027, 1, 19))
    await a_published_event(terms=seats(5), when=in_a_week)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    await visitor.click("Ich komme mit")
    clock.now += A_LONG_BREAK
    await visitor.submit("Weiter: Angaben prüfen", name="Demo-Person 1", telefon="0171 3920001")
    assert "Demo-Person 1" in visitor.page.text
    clock.now += A_LONG_BREAK
    await visitor.submit("Jetzt absenden")
    assert visitor.page.heading == "Sie sind angemeldet."
    assert await Registration.count() == 1


async def test_an_offer_of_time_waits_on_every_page(visitor: Visitor, clock: StandingClock) -> None:
    await a_need_content()
    await a_city()
    await visitor.get("/helfen/anfangen")
    for answer in ANSWERS:
        clock.now += A_LONG_BREAK
        await visitor.submit("Weiter", **answer)
    await visitor.submit("Alle freiwilligen Fragen überspringen")
    clock.now += A_LONG_BREAK
    await visitor.submit("Jetzt absenden")
    assert visitor.page.status == 200
    assert await Offer.count() == 1
