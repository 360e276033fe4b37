"""Short codes in addresses: a keyed hash beside the code, because a code alone could be guessed."""

import hashlib
import hmac

from mittendrin.settings import settings


def signature(purpose: str, code: str) -> str:
    return hmac.new(settings().secret, f"{purpose}:{code}".encode(), hashlib.sha256).hexdigest()[:32]


def is_signed(purpose: str, code: str, given: str) -> bool:
    return hmac.compare_digest(signature(purpose, code).encode(), given.encode())
