"""The event form, page by page, as a club's secretary walks through it."""

from datetime import timedelta

from app_fixtures import StandingClock
from desks.club_walk import DESK, FROM_MARCH, HOURS, WHAT, WHERE, to_preview, to_when, to_where
from makers import CLUB, NOW, a_club, a_district, a_published_event, a_sign_up, a_wish, seats, some_content
from mittendrin.desks.club.event_queries import own_events
from mittendrin.events import actions as events
from mittendrin.events.tables import Event
from mittendrin.places.tables import Venue
from mittendrin.publishing.rules import EntryState
from visitor import Visitor


async def test_each_page_says_what_is_missing(secretary: Visitor) -> None:
    await secretary.get(f"{DESK}/neu")
    await secretary.submit("Weiter")
    assert secretary.page.errors == [
        "Schreiben Sie bitte einen Titel.",
        "Schreiben Sie bitte, was passiert. Zwei oder drei Sätze genügen.",
        "Wählen Sie bitte ein Thema.",
    ]
    await secretary.submit("Weiter", **WHAT | {"preis": "wenig"})
    assert secretary.page.errors == [
        "Diesen Preis verstehen wir nicht. Schreiben Sie zum Beispiel: 3 Euro oder 2,50 Euro"
    ]
    await secretary.submit("Weiter", preis="2,50")
    await secretary.submit("Weiter")
    assert secretary.page.errors == ["Wählen Sie bitte einen Ort. Oder schreiben Sie unten, wo es ist."]
    await secretary.submit("Weiter", **WHERE | {"neue-telefon": "3456"})
    assert secretary.page.errors == ["Diese Nummer ist zu kurz. Schreiben Sie bitte auch die Vorwahl."]
    await secretary.submit("Weiter", neue_telefon="0631 365 0")
    assert secretary.page.errors == ["Schreiben Sie bitte auch den Namen zu dieser Telefonnummer."]
    await secretary.submit("Weiter", neue_name="Frau Demo")
    await secretary.submit("Weiter")
    assert secretary.page.errors == ["Wählen Sie bitte, wie oft es stattfindet."]


async def test_going_back_keeps_even_what_is_not_right_yet(secretary: Visitor) -> None:
    await to_when(secretary, "jede-woche")
    await secretary.submit("Zurück", von="halb zehn")
    assert secretary.page.heading == "Wie oft findet es statt?"
    await secretary.submit("Zurück")
    await secretary.submit("Zurück")
    assert (secretary.page.heading, secretary.page.form().value("titel")) == (
        "Was findet statt?",
        "Boule-Treff",
    )
    assert secretary.page.form().value("von") == "halb zehn"


async def test_from_the_preview_one_thing_is_changed_and_one_is_back(secretary: Visitor) -> None:
    await to_preview(secretary)
    await secretary.submit("Was findet statt?")
    await secretary.submit("Weiter: Vorschau", titel="Boule und Kaffee")
    assert (secretary.page.heading, "Boule und Kaffee" in secretary.page.text) == ("Vorschau", True)


async def test_another_rhythm_asks_for_its_own_answers(secretary: Visitor) -> None:
    await to_preview(secretary)
    await secretary.submit("Wie oft findet es statt?")
    await secretary.submit("Weiter", rhythmus="tag-im-monat")
    await secretary.submit("Weiter: Vorschau", tag_im_monat="3")
    assert "jeden Monat am 3." in secretary.page.text


async def test_what_was_said_for_one_rhythm_is_still_there_after_looking_at_another(
    secretary: Visitor,
) -> None:
    await to_preview(secretary, wochentage=["montag", "freitag"], ferien="ja", **HOURS, **FROM_MARCH)
    for rhythm in ("einzelne-tage", "mehrere-tage", "tag-im-monat", "wochentag-im-monat", "jede-woche"):
        await secretary.submit("Wie oft findet es statt?")
        await secretary.submit("Weiter", rhythmus=rhythm)
        await secretary.submit("Zurück")
        await secretary.submit("Weiter", rhythmus="jede-woche")
        await secretary.submit("Weiter: Vorschau")
    assert "montags und freitags" in secretary.page.text
    assert "nicht an Feiertagen und nicht in den Schulferien" in secretary.page.text


