"""The list by day and the page of an event, as visitors see them."""

from datetime import date, datetime, time, timedelta

import pytest

from app_fixtures import StandingClock
from databases import Database
from events.reading import titles
from makers import (
    BERLIN,
    CLUB,
    NOW,
    a_city,
    a_published_event,
    a_sign_up,
    a_topic,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event
from mittendrin.places.rules import AccessKind, Known
from mittendrin.places.tables import District, Topic, VenueAccess
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.series_changes import call_off_event
from visitor import Visitor

WEDNESDAY_EVENING = When(Repeat.DATES, date(2027, 1, 13), starts=time(19), ends=time(20))
BUSY = "Die Halle ist noch belegt."


async def two_events() -> None:
    await a_published_event(price=300, price_note="Kaffee extra")
    await a_published_event(
        title="Tanz am Abend",
        description="Mit Musik aus den Sechzigern.",
        when=WEDNESDAY_EVENING,
        topic_id=await a_topic("Tanz"),
        venue_id=await a_venue("Gemeindesaal Siegelbach"),
    )


async def test_an_empty_city_has_an_empty_list(visitor: Visitor) -> None:
    await visitor.get("/veranstaltungen")
    assert visitor.page.heading == "Was ist los?"
    assert "nichts Passendes" in visitor.page.text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Gymnastik im Sitzen", "Tanz am Abend"]),
        ("?thema=tanz", ["Tanz am Abend"]),
        ("?kostenlos=ja", ["Tanz am Abend"]),
        ("?tag=1", ["Gymnastik im Sitzen"]),
        ("?tageszeit=abend", ["Tanz am Abend"]),
        ("?tageszeit=abend&kostenlos=ja&tag=2", ["Tanz am Abend"]),
        ("?tageszeit=abend&thema=bewegung", []),
        ("?zeit=heute", []),
        ("?ab=2027-01-13&zeit=heute", ["Tanz am Abend"]),
        ("?veranstalter=demo-turnverein-barbarossa", ["Gymnastik im Sitzen", "Tanz am Abend"]),
        ("?zugang=step_free", ["Tanz am Abend"]),
        ("?ab=gestern&zeit=immer&tag=Montag", ["Gymnastik im Sitzen", "Tanz am Abend"]),
    ],
)
async def test_the_list_is_chosen_by(visitor: Visitor, query: str, shown: list[str]) -> None:
    await two_events()
    venue = await a_venue("Gemeindesaal Siegelbach")
    await VenueAccess.insert(VenueAccess(venue=venue, kind=AccessKind.STEP_FREE.value, known=Known.YES.value))
    await visitor.get(f"/veranstaltungen{query}")
    assert titles(visitor) == shown


@pytest.mark.parametrize(
    "words",
    [
        "Tänze",
        "Taenze",
        "tanze",
        "SECHZIGERN",
        "Siegelbach",
        "schwof",
        "Schwof Musik",
        "Demo-Turnverein tanz",
    ],
)
async def test_words_are_found_however_they_are_written(visitor: Visitor, words: str) -> None:
    await two_events()
    await Topic.update({Topic.synonyms: "Schwof, Tänze"}).where(Topic.slug == "tanz")
    await visitor.get(f"/veranstaltungen?suche={words}")
    assert titles(visitor) == ["Tanz am Abend"]


async def test_the_list_says_what_was_searched_for(visitor: Visitor) -> None:
    """On a telephone the search form stands far below."""
    await two_events()
    await visitor.get("/veranstaltungen?suche=tanz")
    assert "Gesucht: tanz" in visitor.page.text
    assert 'href="#suche"' in visitor.page.answer.text


async def test_other_names_of_a_district_are_found(visitor: Visitor) -> None:
    await two_events()
    await District.update({District.synonyms: "Rathaus, Ostend"}).where(District.slug == "innenstadt-ost")
    await visitor.get("/veranstaltungen?suche=ostend")
    assert titles(visitor) == ["Gymnastik im Sitzen", "Tanz am Abend"]


