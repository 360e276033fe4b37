"""What a calendar says of an event besides when and where."""

from dataclasses import replace
from datetime import datetime

from calendars.feed_parsers import read
from events.calendar_samples import HALL, a_date, a_series, an_event, at, dates_of
from ical_text import event_bytes
from makers import BERLIN, NOW, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.calendar_details import Details
from mittendrin.events.calendar_file import file_head, join
from mittendrin.events.rules import Newcomers, SignUpMode
from mittendrin.registrations.date_changes import Move, move_date
from visitor import Visitor

EVERYTHING = Details(
    meeting_point="am Brunnen",
    price=300,
    price_note="Kaffee extra",
    bring="Hausschuhe",
    newcomers=Newcomers("Frau Demo", "+496990009012"),
    mode=SignUpMode.EACH_DATE,
    deadline_days=3,
)


def said(details: Details, *dates: object, **changes: object) -> list[list[str]]:
    """The lines between the description and the address, of each component."""
    content = event_bytes(an_event(details=details, **changes), dates)  # type: ignore[arg-type]
    components = read(join(file_head(), [content])).events
    return [one.one("DESCRIPTION").text.split("\n\n")[-2].splitlines() for one in components]


def test_a_single_date_says_all_that_is_set_and_its_last_day_to_sign_up() -> None:
    assert said(EVERYTHING, a_date(at(2027, 1, 15, 10))) == [
        [
            "Treffpunkt: am Brunnen",
            "Preis: 3 Euro, Kaffee extra",
            "Mitbringen: Hausschuhe",
            "Zum ersten Mal? Frau Demo erwartet Sie. 069 90 00 90 12",
            "Anmeldung bis Dienstag, 12. Januar 2027",
        ]
    ]


def test_nothing_is_said_of_what_is_not_set() -> None:
    assert said(Details(), a_date(at(2027, 1, 15, 10))) == [["Live-Musik, Kaffee und Kuchen."]]
    free = Details(price=0, mode=SignUpMode.EACH_DATE)
    assert said(free, a_date(at(2027, 1, 15, 10))) == [["Kostet nichts", "Mit Anmeldung"]]


def test_a_series_counts_the_days_and_a_date_elsewhere_has_no_meeting_point() -> None:
    weekly = a_series("FREQ=WEEKLY;UNTIL=20271228T225959Z;BYDAY=TU", at(2027, 1, 5, 10))
    dates = dates_of(weekly)
    elsewhere = replace(dates[1], venue=HALL, sequence=1)
    series, override = said(EVERYTHING, dates[0], elsewhere, *dates[2:], series=weekly)
    assert (series[0], series[-1]) == ("Treffpunkt: am Brunnen", "Anmeldung bis 3 Tage vor dem Termin")
    assert (override[0], override[-1]) == (
        "Preis: 3 Euro, Kaffee extra",
        "Anmeldung bis Samstag, 9. Januar 2027",
    )


def test_a_meeting_time_that_is_no_longer_true_is_not_said() -> None:
    timed = Details(meeting_point="um 9.50 Uhr am Brunnen")
    planned = a_date(at(2027, 1, 15, 10))
    later = replace(planned, start=at(2027, 1, 15, 11), end=at(2027, 1, 15, 12), sequence=1)
    assert "Treffpunkt: um 9.50 Uhr am Brunnen" in said(timed, planned)[0]
    assert [line for line in said(timed, later)[0] if "Treffpunkt" in line] == ["Treffpunkt: am Brunnen"]


def test_a_course_ends_its_sign_up_before_the_first_date() -> None:
    course = replace(EVERYTHING, mode=SignUpMode.COURSE, deadline_days=1)
    for lines in said(course, a_date(at(2027, 1, 15, 10)), a_date(at(2027, 1, 22, 10))):
        assert lines[-1] == "Anmeldung bis einen Tag vor dem ersten Termin"


def test_what_is_called_off_asks_nobody_to_come() -> None:
    off = a_date(at(2027, 1, 15, 10), called_off=True, sequence=1)
    assert said(EVERYTHING, off) == [["Live-Musik, Kaffee und Kuchen."]]


async def test_the_file_of_an_event_says_what_its_page_says_and_stays_the_same(visitor: Visitor) -> None:
    event_id = await a_published_event(meeting_point="am Brunnen", price=300, terms=seats(5, deadline_days=1))
    first = (await occurrence_ids(event_id))[0]
    path = "/veranstaltungen/gymnastik-im-sitzen.ics"
    before = (await visitor.client.get(path)).content
    text = read(before).events[0].one("DESCRIPTION").text
    assert "Treffpunkt: am Brunnen\nPreis: 3 Euro\nMitbringen: bequeme Kleidung" in text
    one = read((await visitor.client.get(f"{path}?termin={first}")).content).events[0]
    assert "Anmeldung bis Montag, 11. Januar 2027" in one.one("DESCRIPTION").text
    assert (await visitor.client.get(path)).content == before

    start = datetime(2027, 1, 12, 10, 0, tzinfo=BERLIN)
    await move_date(
        first,
        Move(start, start.replace(hour=11), "Rathaus", "Wasserschaden", "Kaffee im Foyer."),
        SYSTEM,
        NOW,
    )
    moved = read((await visitor.client.get(f"{path}?termin={first}")).content).events[0]
    said = moved.one("DESCRIPTION").text
    assert "Treffpunkt" not in said
    assert "Anderer Ort: Rathaus. Grund: Wasserschaden\nStattdessen: Kaffee im Foyer." in said
