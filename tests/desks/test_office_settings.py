"""What the office looks after takes effect at once: names, places, access, texts, the office itself."""

import pytest

import people
from makers import a_district, a_published_event, a_topic, a_venue
from mittendrin.events.tables import Event
from mittendrin.places.queries import access_facts
from mittendrin.places.rules import AccessKind, Known
from mittendrin.places.tables import CityProfile, District, HelpCategory, Topic, Venue
from people import sign_in
from visitor import Visitor


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def test_a_topic_gets_another_name_and_other_words(clerk: Visitor) -> None:
    await a_published_event(topic_id=await a_topic())
    before = await Event.select(Event.revision)
    await clerk.get("/buero/einstellungen")
    await clerk.click("Themen")
    await clerk.click("Bewegung")
    await clerk.submit("Speichern", name="Bewegung und Sport", synonyme="Turnen, Fitness")
    assert "Turnen, Fitness" in clerk.page.text
    assert await Event.select(Event.revision) != before
    await clerk.get("/veranstaltungen?suche=fitness&zeit=monat")
    assert "Gymnastik im Sitzen" in clerk.page.text


async def test_a_district_is_added_once(clerk: Visitor) -> None:
    await a_district()
    await clerk.get("/buero/einstellungen/namen/stadtteile")
    await clerk.submit("Hinzufügen", name="Betzenberg", platz="3")
    assert "Betzenberg" in clerk.page.text
    await clerk.submit("Hinzufügen", name="Betzenberg")
    assert clerk.page.errors == ["Diesen Namen gibt es schon."]


async def test_a_name_is_given_once_also_when_another_one_is_changed(clerk: Visitor) -> None:
    await a_topic("Tanz")
    number = await a_topic()
    await clerk.get(f"/buero/einstellungen/namen/themen/{number}")
    await clerk.submit("Speichern", name="Tanz")
    assert clerk.page.errors == ["Diesen Namen gibt es schon."]


async def test_a_district_gets_its_middle_and_swapped_numbers_are_noticed(clerk: Visitor) -> None:
    number = await a_district()
    await clerk.get(f"/buero/einstellungen/namen/stadtteile/{number}")
    await clerk.submit("Speichern", koordinaten="7,778 49,445")
    assert clerk.page.errors == [
        "Diese Stelle liegt nicht in unserer Gegend. Sind die zwei Zahlen vertauscht?"
    ]
    await clerk.submit("Speichern", koordinaten="49,445 7,778")
    assert await District.select(District.latitude, District.longitude) == [
        {"latitude": 49.445, "longitude": 7.778}
    ]
    await clerk.get(f"/buero/einstellungen/namen/stadtteile/{number}")
    assert clerk.page.form("Speichern").value("koordinaten") == "49.445, 7.778"
    await clerk.submit("Speichern", koordinaten="")
    assert await District.select(District.latitude) == [{"latitude": None}]


