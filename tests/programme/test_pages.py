"""The month on paper and for the newspaper."""

from datetime import date, datetime, time

from html_page import words
from makers import BERLIN, NOW, a_published_event, a_sign_up, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.recurrence import Repeat, When
from mittendrin.places.tables import Venue, VenueAccess
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from visitor import Visitor

TUESDAYS = When(
    Repeat.WEEKLY, date(2027, 1, 12), weekdays=(1,), starts=time(10), ends=time(11), until=date(2027, 1, 26)
)
TOUR = When(Repeat.DATES, date(2027, 1, 30), days=3)


async def a_month_with_changes() -> None:
    event_id = await a_published_event(when=TUESDAYS, terms=seats(12))
    await a_published_event(title="Mosel", when=TOUR, price=9900)
    first, second, _third = await occurrence_ids(event_id)
    await call_off_date(first, CallingOff("Der Raum ist belegt.", "Kaffee im Foyer"), SYSTEM, NOW)
    start = datetime(2027, 1, 20, 14, 30, tzinfo=BERLIN)
    move = Move(start, start.replace(hour=16, minute=0), "Rathaus", "Wasserschaden", "Kaffee im Foyer")
    await move_date(second, move, SYSTEM, NOW)


async def test_the_newspaper_gets_one_line_a_date_with_every_change(visitor: Visitor) -> None:
    await a_month_with_changes()
    answer = await visitor.client.get("/programm/2027-01.txt")
    assert answer.text.splitlines() == [
        "Programm für Januar 2027",
        "Fragen und Anmeldung: 069 90 00 90 01, Montag bis Dienstag 9 bis 16 Uhr, Freitag 9 bis 12 Uhr",
        "",
        "Dienstag, 12. Januar",
        "10–11 Uhr: FÄLLT AUS: Gymnastik im Sitzen, Stadtteilbüro Ost, Raum 2, Musterstraße 1. "
        "Der Raum ist belegt. Stattdessen: Kaffee im Foyer.",
        "",
        "Dienstag, 19. Januar",
        "10 Uhr: VERLEGT: Gymnastik im Sitzen, Rathaus. "
        "Auf Mittwoch, 20. Januar, 14.30 bis 16 Uhr. Wasserschaden. Stattdessen: Kaffee im Foyer.",
        "",
        "Mittwoch, 20. Januar",
        "14.30–16 Uhr: NEUER TAG: Gymnastik im Sitzen, Rathaus. "
        "Statt Dienstag, 19. Januar, 10 Uhr, anderer Ort. Wasserschaden. Stattdessen: Kaffee im Foyer. Zugang dort: bitte fragen. Kostet nichts. Anmeldung 069 90 00 90 01.",
        "",
        "Dienstag, 26. Januar",
        "10–11 Uhr: Gymnastik im Sitzen, Stadtteilbüro Ost, Raum 2, Musterstraße 1. "
        "Kostet nichts. Anmeldung 069 90 00 90 01.",
        "",
        "Samstag, 30. Januar",
        "Ganztägig: Mosel (bis Montag, 1. Februar), Stadtteilbüro Ost, Raum 2, Musterstraße 1. 99 Euro.",
    ]


async def test_the_sheet_carries_the_telephone_and_can_be_narrowed(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS)
    await visitor.get("/programm/2027-01")
    assert "069 90 00 90 01, Montag bis Dienstag 9 bis 16 Uhr" in visitor.page.text
    await visitor.submit("Anzeigen", stadtteil="innenstadt-ost")
    assert visitor.page.heading == "Programm für Januar 2027: Innenstadt Ost"
    assert "Gymnastik im Sitzen" in visitor.page.text


async def test_on_paper_the_month_is_named_once(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS)
    await visitor.get("/programm/2027-01")
    assert '<h1 class="noprint">Programm für Januar 2027</h1>' in visitor.page.answer.text
    await visitor.get("/programm/2027-03")
    assert "<h1>Programm für März 2027</h1>" in visitor.page.answer.text


async def test_the_access_words_that_most_people_ask_for_are_printed(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS)
    venue = await Venue.objects().first()
    assert venue
    await VenueAccess.insert(
        *(
            VenueAccess(venue=venue.id, kind=kind, known="yes")
            for kind in ("step_free", "lift", "wheelchair_wc", "hearing_loop")
        )
    )
    answer = await visitor.client.get("/programm/2027-01.txt")
    assert "Musterstraße 1. Ohne Stufen. Aufzug. Rollstuhl-WC. Kostet nichts." in answer.text
    assert "Hörschleife" not in answer.text


