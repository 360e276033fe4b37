"""A form that comes in twice is one act. With anything else written in it, it is another one."""

import json
from typing import Any

from mittendrin.core.tokens import new_token, token_hash
from mittendrin.web.forms import Form
from mittendrin.web.robots import STAMP

KEY = "schluessel"
HALF = 32


def key_of(form: Form) -> str:
    """The page's own key, then all that was sent: back in the browser, somebody may write another name. When the check
    page was shown says nothing about that.
    """
    key = form.line(KEY, limit=64)
    if not key:
        return new_token()
    return _half(key) + _half(json.dumps([key, sorted(one for one in form.everything() if one[0] != STAMP)]))


def begun(form: Form) -> Form:
    """With a key from its first page on: a check page that is loaded again has the same one, and is the same act."""
    if not form.line(KEY):
        form.take_up([*form.everything(), (KEY, new_token())])
    return form


def _half(words: str) -> str:
    return token_hash(words)[:HALF]


def other_words(column: Any, key: str) -> Any:
    """Rows that came from the same page, with something else written in it. A range, which an index can find."""
    page = key[:HALF]
    return (column >= page) & (column < f"{page}g") & (column != key)
