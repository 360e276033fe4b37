from piccolo.columns import BigInt, Boolean, ForeignKey, Integer, OnDelete, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from mittendrin.database.sealing import Sealed, only_sealed


class Account(Table):
    """`email` is stored in lower case. No `password_hash` until the person has chosen a password.

    `second_factor` is the seed of its secret (second_factor.secret_of), empty without one; `second_factor_step` the
    time step of the last code that counted. `sample`: made by the sample city, and by nothing else.
    """

    id: Serial = Serial(primary_key=True)
    email = Varchar(length=254, default=None, unique=True)
    name = Varchar(length=120, default=None)
    role = Varchar(length=10, default="none")
    password_hash = Varchar(length=200, default="")
    active = Boolean(default=True)
    created_at = Timestamptz(default=None)
    second_factor = Varchar(length=64, default="")
    second_factor_step = BigInt(default=0)
    sample = Boolean(default=False)


class RecoveryCode(Table):
    """`key` is a keyed hash. Each counts once; used ones stay until new ones are made, so that they can be counted."""

    id: Serial = Serial(primary_key=True)
    account = ForeignKey(Account, null=False, default=None, on_delete=OnDelete.cascade)
    key = Varchar(length=64, default=None, unique=True)
    used_at = Timestamptz(null=True, default=None)


class SecondStep(Table):
    """A sign-in whose first step was right and whose code is still to come: no session yet. The key is the SHA-256 of
    a cookie. `onward` and `typed` wait here, as a session would keep them.
    """

    id: Serial = Serial(primary_key=True)
    key = Varchar(length=64, default=None, unique=True)
    account = ForeignKey(Account, null=False, default=None, on_delete=OnDelete.cascade)
    created_at = Timestamptz(default=None)
    onward = Text(default="")
    typed = Sealed(default="")
    second_step_sealed = only_sealed("typed")


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
    typed = Sealed(default="")
    session_sealed = only_sealed("typed")


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
