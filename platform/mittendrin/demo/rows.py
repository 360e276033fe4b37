"""Reading what a sample file says, so strictly that a misspelt name or a forgotten field is found at once."""

import re
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

FOLDER = Path(__file__).parent
MAILBOX = re.compile(r"[a-z0-9-]+@(example\.org|verein\.example)")

# Kept free for films and examples (BNetzA, Mitteilung 148/2021).
NOBODYS_NUMBERS = (
    range(6990009000, 6990010000),
    range(1713920000, 1713920100),
    range(17604069000, 17604069100),
)


class Fault(ValueError):
    """A sample file says something that cannot be right."""


@dataclass(slots=True)
class Row:
    """One entry of a file. Every field must be read once; `end` tells of fields that nobody knows."""

    place: str
    values: dict[str, Any]
    read: set[str] = field(default_factory=set)

    def text(self, name: str) -> str:
        return str(self._value(name, str))

    def text_or_none(self, name: str) -> str:
        return self.text(name) if name in self.values else ""

    def one_of(self, name: str, words: frozenset[str]) -> str:
        word = self.text(name)
        if word not in words:
            raise Fault(f"{self.place}: {name} is {word!r}, not one of {sorted(words)}")
        return word

    def number(self, name: str) -> int:
        return int(self._value(name, int))

    def number_or(self, name: str, otherwise: int) -> int:
        return self.number(name) if name in self.values else otherwise

    def number_or_none(self, name: str) -> int | None:
        return self.number(name) if name in self.values else None

    def degrees(self, name: str) -> float:
        return float(self._value(name, float))

    def yes(self, name: str) -> bool:
        return bool(self._value(name, bool)) if name in self.values else False

    def clock_or_none(self, name: str) -> time | None:
        if name not in self.values:
            return None
        found: time = self._value(name, time)
        return found

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(str(word) for word in self._value(name, list))

    def numbers(self, name: str) -> tuple[int, ...]:
        return tuple(int(number) for number in self._value(name, list)) if name in self.values else ()

    def labelled(self, name: str) -> dict[str, str]:
        return dict(self._value(name, dict))

    def part(self, name: str) -> "Row | None":
        return Row(f"{self.place} {name}", self._value(name, dict)) if name in self.values else None

    def parts(self, name: str) -> list["Row"]:
        found = self._value(name, list) if name in self.values else []
        return [Row(f"{self.place} {name} {_name_of(part, n)}", part) for n, part in enumerate(found, 1)]

    def phone(self, name: str) -> str:
        """E.164, and certainly nobody's."""
        digits = re.sub(r"\D", "", self.text(name)).removeprefix("0")
        if not any(int(digits) in numbers for numbers in NOBODYS_NUMBERS):
            raise Fault(f"{self.place}: {name} could be somebody's real number")
        return f"+49{digits}"

    def mailbox(self, name: str) -> str:
        address = self.text(name)
        if not MAILBOX.fullmatch(address):
            raise Fault(f"{self.place}: {name} must end in example.org or verein.example")
        return address

    def end(self) -> None:
        if unknown := set(self.values) - self.read:
            raise Fault(f"{self.place}: nobody knows {sorted(unknown)}")

    def _value(self, name: str, kind: type) -> Any:
        self.read.add(name)
        value = self.values.get(name)
        if not isinstance(value, kind):
            raise Fault(f"{self.place}: {name} is missing or not {kind.__name__}")
        return value


def read_file(name: str) -> Row:
    """The whole file as a row. Refuses files that do not call themselves a sample."""
    row = Row(name, _values_in(name))
    if not row.yes("sample"):
        raise Fault(f"{name}: is not marked as a sample")
    return row


@cache
def _values_in(name: str) -> dict[str, Any]:
    return loads((FOLDER / name).read_text("utf-8"))


def _name_of(part: dict[str, Any], position: int) -> str:
    return str(part.get("slug") or part.get("name") or position)
