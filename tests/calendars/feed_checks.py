"""What every calendar file of ours must be, written against RFC 5545, RFC 7986 and what clients refuse.

`problems(content)` answers with sentences, an empty list when all is well.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from calendars.feed_parsers import (
    BERLIN,
    BrokenFeedError,
    Component,
    Property,
    instances,
    is_override,
    read,
)

ONCE = (
    *("UID", "DTSTAMP", "CREATED", "LAST-MODIFIED", "SEQUENCE", "STATUS", "TRANSP", "DTSTART", "DTEND"),
    *("SUMMARY", "DESCRIPTION", "URL"),
)
AT_MOST_ONCE = ("RECURRENCE-ID", "RRULE", "LOCATION", "GEO", "X-APPLE-STRUCTURED-LOCATION", "CATEGORIES")
KNOWN = {*ONCE, *AT_MOST_ONCE, "EXDATE", "RELATED-TO"}
TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
SAFE_PARTS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "WKST"}
CLOCK_CHANGES = re.compile(r"20\d\d(03(2[5-9]|3[01])|10(2[5-9]|3[01]))T02")
MOST_OCTETS = 75


def problems(content: bytes) -> list[str]:
    found = list(_bytes(content))
    try:
        calendar = read(content)
        found += [problem for check in CALENDAR_CHECKS for problem in check(calendar)]
        for event in calendar.events:
            name = f"{event.one('UID').value} {event.one('SUMMARY').text[:30]}: "
            found += [name + problem for check in EVENT_CHECKS for problem in check(event)]
    except (BrokenFeedError, UnicodeDecodeError, ValueError) as error:
        found.append(f"unreadable: {error}")
    return found


def _bytes(content: bytes) -> Iterator[str]:
    if content.startswith(b"\xef\xbb\xbf"):
        yield "begins with a byte order mark"
    if not content.endswith(b"\r\nEND:VCALENDAR\r\n"):
        yield "does not end with its own end"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
        yield "a line ends without CRLF"
    if re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", content):
        yield "holds control characters"
    for number, line in enumerate(content.removesuffix(b"\r\n").split(b"\r\n"), 1):
        yield from (f"line {number} {problem}" for problem in _line(line))


def _line(line: bytes) -> Iterator[str]:
    if not line.strip():
        yield "is blank"
    if len(line) > MOST_OCTETS:
        yield f"has {len(line)} octets"
    text = line.decode(errors="replace")
    if "\ufffd" in text:
        yield "is cut inside a character"
    if unicodedata.normalize("NFC", text) != text:
        yield "is not NFC"


def _calendar_properties(calendar: Component) -> Iterator[str]:
    if calendar.one("VERSION").value != "2.0" or calendar.one("CALSCALE").value != "GREGORIAN":
        yield "wrong version or scale"
    if not calendar.one("PRODID").text:
        yield "no product"
    for forbidden in ("METHOD", "X-WR-TIMEZONE"):
        if calendar.has(forbidden):
            yield f"{forbidden} in a feed"
    if [each.name for each in calendar.components if each.name not in ("VTIMEZONE", "VEVENT")]:
        yield "unknown component"


def _calendar_names(calendar: Component) -> Iterator[str]:
    if not calendar.has("NAME"):
        return
    if calendar.one("NAME").text != calendar.one("X-WR-CALNAME").text:
        yield "two names"
    refresh = calendar.one("REFRESH-INTERVAL")
    if (refresh.parameters, refresh.value) != ({"VALUE": "DURATION"}, "PT1H"):
        yield "REFRESH-INTERVAL is not written as Home Assistant wants it"
    if calendar.one("X-PUBLISHED-TTL").value != "PT1H":
        yield "no time to live"
    if not re.fullmatch("[a-z]+", calendar.one("COLOR").value):
        yield "COLOR is no CSS name"
    if not re.fullmatch("#[0-9a-f]{6}", calendar.one("X-APPLE-CALENDAR-COLOR").value):
        yield "Apple's colour is no #rrggbb"


def _zone(calendar: Component) -> Iterator[str]:
    zones = [each for each in calendar.components if each.name == "VTIMEZONE"]
    if [zone.one("TZID").value for zone in zones] != ["Europe/Berlin"]:
        yield "not exactly the zone Europe/Berlin"
        return
    halves = {half.name: half for half in zones[0].components}
    said = {name: tuple(line.value for line in half.properties) for name, half in halves.items()}
    summer = ("+0100", "+0200", "CEST", "19810329T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU")
    winter = ("+0200", "+0100", "CET", "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")
    if said != {"DAYLIGHT": summer, "STANDARD": winter}:
        yield f"strange zone {said}"


def _identities(calendar: Component) -> Iterator[str]:
    keys = [_key(event) for event in calendar.events]
    if len(keys) != len(set(keys)):
        yield "one UID twice"
    series = {}
    for event in calendar.events:
        uid = event.one("UID").value
        if not is_override(event):
            series[uid] = event
        elif uid not in series:
            yield f"{uid}: an override before its series"
        elif event.one("RECURRENCE-ID").moment not in instances(series[uid]):
            yield f"{uid}: an override of no instance"
        elif _form(event.one("RECURRENCE-ID")) != _form(series[uid].one("DTSTART")):
            yield f"{uid}: an override in another form"


def _key(event: Component) -> tuple[str, str]:
    return event.one("UID").value, event.one("RECURRENCE-ID").value if is_override(event) else ""


def _form(line: Property) -> tuple[dict[str, str], bool]:
    return line.parameters, line.value.endswith("Z")


def _event_properties(event: Component) -> Iterator[str]:
    for name in ONCE:
        event.one(name)
    for name in AT_MOST_ONCE:
        if len(event.all(name)) > 1:
            yield f"{name} twice"
    if strange := {line.name for line in event.properties} - KNOWN:
        yield f"forbidden or unknown: {strange}"
    if event.components:
        yield "something inside, an alarm perhaps"


def _event_stamps(event: Component) -> Iterator[str]:
    if not re.fullmatch(r"[A-Za-z0-9-]+@[a-z0-9.-]+", event.one("UID").value):
        yield "UID of a strange form"
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        if not event.one(name).value.endswith("Z"):
            yield f"{name} is not UTC"
    if event.one("DTSTAMP").value != event.one("LAST-MODIFIED").value:
        yield "DTSTAMP is not the last change"
    if not re.fullmatch(r"\d+", event.one("SEQUENCE").value):
        yield "SEQUENCE is no number"


def _event_state(event: Component) -> Iterator[str]:
    called_off = event.one("STATUS").value == "CANCELLED"
    if event.one("STATUS").value not in ("CONFIRMED", "CANCELLED"):
        yield "unknown STATUS"
    if event.one("TRANSP").value not in ("TRANSPARENT", "OPAQUE"):
        yield "unknown TRANSP"
    if called_off != event.one("SUMMARY").text.startswith("ABGESAGT: "):
        yield "status and title disagree"


def _event_times(event: Component) -> Iterator[str]:
    start, end = event.one("DTSTART"), event.one("DTEND")
    if _form(start) != _form(end):
        yield "start and end of different form"
    elif end.moment <= start.moment:
        yield "ends before it starts"
    if CLOCK_CHANGES.match(start.value) and not start.value.endswith("Z"):
        local = datetime.strptime(start.value, "%Y%m%dT%H%M%S").replace(tzinfo=BERLIN)
        if local.utcoffset() != (local + timedelta(hours=2)).utcoffset() and local.weekday() == 6:
            yield "starts in the hour of the clock change"


def _event_rule(event: Component) -> Iterator[str]:
    if not event.has("RRULE"):
        if event.has("EXDATE"):
            yield "EXDATE without a rule"
        return
    parts = dict(part.split("=") for part in event.one("RRULE").value.split(";"))
    if is_override(event):
        yield "an override with a rule"
    if set(parts) - SAFE_PARTS or parts["FREQ"] not in ("DAILY", "WEEKLY", "MONTHLY"):
        yield f"a rule that programs read differently: {parts}"
    if ("COUNT" in parts) == ("UNTIL" in parts):
        yield "endless, or ended twice"
    start = event.one("DTSTART")
    until_form = r"\d{8}" if start.parameters.get("VALUE") == "DATE" else r"\d{8}T\d{6}Z"
    if "UNTIL" in parts and not re.fullmatch(until_form, parts["UNTIL"]):
        yield "UNTIL of another form than the start"


def _event_exceptions(event: Component) -> Iterator[str]:
    if not event.has("RRULE"):
        return
    starts = instances(event)
    start = event.one("DTSTART")
    if starts[0] != start.moment:
        yield "does not start with its first instance"
    for line in event.all("EXDATE"):
        if _form(line) != _form(start):
            yield "EXDATE of another form than the start"
        if set(line.moments) - set(starts):
            yield "EXDATE hits no instance"
        if not set(starts) - set(line.moments):
            yield "nothing is left of the series"


def _event_texts(event: Component) -> Iterator[str]:
    for line in event.properties:
        if line.name in TEXTS and re.search(r"<[a-z/]|&(amp|lt|quot|#\d+);", line.text):
            yield f"{line.name} looks like HTML"
    url = event.one("URL").value
    if not url.startswith(("https://", "http://127.0.0.1")):
        yield "URL is not https"
    if event.one("DESCRIPTION").text.splitlines()[-1] != url:
        yield "DESCRIPTION does not end with the URL"
    if event.has("CATEGORIES") and not all(event.one("CATEGORIES").texts):
        yield "empty category"


def _event_place(event: Component) -> Iterator[str]:
    if not event.has("GEO"):
        return
    latitude, longitude = event.one("GEO").value.split(";")
    apple = event.one("X-APPLE-STRUCTURED-LOCATION")
    if apple.value != f"geo:{latitude},{longitude}":
        yield "two different places"
    wanted = {"VALUE": "URI", "X-APPLE-RADIUS": "70", "X-TITLE": event.one("LOCATION").text}
    if apple.parameters != wanted:
        yield f"Apple shows no map: {apple.parameters}"


Check = Callable[[Component], Iterator[str]]
CALENDAR_CHECKS: tuple[Check, ...] = (_calendar_properties, _calendar_names, _zone, _identities)
EVENT_CHECKS: tuple[Check, ...] = (
    *(_event_properties, _event_stamps, _event_state, _event_times),
    *(_event_rule, _event_exceptions, _event_texts, _event_place),
)
