from makers import a_city
from mittendrin.barriers.queries import open_reports
from mittendrin.barriers.tables import BarrierReport
from visitor import Visitor

SEND = "Jetzt absenden"


async def test_somebody_reports_from_the_page_in_question(visitor: Visitor) -> None:
    await a_city()
    await visitor.get("/barriere-melden?seite=/veranstaltungen/chor")
    await visitor.submit(SEND, was="Die Anfangszeit stimmt nicht.", telefon="0171 3920001")
    assert visitor.page.heading == "Danke für Ihre Meldung"
    assert "bis Donnerstag, 11. Februar 2027" in visitor.page.text
    report = (await open_reports())[0]
    assert (report.page, report.contact.phone) == ("/veranstaltungen/chor", "+491713920001")


async def test_nobody_has_to_say_who_they_are(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(SEND, was="Zu klein.")
    assert "Wir kümmern uns bis Donnerstag, 11. Februar 2027 darum." in visitor.page.text


async def test_the_page_with_the_number_tells_nothing_else(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(SEND, was="Geheim.", name="Demo-Person 1", mail="demo@example.org")
    assert not any(words in visitor.page.text for words in ("Geheim", "Demo-Person", "demo@"))


async def test_what_was_typed_is_kept_when_something_is_wrong(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(SEND, was="", mail="keine Adresse", name="Demo-Person 1")
    assert visitor.page.answer.status_code == 422
    assert "Schreiben Sie uns bitte, was nicht geht." in visitor.page.text
    assert 'value="keine Adresse"' in visitor.page.answer.text


async def test_machines_fall_into_the_trap(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden")
    await visitor.submit(SEND, was="Kaufen Sie", webseite="https://spam.example")
    assert visitor.page.answer.status_code == 422
    assert await BarrierReport.count() == 0


async def test_foreign_addresses_are_not_taken_over(visitor: Visitor) -> None:
    await visitor.get("/barriere-melden?seite=https://evil.example")
    assert 'value="/"' in visitor.page.answer.text


async def test_twenty_reports_an_hour_are_enough(visitor: Visitor) -> None:
    for _ in range(20):
        await visitor.post("/barriere-melden", {"was": "Zu klein."})
    assert (await visitor.post("/barriere-melden", {"was": "Zu klein."})).answer.status_code == 429


async def test_there_is_no_page_for_an_invented_number(visitor: Visitor) -> None:
    assert (await visitor.get("/barriere-melden/HK4P7T2M")).answer.status_code == 404
