from typing import Any

from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.columns.reference import LazyTableReference
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from mittendrin.database.constraints import Index
from mittendrin.organisations.tables import Organisation
from mittendrin.places.tables import Topic, Venue


class Event(Table):
    """The published version. `when` is JSON of recurrence.When; `seats`, `taken`, `waiting` count for a whole course
    and for regular places; `revision` counts every change that somebody sees, so that kept bytes know whether they still hold.
    `dates_until` is the last day (ISO) for which dates exist as rows; those after `rule_since` follow `when`.
    `called_off_at`: the whole event was called off then, and gets no further dates.
    """

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    organisation = ForeignKey(Organisation, null=False, default=None, on_delete=OnDelete.restrict)
    # Without an index: nearly all are published, and SQLite would begin with it instead of with the days asked for.
    state = Varchar(length=12, default=None)
    title = Varchar(length=120, default=None)
    description = Text(default="")
    topic = ForeignKey(Topic, null=False, default=None, on_delete=OnDelete.restrict)
    venue = ForeignKey(Venue, null=False, default=None, on_delete=OnDelete.restrict)
    room = Varchar(length=80, default="")
    when = Text(default=None)
    price = Integer(null=True, default=None)
    price_note = Varchar(length=120, default="")
    bring = Varchar(length=200, default="")
    meeting_point = Varchar(length=200, default="")
    newcomer_name = Varchar(length=120, default="")
    newcomer_phone = Varchar(length=20, default="")
    mode = Varchar(length=12, default="none")
    seats = Integer(null=True, default=None)
    minimum = Integer(null=True, default=None)
    deadline_days = Integer(default=0)
    waiting_list = Boolean(default=True)
    taken = Integer(default=0)
    waiting = Integer(default=0)
    follows: ForeignKey[Any] = ForeignKey(
        LazyTableReference("Event", module_path=__name__),
        null=True,
        default=None,
        on_delete=OnDelete.set_null,
    )
    search = Text(default="")
    uid = Varchar(length=80, default=None, unique=True)
    sequence = Integer(default=0)
    revision = Integer(default=0)
    created_at = Timestamptz(default=None)
    changed_at = Timestamptz(default=None)
    called_off_reason = Varchar(length=200, default="")
    called_off_at = Timestamptz(null=True, default=None)
    dates_until = Varchar(length=10, default="")
    rule_since = Timestamptz(null=True, default=None)
    event_taken = Check("taken >= 0 AND waiting >= 0 AND (seats IS NULL OR taken <= seats)")


class Occurrence(Table):
    """One date. `original_start` never changes and is the key; `starts_at` moves with the date. `asked_at`: too few had
    signed up, so its organisation was asked what to do; `goes_ahead` is its yes. `place`: this one is elsewhere, and `venue` is what
    we know of there. `move_reason` and `move_instead`: why it had moved before it was called off, said again when it comes back.
    `meeting_point`: this date has its own, or with "" none; NULL as its event says.
    """

    id: Serial = Serial(primary_key=True)
    event = ForeignKey(Event, null=False, default=None, on_delete=OnDelete.restrict)
    original_start = Timestamptz(default=None)
    starts_at = Timestamptz(default=None)
    ends_at = Timestamptz(default=None)
    all_day = Boolean(default=False)
    state = Varchar(length=12, default="scheduled")
    reason = Varchar(length=200, default="")
    instead = Varchar(length=200, default="")
    move_reason = Varchar(length=200, default="")
    move_instead = Varchar(length=200, default="")
    place = Varchar(length=120, default="")
    venue = ForeignKey(Venue, null=True, default=None, on_delete=OnDelete.restrict)
    meeting_point = Varchar(length=200, null=True, default=None)
    seats = Integer(null=True, default=None)
    taken = Integer(default=0)
    waiting = Integer(default=0)
    sequence = Integer(default=0)
    changed_at = Timestamptz(default=None)
    asked_at = Timestamptz(null=True, default=None)
    goes_ahead = Boolean(default=False)
    occurrence_once = Unique([event, original_start])
    # Both ends: what is over is left out without a look at its row.
    occurrence_by_time = Index([starts_at, ends_at])
    # Both: of all dates of a day, the few that have moved away.
    occurrence_by_original = Index([original_start, starts_at])
    occurrence_taken = Check("taken >= 0 AND waiting >= 0 AND (seats IS NULL OR taken <= seats)")


class EventSlug(Table):
    """An address that an event had before; it redirects and is never given to another."""

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    event = ForeignKey(Event, null=False, default=None, on_delete=OnDelete.cascade)


class CalendarWindow(Table):
    """One row: the day that calendars are written for. It moves by a daily job."""

    id: Serial = Serial(primary_key=True)
    day = Date(default=None)
