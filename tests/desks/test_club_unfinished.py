"""A draft is kept from every page of the event form, whatever is still wrong or missing, and taken up again."""

from datetime import timedelta

from app_fixtures import StandingClock
from desks.club_walk import DESK, HOURS, WHERE, to_preview, to_where
from makers import CLUB, NOW, OFFICE, a_club, a_published_event, a_topic
from mittendrin.audit.queries import history
from mittendrin.desks.club.tables import UnfinishedEvent
from mittendrin.desks.club.unfinished import (
    EVENTS,
    KEPT,
    Sheet,
    Typed,
    forget_unfinished,
    keep,
    unfinished_of,
)
from mittendrin.events.tables import Event
from mittendrin.merging.names import merge_into
from mittendrin.places.naming import NameKind
from people import from_another_club, sign_in
from visitor import Visitor


async def test_half_a_first_page_is_kept_and_written_on(secretary: Visitor) -> None:
    await to_where(secretary, titel="Boule-Treff", beschreibung="")  # goes nowhere: the text is missing
    assert secretary.page.errors == ["Schreiben Sie bitte, was passiert. Zwei oder drei Sätze genügen."]
    await secretary.submit("Als Entwurf speichern", titel="Boule-Treff", preis="drei")
    assert "Der Entwurf ist gespeichert." in secretary.page.text
    assert "es fehlt noch etwas" in secretary.page.text
    await secretary.click("Weiterschreiben: Boule-Treff")
    assert secretary.page.heading == "Weiterschreiben: Was findet statt?"
    assert secretary.page.errors == []
    assert [secretary.page.form("Weiter").value(name) for name in ("titel", "preis")] == [
        "Boule-Treff",
        "drei",
    ]
    assert await Event.count() == 0


async def test_what_was_typed_on_earlier_pages_and_on_this_one_comes_back(secretary: Visitor) -> None:
    await to_where(secretary)
    await secretary.submit("Weiter", **WHERE)
    await secretary.submit("Weiter", rhythmus="jede-woche")
    await secretary.submit("Als Entwurf speichern", **HOURS, **{"wochentage": "dienstag", "ab-tag": "41"})
    await secretary.click("Weiterschreiben: Boule-Treff")
    assert secretary.page.heading == "Weiterschreiben: Wann findet es statt?"
    assert secretary.page.form("Weiter").value("ab-tag") == "41"
    when = {"wochentage": "dienstag", **HOURS, "ab-tag": "1", "ab-monat": "3", "ab-jahr": "2027"}
    await secretary.submit("Weiter", **when)
    await secretary.submit("Weiter: Vorschau", anmeldung="none")
    await secretary.submit("So einreichen")
    assert "Wir prüfen Ihren Beitrag." in secretary.page.text
    assert "Weiterschreiben" not in secretary.page.text
    assert await UnfinishedEvent.count() == 0


async def test_a_topic_that_has_become_another_meanwhile_is_asked_for_again(secretary: Visitor) -> None:
    await to_where(secretary)
    await secretary.submit("Als Entwurf speichern", **WHERE)
    await merge_into(NameKind.TOPIC, (await a_topic(), await a_topic("Tanz")), OFFICE, NOW)
    await secretary.click("Weiterschreiben: Boule-Treff")
    await secretary.submit("Weiter", **WHERE)
    assert secretary.page.errors == ["Bitte wählen Sie eine der Antworten, die hier stehen."]
    await secretary.submit("Weiter", thema="tanz")
    assert secretary.page.heading == "Wo findet es statt?"


async def test_saved_twice_it_is_one(secretary: Visitor) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Als Entwurf speichern", titel="Boule")
    await secretary.click("Weiterschreiben: Boule")
    await secretary.submit("Als Entwurf speichern", titel="Boule am Abend")
    lines = await unfinished_of(EVENTS, await a_club())
    assert [line.title for line in lines] == ["Boule am Abend"]


async def test_what_is_complete_becomes_a_draft_from_any_page(secretary: Visitor) -> None:
    await to_preview(secretary)
    await secretary.submit("Was findet statt?")
    await secretary.submit("Als Entwurf speichern")
    assert "Weiterschreiben: Boule-Treff" in secretary.page.text
    assert (await Event.count(), await UnfinishedEvent.count()) == (1, 0)


async def test_without_a_title_it_has_a_name_and_can_be_thrown_away(secretary: Visitor) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Als Entwurf speichern")
    assert "Weiterschreiben: Noch ohne Titel" in secretary.page.text
    await secretary.submit("Löschen Noch ohne Titel")
    assert "Der Entwurf ist gelöscht." in secretary.page.text
    assert await UnfinishedEvent.count() == 0


async def test_a_change_of_a_public_event_waits_for_its_author_too(secretary: Visitor) -> None:
    event_id = await a_published_event(await a_club())
    await secretary.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    await secretary.submit("Was findet statt?")
    await secretary.submit("Als Entwurf speichern", titel="", beschreibung="Neu und noch ohne Titel")
    await secretary.click("Weiterschreiben: Noch ohne Titel")
    assert secretary.page.form("Weiter: Vorschau").value("beschreibung") == "Neu und noch ohne Titel"
    await secretary.submit("Weiter: Vorschau", titel="Neuer Titel")
    await secretary.submit("So einreichen")
    assert "Wir prüfen Ihren Beitrag." in secretary.page.text
    assert await UnfinishedEvent.count() == 0
    event = await Event.select(Event.title).first()
    assert event == {"title": "Gymnastik im Sitzen"}


async def test_another_club_finds_nothing(secretary: Visitor) -> None:
    sheet = Sheet(EVENTS, await a_club(), None, "k")
    await keep(sheet, Typed("Boule", (("titel", "Boule"),), "was"), CLUB, NOW)
    kept = await unfinished_of(EVENTS, await a_club())
    await sign_in(secretary, await from_another_club())
    await secretary.get(f"/verein/demo-wanderfreunde/angefangen/{kept[0].id}")
    assert secretary.page.status == 404
    await secretary.post(f"/verein/demo-wanderfreunde/angefangen/{kept[0].id}/verwerfen")
    assert len(await unfinished_of(EVENTS, await a_club())) == 1
    acts = [line.words for line in await history(f"unfinished:{kept[0].id}")]
    assert acts == ["angefangenen Entwurf gesichert"]


async def test_too_much_is_refused_in_a_sentence(secretary: Visitor) -> None:
    await secretary.post(f"{DESK}/neu/entwurf", {"titel": "Boule", "mitbringen": ["x" * 20_000] * 6})
    assert secretary.page.status == 422
    assert secretary.page.errors == ["Das ist zu lang. Kürzen Sie bitte den Text."]


async def test_it_is_forgotten_after_a_year(secretary: Visitor, clock: StandingClock) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Als Entwurf speichern", titel="Boule")
    assert await forget_unfinished(clock.now + KEPT - timedelta(minutes=1)) == 0
    assert await forget_unfinished(clock.now + KEPT) == 1
