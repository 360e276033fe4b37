"""The office answers what was reported."""

from datetime import timedelta

from app_fixtures import StandingClock
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.sealing import opened
from people import a_clerk, sign_in
from reports import a_barrier_report
from visitor import Visitor


async def test_a_report_waits_until_its_answer_is_noted(visitor: Visitor) -> None:
    await a_barrier_report(phone="+491713920001")
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/meldungen")
    assert "Die Schrift ist zu hell." in visitor.page.text
    await visitor.follow("/buero/meldungen/1")
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


async def test_somebody_reports_by_telephone_and_hears_number_and_day(visitor: Visitor) -> None:
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/meldungen")
    await visitor.click("Jemand meldet eine Barriere")
    await visitor.submit("Meldung sichern", name="Demo-Person 4", telefon="0171 3920004")
    assert visitor.page.errors == ["Schreiben Sie uns bitte, was nicht geht."]
    await visitor.submit("Meldung sichern", was="Der Kalender ist zu klein.", bemerkung="Ruft morgens an.")

    assert visitor.page.heading == "Die Meldung ist gesichert."
    assert "Wir antworten Ihnen bis Donnerstag, 11. Februar 2027." in visitor.page.text
    entry = AuditEntry
    (said,) = await entry.select(entry.actor_name, entry.on_behalf_of, entry.channel, entry.remark).where(
        entry.act == "barrier.reported"
    )
    assert [opened(one) for one in said.values()] == [
        "Herr Büro",
        "Demo-Person 4",
        "phone",
        "Ruft morgens an.",
    ]
    await visitor.click("Bestätigung als Brief drucken")
    assert "Der Kalender ist zu klein." in visitor.page.text