async def test_the_form_keeps_the_choice_and_finds(visitor: Visitor) -> None:
    await two_events()
    await visitor.get("/veranstaltungen?veranstalter=demo-turnverein-barbarossa")
    await visitor.submit("Anzeigen", suche="tanz", tag=["2"])
    assert titles(visitor) == ["Tanz am Abend"]
    assert "veranstalter=demo-turnverein-barbarossa" in visitor.page.path


async def test_quick_picks_add_up_and_can_be_taken_back(visitor: Visitor) -> None:
    await two_events()
    await visitor.get("/veranstaltungen?thema=tanz")
    await visitor.click("Kostet nichts")
    assert titles(visitor) == ["Tanz am Abend"]
    await visitor.click("Kostet nichts")
    assert visitor.page.path.endswith("?thema=tanz")


async def test_cards_say_price_and_seats_and_nothing_more(visitor: Visitor) -> None:
    await a_published_event(price=300, price_note="Kaffee extra", terms=seats(3))
    await visitor.get("/veranstaltungen")
    assert "3 Euro" in visitor.page.text
    assert "Kaffee extra" not in visitor.page.text
    assert "wenige Plätze" in visitor.page.text


async def test_the_list_forgets_what_is_over(visitor: Visitor, clock: StandingClock) -> None:
    await two_events()
    await visitor.get("/veranstaltungen?zeit=heute&ab=2027-01-12")
    assert titles(visitor) == ["Gymnastik im Sitzen"]
    clock.now += timedelta(days=1, hours=3, minutes=1)
    await visitor.get("/veranstaltungen?zeit=heute&ab=2027-01-12")
    assert titles(visitor) == []


async def test_an_event_says_everything_on_one_page(visitor: Visitor) -> None:
    await a_published_event(price=300, price_note="Kaffee extra", terms=seats(12))
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    for words in (
        "3 Euro, Kaffee extra",
        "Raum 2",
        "bequeme Kleidung",
        "Frau Demo erwartet Sie",
        "Hörschleife",
    ):
        assert words in visitor.page.text
    await visitor.click("Anmelden für Dienstag, 19. Januar")
    assert visitor.page.heading == "Ich komme mit"


