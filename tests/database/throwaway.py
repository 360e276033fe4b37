"""Six tables as a town would have them, with every kind of column and constraint that we use."""

from piccolo.columns import (
    Boolean,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults import TimestamptzNow
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from mittendrin.database.constraints import Index, UniqueWhere


class Venue(Table, tablename="try_venue"):
    id: Serial = Serial(primary_key=True)
    name = Varchar(length=80)
    slug = Varchar(length=80, unique=True)
    step_free = Boolean(default=False)


class Club(Table, tablename="try_club"):
    id: Serial = Serial(primary_key=True)
    name = Varchar(length=80, index=True)
    founded = Date(null=True, default=None)
    about = Text()
    home = ForeignKey(Venue, null=True, default=None, on_delete=OnDelete.set_null)


class Walk(Table, tablename="try_walk"):
    id: Serial = Serial(primary_key=True)
    club = ForeignKey(Club, null=False, on_delete=OnDelete.restrict)
    title = Varchar(length=120)
    seats = Integer()
    taken = Integer(default=0)
    begins = Timestamptz(default=TimestamptzNow())
    called_off = Timestamptz(null=True, default=None)
    try_walk_title = Unique([club, title])
    try_walk_taken_fits = Check((taken >= 0) & (taken <= seats))
    try_walk_by_day = Index([begins, club])


class Walker(Table, tablename="try_walker"):
    id: Serial = Serial(primary_key=True)
    walk = ForeignKey(Walk, null=False, on_delete=OnDelete.cascade)
    name = Varchar(length=120)
    state = Varchar(length=20, default="confirmed")
    made_at = Timestamptz()
    try_walker_state_known = Check("state IN ('confirmed', 'cancelled')")
    try_walker_once = UniqueWhere([walk, name], "state <> 'cancelled'")


class Message(Table, tablename="try_message"):
    id: Serial = Serial(primary_key=True)
    walker = ForeignKey(Walker, null=True, default=None, on_delete=OnDelete.set_null)
    body = Text()
    sent = Boolean(default=False)


class Topic(Table, tablename="try_topic"):
    id: Serial = Serial(primary_key=True)
    above = ForeignKey("self", null=True, default=None, on_delete=OnDelete.restrict)
    name = Varchar(length=60, unique=True)


TABLES = [Venue, Club, Walk, Walker, Message, Topic]