async def test_more_people_than_seats_cannot_be_the_least(secretary: Visitor) -> None:
    await to_when(secretary, "einzelne-tage")
    await secretary.submit("Weiter", termine="5.3.2027", **HOURS)
    await secretary.submit("Weiter: Vorschau", anmeldung="course", plaetze="8", mindestens="12")
    assert secretary.page.errors == ["Das sind mehr, als Plätze da sind."]
    await secretary.submit("Weiter: Vorschau", mindestens="1")
    assert secretary.page.errors == ["Ab einer Person findet es immer statt. Lassen Sie das Feld leer."]
    await secretary.submit("Weiter: Vorschau", mindestens="5", frist="3")
    for words in ("für den ganzen Kurs", "Plätze 8", "Anmelden bis Dienstag, 2. März", "Warteliste ja"):
        assert words in secretary.page.text


async def test_a_new_place_comes_with_the_event_and_waits_for_the_office(secretary: Visitor) -> None:
    await a_district("Betzenberg")
    await to_where(secretary)
    await secretary.submit("Weiter", ort_name="Gemeindehaus Süd")
    assert secretary.page.errors == [
        "Schreiben Sie bitte Straße und Hausnummer.",
        "Schreiben Sie bitte die Postleitzahl.",
    ]
    await secretary.submit("Weiter", ort="stadtteilbuero-ost")
    assert secretary.page.errors[0].startswith("Sie haben einen Ort gewählt und einen neuen geschrieben.")
    await secretary.submit(
        "Weiter", ort="ein-anderer", ort_strasse="Demoweg 3", ort_plz="67655", ort_stadtteil="betzenberg"
    )
    await secretary.submit("Weiter", rhythmus="einzelne-tage")
    await secretary.submit("Weiter", termine="5.3.2027", **HOURS)
    await secretary.submit("Weiter: Vorschau", anmeldung="none")
    assert "Gemeindehaus Süd, Demoweg 3" in secretary.page.text
    assert not await Venue.exists().where(Venue.name == "Gemeindehaus Süd")

    await secretary.submit("So einreichen")
    venue = await Venue.objects().where(Venue.name == "Gemeindehaus Süd").first()
    assert venue is not None
    assert (venue.street, venue.city, venue.address_checked) == ("Demoweg 3", "Kaiserslautern", False)


async def test_a_draft_is_kept_and_written_on(secretary: Visitor) -> None:
    await to_preview(secretary)
    await secretary.submit("Als Entwurf speichern")
    assert "Der Entwurf ist gespeichert." in secretary.page.text
    await secretary.click("Weiterschreiben: Boule-Treff")
    assert secretary.page.heading == "Vorschau"
    await secretary.submit("So einreichen")
    assert "Wir prüfen Ihren Beitrag. Das dauert meist 2 Arbeitstage." in secretary.page.text
    assert [own.state for own in await own_events(await a_club())] == [EntryState.SUBMITTED]


async def test_sent_twice_is_one_event(secretary: Visitor) -> None:
    await to_preview(secretary)
    preview = secretary.page
    await secretary.submit("So einreichen")
    secretary.page = preview
    await secretary.submit("So einreichen")
    assert await Event.count() == 1


async def test_another_title_after_back_becomes_a_change_of_the_same_event(secretary: Visitor) -> None:
    await to_preview(secretary)
    await secretary.submit("Was findet statt?")
    before = await secretary.submit("Weiter: Vorschau")
    await secretary.submit("So einreichen")
    secretary.page = before
    await secretary.submit("Was findet statt?")
    await secretary.submit("Weiter: Vorschau", titel="Boule und Kaffee")
    await secretary.submit("So einreichen")
    (said,) = secretary.page.errors
    assert said.startswith("Das ist schon eingereicht.")
    assert "Boule und Kaffee" in secretary.page.text
    await secretary.submit("So einreichen")
    event = await Event.objects().first()
    assert event
    titles = [own.title for own in await own_events(event.organisation)]
    assert (secretary.page.path.split("=")[-1], titles) == ("wartet", ["Boule und Kaffee"])


async def test_nobody_writes_over_the_change_of_somebody_else(secretary: Visitor) -> None:
    club = await a_club()
    event_id = await events.add_draft(club, await some_content(), CLUB, NOW)
    await secretary.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    await events.change_draft(event_id, await some_content(title="Gymnastik am Abend"), CLUB, NOW)

    await secretary.submit("So einreichen")

    assert secretary.page.status == 422
    assert "Jemand hat diese Veranstaltung inzwischen geändert." in secretary.page.errors[0]
    assert [own.title for own in await own_events(club)] == ["Gymnastik am Abend"]