async def test_a_row_on_paper_says_only_what_its_head_and_the_places_do_not(visitor: Visitor) -> None:
    event_id = await a_published_event(when=TUESDAYS, terms=seats(12), price=0, price_note="Kuchen extra")
    await a_published_event(title="Mosel", when=TOUR, meeting_point="am Bahnhof")
    venue = await Venue.objects().first()
    assert venue
    await VenueAccess.insert(
        VenueAccess(venue=venue.id, kind="step_free", known="yes"),
        VenueAccess(venue=venue.id, kind="hearing_loop", known="yes"),
    )
    first, second, _third = await occurrence_ids(event_id)
    await call_off_date(first, CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    start = datetime(2027, 1, 20, 14, 30, tzinfo=BERLIN)
    room = Move(
        start, start.replace(hour=16, minute=0), "Stadtteilbüro Ost, Saal", "Wasser", venue_id=venue.id
    )
    await move_date(second, room, SYSTEM, NOW)
    await visitor.get("/programm/2027-01")
    assert rows(visitor) == [
        "10–11 FÄLLT AUS: Gymnastik im Sitzen · Stadtteilbüro Ost, Raum 2 · Der Raum ist belegt",
        "10 VERLEGT: Gymnastik im Sitzen · Stadtteilbüro Ost, Saal"
        " · auf Mittwoch, 20. Januar, 14.30 bis 16 Uhr · Wasser",
        "14.30–16 NEUER TAG: Gymnastik im Sitzen · Stadtteilbüro Ost, Saal"
        " · statt Dienstag, 19. Januar, 10 Uhr, anderer Ort · Wasser · Kuchen extra · Anmeldung",
        "10–11 Gymnastik im Sitzen · Stadtteilbüro Ost, Raum 2 · Kuchen extra · Anmeldung",
        "ganztägig Mosel bis Montag, 1. Februar · Stadtteilbüro Ost, Raum 2, am Bahnhof",
    ]
    assert "Steht nichts dabei, gibt es am Eingang keine Stufen, und es kostet nichts." in visitor.page.text
    assert "Stadtteilbüro Ost, Musterstraße 1 · ohne Stufen · Hörschleife" in visitor.page.text


async def test_what_a_line_does_not_hold_is_said_once_at_the_end_of_the_paper(visitor: Visitor) -> None:
    in_pairs = {"price": 300, "price_note": "pro Stunde, mit Handtuch und einem Glas Wasser für jeden"}
    event_id = await a_published_event(
        when=TUESDAYS, terms=seats(12), meeting_point="auf der Bank vor Raum 2", **in_pairs
    )
    await a_published_event(title="Mosel", when=TOUR, meeting_point="vor Raum 21")
    await call_off_date((await occurrence_ids(event_id))[0], CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    await visitor.get("/programm/2027-01")
    in_one_line = (
        "10–11 Gymnastik im Sitzen* · Stadtteilbüro Ost, Raum 2 · Stufen bitte fragen · 3 Euro · Anmeldung"
    )
    assert rows(visitor) == [
        "10–11 FÄLLT AUS: Gymnastik im Sitzen · Stadtteilbüro Ost, Raum 2 · Der Raum ist belegt",
        in_one_line,
        in_one_line,
        "ganztägig Mosel bis Montag, 1. Februar · Stadtteilbüro Ost, Raum 2, vor Raum 21"
        " · Stufen bitte fragen",
    ]
    assert "Ein Stern (*) heißt: Am Ende steht mehr dazu." in visitor.page.text
    assert at_the_end(visitor) == [
        "* Mehr dazu",
        "Gymnastik im Sitzen · Treffpunkt: auf der Bank vor Raum 2"
        " · 3 Euro, pro Stunde, mit Handtuch und einem Glas Wasser für jeden",
        "Die Orte",
        "Stadtteilbüro Ost, Musterstraße 1",
    ]


async def test_only_where_to_meet_goes_to_the_end_when_that_is_enough(visitor: Visitor) -> None:
    there = "um zehn vor zehn auf der langen Bank unter der Uhr"
    await a_published_event(when=TUESDAYS, terms=seats(12), meeting_point=there, price=300, price_note="bar")
    await visitor.get("/programm/2027-01")
    assert rows(visitor)[0] == (
        "10–11 Gymnastik im Sitzen* · Stadtteilbüro Ost, Raum 2 · Stufen bitte fragen · 3 Euro, bar · Anmeldung"
    )


async def test_a_screen_has_everything_in_its_row_and_no_star(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS, meeting_point="um zehn vor zehn " + "auf der langen Bank " * 3)
    await visitor.get("/programm/2027-01")
    for paper in [one for one in visitor.page.main.iter("span") if one.get("class") == "print"]:
        paper.text = ""
    row = next(words(cell) for cell in visitor.page.main.iter("td") if list(cell.iter("a")))
    assert ("*" in row, "Ost, Raum 2, um zehn vor zehn auf der langen Bank" in row) == (False, True)


async def test_what_nobody_knows_of_steps_and_price_is_said_in_the_row(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS, price=None)
    await visitor.get("/programm/2027-01")
    assert rows(visitor)[0].endswith("Raum 2 · Stufen bitte fragen · Preis bitte fragen")


async def test_the_poster_is_chosen_and_keeps_the_choice(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS)
    await visitor.get("/programm/2027-01?stadtteil=innenstadt-ost")
    await visitor.click("Aushang A3")
    assert visitor.page.path == "/programm/2027-01?stadtteil=innenstadt-ost&papier=a3"
    assert ("Papier A3 quer." in visitor.page.text, len(rows(visitor))) == (True, 3)
    await visitor.submit("Anzeigen", stadtteil="")
    assert ("Papier A3 quer." in visitor.page.text, len(rows(visitor))) == (True, 3)
    await visitor.click("Februar 2027")
    assert visitor.page.path == "/programm/2027-02?papier=a3"
    await visitor.click("Große Schrift, A4")
    assert "Papier A4 quer." in visitor.page.text


async def test_on_a_screen_each_date_says_everything_and_leads_to_its_event(visitor: Visitor) -> None:
    event_id = await a_published_event(when=TUESDAYS)
    venue = await Venue.objects().first()
    assert venue
    await VenueAccess.insert(VenueAccess(venue=venue.id, kind="step_free", known="yes"))
    await call_off_date((await occurrence_ids(event_id))[0], CallingOff("Der Raum ist belegt."), SYSTEM, NOW)
    await visitor.get("/programm/2027-01")
    assert [words(cell) for cell in visitor.page.main.iter("td") if list(cell.iter("a"))][:2] == [
        "FÄLLT AUS: Gymnastik im Sitzen · Stadtteilbüro Ost, Raum 2 · Der Raum ist belegt",
        "Gymnastik im Sitzen · Stadtteilbüro Ost, Raum 2 · Musterstraße 1 · ohne Stufen · kostet nichts",
    ]
    assert {link.get("href") for cell in visitor.page.main.iter("td") for link in cell.iter("a")} == {
        "/veranstaltungen/gymnastik-im-sitzen"
    }


def rows(visitor: Visitor) -> list[str]:
    """Of the dates, each as one line, as on paper."""
    for shown in [one for one in visitor.page.main.iter("span") if one.get("class") == "noprint"]:
        shown[:], shown.text = [], ""
    every = [[words(cell) for cell in row.iter("td")] for row in visitor.page.main.iter("tr")]
    return [" ".join(cells) for cells in every if len(cells) == 2]


def at_the_end(visitor: Visitor) -> list[str]:
    *_days, end = visitor.page.main.iter("table")
    return [words(cell) for body in end.iter("tbody") for row in body for cell in row]


async def test_a_month_without_dates_says_so(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS)
    await visitor.get("/programm/2027-07")
    assert "Für diesen Monat ist noch nichts eingetragen." in visitor.page.text


async def test_without_a_month_it_is_this_one(visitor: Visitor) -> None:
    await a_published_event(when=TUESDAYS)
    assert (await visitor.get("/programm")).path == "/programm/2027-01"


async def test_the_file_for_the_newspaper_says_format_and_size(visitor: Visitor) -> None:
    await a_published_event()
    size = len((await visitor.client.get("/programm/2027-01.txt")).content)
    await visitor.get("/programm/2027-01")
    assert size < 1_500
    assert "Der Text für die Zeitung ist eine Text-Datei (TXT), 1 Kilobyte." in visitor.page.text


async def test_a_full_date_offers_its_waiting_list_and_a_deadline_is_said(visitor: Visitor) -> None:
    event_id = await a_published_event(when=TUESDAYS, terms=seats(1, deadline_days=1))
    await a_sign_up(event_id)
    said = (await visitor.client.get("/programm/2027-01.txt")).text.splitlines()
    assert [line.partition("Kostet nichts. ")[2] for line in said if "Gymnastik" in line] == [
        "Ausgebucht, Warteliste 069 90 00 90 01.",
        "Anmeldung bis Montag, 18. Januar: 069 90 00 90 01.",
        "Anmeldung bis Montag, 25. Januar: 069 90 00 90 01.",
    ]
    await visitor.get("/programm/2027-01")
    assert [row.partition("Raum 2 · ")[2] for row in rows(visitor)] == [
        "Stufen bitte fragen · ausgebucht, Warteliste",
        "Stufen bitte fragen · Anmeldung bis 18.1.",
        "Stufen bitte fragen · Anmeldung bis 25.1.",
    ]


async def test_what_is_called_off_leaves_out_the_room_before_it_takes_a_second_line(visitor: Visitor) -> None:
    event_id = await a_published_event(when=TUESDAYS)
    first, second, _third = await occurrence_ids(event_id)
    await call_off_date(first, CallingOff("Die Leiterin ist leider plötzlich erkrankt"), SYSTEM, NOW)
    await call_off_date(second, CallingOff("Saal belegt"), SYSTEM, NOW)
    await visitor.get("/programm/2027-01")
    assert [words(cell) for cell in visitor.page.main.iter("td") if list(cell.iter("a"))][:2] == [
        "FÄLLT AUS: Gymnastik im Sitzen · Stadtteilbüro Ost · Die Leiterin ist leider plötzlich erkrankt",
        "FÄLLT AUS: Gymnastik im Sitzen · Stadtteilbüro Ost, Raum 2 · Saal belegt",
    ]
