from piccolo.columns import Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class AuditEntry(Table):
    id: Serial = Serial(primary_key=True)
    at = Timestamptz(default=None)
    actor = Varchar(length=60, default=None)
    actor_name = Varchar(length=120, default=None)
    on_behalf_of = Varchar(length=120, default="")
    channel = Varchar(length=20, default=None)
    act = Varchar(length=60, default=None)
    subject = Varchar(length=60, default=None, index=True)
    subject_title = Varchar(length=200, default="")
    detail = Varchar(length=300, default="")
    reason = Text(default="")
    remark = Text(default="")
    speaker = Varchar(length=120, default="")
