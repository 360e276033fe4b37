from piccolo.columns import Serial, Timestamptz, Varchar
from piccolo.table import Table


class Person(Table):
    """`phone` is E.164; `phone_end` its last four digits, which callers give to be found. `search` is the name_form."""

    id: Serial = Serial(primary_key=True)
    name = Varchar(length=120, default=None)
    email = Varchar(length=254, default="")
    phone = Varchar(length=20, default="")
    address = Varchar(length=200, default="")
    search = Varchar(length=300, default="", index=True)
    phone_end = Varchar(length=4, default="", index=True)
    created_at = Timestamptz(default=None)
