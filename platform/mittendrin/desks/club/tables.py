from piccolo.columns import ForeignKey, Integer, OnDelete, Serial, Timestamptz, Varchar
from piccolo.constraints import Unique
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed
from mittendrin.events.tables import Event
from mittendrin.needs.tables import Need
from mittendrin.organisations.tables import Organisation


class UnfinishedEvent(Table):
    """The event form as it was typed, with all that is wrong or missing. `content` is JSON, a list of names and values;
    `page` is where its author stopped. `event`: it is a change of this one.
    """

    id: Serial = Serial(primary_key=True)
    organisation = ForeignKey(Organisation, null=False, default=None, on_delete=OnDelete.cascade)
    key = Varchar(length=64, default=None)
    event = ForeignKey(Event, null=True, default=None, on_delete=OnDelete.cascade)
    page = Varchar(length=20, default=None)
    title = Varchar(length=120, default="")
    content = Sealed(default=None)
    written_by = Integer(default=None)
    written_by_name = Varchar(length=120, default=None)
    changed_at = Timestamptz(default=None, index=True)
    unfinished_event_once = Unique([organisation, key])
    unfinished_event_sealed = only_sealed("content")


class UnfinishedNeed(Table):
    """The same of the form of a need, which is one page."""

    id: Serial = Serial(primary_key=True)
    organisation = ForeignKey(Organisation, null=False, default=None, on_delete=OnDelete.cascade)
    key = Varchar(length=64, default=None)
    need = ForeignKey(Need, null=True, default=None, on_delete=OnDelete.cascade)
    page = Varchar(length=20, default=None)
    title = Varchar(length=120, default="")
    content = Sealed(default=None)
    written_by = Integer(default=None)
    written_by_name = Varchar(length=120, default=None)
    changed_at = Timestamptz(default=None, index=True)
    unfinished_need_once = Unique([organisation, key])
    unfinished_need_sealed = only_sealed("content")
