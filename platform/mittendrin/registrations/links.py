"""The signed link to one's own sign-up: mails carry it, and code plus name lead to it.

The code alone is short enough to be read out, so the address also carries a keyed hash that cannot be guessed.
"""

import hashlib
import hmac

from mittendrin.settings import settings


def signature(code: str) -> str:
    return hmac.new(settings().secret, b"slip:" + code.encode(), hashlib.sha256).hexdigest()[:32]


def slip_path(code: str) -> str:
    return f"/meine-termine/{code}/{signature(code)}"


def is_signed(code: str, given: str) -> bool:
    return hmac.compare_digest(signature(code).encode(), given.encode())
