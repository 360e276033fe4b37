"""What a club knows of the places it uses is shown with its events at once."""

from datetime import date

from desks.club_walk import DESK
from makers import a_published_event, a_venue
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.sealing import opened
from mittendrin.events.tables import Event
from mittendrin.places.rules import AccessKind
from mittendrin.places.tables import VenueAccess
from visitor import Visitor


async def test_an_answer_is_seen_at_once_and_with_its_date(secretary: Visitor) -> None:
    event_id = await a_published_event()
    before = await Event.objects().get(Event.id == event_id)
    await secretary.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Hörschleife: nicht bekannt" in secretary.page.text

    await secretary.get(f"{DESK}/veranstaltungen")
    await secretary.click("Orte, die wir nutzen")
    assert "Noch offen: 12 Fragen." in secretary.page.text
    await secretary.click("Fragen zu „Stadtteilbüro Ost“ beantworten")
    await secretary.submit("Speichern", hearing_loop="yes", lift="no", lift_dazu="Treppe mit 8 Stufen")
    assert "Danke! Das ist gespeichert." in secretary.page.text
    assert "Noch offen: 10 Fragen. Geprüft am Montag, 11. Januar 2027." in secretary.page.text

    await secretary.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Hörschleife: ja" in secretary.page.text
    assert "Aufzug: nein, Treppe mit 8 Stufen" in secretary.page.text
    assert "geprüft am 11. Januar 2027" in secretary.page.text
    after = await Event.objects().get(Event.id == event_id)
    # Calendars do not show it, so nobody's calendar has to read the event anew.
    assert before and after and after.revision == before.revision


async def test_only_what_was_looked_at_gets_a_new_day(secretary: Visitor) -> None:
    await a_published_event()
    path = f"{DESK}/orte/stadtteilbuero-ost"
    await secretary.get(path)
    await secretary.submit("Speichern", lift="yes", quiet="no", **seen_on(3, 10, 2026))
    await secretary.get(path)
    await secretary.submit("Speichern", quiet="yes")
    assert await days() == {"lift": date(2026, 10, 3), "quiet": date(2027, 1, 11)}
    await secretary.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "geprüft am 3. Oktober 2026" in secretary.page.text
    await secretary.get(path)
    await secretary.submit("Speichern", alles="ja", **seen_on(10, 1, 2027))
    assert await days() == {"lift": date(2027, 1, 10), "quiet": date(2027, 1, 10)}
    _first, entry, _last = (
        await AuditEntry.select(AuditEntry.reason)
        .where(AuditEntry.act == "venue.access_checked")
        .order_by(AuditEntry.id)
    )
    assert opened(entry["reason"]) == "Ruhiger Raum: nein → ja"


async def test_what_is_not_known_yet_keeps_its_note_and_its_day(secretary: Visitor) -> None:
    await a_published_event()
    path = f"{DESK}/orte/stadtteilbuero-ost"
    await secretary.get(path)
    await secretary.submit("Speichern", quiet="unknown", quiet_dazu="wird umgebaut", **seen_on(3, 10, 2026))
    await secretary.get(path)
    assert secretary.page.form("Speichern").value("quiet-dazu") == "wird umgebaut"
    await secretary.submit("Speichern", lift="yes")
    assert await days() == {"quiet": date(2026, 10, 3), "lift": date(2027, 1, 11)}
    await secretary.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Ruhiger Raum: nicht bekannt, wird umgebaut" in secretary.page.text
    assert "Helles Licht" not in secretary.page.text


async def test_nobody_has_looked_tomorrow(secretary: Visitor) -> None:
    await a_published_event()
    await secretary.get(f"{DESK}/orte/stadtteilbuero-ost")
    await secretary.submit("Speichern", lift="yes", **seen_on(12, 1, 2027))
    assert secretary.page.errors == ["Dieser Tag kommt erst noch. Wann hat jemand es angesehen?"]


def seen_on(day: int, month: int, year: int) -> dict[str, str]:
    return {"angesehen-tag": f"{day}", "angesehen-monat": f"{month}", "angesehen-jahr": f"{year}"}


async def days() -> dict[str, date]:
    return {row["kind"]: row["checked_on"] for row in await VenueAccess.select()}


async def test_what_is_not_known_any_more_is_taken_back(secretary: Visitor) -> None:
    await a_published_event()
    await secretary.get(f"{DESK}/orte/stadtteilbuero-ost")
    await secretary.submit("Speichern", lift="yes")
    await secretary.get(f"{DESK}/orte/stadtteilbuero-ost")
    await secretary.submit("Speichern", lift="unknown", quiet="no")
    rows = await VenueAccess.select(VenueAccess.kind, VenueAccess.known)
    assert rows == [{"kind": AccessKind.QUIET.value, "known": "no"}]


async def test_a_note_that_is_too_long_is_shown_again(secretary: Visitor) -> None:
    await a_published_event()
    await secretary.get(f"{DESK}/orte/stadtteilbuero-ost")
    await secretary.submit("Speichern", lift="yes", lift_dazu="lang " * 60)
    assert (secretary.page.status, secretary.page.form().value("lift")) == (422, "yes")
    assert secretary.page.errors == ["Das ist zu lang. Schreiben Sie bitte höchstens 120 Zeichen."]


async def test_places_of_others_are_not_there(secretary: Visitor) -> None:
    await a_venue("Haus der Anderen")
    assert (await secretary.get(f"{DESK}/orte/haus-der-anderen")).status == 404
