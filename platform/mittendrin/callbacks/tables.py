from piccolo.columns import Serial, Timestamptz, Varchar
from piccolo.table import Table


class CallBack(Table):
    """`code` is the number that the person is told; `key` comes with the form, so that sending twice counts once."""

    id: Serial = Serial(primary_key=True)
    code = Varchar(length=8, default=None, unique=True)
    key = Varchar(length=64, default=None, unique=True)
    name = Varchar(length=120, default=None)
    phone = Varchar(length=20, default=None)
    about = Varchar(length=200, default="")
    best_time = Varchar(length=12, default="")
    asked_at = Timestamptz(default=None, index=True)
