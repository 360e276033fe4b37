"""Every kind of event, written once and read back by two readers that share no code with the writer."""

from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from calendars.feed_checks import problems
from calendars.feed_parsers import Component, Occurrence, library_occurrences, occurrences, read, show
from events.calendar_samples import (
    HALL,
    a_date,
    a_series,
    an_event,
    at,
    dates_of,
    whole_days,
)
from ical_text import event_bytes
from mittendrin.events.calendar_file import file_head, join
from mittendrin.events.ical import (
    CalendarDate,
    CalendarEvent,
    date_uid,
    event_parts,
)

WEEKLY = a_series("FREQ=WEEKLY;UNTIL=20271228T225959Z;BYDAY=TU", at(2027, 1, 5, 10))
SUNDAYS = a_series("FREQ=WEEKLY;UNTIL=20271231T225959Z;BYDAY=SU", at(2027, 3, 7, 10))
SECOND_MONDAY = a_series("FREQ=MONTHLY;COUNT=14;BYDAY=2MO", at(2027, 1, 11, 14, 30))
LAST_SUNDAY = a_series("FREQ=MONTHLY;UNTIL=20281231T225959Z;BYDAY=-1SU", at(2027, 1, 31, 15))
FIFTEENTH = a_series("FREQ=MONTHLY;COUNT=12;BYMONTHDAY=15", at(2027, 1, 15, 9))
EVERY_OTHER = a_series("FREQ=WEEKLY;INTERVAL=2;COUNT=20;BYDAY=WE,FR;WKST=MO", at(2027, 1, 6, 18))
LATE = a_series("FREQ=DAILY;COUNT=10", at(2027, 3, 24, 22), hours=6)
SERIES = [WEEKLY, SUNDAYS, SECOND_MONDAY, LAST_SUNDAY, FIFTEENTH, EVERY_OTHER, LATE]

SINGLES = {
    "one": [a_date(at(2027, 1, 5, 10))],
    "season": [a_date(at(2027, month, 5, 10)) for month in range(4, 10)],
    "over midnight": [a_date(at(2027, 12, 31, 20), hours=7)],
    "several days": [a_date(at(2027, 7, 1, 9), hours=54)],
    "whole day": [whole_days(at(2027, 5, 6), at(2027, 5, 7))],
    "whole days over the clock change": [whole_days(at(2027, 3, 27), at(2027, 3, 30))],
    "hour that the clocks repeat": [a_date(at(2027, 10, 31, 2, 30), 0.5), a_date(at(2027, 10, 31, 0, 30), 3)],
}


def file(event: CalendarEvent, dates: list[CalendarDate]) -> bytes:
    return join(file_head(), [event_bytes(event, dates)])


def written(event: CalendarEvent, dates: list[CalendarDate]) -> list[Component]:
    """The components of a file that every check and both readers accept."""
    content = file(event, dates)
    assert problems(content) == []
    assert occurrences(content) == library_occurrences(content)
    return read(content).events


def times(event: CalendarEvent, dates: list[CalendarDate]) -> list[tuple[str, str]]:
    assert written(event, dates)
    return [(each.start, each.end) for each in occurrences(file(event, dates))]


def stored(dates: list[CalendarDate]) -> list[tuple[str, str]]:
    return sorted((show(each.start.astimezone(UTC)), show(each.end.astimezone(UTC))) for each in dates)


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series.rule)
def test_a_series_has_the_dates_that_are_stored(series):
    assert times(an_event(series=series), dates_of(series)) == stored(dates_of(series))


@pytest.mark.parametrize("series", SERIES[:6], ids=lambda series: series.rule)
def test_a_series_is_one_component(series):
    assert len(written(an_event(series=series), dates_of(series))) == 1


def test_a_night_across_the_clock_change_is_spelt_out():
    overrides = [
        event for event in written(an_event(series=LATE), dates_of(LATE)) if event.has("RECURRENCE-ID")
    ]
    assert [event.one("DTSTART").value for event in overrides] == ["20270327T220000"]


@pytest.mark.parametrize("name", SINGLES)
def test_single_dates_have_the_times_that_are_stored(name):
    dates = SINGLES[name]
    if not dates[0].all_day:
        assert times(an_event(), dates) == stored(dates)
    uids = [event.one("UID").value for event in written(an_event(), dates)]
    assert uids == [
        date_uid(an_event().uid, each.original_start) for each in sorted(dates, key=lambda d: d.start)
    ]


def test_whole_days_end_on_the_day_after_the_last():
    assert times(an_event(), SINGLES["whole day"]) == [("2027-05-06", "2027-05-07")]
    assert times(an_event(), SINGLES["whole days over the clock change"]) == [("2027-03-27", "2027-03-30")]


