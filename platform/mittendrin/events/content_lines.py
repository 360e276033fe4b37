"""The lines that a calendar file consists of (RFC 5545): a name, perhaps parameters, a value, folded.

Written by hand, because the library icalendar takes twenty times as long, and after every start all entries of a town
are written. Tests hold each entry beside what the library would have written, byte by byte.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

# Octets of a folded line without its line break; the library counts so too.
LONGEST = 74
# What stands behind these belongs to them, and some programs unfold too late.
BEGIN_OF_ESCAPED = b"\\^"
CONTINUED = 0b10
RULE_ORDER = ("FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "WKST")


def line(name: str, value: str) -> bytes:
    return _folded(f"{name}:{value}".encode()) + b"\r\n"


def text(words: str) -> str:
    """A typed "\\N" is no line break: whoever writes "C:\\Neu" means it."""
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def texts(several: Iterable[str]) -> str:
    return ",".join(text(each) for each in several)


def utc(moment: datetime) -> str:
    return _digits(moment.astimezone(UTC)) + "Z"


def when_line(name: str, *whens: date) -> bytes:
    """Days, local moments with their zone, or moments in UTC: all of one kind."""
    values = ",".join(_when(each) for each in whens)
    first = whens[0]
    if not isinstance(first, datetime):
        return line(f"{name};VALUE=DATE", values)
    return line(name if first.tzinfo is UTC else f"{name};TZID={first.tzinfo}", values)


def rule_in_order(rule: str) -> str:
    parts = dict(part.split("=") for part in rule.split(";"))
    return ";".join(f"{name}={parts[name]}" for name in RULE_ORDER if name in parts)


def _when(when: date) -> str:
    if not isinstance(when, datetime):
        return f"{when.year:04}{when.month:02}{when.day:02}"
    return _digits(when) + "Z" * (when.tzinfo is UTC)


def _digits(moment: datetime) -> str:
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return f"{day}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def _folded(whole: bytes) -> bytes:
    pieces, begin = [], 0
    while len(whole) - begin > LONGEST:
        end = begin + LONGEST
        while whole[end] >> 6 == CONTINUED:
            end -= 1
        end -= whole[end - 1] in BEGIN_OF_ESCAPED
        pieces.append(whole[begin:end])
        begin = end
    return b"\r\n ".join([*pieces, whole[begin:]])
