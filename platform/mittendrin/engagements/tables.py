from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed
from mittendrin.people.tables import Person
from mittendrin.volunteering.tables import Engagement, Offer


class ContactRelease(Table):
    """Who may see whose contact data, for this engagement alone; `ends_at` comes 30 days after its end."""

    id: Serial = Serial(primary_key=True)
    engagement = ForeignKey(Engagement, null=False, default=None, on_delete=OnDelete.cascade)
    of_person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.cascade)
    to_side = Varchar(length=10, default=None)
    released_at = Timestamptz(default=None)
    ends_at = Timestamptz(null=True, default=None)
    contact_release_once = Unique([engagement, to_side])


class Visit(Table):
    """`slot` is engagement and moment while it stands, and empty when it is called off: one visit at a time.

    For a stand-in both said yes by telephone: without the two moments nobody's number is given out. `said_no` are the
    offers of those who wanted to come instead and then could not. What is not `by_helper`, the office has arranged.
    """

    id: Serial = Serial(primary_key=True)
    engagement = ForeignKey(Engagement, null=False, default=None, on_delete=OnDelete.cascade)
    starts_at = Timestamptz(default=None, index=True)
    state = Varchar(length=16, default=None)
    slot = Varchar(length=60, null=True, default=None, unique=True)
    stand_in = ForeignKey(Offer, null=True, default=None, on_delete=OnDelete.restrict)
    stand_in_yes_at = Timestamptz(null=True, default=None)
    requester_yes_at = Timestamptz(null=True, default=None)
    said_no = Varchar(length=200, default="")
    by_helper = Boolean(default=False)


class Feedback(Table):
    """What somebody says at the end: for the office alone, and never a mark for a person. `read_at` is when somebody
    there has opened it.
    """

    id: Serial = Serial(primary_key=True)
    engagement = ForeignKey(Engagement, null=False, default=None, on_delete=OnDelete.cascade)
    side = Varchar(length=10, default=None)
    said = Sealed(default="")
    given_at = Timestamptz(default=None)
    read_at = Timestamptz(null=True, default=None)
    feedback_once = Unique([engagement, side])
    feedback_sealed = only_sealed("said")


class CheckIn(Table):
    """That both were asked how it goes: `occasion` is a name of rules.check_in_due."""

    id: Serial = Serial(primary_key=True)
    engagement = ForeignKey(Engagement, null=False, default=None, on_delete=OnDelete.cascade)
    occasion = Varchar(length=20, default=None)
    asked_at = Timestamptz(default=None)
    check_in_once = Unique([engagement, occasion])


class Hours(Table):
    """Time that a volunteer gave, written down because they chose so (`Offer.hours_since`)."""

    id: Serial = Serial(primary_key=True)
    engagement = ForeignKey(Engagement, null=False, default=None, on_delete=OnDelete.cascade)
    day = Date(default=None)
    minutes = Integer(default=None)
    written_at = Timestamptz(default=None)
    hours_of_a_day = Unique([engagement, day])
    hours_minutes = Check("minutes BETWEEN 30 AND 600")