def test_a_series_of_whole_days():
    series = a_series("FREQ=WEEKLY;UNTIL=20270331;BYDAY=SA", at(2027, 3, 6), 24, all_day=True)
    days = [whole_days(at(2027, 3, day), at(2027, 3, day + 1)) for day in (6, 13, 20, 27)]
    days[1] = replace(days[1], called_off=True)
    left_out = replace(series, exdates=(at(2027, 3, 20),))
    assert times(an_event(series=left_out), [days[0], days[1], days[3]]) == [
        *(("2027-03-06", "2027-03-07"), ("2027-03-13", "2027-03-14"), ("2027-03-27", "2027-03-28")),
    ]


def test_a_date_uid_says_when_and_keeps_the_host():
    assert date_uid("abc@mittendrin.example", at(2027, 1, 5, 10)) == "abc-20270105T0900Z@mittendrin.example"


def test_a_called_off_date_stays_visible_and_says_why():
    dates = dates_of(WEEKLY)
    dates[2] = replace(
        dates[2],
        called_off=True,
        sequence=1,
        reason="Die Leiterin ist krank.",
        instead="Stattdessen am 22. Januar.",
    )
    series, override = written(an_event(series=WEEKLY), dates)
    assert override.one("RECURRENCE-ID").value == "20270119T100000"
    assert (override.one("STATUS").value, override.one("SUMMARY").text) == ("CANCELLED", "ABGESAGT: Tanzcafé")
    assert override.one("DESCRIPTION").text.splitlines() == [
        "Abgesagt. Grund: Die Leiterin ist krank.",
        "Stattdessen am 22. Januar.",
        "",
        "Live-Musik, Kaffee und Kuchen.",
        "",
        "https://mittendrin.example/veranstaltungen/tanzcafe",
    ]
    assert series.one("STATUS").value == "CONFIRMED"


def test_a_moved_date_keeps_its_place_in_the_series():
    dates = dates_of(WEEKLY)
    moved = replace(dates[1], start=at(2027, 1, 13, 9, 30), end=at(2027, 1, 13, 11, 30), sequence=1)
    _, override = written(an_event(series=WEEKLY), [dates[0], moved, *dates[2:]])
    assert override.one("RECURRENCE-ID").value == "20270112T100000"
    assert override.one("DTSTART").value == "20270113T093000"
    assert override.one("SUMMARY").text == "VERLEGT: Tanzcafé"
    assert override.one("DESCRIPTION").text.startswith(
        "Verlegt. Ursprünglich geplant: Dienstag, 12. Januar 2027, 10 Uhr."
    )


def test_a_moved_single_date_keeps_its_uid():
    day = a_date(at(2027, 1, 5, 10))
    moved = replace(day, start=at(2027, 1, 6, 10), end=at(2027, 1, 6, 12), sequence=1)
    (before,), (after,) = written(an_event(), [day]), written(an_event(), [moved])
    assert before.one("UID") == after.one("UID")
    assert (before.one("SEQUENCE").value, after.one("SEQUENCE").value) == ("0", "1")


def test_another_venue_is_in_title_place_and_text():
    dates = [replace(dates_of(WEEKLY)[0], venue=HALL), *dates_of(WEEKLY)[1:]]
    _, override = written(an_event(series=WEEKLY), dates)
    assert override.one("SUMMARY").text == "ANDERER ORT: Tanzcafé"
    assert override.one("LOCATION").text == HALL.line
    assert override.one("GEO").value == "49.4501;7.7702"
    assert override.one("DESCRIPTION").text.startswith(f"Anderer Ort: {HALL.line}")


def test_another_venue_says_why_once():
    first, *others = dates_of(WEEKLY)
    elsewhere = replace(first, venue=HALL, reason="Das Dach wird repariert.")
    _, override = written(an_event(series=WEEKLY), [elsewhere, *others])
    assert override.one("DESCRIPTION").text.splitlines()[0] == (
        f"Anderer Ort: {HALL.line}. Grund: Das Dach wird repariert."
    )
    later = replace(elsewhere, start=at(2027, 1, 5, 11), end=at(2027, 1, 5, 13))
    _, override = written(an_event(series=WEEKLY), [later, *others])
    assert override.one("DESCRIPTION").text.count("Das Dach wird repariert.") == 1


def test_an_undone_change_is_still_told():
    dates = [replace(dates_of(WEEKLY)[0], sequence=2), *dates_of(WEEKLY)[1:]]
    _, override = written(an_event(series=WEEKLY), dates)
    assert (override.one("SUMMARY").text, override.one("SEQUENCE").value) == ("Tanzcafé", "2")


