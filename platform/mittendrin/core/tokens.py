"""Secrets: long ones that stand in links, short ones that people read from a slip of paper."""

import re
import secrets
from hashlib import sha256

TOKEN_BYTES = 32
SLIP_LENGTH = 8
# Without 0 and O, 1, I and L: on paper and on the telephone nobody tells them apart.
SLIP_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

# As show_slip_code writes it. Four signs and four after other digits are a telephone number from abroad.
_SHOWN_CODE = re.compile(rf"(?<!\d )\b[{SLIP_SIGNS}]{{4}} [{SLIP_SIGNS}]{{4}}\b")
_BETWEEN_SIGNS = re.compile(r"[\s.\-–/]+")


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """What the database keeps; a token has so much chance in it that a plain, fast hash suffices."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_signs(length: int) -> str:
    return "".join(secrets.choice(SLIP_SIGNS) for _ in range(length))


def read_signs(text: str, length: int) -> str | None:
    """The code as it is kept, however somebody typed it; None when it can be no code."""
    signs = _BETWEEN_SIGNS.sub("", text)
    # Some letters turn into two when made capital: ß would become SS.
    code = signs.upper() if signs.isascii() else ""
    return code if len(code) == length and set(code) <= set(SLIP_SIGNS) else None


def new_slip_code() -> str:
    return new_signs(SLIP_LENGTH)


def read_slip_code(text: str) -> str | None:
    return read_signs(text, SLIP_LENGTH)


def show_slip_code(code: str) -> str:
    """Groups of four are easy to read aloud and to copy: `HK4P 7T2M`."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def hide_slip_codes(text: str, instead: str) -> str:
    return _SHOWN_CODE.sub(lambda _code: instead, text)
