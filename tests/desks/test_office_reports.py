"""The office answers what was reported."""

from datetime import timedelta

from app_fixtures import StandingClock
from makers import a_barrier_report
from people import a_clerk, sign_in
from visitor import Visitor


async def test_a_report_waits_until_its_answer_is_noted(visitor: Visitor) -> None:
    await a_barrier_report(phone="+491713920001")
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/meldungen")
    assert "Die Schrift ist zu hell." in visitor.page.text
    await visitor.follow(next(link.href for link in visitor.page.links if "/meldungen/" in link.href))
    await visitor.submit("Als beantwortet notieren", antwort="")
    assert "Schreiben Sie bitte, was Sie geantwortet haben." in visitor.page.text
    await visitor.submit("Als beantwortet notieren", antwort="Die Schrift ist jetzt dunkel.")
    assert "Die Antwort ist notiert." in visitor.page.text
    assert "Zurzeit wartet niemand auf eine Antwort." in visitor.page.text


async def test_a_broken_promise_is_seen(visitor: Visitor, clock: StandingClock) -> None:
    await a_barrier_report()
    clock.now += timedelta(days=32)
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/meldungen")
    assert "überfällig" in visitor.page.text