async def test_a_prepared_page_follows_sign_ups_and_changes(visitor: Visitor) -> None:
    event_id = await a_published_event(terms=seats(1))
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    await a_sign_up(event_id, a_wish())
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "ausgebucht: Warteliste" in visitor.page.text
    first = (await occurrence_ids(event_id))[0]
    await call_off_date(first, CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "FÄLLT AUS: Dienstag, 12. Januar, 10 bis 11 Uhr. Der Raum ist belegt." in visitor.page.text


async def test_a_course_is_joined_as_a_whole(visitor: Visitor) -> None:
    await a_published_event(terms=seats(12, SignUpMode.COURSE))
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert [link.text for link in visitor.page.links if "/anmelden" in link.href] == ["Ich komme mit"]


@pytest.mark.parametrize("period", ["heute", "woche", "wochenende", "monat"])
async def test_whoever_turns_pages_finds_the_way_back(visitor: Visitor, period: str) -> None:
    await visitor.get(f"/veranstaltungen?zeit={period}")
    first = visitor.page.text
    assert "die Tage davor" not in first
    for _ in range(2):
        await visitor.click("Weiter: die nächsten Tage")
    for _ in range(2):
        await visitor.click("Zurück: die Tage davor")
    assert visitor.page.text == first


async def test_calendar_files_hold_one_date_or_all(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    one = next(link.href for link in visitor.page.links if link.text == "Diesen Termin")
    single = (await visitor.get(one)).answer.text
    everything = (await visitor.get("/veranstaltungen/gymnastik-im-sitzen.ics")).answer.text
    assert ("RRULE" in single.split("BEGIN:VEVENT")[1], "RRULE" in everything.split("BEGIN:VEVENT")[1]) == (
        False,
        True,
    )


@pytest.mark.parametrize("number", ["0", "999", "x", "99999999999999999999"])
async def test_there_is_no_file_for_a_date_that_is_not(visitor: Visitor, number: str) -> None:
    await a_published_event()
    page = await visitor.get(f"/veranstaltungen/gymnastik-im-sitzen.ics?termin={number}")
    assert page.answer.status_code == 404


async def test_nobody_sees_a_draft(visitor: Visitor, database: Database) -> None:
    event_id = await a_published_event()
    await Event.update({Event.state: "draft"}).where(Event.id == event_id)
    page = await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    await a_city()
    assert page.answer.status_code == 404


async def test_of_a_single_date_only_the_new_time_is_said(visitor: Visitor) -> None:
    event_id = await a_published_event(when=WEDNESDAY_EVENING)
    (only,) = await occurrence_ids(event_id)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Mittwoch, 13. Januar 2027, 19 bis 20 Uhr" in visitor.page.text
    later = datetime(2027, 1, 14, 18, tzinfo=BERLIN)
    await move_date(only, Move(later, later.replace(hour=19), "", BUSY), SYSTEM, NOW)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "WannDonnerstag, 14. Januar, 18 bis 19 Uhr" in visitor.page.text
    assert "19 bis 20 Uhr" not in visitor.page.text


async def test_a_moved_date_says_what_moved_in_the_list_and_on_its_page(visitor: Visitor) -> None:
    event_id = await a_published_event()
    first, second, *_rest = await occurrence_ids(event_id)
    later = datetime(2027, 1, 12, 11, tzinfo=BERLIN)
    await move_date(
        first, Move(later, later.replace(hour=12), "", BUSY, "Kommen Sie am Freitag."), SYSTEM, NOW
    )
    same = datetime(2027, 1, 19, 10, tzinfo=BERLIN)
    await move_date(
        second,
        Move(same, same.replace(hour=11), "Rathaus", "Wasserschaden.", "Kaffee im Foyer."),
        SYSTEM,
        NOW,
    )
    await visitor.get("/veranstaltungen")
    said = f"NEUE ZEIT: 11 statt 10 Uhr. {BUSY} Stattdessen: Kommen Sie am Freitag."
    assert said in visitor.page.text
    await visitor.click("Gymnastik im Sitzen")
    assert said in visitor.page.text
    elsewhere = "ANDERER ORT. Dienstag, 19. Januar, 10 bis 11 Uhr, Rathaus. Wasserschaden."
    assert f"{elsewhere} Stattdessen: Kaffee im Foyer." in visitor.page.text


async def test_where_nothing_takes_place_any_more_no_date_is_called_the_next(visitor: Visitor) -> None:
    event = await a_published_event()
    await call_off_event(event, CallingOff("Die Leiterin ist weggezogen."), CLUB, NOW)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Zurzeit sind keine Termine geplant." in visitor.page.text
    assert "Diese Termine fallen aus" in visitor.page.text
    assert "Die nächsten Termine" not in visitor.page.text


async def test_where_everything_found_is_called_off_the_list_counts_that(visitor: Visitor) -> None:
    event = await a_published_event()
    await call_off_date((await occurrence_ids(event))[0], CallingOff(BUSY), CLUB, NOW)
    await visitor.get("/veranstaltungen?suche=Gymnastik")
    assert "11. bis 17. Januar: 1 abgesagt" in visitor.page.text


async def test_an_event_with_one_date_goes_into_the_calendar_by_one_button(visitor: Visitor) -> None:
    once = When(Repeat.DATES, date(2027, 1, 12), starts=time(10), ends=time(11))
    await a_published_event(when=once)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    labels = {link.text for link in visitor.page.links}
    assert ("Diesen Termin" in labels, "Alle Termine" in labels) == (True, False)


async def test_an_event_with_many_dates_offers_one_and_all(visitor: Visitor) -> None:
    await a_published_event()
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert {"Diesen Termin", "Alle Termine"} <= {link.text for link in visitor.page.links}
