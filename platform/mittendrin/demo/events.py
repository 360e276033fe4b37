"""The sample's events: what they are, when they take place from today on, and how many have signed up."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from mittendrin.demo.rows import Fault, Row, read_file
from mittendrin.events.recurrence import Pauses, Repeat, When, next_dates

SIGN_UPS = frozenset({"none", "each_date", "course", "regular"})
STATES = frozenset({"published", "submitted", "returned"})
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEKS_ALREADY_RUNNING = 5
DAYS_TO_SIGN_UP = 1


@dataclass(frozen=True, slots=True)
class CalledOff:
    """`date` counts as in SignUps. `instead` is the slug of an event, or empty."""

    date: int
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What is empty stays as it was."""

    date: int
    reason: str
    venue: str
    room: str
    starts: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class SignUps:
    """Sizes of parties. Date 1 is the next one still open for sign-up, 0 the course or the regular seats.

    The first `signed_off` of those confirmed sign off again, so that somebody is offered a seat.
    """

    date: int
    confirmed: tuple[int, ...]
    waiting: tuple[int, ...]
    signed_off: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What one sign-up is for, and how many seats there are."""

    sign_up: str
    seats: int | None
    minimum: int | None
    deadline_days: int
    waiting_list: bool


@dataclass(frozen=True, slots=True)
class Returned:
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class Event:
    """`price` is in cents; `change` is a new version that waits for the board."""

    slug: str
    title: str
    organisation: str
    topic: str
    venue: str
    room: str
    description: str
    when: When
    price: int
    price_note: str
    bring: str
    meeting_point: str
    newcomer: str
    terms: Terms
    state: str
    returned: Returned | None
    called_off: CalledOff | None
    moved: Moved | None
    sign_ups: tuple[SignUps, ...]
    change: "Event | None" = None


@dataclass(frozen=True, slots=True)
class SecondReport:
    """Somebody else sends in an event that is there already."""

    event: str
    organisation: str
    title: str
    description: str


def read_events(today: date) -> tuple[Event, ...]:
    file = read_file("events.toml")
    file.parts("second_reports")
    events = tuple(_event(row, today) for row in file.parts("events"))
    file.end()
    return events


def read_second_reports() -> tuple[SecondReport, ...]:
    return tuple(_second_report(row) for row in read_file("events.toml").parts("second_reports"))


def open_dates(event: Event, today: date, n: int, pauses: Pauses) -> list[date]:
    """The next n dates for which people can still sign up, whatever hour of today it is."""
    return next_dates(event.when, today + timedelta(days=event.terms.deadline_days + 1), n, pauses)


def _event(row: Row, today: date) -> Event:
    event = Event(
        slug=row.text("slug"),
        title=row.text("title"),
        organisation=row.text("organisation"),
        topic=row.text("topic"),
        venue=row.text("venue"),
        room=row.text_or_none("room"),
        description=row.text("description"),
        when=_when(row, today),
        price=row.number("price_cents"),
        price_note=row.text_or_none("price_note"),
        bring=row.text_or_none("bring"),
        meeting_point=row.text_or_none("meeting_point"),
        newcomer=row.text("newcomer"),
        terms=_terms(row),
        state=row.one_of("state", STATES) if "state" in row.values else "published",
        returned=_returned(row),
        called_off=_called_off(row),
        moved=_moved(row),
        sign_ups=tuple(_sign_ups(part) for part in row.parts("sign_ups")),
    )
    event = replace(event, change=_changed(event, row))
    row.end()
    return event


def _terms(row: Row) -> Terms:
    return Terms(
        sign_up=row.one_of("sign_up", SIGN_UPS) if "sign_up" in row.values else "none",
        seats=row.number_or_none("seats"),
        minimum=row.number_or_none("minimum"),
        deadline_days=row.number_or("deadline_days", 0),
        waiting_list=row.yes("waiting_list"),
    )


def _when(event: Row, today: date) -> When:
    row = event.part("when")
    if row is None:
        raise Fault(f"{event.place}: when?")
    repeat = row.one_of("repeat", frozenset({"once", "weekly", "monthly_weekday"}))
    earliest = today + timedelta(days=DAYS_TO_SIGN_UP + event.number_or("deadline_days", 0))
    when = replace(
        _single(row, earliest) if repeat == "once" else _series(row, Repeat(repeat), today),
        starts=row.clock_or_none("starts"),
        ends=row.clock_or_none("ends"),
        days=row.number_or("days", 1),
        pause_holidays=row.yes("pause_holidays"),
        pause_school=row.yes("pause_school_holidays"),
    )
    row.end()
    return when


def _series(row: Row, repeat: Repeat, today: date) -> When:
    return When(
        repeat,
        today + timedelta(days=row.number_or("first_in_days", -7 * WEEKS_ALREADY_RUNNING)),
        every=row.number_or("every", 1),
        weekdays=_weekdays(row),
        ordinals=row.numbers("ordinals"),
        months=row.numbers("months"),
        times=row.number_or_none("count"),
    )


def _single(row: Row, earliest: date) -> When:
    """The next such day of such a month; no ordinal exceeds the four that every month has."""
    month, weekdays, ordinals = row.number("month"), _weekdays(row), row.numbers("ordinals")
    years = (earliest.year, earliest.year + 1)
    for day in (date(year, month, n) for year in years for n in range(1, 29)):
        if day >= earliest and day.weekday() in weekdays and (day.day - 1) // 7 + 1 in ordinals:
            return When(Repeat.DATES, day)
    raise Fault(f"{row.place}: there is no such day")


def _weekdays(row: Row) -> tuple[int, ...]:
    return tuple(WEEKDAYS.index(word) for word in row.words("weekdays"))


def _returned(row: Row) -> Returned | None:
    return Returned(row.text("reason"), row.text("note")) if "reason" in row.values else None


def _called_off(event: Row) -> CalledOff | None:
    row = event.part("called_off")
    if row is None:
        return None
    found = CalledOff(row.number("date"), row.text("reason"), row.text_or_none("instead"))
    row.end()
    return found


def _moved(event: Row) -> Moved | None:
    row = event.part("moved")
    if row is None:
        return None
    found = Moved(
        date=row.number("date"),
        reason=row.text("reason"),
        venue=row.text_or_none("venue"),
        room=row.text_or_none("room"),
        starts=row.clock_or_none("starts"),
        ends=row.clock_or_none("ends"),
    )
    row.end()
    return found


def _sign_ups(row: Row) -> SignUps:
    found = SignUps(
        row.number("date"),
        row.numbers("confirmed"),
        row.numbers("waiting"),
        row.number_or("signed_off", 0),
    )
    row.end()
    return found


def _changed(event: Event, row: Row) -> Event | None:
    part = row.part("change")
    if part is None:
        return None
    when = replace(
        event.when,
        starts=part.clock_or_none("starts") or event.when.starts,
        ends=part.clock_or_none("ends") or event.when.ends,
    )
    changed = replace(
        event,
        description=part.text("description"),
        room=part.text_or_none("room") or event.room,
        when=when,
    )
    part.end()
    return changed


def _second_report(row: Row) -> SecondReport:
    report = SecondReport(*(row.text(name) for name in ("event", "organisation", "title", "description")))
    row.end()
    return report
