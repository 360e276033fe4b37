"""What a series becomes from a day on: the wish itself, as JSON while it waits, and as it can still be kept. Pure."""

import json
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events import stored_when
from mittendrin.events.recurrence import Pauses, Repeat, When, next_dates

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What is new from `day` on; everything else of the event stays as it is."""

    day: date
    when: When
    venue_id: int
    room: str
    reason: str


def to_json(change: SeriesChange) -> str:
    return json.dumps(
        {
            "day": change.day.isoformat(),
            "when": json.loads(stored_when.to_json(change.when)),
            "venue_id": change.venue_id,
            "room": change.room,
            "reason": change.reason,
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> SeriesChange:
    said = json.loads(text)
    when = stored_when.from_json(json.dumps(said["when"]))
    return SeriesChange(date.fromisoformat(said["day"]), when, said["venue_id"], said["room"], said["reason"])


def in_time(change: SeriesChange, today: date, pauses: Pauses) -> SeriesChange:
    """The change as it can begin now: when its day has passed, from tomorrow on, in the same weeks and months.

    Raises Refused when none of its dates is left.
    """
    if change.day > today:
        return change
    tomorrow = today + ONE_DAY
    return replace(change, day=tomorrow, when=_what_is_left(change.when, tomorrow, pauses))


def _what_is_left(when: When, since: date, pauses: Pauses) -> When:
    coming = next_dates(when, since, 1, pauses)
    if not coming:
        raise Refused(_("Alle neuen Termine sind schon vorbei. Geben Sie die Änderung bitte zurück."))
    if when.repeat is Repeat.DATES:
        return replace(when, dates=tuple(day for day in when.dates if day >= since))
    # A number of times counts from the first date, so it becomes the day of the last one.
    last = next_dates(when, when.first_day, when.times, pauses)[-1] if when.times else when.until
    return replace(when, first_day=coming[0], until=last, times=None)


def begins_in_words(wished: date, begins: date) -> str:
    """For the board and for the author."""
    if begins == wished:
        return _("Die Änderung gilt ab {tag}.", tag=show_day_short(begins))
    return _(
        "Der gewünschte Tag ist schon vorbei. Die Änderung gilt deshalb ab {tag}.", tag=show_day_short(begins)
    )
