from piccolo.columns import ForeignKey, OnDelete, Serial, Timestamptz, Varchar
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed
from mittendrin.people.tables import Person


class Incident(Table):
    """`note` is for the lead alone. `rests` is JSON: what was stopped, and how it was before.

    `link` is the code of the signed link that it came by, empty when the office wrote it down.
    """

    id: Serial = Serial(primary_key=True)
    about = ForeignKey(Person, null=True, default=None, on_delete=OnDelete.set_null)
    note = Sealed(default="")
    reported_by = Varchar(length=120, default="")
    link = Varchar(length=8, default="")
    reported_at = Timestamptz(default=None)
    rests = Sealed(default="")
    decided_at = Timestamptz(null=True, default=None)
    decided_by = Varchar(length=120, default="")
    decision = Varchar(length=12, default="")
    incident_sealed = only_sealed("note", "rests")
