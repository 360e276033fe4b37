from piccolo.columns import Integer, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed


class Mail(Table):
    """`about` is opaque, such as `registration:12`; `message_id` stays the same over all attempts. `trust` and `matters_until` as in CallTask: a
    copy by telephone has the day from here.
    """

    id: Serial = Serial(primary_key=True)
    message_id = Varchar(length=80, default=None, unique=True)
    about = Varchar(length=60, default=None, index=True)
    purpose = Varchar(length=40, default=None)
    recipient_name = Varchar(length=120, default=None)
    recipient = Varchar(length=254, default=None, index=True)
    subject = Varchar(length=200, default=None)
    body = Text(default=None)
    state = Varchar(length=10, default="pending")
    attempts = Integer(default=0)
    due_at = Timestamptz(default=None, index=True)
    created_at = Timestamptz(default=None)
    sent_at = Timestamptz(null=True, default=None)
    last_error = Varchar(length=200, default="")
    trust = Integer(null=True, default=None)
    matters_until = Timestamptz(null=True, default=None)


class CallTask(Table):
    """Somebody to call, or to write to when `way` is letter. No `organisation` means that the office owns it. `part` says
    which part of what it is about, for example one date of a course. `happens_at` is when it is too late to know it;
    when the day of `matters_until` is over it is no use any more, and without one it matters until it is done. `knew` is
    opaque: what they know, or do not know, until somebody has called.

    A copy for a relative names the purpose of what it is a copy of, and the `trust` by which they hear it.
    """

    id: Serial = Serial(primary_key=True)
    about = Varchar(length=60, default=None, index=True)
    part = Varchar(length=60, default="")
    purpose = Varchar(length=40, default=None)
    way = Varchar(length=10, default="call")
    organisation = Integer(null=True, default=None)
    recipient_name = Varchar(length=120, default=None)
    reached_at = Varchar(length=300, default=None)
    headline = Varchar(length=200, default=None)
    script = Text(default=None)
    state = Varchar(length=10, default="open", index=True)
    result = Varchar(length=20, default="")
    tries = Integer(default=0)
    due_at = Timestamptz(default=None)
    happens_at = Timestamptz(null=True, default=None)
    matters_until = Timestamptz(null=True, default=None)
    created_at = Timestamptz(default=None)
    done_at = Timestamptz(null=True, default=None)
    taken_by = Integer(null=True, default=None)
    taken_by_name = Varchar(length=120, default="")
    note = Sealed(default="")
    knew = Text(default="")
    copy_of = Varchar(length=40, default="")
    trust = Integer(null=True, default=None)
    call_task_sealed = only_sealed("note")
