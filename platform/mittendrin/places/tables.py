from piccolo.columns import (
    Boolean,
    Date,
    DoublePrecision,
    ForeignKey,
    Integer,
    OnDelete,
    Serial,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Unique
from piccolo.table import Table


class CityProfile(Table):
    """One row: whose office this is and how it is reached. `hours` is JSON, weekday (0 = Monday) to spans.

    The operator answers for the pages by law: the city, or whoever runs the office for it.
    """

    id: Serial = Serial(primary_key=True)
    city = Varchar(length=80, default=None)
    office_name = Varchar(length=120, default=None)
    phone = Varchar(length=32, default=None)
    email = Varchar(length=254, default="")
    address = Varchar(length=200, default="")
    hours = Text(default="{}")
    area_code = Varchar(length=10, default="")
    operator_name = Varchar(length=120, default="")
    operator_address = Varchar(length=200, default="")
    operator_represented_by = Varchar(length=200, default="")
    sample_data = Boolean(default=False)


class District(Table):
    """`latitude` and `longitude` are those of its middle, for the way between two people."""

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    name = Varchar(length=80, default=None)
    synonyms = Text(default="")
    position = Integer(default=0)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)


class Topic(Table):
    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    name = Varchar(length=80, default=None)
    synonyms = Text(default="")
    position = Integer(default=0)


class HelpCategory(Table):
    """`professional`: needs professionals, so it is declined kindly and `instead` says where to turn.

    `prerequisite` names what the office must have seen, for example an extended certificate of conduct. `meets` is one
    of rules.Meets.
    """

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    name = Varchar(length=80, default=None)
    synonyms = Text(default="")
    position = Integer(default=0)
    professional = Boolean(default=False)
    instead = Text(default="")
    prerequisite = Varchar(length=80, default="")
    meets = Varchar(length=10, default="anyhow")


class FormerName(Table):
    """An address of a name that became another one: it leads there, and is never given to something else."""

    id: Serial = Serial(primary_key=True)
    kind = Varchar(length=12, default=None)
    slug = Varchar(length=80, default=None)
    became = Integer(default=None)
    former_name_once = Unique([kind, slug])


class Venue(Table):
    """`address_checked`: false for a place that an organisation added, until the office has looked at it."""

    id: Serial = Serial(primary_key=True)
    slug = Varchar(length=80, default=None, unique=True)
    name = Varchar(length=120, default=None)
    street = Varchar(length=120, default="")
    postcode = Varchar(length=10, default="")
    city = Varchar(length=80, default="")
    district = ForeignKey(District, null=True, default=None, on_delete=OnDelete.restrict)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    directions = Text(default="")
    address_checked = Boolean(default=True)
    search = Text(default="")
    sort_key = Varchar(length=200, default="")
    changed_at = Timestamptz(default=None)


class VenueAccess(Table):
    id: Serial = Serial(primary_key=True)
    venue = ForeignKey(Venue, null=False, default=None, on_delete=OnDelete.cascade)
    kind = Varchar(length=30, default=None)
    known = Varchar(length=10, default=None)
    note = Varchar(length=120, default="")
    checked_on = Date(null=True, default=None)
    venue_access_once = Unique([venue, kind])
