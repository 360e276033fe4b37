from piccolo.columns import Integer, Serial, Timestamptz, Varchar
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed


class OfficeNote(Table):
    """A form as it was typed, to be finished later. `content` is JSON, a list of names and values; `key` that of the form
    on which it was written down first.
    """

    id: Serial = Serial(primary_key=True)
    page = Varchar(length=40, default="anmelden")
    title = Sealed(default=None)
    content = Sealed(default=None)
    written_by = Integer(default=None)
    written_by_name = Varchar(length=120, default=None)
    changed_at = Timestamptz(default=None, index=True)
    key = Varchar(length=64, null=True, default=None, unique=True)
    office_note_sealed = only_sealed("title", "content")
