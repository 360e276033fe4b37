from datetime import timedelta

from app_fixtures import StandingClock
from makers import a_city
from mittendrin.barriers.queries import open_reports
from mittendrin.barriers.tables import BarrierReport
from mittendrin.web.limits import REPORT
from visitor import Visitor, until_stopped

CHECK, SEND = "Weiter: Angaben prüfen", "Jetzt absenden"


async def report(
    visitor: Visitor, clock: StandingClock, path: str = "/barriere-melden", **typed: str
) -> None:
    """Through the check page, as slowly as a person."""
    await visitor.get(path)
    await visitor.submit(CHECK, **typed)
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND)


async def test_somebody_reports_from_the_page_in_question(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    path = "/barriere-melden?seite=/veranstaltungen/chor"
    await report(visitor, clock, path, was="Die Anfangszeit stimmt nicht.", telefon="0171 3920001")
    assert visitor.page.heading == "Danke für Ihre Meldung"
    assert "bis Donnerstag, 11. Februar 2027" in visitor.page.text
    found = (await open_reports())[0]
    assert (found.page, found.contact.phone) == ("/veranstaltungen/chor", "+491713920001")


async def test_whoever_changes_their_mind_takes_the_report_back(
    visitor: Visitor, clock: StandingClock
) -> None:
    await report(visitor, clock, was="Die Anfangszeit stimmt nicht.")
    clock.now += timedelta(days=14)
    await visitor.submit("Ich nehme die Meldung zurück")
    assert visitor.page.heading == "Ihre Meldung ist zurückgenommen"
    assert await BarrierReport.count() == 0


async def test_nobody_has_to_say_who_they_are(visitor: Visitor, clock: StandingClock) -> None:
    await report(visitor, clock, was="Zu klein.")
    assert "Wir kümmern uns bis Donnerstag, 11. Februar 2027 darum." in visitor.page.text


async def test_nothing_is_stored_before_the_person_has_looked_at_it(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(CHECK, was="Zu klein.", name="Demo-Person 1")
    assert visitor.page.heading == "Angaben prüfen: Barriere melden"
    assert await BarrierReport.count() == 0
    await visitor.submit("Etwas ändern")
    assert 'value="Demo-Person 1"' in visitor.page.answer.text


async def test_the_page_with_the_number_tells_nothing_else(visitor: Visitor, clock: StandingClock) -> None:
    await report(visitor, clock, was="Geheim.", name="Demo-Person 1", mail="demo@example.org")
    assert not any(words in visitor.page.text for words in ("Geheim", "Demo-Person", "demo@"))


async def test_what_was_typed_is_kept_when_something_is_wrong(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(CHECK, was="", mail="keine Adresse", name="Demo-Person 1")
    assert visitor.page.answer.status_code == 422
    assert "Schreiben Sie uns bitte, was nicht geht." in visitor.page.text
    assert 'value="keine Adresse"' in visitor.page.answer.text


async def test_machines_fall_into_the_trap(visitor: Visitor, clock: StandingClock) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(CHECK, was="Kaufen Sie")
    clock.now += timedelta(seconds=10)
    await visitor.submit(SEND, webseite="https://spam.example")
    assert visitor.page.answer.status_code == 422
    assert await BarrierReport.count() == 0


async def test_foreign_addresses_are_not_taken_over(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden?seite=https://evil.example")
    assert 'value="/"' in visitor.page.answer.text


async def test_nobody_sends_more_reports_than_a_whole_house_would(visitor: Visitor) -> None:
    await until_stopped(visitor, "/barriere-melden", REPORT, was="Zu klein.")


async def test_there_is_no_page_for_an_invented_number(visitor: Visitor) -> None:
    assert (await visitor.get("/barriere-melden/HK4P7T2M")).answer.status_code == 404


async def test_a_number_without_area_code_is_asked_back(visitor: Visitor) -> None:
    await a_city()
    await visitor.get("/barriere-melden")
    await visitor.submit(CHECK, was="Die Tür klemmt.", telefon="12 34 56")
    assert "Wir haben die Vorwahl ergänzt: 0631 12 34 56. Stimmt das?" in visitor.page.text


async def test_whoever_is_very_quick_presses_once_more(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(CHECK, was="Zu klein.")
    await visitor.submit(SEND)
    assert "Das ging sehr schnell. Drücken Sie bitte noch einmal." in visitor.page.text
    await visitor.submit(SEND)
    assert visitor.page.heading == "Danke für Ihre Meldung"
