from piccolo.columns import Boolean, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table


class Account(Table):
    """`email` is stored in lower case. No `password_hash` until the person has chosen a password."""

    id: Serial = Serial(primary_key=True)
    email = Varchar(length=254, default=None, unique=True)
    name = Varchar(length=120, default=None)
    role = Varchar(length=10, default="none")
    password_hash = Varchar(length=200, default="")
    active = Boolean(default=True)
    created_at = Timestamptz(default=None)


class Session(Table):
    """The key is the SHA-256 of the cookie, so that a leaked table is not a set of live cookies. `typed` is JSON, what
    stood in a form when the session before had ended.
    """

    id: Serial = Serial(primary_key=True)
    key = Varchar(length=64, default=None, unique=True)
    account = ForeignKey(Account, null=False, default=None, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None)
    last_seen_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    typed = Text(default="")


class Invitation(Table):
    """Single use. `organisation` and `organisation_role` are opaque here; organisations reads them."""

    id: Serial = Serial(primary_key=True)
    key = Varchar(length=64, default=None, unique=True)
    email = Varchar(length=254, default=None)
    name = Varchar(length=120, default=None)
    role = Varchar(length=10, default="none")
    organisation = Integer(null=True, default=None)
    organisation_role = Varchar(length=20, default="")
    invited_by = Integer(null=True, default=None)
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)


class AccountLink(Table):
    """A one-time link in a mail, to sign in or to choose a new password."""

    id: Serial = Serial(primary_key=True)
    key = Varchar(length=64, default=None, unique=True)
    account = ForeignKey(Account, null=False, default=None, on_delete=OnDelete.cascade)
    purpose = Varchar(length=10, default=None)
    created_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)


class SignInAttempt(Table):
    """`account` and `network` are keyed hashes, kept for a day."""

    id: Serial = Serial(primary_key=True)
    account = Varchar(length=64, default=None, index=True)
    network = Varchar(length=64, default=None, index=True)
    succeeded = Boolean(default=False)
    at = Timestamptz(default=None, index=True)
