"""Whatever people type, one component stays one component."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.feed_checks import problems
from calendars.feed_parsers import Component, read
from events.calendar_samples import HALL, HOSTILE, a_date, an_event, at
from ical_text import event_bytes
from mittendrin.core.text import clean, clean_line
from mittendrin.events.calendar_file import file_head, join
from mittendrin.events.ical import CalendarEvent

DAY = a_date(at(2027, 1, 5, 10))


def file(event: CalendarEvent) -> bytes:
    return join(file_head(), [event_bytes(event, [DAY])])


def written(event: CalendarEvent) -> Component:
    assert problems(file(event)) == []
    (component,) = read(file(event)).events
    return component


def test_hostile_text_stays_text():
    event = an_event(title=HOSTILE[:300], description=HOSTILE, topics=(HOSTILE[:40], "a,b"), reason=HOSTILE)
    component = written(replace(event, called_off=True))
    assert component.one("SUMMARY").text == f"ABGESAGT: {clean_line(HOSTILE[:300])}"
    assert component.one("CATEGORIES").texts == [clean_line(HOSTILE[:40]), "a,b"]
    assert clean(HOSTILE)[:1500] in component.one("DESCRIPTION").text


def test_a_venue_with_quotes_still_shows_a_map():
    venue = replace(HALL, line='Saal "Lamm"^1; Hof\r\nX-EVIL:1, 67655 Kaiserslautern')
    component = written(an_event(venue=venue))
    assert component.one("LOCATION").text == "Saal 'Lamm' 1; Hof X-EVIL:1, 67655 Kaiserslautern"


@settings(max_examples=60, deadline=None)
@given(title=st.text(min_size=1), description=st.text(), line=st.text(min_size=1))
def test_whatever_people_type_the_file_stays_right(title, description, line):
    event = an_event(title=title, description=description, venue=replace(HALL, line=line))
    content = file(event)
    assert [problem for problem in problems(content) if "looks like HTML" not in problem] == []
    (component,) = read(content).events
    assert component.one("SUMMARY").text == clean_line(title)


def test_an_event_may_lack_nearly_everything():
    event = an_event(description="", topics=(), venue=None)
    component = written(event)
    assert component.one("DESCRIPTION").text == event.url
    assert not any(component.has(name) for name in ("LOCATION", "GEO", "CATEGORIES"))


def test_a_long_text_ends_where_the_address_leads_on():
    text = written(an_event(description="Ein Satz. " * 1000)).one("DESCRIPTION").text
    assert text.endswith("Ein Satz. …\n\nhttps://mittendrin.example/veranstaltungen/tanzcafe")
    assert len(text) < 2100
