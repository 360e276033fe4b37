from piccolo.columns import Boolean, ForeignKey, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from mittendrin.events.tables import Occurrence
from mittendrin.registrations.tables import Registration


class RidePair(Table):
    """Two sign-ups that were asked whether they go together. `giver_said`, `taker_said` None: no answer yet.

    The giver is asked first; the taker only after their yes. `answer_until`: for whoever's turn it is. `asked_for`: when
    the date was to begin as the giver was asked.
    """

    id: Serial = Serial(primary_key=True)
    occurrence = ForeignKey(Occurrence, null=False, default=None, on_delete=OnDelete.restrict)
    giver = ForeignKey(Registration, null=False, default=None, on_delete=OnDelete.cascade)
    taker = ForeignKey(Registration, null=False, default=None, on_delete=OnDelete.cascade)
    kind = Varchar(length=10, default=None)
    state = Varchar(length=10, default=None)
    giver_code = Varchar(length=8, default=None, unique=True)
    taker_code = Varchar(length=8, default=None, unique=True)
    giver_said = Boolean(null=True, default=None)
    taker_said = Boolean(null=True, default=None)
    answer_until = Timestamptz(null=True, default=None)
    asked_for = Timestamptz(default=None)
    created_at = Timestamptz(default=None)
    ride_pair_once = Unique([occurrence, kind, giver, taker])
