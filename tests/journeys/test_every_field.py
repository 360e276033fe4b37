"""A secretary answers every question of the form; each answer is read on the page, on paper and in the calendar."""

from calendars.feed_parsers import read
from desks.club_walk import EVERYTHING, to_preview_of_everything
from makers import NOW, a_city, a_topic, a_venue, a_wish
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.form import FIELDS, Step
from mittendrin.events.rhythm import ASKED, Rhythm
from mittendrin.events.tables import Event, Occurrence
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.rules import Target
from people import a_board_member, a_maintainer, sign_in
from visitor import Visitor

PAGE = "/veranstaltungen/boule-treff"
# A new place has a test of its own, an event of whole or several days too, and "wie oft" is another end than "bis".
ELSEWHERE = {"ort-name", "ort-strasse", "ort-plz", "ort-stadtteil", "ganztags", "dauer", "wie-oft"}

ON_THE_PAGE = (
    "Wir spielen Boule im Park.",
    "Dienstag, 2. März, 10 bis 11.30 Uhr, Stadtteilbüro Ost, Raum 2",
    "jeden Dienstag, nur von März bis Juni, 10 bis 11.30 Uhr, "
    "nicht an Feiertagen und nicht in den Schulferien, bis 29. Juni 2027",
    "3 Euro, Kaffee extra",
    "MitbringenHausschuhe",
    "Treffpunktam Brunnen",
    "Frau Demo erwartet Sie. 069 90 00 90 12",
    "Plätze frei",
    "Findet statt, wenn mindestens 5 Personen kommen.",
    "Anmelden bis Samstag, 27. Februar",
    "Dienstag, 9. März, 10 bis 11.30 UhrAnmelden bis Samstag, 6. März",
)
ON_PAPER = ("am Brunnen", "3 Euro, Kaffee extra", "Raum 2", "10–11.30")
IN_THE_CALENDAR = (
    "Wir spielen Boule im Park.",
    "Treffpunkt: am Brunnen",
    "Preis: 3 Euro, Kaffee extra",
    "Mitbringen: Hausschuhe",
    "Zum ersten Mal? Frau Demo erwartet Sie. 069 90 00 90 12",
    "Anmeldung bis Samstag, 27. Februar 2027",
)


def test_the_walk_answers_every_question() -> None:
    asked = {name for step in (Step.WHAT, Step.WHERE, Step.SIGN_UP) for name in FIELDS[step]}
    asked |= set(ASKED[Rhythm.WEEKLY])
    boxes = {"ab": "ab-tag", "ende-am": "ende-am-tag"}
    answered = {name for answers in EVERYTHING.values() for name in answers}
    assert {name for name in asked - ELSEWHERE if boxes.get(name, name) not in answered} == set()


async def test_each_answer_is_on_the_page_on_paper_and_in_the_calendar(visitor: Visitor) -> None:
    await written_and_let_through(visitor)
    await visitor.get(PAGE)
    assert visitor.page.heading == "Boule-Treff"
    for words in ON_THE_PAGE:
        assert words in visitor.page.text
    assert "30. März" not in visitor.page.text  # Easter holidays

    await visitor.get("/veranstaltungen?thema=bewegung&ab=2027-03-02")
    assert "Boule-Treff" in visitor.page.text
    for path, last_day in (("/programm/2027-03", "27.2."), ("/programm/2027-03.txt", "Samstag, 27. Februar")):
        text = (await visitor.client.get(path)).text.replace("\u00a0", " ")
        line = next(one for one in text.splitlines() if last_day in one)
        for words in (*ON_PAPER, f"Anmeldung bis {last_day}"):
            assert words in line

    await read_in_calendars(visitor)


async def read_in_calendars(visitor: Visitor) -> None:
    first = await Occurrence.select(Occurrence.id).order_by(Occurrence.starts_at, Occurrence.id).first()
    assert first is not None
    for path in ("/kalender/alle.ics", f"{PAGE}.ics?termin={first['id']}"):
        event = read((await visitor.client.get(path)).content).events[0]
        for words in IN_THE_CALENDAR:
            assert words in event.one("DESCRIPTION").text
        assert event.one("SUMMARY").text == "Boule-Treff"
        assert event.one("CATEGORIES").text == "Bewegung"
        assert "Stadtteilbüro Ost" in event.one("LOCATION").text and "Raum 2" in event.one("LOCATION").text


async def test_twelve_places_are_twelve_and_then_there_is_a_waiting_list(visitor: Visitor) -> None:
    await written_and_let_through(visitor)
    event = await Event.objects().where(Event.slug == "boule-treff").first()
    first = await Occurrence.select(Occurrence.id).order_by(Occurrence.starts_at, Occurrence.id).first()
    assert event is not None and first is not None
    for number in range(3):
        wish = a_wish(f"Demo-Person {number}", party=4)
        await sign_up(Target(event.id, first["id"]), wish, SYSTEM, NOW)
    await visitor.get(PAGE)
    assert "ausgebucht: Warteliste" in visitor.page.text
    assert "Auf die Warteliste Anmelden bis Samstag, 27. Februar" in visitor.page.text


async def written_and_let_through(visitor: Visitor) -> None:
    await a_city()
    await a_topic()
    await a_venue()
    await sign_in(visitor, await a_maintainer())
    await to_preview_of_everything(visitor)
    assert visitor.page.heading == "Vorschau"
    for words in ON_THE_PAGE:
        assert words in visitor.page.text
    await visitor.submit("So einreichen")
    await sign_in(visitor, await a_board_member())
    await visitor.get("/beirat")
    await visitor.click("Boule-Treff")
    await visitor.submit("Freigeben")
    visitor.client.cookies.clear()
