from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class Revision(Table):
    """`content` is the feature's own JSON, and `before` that of the version visitors saw when it was submitted, ""
    if they saw none. `at_once`: published on submission, to be looked at afterwards. `set_aside_at`: it came back, and
    its author does without it.
    """

    id: Serial = Serial(primary_key=True)
    subject = Varchar(length=60, default=None, index=True)
    organisation = Integer(default=None, index=True)
    title = Varchar(length=200, default=None)
    content = Text(default=None)
    before = Text(default="")
    state = Varchar(length=12, default=None, index=True)
    at_once = Boolean(default=False)
    set_aside_at = Timestamptz(null=True, default=None)
    seen_at = Timestamptz(null=True, default=None)
    submitted_by = Integer(default=None)
    submitted_by_name = Varchar(length=120, default=None)
    submitted_at = Timestamptz(default=None)
    decided_by = Integer(null=True, default=None)
    decided_by_name = Varchar(length=120, default="")
    decided_at = Timestamptz(null=True, default=None)
    reason = Varchar(length=30, default="")
    note = Text(default="")


class HidingProposal(Table):
    """Somebody of the board wants taken back what is public. The row goes as soon as a second person has decided."""

    id: Serial = Serial(primary_key=True)
    revision = ForeignKey(Revision, null=False, default=None, unique=True, on_delete=OnDelete.cascade)
    reason = Varchar(length=30, default=None)
    note = Text(default="")
    proposed_by = Integer(default=None)
    proposed_by_name = Varchar(length=120, default=None)
    proposed_at = Timestamptz(default=None)
