"""One date takes place elsewhere: what is true of the usual place is not said of the other one."""

from datetime import date, datetime, timedelta

import pytest

from calendars.feed_parsers import read
from databases import Database
from makers import (
    BERLIN,
    NOW,
    a_district,
    a_published_event,
    a_sign_up,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.tables import Occurrence
from mittendrin.events.venue_changes import change_access, change_venue
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.places.rules import AccessFact, AccessKind, Known, Look, VenueContent
from mittendrin.places.tables import Venue, VenueAccess
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.links import slip_path
from people import a_responsible, sign_in
from visitor import Visitor

ELSEWHERE = "Rathaus, Saal 3"
START = datetime(2027, 1, 12, 10, 0, tzinfo=BERLIN)
PAGE = "/veranstaltungen/gymnastik-im-sitzen"


async def an_event_elsewhere(**content: object) -> int:
    """The usual place has no steps and directions; the first date is not there."""
    venue = await a_venue()
    await Venue.update({Venue.directions: "Bus 105, Haltestelle Mitte."}).where(Venue.id == venue)
    known = {"known": Known.YES.value, "checked_on": date(2026, 11, 3)}
    await VenueAccess.insert(VenueAccess(venue=venue, kind=AccessKind.STEP_FREE.value, **known))
    event_id = await a_published_event(meeting_point="am Eingang", **content)
    await to_another_place(event_id)
    return event_id


async def to_another_place(event_id: int) -> None:
    first = (await occurrence_ids(event_id))[0]
    move = Move(START, START + timedelta(hours=1), ELSEWHERE, "Der Raum ist belegt.")
    await move_date(first, move, SYSTEM, NOW)


async def test_the_page_says_where_it_is_now_and_nothing_of_the_usual_place(visitor: Visitor) -> None:
    await an_event_elsewhere()
    await visitor.get(PAGE)
    text = visitor.page.text
    assert f"WoDiesmal hier: {ELSEWHERE}" in text
    assert "An anderen TagenStadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2" in text
    assert "Für diesen Ort ist es nicht bekannt. Fragen Sie nach: 069 90 00 90 12" in text
    for words in ("Bus 105", "am Eingang", "Ohne Stufen", "geprüft am"):
        assert words not in text


async def test_the_days_after_are_at_the_usual_place_again(visitor: Visitor) -> None:
    event_id = await an_event_elsewhere()
    second = (await occurrence_ids(event_id))[1]
    answer = (await visitor.get(f"{PAGE}/anmelden?termin={second}")).text
    assert ELSEWHERE not in answer


async def test_list_print_and_newspaper_do_not_promise_access_there(visitor: Visitor) -> None:
    await an_event_elsewhere()
    await visitor.get("/veranstaltungen?zeit=heute&ab=2027-01-12")
    assert (ELSEWHERE in visitor.page.text, "ohne Stufen" in main_of(visitor)) == (True, False)
    await visitor.get("/veranstaltungen?zeit=heute&ab=2027-01-19")
    assert "ohne Stufen" in main_of(visitor)
    for path in ("/programm/2027-01", "/programm/2027-01.txt"):
        lines = (await visitor.client.get(path)).text.replace("\u00a0", " ").splitlines()
        moved = next(line for line in lines if ELSEWHERE in line)
        assert "bitte fragen" in moved
        assert ("Der Raum ist belegt" in moved, "ohne Stufen" in moved) == (True, False)


def main_of(visitor: Visitor) -> str:
    """Without the form that asks for it."""
    return visitor.page.text.partition("Genauer suchen")[0].partition("In meinem Stadtteil")[2]


async def test_who_needs_no_steps_is_not_led_there(visitor: Visitor) -> None:
    await an_event_elsewhere()
    await visitor.get("/veranstaltungen?zugang=step_free&zeit=heute&ab=2027-01-12")
    assert "nichts Passendes" in visitor.page.text


async def test_slip_and_messages_name_the_other_place_only(visitor: Visitor) -> None:
    event_id = await a_published_event(terms=seats(5), meeting_point="am Eingang")
    receipt = await a_sign_up(event_id, a_wish(email="demo@example.org"))
    await a_sign_up(event_id, a_wish("Demo-Person 2"))
    await to_another_place(event_id)
    await visitor.get(slip_path(receipt.code))
    assert f"Diesmal hier: {ELSEWHERE}" in visitor.page.text
    mails = await Mail.select(Mail.body).where(Mail.purpose == "moved")
    calls = await CallTask.select(CallTask.script).where(CallTask.purpose == "moved")
    for said in [*(mail["body"] for mail in mails), *(call["script"] for call in calls)]:
        now_there = said.partition("Jetzt neu:")[2] or said
        assert (ELSEWHERE in now_there, "am Eingang" in said) == (True, False)
    assert (len(mails), len(calls)) == (1, 1)


async def test_who_is_called_hears_that_only_the_place_is_another_one(database: Database) -> None:
    event_id = await a_published_event(terms=seats(5))
    await a_sign_up(event_id, a_wish())
    await to_another_place(event_id)
    call = (
        await CallTask.select(CallTask.script, CallTask.headline).where(CallTask.purpose == "moved").first()
    )
    assert call is not None
    assert call["headline"].startswith("Achtung, ein anderer Ort: Gymnastik im Sitzen")
    assert (
        "Tag und Uhrzeit bleiben: Dienstag, 12. Januar, 10 bis 11 Uhr. "
        "Aber der Ort ist ein anderer: Rathaus, Saal 3." in call["script"]
    )


async def test_who_gets_a_mail_reads_that_day_and_time_stay(database: Database) -> None:
    event_id = await a_published_event(terms=seats(5))
    await a_sign_up(event_id, a_wish(email="demo@example.org"))
    await to_another_place(event_id)
    mail = await Mail.select(Mail.body).where(Mail.purpose == "moved").first()
    assert mail is not None
    assert mail["body"].split("\n\n")[1:4] == [
        "Tag und Uhrzeit bleiben. Aber der Ort ist ein anderer. Bisher:\n"
        "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2",
        f"Jetzt neu:\n{ELSEWHERE}",
        "Gymnastik im Sitzen\nDienstag, 12. Januar, 10 bis 11 Uhr",
    ]


HALL = "Gemeindehaus Süd"
CLUB_DESK = "/verein/demo-turnverein-barbarossa"


async def an_event_in_the_hall(visitor: Visitor, **content: object) -> int:
    """Moved on the page of the club: the hall has steps, and a district of its own."""
    event_id = await an_event_elsewhere(**content)
    hall = await a_venue(HALL)
    district = await a_district("Betzenberg")
    changes = {Venue.street: "Südweg 3", Venue.district: district, Venue.directions: "Bus 102, Südweg."}
    await Venue.update(changes).where(Venue.id == hall)
    await knows(hall, Known.NO, "drei Stufen")
    await sign_in(visitor, await a_responsible())
    first = (await occurrence_ids(event_id))[0]
    await visitor.get(f"{CLUB_DESK}/termine/{first}/verlegen")
    form = visitor.page.form("Weiter: Angaben prüfen")
    assert (form.value("haus"), form.value("ort")) == ("", ELSEWHERE)
    await visitor.submit("Weiter: Angaben prüfen", haus="gemeindehaus-sued", ort="Saal", grund="Wasser.")
    assert f"{HALL}, Saal" in visitor.page.text
    await visitor.submit("Jetzt verlegen")
    return event_id


async def knows(venue: int, known: Known, note: str) -> None:
    fact = {"known": known.value, "note": note, "checked_on": date(2026, 11, 5)}
    await VenueAccess.insert(VenueAccess(venue=venue, kind=AccessKind.STEP_FREE.value, **fact))


async def test_of_a_place_that_we_know_the_page_says_how_accessible_it_is(visitor: Visitor) -> None:
    await an_event_in_the_hall(visitor)
    await visitor.get(PAGE)
    text = visitor.page.text
    assert f"Diesmal hier: {HALL}, Saal, Südweg 3, 67655 Kaiserslautern" in text
    assert "drei Stufen" in text
    assert "Bus 102, Südweg." in text
    for words in ("Bus 105", "am Eingang", "Für diesen Ort ist es nicht bekannt"):
        assert words not in text


def where_it_is(content: bytes) -> list[tuple[str, ...]]:
    """Place and map of each component: an independent reader's view."""
    names = ("LOCATION", "GEO", "X-APPLE-STRUCTURED-LOCATION")
    return [tuple(found.text for name in names for found in one.all(name)) for one in read(content).events]


async def test_calendars_lead_to_the_place_that_we_know(visitor: Visitor) -> None:
    event_id = await an_event_in_the_hall(visitor)
    hall = await Venue.objects().get(Venue.name == HALL)
    assert hall
    content = VenueContent(HALL, "Südweg 3", "67655", "Kaiserslautern", hall.district, 49.4401, 7.7491, "")
    await change_venue(hall.id, content, SYSTEM, NOW)
    first = (await occurrence_ids(event_id))[0]
    there = (
        f"{HALL}, Saal, Südweg 3, 67655 Kaiserslautern",
        "49.4401;7.7491",
        "geo:49.4401,7.7491",
    )
    assert where_it_is((await visitor.client.get(f"{PAGE}.ics?termin={first}")).content) == [there]
    for path in (f"{PAGE}.ics", "/kalender/alle.ics"):
        assert where_it_is((await visitor.client.get(path)).content)[1:] == [there]


async def test_calendars_take_a_new_address_of_that_place(visitor: Visitor) -> None:
    await an_event_in_the_hall(visitor)
    hall = await Venue.objects().get(Venue.name == HALL)
    assert hall
    before = read((await visitor.client.get("/kalender/alle.ics")).content).events[1]
    content = VenueContent(HALL, "Nordweg 4", "67655", "Kaiserslautern", hall.district, None, None, "")
    await change_venue(hall.id, content, SYSTEM, NOW)
    after = read((await visitor.client.get("/kalender/alle.ics")).content).events[1]
    assert "Nordweg 4" in after.one("LOCATION").text
    assert int(after.one("SEQUENCE").value) == int(before.one("SEQUENCE").value) + 1


async def test_the_slip_for_the_fridge_has_its_street(visitor: Visitor) -> None:
    event_id = await an_event_in_the_hall(visitor, terms=seats(5))
    receipt = await a_sign_up(event_id, a_wish())
    await visitor.get(slip_path(receipt.code))
    assert f"Diesmal hier: {HALL}, Saal, Südweg 3, 67655 Kaiserslautern" in visitor.page.text


async def test_list_and_print_say_what_is_true_there(visitor: Visitor) -> None:
    event_id = await an_event_in_the_hall(visitor)
    await visitor.get("/veranstaltungen?zugang=step_free&zeit=heute&ab=2027-01-12")
    assert "nichts Passendes" in visitor.page.text
    hall = await Venue.select(Venue.id).where(Venue.name == HALL).first()
    assert hall
    await VenueAccess.delete().where(VenueAccess.venue == hall["id"])
    look = Look([AccessFact(AccessKind.STEP_FREE, Known.YES)], date(2026, 11, 6))
    await change_access(hall["id"], look, SYSTEM, NOW)
    await visitor.get("/veranstaltungen?zugang=step_free&zeit=heute&ab=2027-01-12")
    assert f"{HALL}, Saal" in visitor.page.text
    for path in ("/programm/2027-01", "/programm/2027-01.txt"):
        lines = (await visitor.client.get(path)).text.replace("\u00a0", " ").splitlines()
        said = [line for line in lines if HALL in line]
        assert ("ohne stufen" in said[-1].lower(), "fragen" in "".join(said)) == (True, False)
    assert (await occurrence_ids(event_id))[0]


async def test_it_is_found_in_the_district_where_it_takes_place(visitor: Visitor) -> None:
    await an_event_in_the_hall(visitor)
    await visitor.get("/veranstaltungen?stadtteil=betzenberg&zeit=heute&ab=2027-01-12")
    assert f"{HALL}, Saal" in visitor.page.text
    await visitor.get("/veranstaltungen?stadtteil=innenstadt-ost&zeit=heute&ab=2027-01-12")
    assert HALL not in main_of(visitor)


async def test_whoever_writes_the_name_of_a_known_place_means_that_place(visitor: Visitor) -> None:
    event_id = await an_event_elsewhere()
    hall = await a_venue(HALL)
    await sign_in(visitor, await a_responsible())
    first = (await occurrence_ids(event_id))[0]
    await visitor.get(f"{CLUB_DESK}/termine/{first}/verlegen")
    await visitor.submit("Weiter: Angaben prüfen", ort=HALL.lower(), grund="Wasser.")
    await visitor.submit("Jetzt verlegen")
    there = await Occurrence.select(Occurrence.place, Occurrence.venue).where(Occurrence.id == first).first()
    assert there == {"place": HALL, "venue": hall}


async def test_the_usual_place_is_no_other_one(visitor: Visitor) -> None:
    event_id = await an_event_elsewhere()
    await sign_in(visitor, await a_responsible())
    first = (await occurrence_ids(event_id))[0]
    await visitor.get(f"{CLUB_DESK}/termine/{first}/verlegen")
    await visitor.submit("Weiter: Angaben prüfen", haus="stadtteilbuero-ost", ort="", grund="Doch hier.")
    await visitor.submit("Jetzt verlegen")
    there = await Occurrence.select(Occurrence.place, Occurrence.venue).where(Occurrence.id == first).first()
    assert there == {"place": "", "venue": None}


@pytest.mark.parametrize("called_now", ["Haus der Begegnung", "Gemeindehaus", "Gemeindehaus Süd, Neubau"])
async def test_moved_again_after_the_place_has_a_new_name_it_is_named_once(
    visitor: Visitor, called_now: str
) -> None:
    event_id = await an_event_in_the_hall(visitor)
    await Venue.update({Venue.name: called_now}).where(Venue.name == HALL)
    first = (await occurrence_ids(event_id))[0]
    await visitor.get(f"{CLUB_DESK}/termine/{first}/verlegen")
    form = visitor.page.form("Weiter: Angaben prüfen")
    assert (form.value("haus"), form.value("ort")) == ("gemeindehaus-sued", "Saal")
    await visitor.submit("Weiter: Angaben prüfen", von="11:00", bis="12:00", grund="Wasser.")
    await visitor.submit("Jetzt verlegen")
    there = await Occurrence.select(Occurrence.place).where(Occurrence.id == first).first()
    assert there == {"place": f"{called_now}, Saal"}


async def test_a_date_that_was_moved_there_takes_the_new_name_along(visitor: Visitor) -> None:
    await an_event_in_the_hall(visitor)
    hall = await Venue.objects().get(Venue.name == HALL)
    assert hall
    content = VenueContent(
        "Haus der Begegnung", hall.street, "67655", "Kaiserslautern", hall.district, None, None, ""
    )
    await change_venue(hall.id, content, SYSTEM, NOW)
    await visitor.get(PAGE)
    there = "Diesmal hier: Haus der Begegnung, Saal, Südweg 3, 67655 Kaiserslautern"
    assert (there in visitor.page.text, HALL in visitor.page.text) == (True, False)
