"""Argon2id off the event loop, with a bounded queue, so that many sign-ins at once cannot freeze the service."""

import asyncio
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from secrets import token_bytes
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

QUEUE_LENGTH = 20
REMARK = "# "
Answer = TypeVar("Answer")


@cache
def common_passwords() -> frozenset[str]:
    """The offline list: in lower case, 12 characters or longer, as shorter ones fail anyway."""
    text = files("mittendrin.accounts").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith(REMARK))


def _hash_of_nothing(hasher: PasswordHasher) -> str:
    """Nobody has its password. Made up: computing one would hold up every start for a fifth of a second."""
    salt, digest = (
        b64encode(token_bytes(length)).decode().rstrip("=") for length in (hasher.salt_len, hasher.hash_len)
    )
    costs = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${costs}${salt}${digest}"


class Passwords:
    """One for each process. Raises Refused when more than QUEUE_LENGTH people wait at once."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        # One at a time: each needs 64 MiB and a core.
        self._one_at_a_time = asyncio.Semaphore(1)
        self._waiting = 0
        # Unknown addresses verify against this one, so that they take as long as known ones.
        self._nobody = _hash_of_nothing(self._hasher)

    async def hash(self, password: str) -> str:
        return await self._in_turn(self._hasher.hash, password)

    async def verify(self, hash_or_none: str, password: str) -> bool:
        try:
            matches = await self._in_turn(self._hasher.verify, hash_or_none or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return matches and bool(hash_or_none)

    def needs_rehash(self, hash_: str) -> bool:
        return self._hasher.check_needs_rehash(hash_)

    def refuse_when_full(self) -> None:
        if self._waiting >= QUEUE_LENGTH:
            raise Refused(
                _("Gerade melden sich sehr viele Menschen an. Versuchen Sie es bitte gleich noch einmal.")
            )

    async def _in_turn(self, work: Callable[..., Answer], *values: str) -> Answer:
        self.refuse_when_full()
        self._waiting += 1
        try:
            async with self._one_at_a_time:
                return await asyncio.to_thread(work, *values)
        finally:
            self._waiting -= 1
