"""Two readers of our calendars that share no code with their writer.

`read` follows RFC 5545 to the letter and forgives nothing; `occurrences` expands what it read by itself.
`library_occurrences` asks recurring-ical-events for the same. Both answer with plain values to compare.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
import vobject  # type: ignore[import-untyped]
from dateutil.rrule import rrulestr

BERLIN = ZoneInfo("Europe/Berlin")
NAME = r"[A-Z0-9-]+"
PARAMETER_VALUE = r'(?:"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)'
PARAMETER = rf"{NAME}={PARAMETER_VALUE}(?:,{PARAMETER_VALUE})*"
LINE = re.compile(rf"({NAME})((?:;{PARAMETER})*):(.*)", re.DOTALL)
ESCAPE = re.compile(r"\\(.?)", re.DOTALL)
CARET = re.compile(r"\^(.)")

Moment = date | datetime


class BrokenFeedError(Exception):
    """The bytes are no calendar."""


@dataclass(frozen=True)
class Property:
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        return unescape(self.value)

    @property
    def texts(self) -> list[str]:
        return [unescape(each) for each in re.findall(r"(?:^|,)((?:\\.|[^,\\])*)", self.value)]

    @property
    def moments(self) -> list[Moment]:
        return [read_moment(each, self.parameters) for each in self.value.split(",")]

    @property
    def moment(self) -> Moment:
        (moment,) = self.moments
        return moment


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        return [each for each in self.properties if each.name == name]

    def has(self, name: str) -> bool:
        return bool(self.all(name))

    def one(self, name: str) -> Property:
        found = self.all(name)
        if len(found) != 1:
            raise BrokenFeedError(f"{self.name} has {len(found)} times {name}")
        return found[0]

    @property
    def events(self) -> list["Component"]:
        return [each for each in self.components if each.name == "VEVENT"]


@dataclass(frozen=True, order=True)
class Occurrence:
    """When, what and whether; `start` and `end` are UTC or days."""

    start: str
    end: str
    title: str
    status: str


def read(content: bytes) -> Component:
    root = Component("ROOT")
    open_components = [root]
    for line in unfold(content):
        parsed = read_line(line)
        if parsed.name == "BEGIN":
            inner = Component(parsed.value)
            open_components[-1].components.append(inner)
            open_components.append(inner)
        elif parsed.name == "END":
            if open_components.pop().name != parsed.value:
                raise BrokenFeedError(f"END:{parsed.value} closes something else")
        else:
            open_components[-1].properties.append(parsed)
    if open_components != [root] or root.properties or len(root.components) != 1:
        raise BrokenFeedError("not exactly one calendar")
    return root.components[0]


def unfold(content: bytes) -> list[str]:
    if not content.endswith(b"\r\n"):
        raise BrokenFeedError("the last line has no end")
    lines: list[str] = []
    for raw in content.removesuffix(b"\r\n").split(b"\r\n"):
        if raw.startswith(b" "):
            lines[-1] += raw[1:].decode()
        else:
            lines.append(raw.decode())
    return lines


def read_line(line: str) -> Property:
    found = LINE.fullmatch(line)
    if not found:
        raise BrokenFeedError(f"not a content line: {line[:60]!r}")
    parameters = {}
    for name, value in re.findall(rf";({NAME})=({PARAMETER_VALUE}(?:,{PARAMETER_VALUE})*)", found[2]):
        parameters[name] = CARET.sub(
            lambda caret: {"n": "\n", "^": "^", "'": '"'}.get(caret[1], caret[0]), value.strip('"')
        )
    return Property(found[1], parameters, found[3])


def unescape(value: str) -> str:
    def meaning(escape: re.Match[str]) -> str:
        if escape[1] not in ("\\", ";", ",", "n"):
            raise BrokenFeedError(f"unknown escape {escape[0]!r}")
        return "\n" if escape[1] == "n" else escape[1]

    return ESCAPE.sub(meaning, value)


def read_moment(value: str, parameters: dict[str, str]) -> Moment:
    if parameters.get("VALUE") == "DATE":
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if parameters.get("TZID") != "Europe/Berlin":
        raise BrokenFeedError(f"{value} floats")
    return datetime.strptime(value, "%Y%m%dT%H%M%S").replace(tzinfo=BERLIN)


def instances(event: Component) -> list[Moment]:
    """The starts that the rule alone yields, exceptions included."""
    start = event.one("DTSTART").moment
    if not event.has("RRULE"):
        return [start]
    if isinstance(start, datetime):
        return list(rrulestr(event.one("RRULE").value, dtstart=start))
    midnight = datetime(start.year, start.month, start.day)  # noqa: DTZ001
    return [each.date() for each in rrulestr(event.one("RRULE").value, dtstart=midnight)]


def occurrences(content: bytes) -> list[Occurrence]:
    events = read(content).events
    moved = {
        (event.one("UID").value, event.one("RECURRENCE-ID").moment) for event in events if is_override(event)
    }
    found = []
    for event in events:
        length = event.one("DTEND").moment - event.one("DTSTART").moment
        left_out = {moment for line in event.all("EXDATE") for moment in line.moments}
        if not is_override(event):
            left_out |= {moment for uid, moment in moved if uid == event.one("UID").value}
        for start in instances(event):
            if start not in left_out:
                found.append(occurrence(event, start, start + length))
    return sorted(found)


def is_override(event: Component) -> bool:
    return event.has("RECURRENCE-ID")


def occurrence(event: Component, start: Moment, end: Moment) -> Occurrence:
    return Occurrence(show(start), show(end), event.one("SUMMARY").text, event.one("STATUS").value)


def library_occurrences(content: bytes) -> list[Occurrence]:
    calendar = icalendar.Calendar.from_ical(content)
    far = recurring_ical_events.of(calendar, keep_recurrence_attributes=True)
    events = far.between(datetime(2020, 1, 1, tzinfo=UTC), datetime(2035, 1, 1, tzinfo=UTC))
    return sorted(
        Occurrence(
            show(event["DTSTART"].dt), show(event["DTEND"].dt), str(event["SUMMARY"]), str(event["STATUS"])
        )
        for event in events
    )


def show(moment: Moment) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M}" if isinstance(moment, datetime) else f"{moment}"


def vobject_occurrences(content: bytes) -> list[Occurrence]:
    """A third opinion, with a parser and time zones of its own."""
    events = vobject.readOne(content.decode()).contents.get("vevent", [])
    moved = {
        (each.uid.value, show(each.recurrence_id.value))
        for each in events
        if "recurrence-id" in each.contents
    }
    found = []
    for event in events:
        length = event.dtend.value - event.dtstart.value
        repeats = "rrule" in event.contents
        for start in event.getrruleset() if repeats else [event.dtstart.value]:
            begin = start if isinstance(event.dtstart.value, datetime) else _day_of(start)
            if not (repeats and (event.uid.value, show(begin)) in moved):
                title, status = event.summary.value, event.status.value
                found.append(Occurrence(show(begin), show(begin + length), title, status))
    return sorted(found)


def _day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
