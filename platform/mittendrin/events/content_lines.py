"""How a calendar file writes what it says: one line for each property, folded (RFC 5545 3.1 and 3.3).

A calendar library does the same, byte for byte, as the tests see, but ten times as slowly, and after a start the first
reader of a feed waits until all events are written.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

LINE_END = b"\r\n"
FOLD = LINE_END + b" "
# The library counts like this, and what has been written once stays the same.
LONGEST_LINE = 74
CONTINUES_A_CHARACTER = 0b10
ESCAPES = b"\\^"
RULE_ORDER = ("FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "WKST")


def escaped(text: str) -> str:
    """A typed "\\N" is no line break: whoever writes "C:\\Neu" means it."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def timed(name: str, when: date, *more: date) -> str:
    """Days, local times or times in UTC; all of a line are of one kind."""
    if not isinstance(when, datetime):
        return f"{name};VALUE=DATE:{_joined('%Y%m%d', when, more)}"
    if when.tzinfo is UTC:
        return f"{name}:{_joined('%Y%m%dT%H%M%SZ', when, more)}"
    return f"{name};TZID={when.tzinfo}:{_joined('%Y%m%dT%H%M%S', when, more)}"


def recurring(rule: str) -> str:
    parts = sorted(rule.split(";"), key=lambda part: RULE_ORDER.index(part.partition("=")[0]))
    return f"RRULE:{';'.join(parts)}"


def written(lines: Iterable[str]) -> bytes:
    return LINE_END.join([*(folded(line.encode()) for line in lines), b""])


def folded(line: bytes) -> bytes:
    """Never within a character, nor behind the first half of an escaped one."""
    pieces, begin = [], 0
    while len(line) - begin > LONGEST_LINE:
        end = begin + LONGEST_LINE
        while line[end] >> 6 == CONTINUES_A_CHARACTER:
            end -= 1
        if line[end - 1] in ESCAPES:
            end -= 1
        pieces.append(line[begin:end])
        begin = end
    return FOLD.join([*pieces, line[begin:]])


def _joined(form: str, when: date, more: Iterable[date]) -> str:
    return ",".join(f"{each:{form}}" for each in (when, *more))