def test_a_called_off_event_calls_off_all_its_components():
    event = an_event(series=WEEKLY, called_off=True, reason="Wasserschaden", sequence=3)
    dates = [replace(dates_of(WEEKLY)[0], venue=HALL), *dates_of(WEEKLY)[1:]]
    components = written(event, dates)
    assert [each.one("STATUS").value for each in components] == ["CANCELLED", "CANCELLED"]
    assert components[0].one("DESCRIPTION").text.startswith("Abgesagt. Grund: Wasserschaden\n")


def test_left_out_dates_are_exceptions_only_where_the_series_has_them():
    series = replace(WEEKLY, exdates=(at(2027, 1, 12, 10), at(2027, 1, 13, 10)))
    dates = [each for each in dates_of(WEEKLY) if each.start != at(2027, 1, 12, 10)]
    (component,) = written(an_event(series=series), dates)
    assert component.one("EXDATE").value == "20270112T100000"
    assert times(an_event(series=series), dates) == stored(dates)


def test_a_date_beside_the_series_stands_alone():
    extra = a_date(at(2027, 1, 7, 10))
    components = written(an_event(series=WEEKLY), [*dates_of(WEEKLY), extra])
    assert [each.one("UID").value for each in components] == [
        an_event().uid,
        date_uid(an_event().uid, extra.start),
    ]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;COUNT=3;BYWEEKNO=20;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=TU",
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20271228",
        "FREQ=WEEKLY;BYDAY=TU;COUNT=5;UNTIL=20271228T225959Z",
        "FREQ=SECONDLY;COUNT=5",
        "FREQ=WEEKLY;COUNT=5\r\nATTENDEE:x",
    ],
)
def test_a_rule_that_programs_read_differently_becomes_single_dates(rule):
    dates = dates_of(WEEKLY)[:3]
    components = written(an_event(series=replace(WEEKLY, rule=rule)), dates)
    assert [each.has("RRULE") for each in components] == [False, False, False]
    assert times(an_event(series=replace(WEEKLY, rule=rule)), dates) == stored(dates)


def test_a_rule_that_does_not_yield_its_own_start_becomes_single_dates():
    dates = dates_of(WEEKLY)[:3]
    series = a_series("FREQ=WEEKLY;COUNT=5;BYDAY=MO", WEEKLY.start)
    assert [each.has("RRULE") for each in written(an_event(series=series), dates)] == [False, False, False]


def test_a_series_at_two_in_the_morning_becomes_single_dates():
    series = a_series("FREQ=DAILY;COUNT=4", at(2027, 3, 26, 2, 30))
    dates = dates_of(series)
    assert times(an_event(series=series), dates) == stored(dates)
    assert len(event_parts(an_event(series=series), dates)) == len(dates)


def test_a_series_without_a_date_left_writes_nothing():
    series = a_series("FREQ=WEEKLY;COUNT=1", at(2027, 1, 5, 10), exdates=(at(2027, 1, 5, 10),))
    assert event_bytes(an_event(series=series), []) == b""


def test_the_stamps_are_those_of_the_last_change():
    later = replace(a_date(at(2027, 1, 5, 10)), changed=at(2026, 12, 24, 12))
    (component,) = written(an_event(), [later])
    assert [component.one(name).value for name in ("CREATED", "DTSTAMP", "LAST-MODIFIED")] == [
        "20261102T080000Z",
        "20261224T110000Z",
        "20261224T110000Z",
    ]


def test_the_order_of_the_dates_does_not_matter():
    dates = [replace(each, sequence=1) for each in dates_of(SECOND_MONDAY)]
    event = an_event(series=SECOND_MONDAY)
    assert event_bytes(event, dates) == event_bytes(event, dates[::-1])


def test_parts_know_their_days_and_number():
    dates = dates_of(WEEKLY)[:3]
    moved = replace(dates[1], start=at(2027, 1, 13, 10), end=at(2027, 1, 14, 12))
    series = a_series("FREQ=WEEKLY;COUNT=4;BYDAY=TU", WEEKLY.start, exdates=(at(2027, 1, 26, 10),))
    (part,) = event_parts(an_event(series=series), [dates[0], moved, dates[2]])
    assert [day.day for day in part.days] == [5, 13, 14, 19]
    assert (part.uid, part.components) == (an_event().uid, 2)


def test_occurrences_carry_title_and_state():
    called_off = replace(a_date(at(2027, 1, 5, 10)), called_off=True)
    assert occurrences(file(an_event(), [called_off])) == [
        Occurrence("2027-01-05 09:00", "2027-01-05 11:00", "ABGESAGT: Tanzcafé", "CANCELLED")
    ]


def test_a_date_longer_than_usual_is_spelt_out():
    dates = dates_of(WEEKLY)
    dates[4] = replace(dates[4], end=dates[4].end + timedelta(hours=1))
    assert times(an_event(series=WEEKLY), dates) == stored(dates)
