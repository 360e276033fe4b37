"""A rule as text for the database: only what was said, in a fixed order, so equal rules are equal text."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from typing import Any

from mittendrin.events.recurrence import Repeat, When


def to_json(when: When) -> str:
    said = {field.name: _plain(getattr(when, field.name)) for field in fields(when)}
    kept = {name: value for name, value in said.items() if value not in (None, [], False)}
    return json.dumps(kept, separators=(",", ":"))


def from_json(text: str) -> When:
    """Reads what `to_json` wrote; anything else is a mistake in the program."""
    said = json.loads(text)
    return When(**{name: _READERS[name](value) for name, value in said.items()})


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value


def _days(values: list[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(value) for value in values)


def _numbers(values: list[int]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)


_READERS: dict[str, Callable[[Any], Any]] = {
    "repeat": Repeat,
    "first_day": date.fromisoformat,
    "dates": _days,
    "every": int,
    "weekdays": _numbers,
    "ordinals": _numbers,
    "day_of_month": int,
    "months": _numbers,
    "until": date.fromisoformat,
    "times": int,
    "starts": time.fromisoformat,
    "ends": time.fromisoformat,
    "days": int,
    "pause_holidays": bool,
    "pause_school": bool,
}
