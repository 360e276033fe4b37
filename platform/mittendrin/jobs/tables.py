from piccolo.columns import Serial, Timestamptz, Varchar
from piccolo.table import Table


class Lease(Table):
    """`name` is "loop"; `holder` the process that may run jobs until `until`."""

    id: Serial = Serial(primary_key=True)
    name = Varchar(length=20, default=None, unique=True)
    holder = Varchar(length=40, default="")
    until = Timestamptz(default=None)


class JobRun(Table):
    """When a daily job last ran through, and what it reported."""

    id: Serial = Serial(primary_key=True)
    name = Varchar(length=40, default=None, unique=True)
    finished_at = Timestamptz(default=None)
    report = Varchar(length=300, default="")