async def test_a_kind_of_help_is_added_and_says_where_to_turn(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen")
    await clerk.click("Arten von Hilfe")
    await clerk.submit("Hinzufügen", name="Fußpflege", fachleute="Fragen Sie Ihre Hausarztpraxis.")
    await clerk.get("/hilfe-bekommen/anfangen")
    await clerk.submit("Weiter", wobei="fusspflege", was_genau="Nägel schneiden")
    assert "Fragen Sie Ihre Hausarztpraxis." in clerk.page.text


async def test_a_topic_that_is_used_only_goes_when_something_takes_its_place(clerk: Visitor) -> None:
    await a_published_event(topic_id=await a_topic())
    tanz = await a_topic("Tanz")
    await clerk.get("/buero/einstellungen/namen/themen")
    await clerk.click("Bewegung")
    await clerk.click("Entfernen oder mit etwas anderem zusammenlegen")
    # The event, and the version that was let through.
    assert "Das wird an 2 Stellen gebraucht." in clerk.page.text
    await clerk.submit("Entfernen")
    assert clerk.page.errors == ["Das wird noch gebraucht. Wählen Sie bitte, was stattdessen gelten soll."]
    await clerk.submit("Entfernen", stattdessen=f"{tanz}")
    assert "TanzBewegung" in clerk.page.text
    assert await Topic.select(Topic.name, Topic.synonyms) == [{"name": "Tanz", "synonyms": "Bewegung"}]


async def test_a_place_gets_its_address_and_every_calendar_learns_of_it(clerk: Visitor) -> None:
    await a_published_event(venue_id=await a_venue())
    (before,) = await Event.select(Event.sequence)
    await clerk.get("/buero/einstellungen/orte")
    await clerk.click("Stadtteilbüro Ost")
    await clerk.submit("Speichern", strasse="Neue Straße 2", koordinaten="49.445, 7.778")
    (venue,) = await Venue.select(Venue.street, Venue.latitude, Venue.longitude, Venue.address_checked)
    assert venue == {
        "street": "Neue Straße 2",
        "latitude": 49.445,
        "longitude": 7.778,
        "address_checked": True,
    }
    assert await Event.select(Event.sequence) == [{"sequence": before["sequence"] + 1}]


async def test_wrong_coordinates_are_asked_for_again(clerk: Visitor) -> None:
    number = await a_venue()
    await clerk.get(f"/buero/einstellungen/orte/{number}")
    await clerk.submit("Speichern", koordinaten="neben der Kirche")
    assert clerk.page.errors == ["Schreiben Sie bitte zwei Zahlen, zum Beispiel: 49.445, 7.778"]


async def test_what_is_known_of_the_access_has_its_day(clerk: Visitor) -> None:
    number = await a_venue()
    await clerk.get("/buero/einstellungen/orte")
    await clerk.click("12 Fragen offen Stadtteilbüro Ost")
    await clerk.submit("Speichern", **{"step_free": "no", "step_free-dazu": "drei Stufen"})
    assert "11 Fragen offen" in clerk.page.text
    (fact,) = [one for one in (await access_facts({number}))[number] if one.kind is AccessKind.STEP_FREE]
    assert (fact.known, fact.note) == (Known.NO, "drei Stufen")
    await clerk.get(f"/buero/einstellungen/orte/{number}/zugang")
    assert "Geprüft am Montag, 11. Januar 2027." in clerk.page.text


async def test_one_open_question_is_one(clerk: Visitor) -> None:
    await a_venue()
    await clerk.get("/buero/einstellungen/orte")
    await clerk.click("12 Fragen offen Stadtteilbüro Ost")
    await clerk.submit("Speichern", **{kind.value: "no" for kind in list(AccessKind)[1:]})
    assert "1 Frage offen" in clerk.page.text
    assert "1 Ort" in clerk.page.text


async def test_a_text_is_written_anew_and_brought_back(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen/texte")
    await clerk.click("Impressum ändern")
    # A title of its own: pages of the desk are called as some texts are.
    assert clerk.page.heading == "Text: Impressum"
    await clerk.submit("Speichern", text="Verantwortlich ist {{ burg }}.")
    assert clerk.page.errors == ["Diese Platzhalter gibt es nicht: burg."]
    await clerk.submit("Speichern", text="Verantwortlich ist {{ city }}.")
    await clerk.get("/impressum")
    assert "Verantwortlich ist Kaiserslautern." in clerk.page.text
    await clerk.get("/buero/einstellungen/texte/impressum")
    await clerk.submit("Wieder den gelieferten Text zeigen")
    await clerk.get("/impressum")
    assert "Verantwortlich ist Kaiserslautern." not in clerk.page.text


async def test_the_lead_changes_telephone_and_hours_of_the_office(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_lead())
    await visitor.get("/buero/einstellungen")
    await visitor.click("Das Büro")
    await visitor.submit("Speichern", telefon="069 90009002", zeit_1="neun")
    assert visitor.page.errors == ["Schreiben Sie bitte zum Beispiel: 9–12 Uhr und 13–16 Uhr"]
    await visitor.submit("Speichern", zeit_1="9–12 und 14–17 Uhr")
    await visitor.get("/buero/einstellungen/stadt")
    assert visitor.page.form("Speichern").value("zeit-1") == "9–12 Uhr und 14–17 Uhr"
    assert visitor.page.form("Speichern").value("telefon") == "069 90 00 90 02"


async def test_a_city_has_its_own_area_code(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_lead())
    await visitor.get("/buero/einstellungen/stadt")
    assert visitor.page.form("Speichern").value("vorwahl") == "0631"
    await visitor.submit("Speichern", vorwahl="631")
    assert visitor.page.errors == ["Schreiben Sie die Vorwahl bitte mit Null am Anfang. Zum Beispiel: 069"]
    await visitor.submit("Speichern", vorwahl="069")
    profile = await CityProfile.select(CityProfile.area_code).first()
    assert profile == {"area_code": "069"}


async def test_the_office_says_how_people_meet_for_a_kind_of_help(clerk: Visitor) -> None:
    await clerk.get("/buero/einstellungen/namen/hilfen")
    await clerk.submit("Hinzufügen", name="Telefonrunde", treffen="phone")
    await clerk.click("Telefonrunde")
    assert clerk.page.form("Speichern").value("treffen") == "phone"
    await clerk.submit("Speichern", treffen="anyhow")
    assert await HelpCategory.select(HelpCategory.meets) == [{"meets": "anyhow"}]
