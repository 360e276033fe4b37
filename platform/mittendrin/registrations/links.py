"""The signed link to one's own sign-up: mails carry it, and code plus name lead to it."""

from mittendrin.web import signed

PURPOSE = "slip"


def slip_path(code: str) -> str:
    return f"/meine-termine/{code}/{signed.signature(PURPOSE, code)}"


def is_signed(code: str, given: str) -> bool:
    return signed.is_signed(PURPOSE, code, given)
