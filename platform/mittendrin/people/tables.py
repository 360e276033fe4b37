from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table


class Person(Table):
    """`phone` is E.164; `phone_end` its last four digits, which callers give to be found. `search` is the name_form,
    `street` the street_form of the address, by which those who may be one person are found.

    `first_name` is the part of the name that strangers may read; empty where nobody has said it apart.

    `held`: an incident about them is open.
    """

    id: Serial = Serial(primary_key=True)
    name = Varchar(length=120, default=None)
    first_name = Varchar(length=60, default="")
    email = Varchar(length=254, default="")
    phone = Varchar(length=20, default="")
    address = Varchar(length=200, default="")
    search = Varchar(length=300, default="", index=True)
    phone_end = Varchar(length=4, default="", index=True)
    street = Varchar(length=100, default="", index=True)
    held = Boolean(default=False)
    created_at = Timestamptz(default=None)


class Departure(Table):
    """Somebody has died or moved into a home: `leaving` says which. Their ways stand here and nowhere else.

    `asks_back`: whoever comes with this name and one of these ways is asked about, until the office has said that this
    is somebody else.
    """

    id: Serial = Serial(primary_key=True)
    person = ForeignKey(Person, null=False, default=None, unique=True, on_delete=OnDelete.cascade)
    leaving = Varchar(length=10, default=None)
    search = Varchar(length=300, default="", index=True)
    phone = Varchar(length=20, default="")
    email = Varchar(length=254, default="")
    address = Varchar(length=200, default="")
    asks_back = Boolean(default=True)
    noted_at = Timestamptz(default=None)
    noted_by = Varchar(length=120, default="")


class Apart(Table):
    """ "Das sind zwei Personen": said once, not shown again. `first` is the smaller number."""

    id: Serial = Serial(primary_key=True)
    first = Integer(default=None)
    second = Integer(default=None)
    said_at = Timestamptz(default=None)
    apart_once = Unique([first, second])


class KeptApart(Table):
    """The lead has ended what was between these two, after an incident about `reported`."""

    id: Serial = Serial(primary_key=True)
    reported = ForeignKey(Person, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    other = ForeignKey(Person, null=False, default=None, on_delete=OnDelete.cascade, index=True)
    since = Timestamptz(default=None)


class TrustedPerson(Table):
    """`relative` may act for `person` within `may` (words of people.trusted.Scope, joined by commas), until `ended_at`.

    `consent` is how the person said yes, a Channel. What came before `copied_until` was copied already.
    """

    id: Serial = Serial(primary_key=True)
    person = ForeignKey(Person, null=False, default=None, on_delete=OnDelete.cascade)
    relative = ForeignKey(Person, null=False, default=None, on_delete=OnDelete.cascade)
    relation = Varchar(length=80, default="")
    may = Varchar(length=60, default="")
    consent = Varchar(length=10, default=None)
    consented_on = Date(default=None)
    recorded_at = Timestamptz(default=None)
    recorded_by = Varchar(length=120, default="")
    copied_until = Timestamptz(default=None)
    ended_at = Timestamptz(null=True, default=None)
    ended_by = Varchar(length=120, default="")
