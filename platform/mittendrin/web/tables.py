"""The one table of the shell: what changed in public, for the other processes to notice."""

from piccolo.columns import Serial, Timestamptz, Varchar
from piccolo.columns.defaults.timestamptz import TimestamptzNow
from piccolo.table import Table


class PublicChange(Table):
    """Only ever appended: a counter row would make every writer on PostgreSQL wait for the one before."""

    id: Serial = Serial(primary_key=True)
    area = Varchar(length=200, null=False)
    at = Timestamptz(default=TimestamptzNow(), null=False)