async def test_a_changed_version_waits_and_the_telephone_number_does_not(secretary: Visitor) -> None:
    event_id = await a_published_event()
    await secretary.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    await secretary.submit("Was findet statt?")
    await secretary.submit("Weiter: Vorschau", titel="Gymnastik im Stehen")
    await secretary.submit("Wo findet es statt?")
    await secretary.submit("Weiter: Vorschau", neue_telefon="0631 365 0")
    await secretary.submit("So einreichen")

    assert "eine Änderung; die alte Fassung ist zu sehen" in secretary.page.text
    await secretary.get("/veranstaltungen/gymnastik-im-sitzen")
    assert (secretary.page.heading, "0631 36 50" in secretary.page.text) == ("Gymnastik im Sitzen", True)
    await secretary.get(f"{DESK}/veranstaltungen/{event_id}/aendern")
    assert "Gymnastik im Stehen" in secretary.page.text


async def test_an_event_is_a_model_for_the_next_one(secretary: Visitor) -> None:
    await a_published_event()
    await secretary.get(f"{DESK}/veranstaltungen")
    await secretary.click("„Gymnastik im Sitzen“ als Vorlage nehmen")
    assert secretary.page.form().value("titel") == "Gymnastik im Sitzen"
    await secretary.submit("Weiter", titel="Gymnastik im Garten")
    await secretary.submit("Weiter")
    await secretary.submit("Weiter")
    await secretary.submit("Weiter")
    await secretary.submit("Weiter: Vorschau")
    await secretary.submit("So einreichen")
    assert [own.title for own in await own_events(await a_club())] == [
        "Gymnastik im Garten",
        "Gymnastik im Sitzen",
    ]


async def test_a_submission_is_withdrawn(secretary: Visitor) -> None:
    await to_preview(secretary)
    await secretary.submit("So einreichen")
    await secretary.get(f"{DESK}/veranstaltungen")
    await secretary.submit("Doch nicht einreichen")
    assert "Der Beitrag ist zurückgezogen." in secretary.page.text
    assert [own.state for own in await own_events(await a_club())] == [EntryState.DRAFT]


async def test_an_event_goes_into_the_archive_and_comes_back_as_a_draft(
    secretary: Visitor, clock: StandingClock
) -> None:
    await a_published_event()
    clock.now += timedelta(minutes=1)
    await secretary.get(f"{DESK}/veranstaltungen")
    await secretary.click("„Gymnastik im Sitzen“ ins Archiv legen")
    await secretary.submit("Ins Archiv legen")
    await secretary.get("/veranstaltungen")
    assert "Gymnastik im Sitzen" not in secretary.page.text
    await secretary.get(f"{DESK}/veranstaltungen")
    await secretary.submit("Als Entwurf zurückholen")
    assert [own.state for own in await own_events(await a_club())] == [EntryState.DRAFT]


async def test_a_change_that_would_lose_sign_ups_is_refused_to_the_club_not_to_the_board(
    secretary: Visitor,
) -> None:
    event_id = await a_published_event(terms=seats(4))
    await a_sign_up(event_id, a_wish(party=3))
    path = f"{DESK}/veranstaltungen/{event_id}"
    await secretary.get(f"{path}/aendern")
    await secretary.submit("Muss man sich anmelden?")
    await secretary.submit("Weiter: Vorschau", plaetze="2")
    assert secretary.page.errors == ["Es sind schon 3 Plätze vergeben. Nehmen Sie bitte eine größere Zahl."]
    await secretary.submit("Weiter: Vorschau", plaetze="4", anmeldung="course")
    assert "Die Art der Anmeldung lässt sich jetzt nicht mehr ändern." in secretary.page.errors[0]
    await secretary.submit("Weiter: Vorschau", anmeldung="each_date")
    await secretary.submit("Wann findet es statt?")
    await secretary.submit("Weiter: Vorschau", wochentage="montag")
    refused = secretary.page.errors
    assert refused[0].startswith("Für einen der Termine, die wegfallen, gibt es schon Anmeldungen.")
    await secretary.submit("So einreichen")
    assert (secretary.page.heading, secretary.page.errors) == ("Vorschau", refused)

    await secretary.get(f"{path}/archivieren")
    await secretary.submit("Ins Archiv legen")
    assert secretary.page.errors[0].startswith("Für diese Veranstaltung sind Menschen angemeldet.")
