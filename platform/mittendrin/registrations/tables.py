from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed
from mittendrin.events.tables import Event, Occurrence
from mittendrin.people.tables import Person


class Registration(Table):
    """`occurrence` is empty for a course or a regular place. The waiting list is ordered by `id`. `person` becomes
    empty when contact data are forgotten.
    """

    id: Serial = Serial(primary_key=True)
    code = Varchar(length=8, default=None, unique=True)
    key = Varchar(length=64, default=None, unique=True)
    event = ForeignKey(Event, null=False, default=None, on_delete=OnDelete.restrict)
    occurrence = ForeignKey(Occurrence, null=True, default=None, on_delete=OnDelete.restrict)
    person = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.restrict)
    party = Integer(default=None)
    status = Varchar(length=12, default=None, index=True)
    first_time = Boolean(default=False)
    signed_by = Varchar(length=120, default="")
    channel = Varchar(length=10, default="web")
    note = Sealed(default="")
    needs_ride = Boolean(default=False)
    ride_seats = Integer(default=0)
    not_alone = Boolean(default=False)
    ride_from = Varchar(length=60, default="")
    created_at = Timestamptz(default=None)
    offer_ends_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    reminded_for = Timestamptz(null=True, default=None)
    registration_party = Check("party BETWEEN 1 AND 4")
    registration_sealed = only_sealed("note")


class Absence(Table):
    """ "Diese Woche kann ich nicht": a regular place leaves one date to others."""

    id: Serial = Serial(primary_key=True)
    registration = ForeignKey(Registration, null=False, default=None, on_delete=OnDelete.cascade)
    occurrence = ForeignKey(Occurrence, null=False, default=None, on_delete=OnDelete.restrict)
    created_at = Timestamptz(default=None)
    absence_once = Unique([registration, occurrence])


class Attendance(Table):
    """Ticked on the list; goes with the contact data."""

    id: Serial = Serial(primary_key=True)
    registration = ForeignKey(Registration, null=False, default=None, on_delete=OnDelete.cascade)
    occurrence = ForeignKey(Occurrence, null=False, default=None, on_delete=OnDelete.restrict)
    present = Boolean(default=True)
    attendance_once = Unique([registration, occurrence])
