"""The codes of the second step: six digits that an app counts anew every 30 seconds (RFC 6238), and recovery codes.

No secret is kept: it is made out of a seed in the database and the service's own secret, so a database that got
into wrong hands opens nothing. Pure; the time comes in.
"""

import hashlib
import hmac
import re
from base64 import b32encode
from datetime import datetime

from pyotp import TOTP
from pyotp.utils import strings_equal

from mittendrin.core.tokens import new_signs, read_signs

SECONDS_PER_STEP = 30
# Telephones go a little wrong: the step before and the one after count, too.
DRIFT = 1
SECRET_BYTES = 20
RECOVERY_CODES = 10
# Longer than a slip code: it opens a desk, and nobody has to read it aloud.
RECOVERY_LENGTH = 12

_SIX_DIGITS = re.compile(r"[0-9]{6}")
_BETWEEN_DIGITS = re.compile(r"[\s.\-–]+")


def seed_for(session: str, seed_before: str) -> str:
    """The same as long as one person sets it up, so that the page may be loaded again; another one afterwards."""
    return hashlib.sha256(f"second factor {seed_before} {session}".encode()).hexdigest()


def secret_of(seed: str, key: bytes) -> str:
    """In base32, as apps read it."""
    digest = hmac.new(key, f"second factor {seed}".encode(), hashlib.sha256).digest()
    return b32encode(digest[:SECRET_BYTES]).decode()


def address_for_apps(secret: str, email: str, service: str) -> str:
    """What the QR code says."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=service)


def step_at(now: datetime) -> int:
    return int(now.timestamp()) // SECONDS_PER_STEP


def code_of(secret: str, step: int) -> str:
    return str(TOTP(secret).generate_otp(step))


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The time step that the typed code belongs to. Whoever asks sees to it that each step counts once."""
    digits = _BETWEEN_DIGITS.sub("", code)
    if not _SIX_DIGITS.fullmatch(digits):
        return None
    middle = step_at(now)
    steps = range(middle - DRIFT, middle + DRIFT + 1)
    return next((step for step in steps if strings_equal(code_of(secret, step), digits)), None)


def new_recovery_codes() -> list[str]:
    return [new_signs(RECOVERY_LENGTH) for _ in range(RECOVERY_CODES)]


def recovery_key(typed: str, account_id: int, key: bytes) -> str | None:
    """What the database keeps of a recovery code; None for what can be none."""
    code = read_signs(typed, RECOVERY_LENGTH)
    if code is None:
        return None
    return hmac.new(key, f"recovery {account_id} {code}".encode(), hashlib.sha256).hexdigest()
