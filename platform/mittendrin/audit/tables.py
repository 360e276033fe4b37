from piccolo.columns import Serial, Timestamptz, Varchar
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed


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
    reason = Sealed(default="")
    remark = Sealed(default="")
    speaker = Varchar(length=120, default="")
    audit_entry_sealed = only_sealed("reason", "remark")
