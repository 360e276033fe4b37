from piccolo.columns import Integer, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class OfficeNote(Table):
    """A form as it was typed, to be finished later. `content` is JSON, a list of names and values."""

    id: Serial = Serial(primary_key=True)
    page = Varchar(length=40, default="anmelden")
    title = Varchar(length=200, default=None)
    content = Text(default=None)
    written_by = Integer(default=None)
    written_by_name = Varchar(length=120, default=None)
    changed_at = Timestamptz(default=None, index=True)
