from piccolo.columns import Date, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class BarrierReport(Table):
    """`code` is the number that the person is told; `key` comes with the form, so that sending twice counts once."""

    id: Serial = Serial(primary_key=True)
    code = Varchar(length=8, default=None, unique=True)
    key = Varchar(length=64, default=None, unique=True)
    what = Text(default=None)
    page = Varchar(length=300, default="")
    name = Varchar(length=120, default="")
    phone = Varchar(length=20, default="")
    email = Varchar(length=254, default="")
    address = Varchar(length=200, default="")
    reported_at = Timestamptz(default=None)
    answer_until = Date(default=None)
    answered_at = Timestamptz(null=True, default=None, index=True)
    answer = Text(default="")
