"""Our own lines are those of the library icalendar, byte by byte."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentline

from events.calendar_samples import HALL, HOSTILE, at
from events.library_vevent import written_by_library
from mittendrin.events.content_lines import line, rule_in_order
from mittendrin.events.vevent import Entry, write_vevent

START = at(2027, 1, 5, 10)
SINGLE = Entry(
    uid="5f0c7f64-1c1e-4a56-9d6c-0f6f2a8f0001@mittendrin",
    created=at(2026, 11, 2, 9),
    changed=at(2026, 11, 3, 10),
    sequence=3,
    called_off=False,
    start=START,
    end=START + timedelta(hours=2),
    all_day=False,
    title="Tanzcafé; mit Musik, C:\\Neu",
    notices=("Verlegt.",),
    description="Live-Musik,\nKaffee und Kuchen.",
    details=("Preis: 3 Euro", "Mit Anmeldung"),
    url="https://mittendrin.example/veranstaltungen/tanzcafe",
    topics=("Tanz, Musik", "Geselliges"),
    venue=HALL,
    related=("5f0c7f64@mittendrin", "6f0c7f64@mittendrin"),
)
LOCAL = START.astimezone(ZoneInfo("Europe/Berlin"))
SERIES = replace(
    SINGLE,
    rule="FREQ=WEEKLY;WKST=MO;INTERVAL=2;BYDAY=TU,FR;UNTIL=20270601T080000Z",
    exdates=tuple(LOCAL + timedelta(weeks=n) for n in range(12)),
)
WHOLE_DAYS = replace(
    SINGLE,
    start=at(2027, 1, 5),
    end=at(2027, 1, 8),
    all_day=True,
    rule="FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20270601",
    exdates=(date(2027, 2, 5), date(2027, 3, 5)),
)


@pytest.mark.parametrize(
    "entry",
    [
        SINGLE,
        SERIES,
        WHOLE_DAYS,
        replace(SERIES, rule="FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU,-1FR;COUNT=12"),
        replace(SINGLE, recurrence_id=LOCAL, called_off=True),
        replace(WHOLE_DAYS, rule="", exdates=(), recurrence_id=date(2027, 2, 5)),
        replace(SINGLE, venue=replace(HALL, latitude=None, longitude=None), topics=(), related=()),
        replace(SINGLE, venue=replace(HALL, latitude=-0.0000004, longitude=7.0), details=()),
        replace(SINGLE, title=HOSTILE[:300], description=HOSTILE, topics=(HOSTILE[:90],)),
        replace(SINGLE, start=datetime(2027, 10, 31, 0, 30, tzinfo=UTC), end=at(2027, 10, 31, 5)),
    ],
)
def test_every_kind_of_entry_is_written_as_the_library_writes_it(entry: Entry) -> None:
    assert write_vevent(entry) == written_by_library(entry)


@settings(max_examples=150, deadline=None)
@given(title=st.text(min_size=1), description=st.text(), place=st.text(min_size=1), topic=st.text(min_size=1))
def test_whatever_people_type_is_written_as_the_library_writes_it(title, description, place, topic):
    entry = replace(
        SINGLE, title=title, description=description, topics=(topic,), venue=replace(HALL, line=place)
    )
    assert write_vevent(entry) == written_by_library(entry)


@settings(max_examples=300, deadline=None)
@given(st.text("aä€😀\\^,;n", min_size=1, max_size=400))
def test_long_lines_are_folded_where_the_library_folds_them(value: str) -> None:
    assert line("SUMMARY", value) == Contentline(f"SUMMARY:{value}").to_ical() + b"\r\n"


def test_a_rule_has_its_parts_in_one_order() -> None:
    assert rule_in_order("FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20270601") == (
        "FREQ=WEEKLY;UNTIL=20270601;BYDAY=TU;WKST=MO"
    )
