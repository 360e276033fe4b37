"""Argon2id off the event loop, with a bounded queue, so that many sign-ins at once cannot freeze the service."""

from functools import cache
from importlib.resources import files

import anyio
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

QUEUE_LENGTH = 20


@cache
def common_passwords() -> frozenset[str]:
    """The offline list in `common_passwords.txt`: lower case, 12 characters or longer, as shorter ones fail anyway."""
    text = files("mittendrin.accounts").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


class Passwords:
    """One for each process. Raises Refused when more than QUEUE_LENGTH people wait at once."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._limiter = anyio.CapacityLimiter(1)
        # Unknown addresses verify against this one, so that they take as long as known ones.
        self._nobody = self._hasher.hash("nobody has this password")

    async def hash(self, password: str) -> str:
        self._check_queue()
        return await anyio.to_thread.run_sync(self._hasher.hash, password, limiter=self._limiter)

    async def verify(self, hash_or_none: str, password: str) -> bool:
        self._check_queue()
        known = hash_or_none or self._nobody
        try:
            matches = await anyio.to_thread.run_sync(
                self._hasher.verify, known, password, limiter=self._limiter
            )
        except (VerificationError, InvalidHashError):
            return False
        return matches and bool(hash_or_none)

    def needs_rehash(self, hash_: str) -> bool:
        return self._hasher.check_needs_rehash(hash_)

    def _check_queue(self) -> None:
        if self._limiter.statistics().tasks_waiting >= QUEUE_LENGTH:
            raise Refused(
                _("Gerade melden sich sehr viele Menschen an. Versuchen Sie es bitte gleich noch einmal.")
            )
