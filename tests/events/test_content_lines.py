"""Our lines are those of the library, byte for byte, whatever an entry says."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from events.by_the_library import vevent_by_the_library
from mittendrin.core.clock import BERLIN
from mittendrin.core.text import clean_line
from mittendrin.events.vevent import CalendarVenue, Entry, write_vevent

# Long enough to be folded, with what is escaped and what takes several bytes where a line may end.
TEXT = st.text(st.sampled_from('aä😀 ,;:\\^"\n') | st.characters(codec="utf-8", exclude_categories=["Cc"]))
LINE = TEXT.map(clean_line)
MOMENT = st.integers(0, 3 * 365 * 86_400).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
UIDS = st.uuids().map(lambda one: f"{one}@mittendrin")
RULES = st.sampled_from(
    [
        "",
        "FREQ=WEEKLY;WKST=MO;BYDAY=TU,FR;UNTIL=20271228T090000Z",
        "FREQ=WEEKLY;WKST=MO;INTERVAL=2;BYDAY=SU;COUNT=12",
        "FREQ=MONTHLY;BYDAY=1MO,-1SU;UNTIL=20281231",
        "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20281231T230000Z",
        "FREQ=DAILY;COUNT=10",
    ]
)
PLACES = st.none() | st.builds(
    CalendarVenue, LINE, st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180)
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    start, all_day = draw(MOMENT), draw(st.booleans())
    when = st.dates(date(2026, 1, 1), date(2028, 12, 31)) if all_day else MOMENT.map(_local)
    return Entry(
        uid=draw(UIDS),
        created=draw(MOMENT),
        changed=draw(MOMENT),
        sequence=draw(st.integers(0, 500)),
        called_off=draw(st.booleans()),
        start=start,
        end=start + timedelta(minutes=draw(st.integers(1, 3000))),
        all_day=all_day,
        title=draw(LINE),
        notices=tuple(draw(st.lists(LINE, max_size=2))),
        description=draw(TEXT) * draw(st.integers(1, 20)),
        details=tuple(draw(st.lists(LINE, max_size=3))),
        url=f"https://senioren.example.org/veranstaltungen/{draw(st.text('abc-', min_size=1))}",
        topics=tuple(draw(st.lists(LINE.filter(bool), max_size=3))),
        venue=draw(PLACES),
        related=tuple(draw(st.lists(UIDS, max_size=2))),
        rule=draw(RULES),
        exdates=tuple(draw(st.lists(when, max_size=8))),
        recurrence_id=draw(st.none() | when),
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone(BERLIN)


@settings(max_examples=400, deadline=None)
@given(entries())
def test_an_entry_is_written_as_the_library_writes_it(entry: Entry) -> None:
    assert write_vevent(entry) == vevent_by_the_library(entry)
