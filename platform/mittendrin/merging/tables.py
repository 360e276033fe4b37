from piccolo.columns import Integer, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class Merge(Table):
    """`undo` is JSON: both contacts as they were, and which rows were moved. No foreign keys: this must keep nobody from being forgotten."""

    id: Serial = Serial(primary_key=True)
    kept = Integer(default=None, index=True)
    gone_name = Varchar(length=120, default=None)
    undo = Text(default=None)
    merged_at = Timestamptz(default=None, index=True)
