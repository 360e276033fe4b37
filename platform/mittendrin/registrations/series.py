"""What a series becomes from a day on: the wish itself, as JSON while it waits, and as it can still be kept. Pure."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events import stored_when
from mittendrin.events.content import fields_from_plain, fields_to_plain
from mittendrin.events.recurrence import NO_PAUSES, Pauses, Repeat, When, next_dates
from mittendrin.events.rules import EventContent, Newcomers

ONE_DAY = timedelta(days=1)


# What a change always says; all other fields of an event are named only if they change.
ALWAYS = ("when", "venue_id", "room")
# A price is read with its note.
TOGETHER = ({"price", "price_note"},)


@dataclass(frozen=True, slots=True)
class SeriesChange:
    """What is new from `day` on; everything else of the event stays as it is. `others`: further fields of EventContent."""

    day: date
    when: When
    venue_id: int
    room: str
    reason: str
    others: dict[str, Any] = field(default_factory=dict)

    def of(self, content: EventContent) -> EventContent:
        always = {name: getattr(self, name) for name in ALWAYS}
        return replace(content, **always, **self.others)


def others_of(content: EventContent) -> dict[str, Any]:
    return {one.name: getattr(content, one.name) for one in fields(content) if one.name not in ALWAYS}


def differences(before: EventContent, after: EventContent) -> dict[str, Any]:
    """The other fields that are no longer the same."""
    known, others = others_of(before), others_of(after)
    changed = {name for name, value in others.items() if value != known[name]}
    for group in TOGETHER:
        changed |= group if changed & group else set()
    return {name: value for name, value in others.items() if name in changed}


def counts_at_once(before: EventContent, change: SeriesChange, pauses: Pauses) -> bool:
    """Whom newcomers ask for, the name with its number, waits for nobody."""
    newcomers = contact_of(before, change)
    if newcomers is None:
        return False
    as_before = replace(before, newcomers=newcomers, when=as_it_goes_on(before.when, change.day, pauses))
    return change.of(before) == as_before


def contact_of(before: EventContent, change: SeriesChange) -> Newcomers | None:
    """Whom newcomers ask for, if that is somebody else or another number."""
    newcomers: Newcomers = change.others.get("newcomers", before.newcomers)
    return None if newcomers == before.newcomers else newcomers


def without_contact(change: SeriesChange) -> SeriesChange:
    return replace(change, others={name: new for name, new in change.others.items() if name != "newcomers"})


def as_it_goes_on(when: When, day: date, pauses: Pauses) -> When:
    """The rule as it is from this day on. Raises Refused when none of its dates is left."""
    return going_on(_until_the_last(when, pauses), when, day)


def _until_the_last(when: When, pauses: Pauses) -> When:
    """A number of times counts from the first date, so it becomes the day of the last one."""
    if when.repeat is Repeat.DATES or not when.times:
        return when
    last = next_dates(when, when.first_day, when.times, pauses)[-1]
    return replace(when, until=last, times=None)


def going_on(when: When, old: When, day: date) -> When:
    """A rule as it begins on this day. The same rhythm as before keeps its weeks and months.

    Raises Refused when none of its dates is left.
    """
    if when.repeat is Repeat.DATES:
        left = tuple(one for one in when.dates if one >= day)
        if left:
            return replace(when, dates=left)
        raise Refused(_("Ab diesem Tag gibt es so keinen Termin."), "tag")
    same = _rhythm(when) == _rhythm(old)
    counted = replace(when, first_day=old.first_day, until=None, times=None) if same else when
    coming = next_dates(counted, day, 1, NO_PAUSES)
    if not coming:
        raise Refused(_("Ab diesem Tag gibt es so keinen Termin."), "tag")
    return replace(when, first_day=coming[0])


def _rhythm(when: When) -> tuple[object, ...]:
    return when.repeat, when.every, when.weekdays, when.ordinals, when.day_of_month, when.months


def refuse_too_early(day: date, today: date, to_come: Iterable[date]) -> None:
    """Whoever just sets out for today's date is told by nobody else: that one is moved or called off on its own.

    `to_come`: the days that still have a date.
    """
    if day == today and today in to_come:
        raise Refused(
            _(
                "Heute ist zu früh: Manche sind schon unterwegs. Nehmen Sie frühestens morgen. "
                "Den Termin heute verlegen Sie bitte einzeln, oder sagen Sie ihn ab."
            ),
            "tag",
        )
    if day == today:
        raise Refused(_("Heute ist zu früh. Nehmen Sie frühestens morgen."), "tag")
    if day < today:
        raise Refused(_("Dieser Tag ist schon vorbei. Wählen Sie bitte einen neuen Tag."), "tag")


def to_json(change: SeriesChange) -> str:
    return json.dumps(
        {
            "day": change.day.isoformat(),
            "when": json.loads(stored_when.to_json(change.when)),
            "venue_id": change.venue_id,
            "room": change.room,
            "reason": change.reason,
            "others": fields_to_plain(change.others),
        },
        ensure_ascii=False,
    )


def from_json(text: str) -> SeriesChange:
    said = json.loads(text)
    when = stored_when.from_json(json.dumps(said["when"]))
    others = fields_from_plain(said.get("others", {}))
    return SeriesChange(
        date.fromisoformat(said["day"]), when, said["venue_id"], said["room"], said["reason"], others
    )


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
    return replace(_until_the_last(when, pauses), first_day=coming[0])


def begins_in_words(wished: date, begins: date) -> str:
    """For the board and for the author."""
    if begins == wished:
        return _("Die Änderung gilt ab {tag}.", tag=show_day_short(begins))
    return _(
        "Der gewünschte Tag ist schon vorbei. Die Änderung gilt deshalb ab {tag}.", tag=show_day_short(begins)
    )
