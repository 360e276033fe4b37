"""The frame of every calendar file: what stands before and behind the components of events."""

from collections.abc import Iterable

from icalendar import Calendar

PRODUCT = "-//Mittendrin//Kalender//DE"
# Litestar adds the charset.
CALENDAR = "text/calendar"
END = b"END:VCALENDAR\r\n"

# Outlook needs the zone, and needs it by rule; an empty feed needs it too, because a calendar is never empty.
BERLIN_ZONE = b"""\
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace(b"\n", b"\r\n")


def file_head() -> bytes:
    """Before the components of a single event: nothing that would rename or refresh the reader's calendar."""
    return without_end(new_calendar())


def join(head: bytes, parts: Iterable[bytes]) -> bytes:
    return b"".join((head, *parts, END))


def new_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def without_end(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical(sorted=False)).removesuffix(END) + BERLIN_ZONE
