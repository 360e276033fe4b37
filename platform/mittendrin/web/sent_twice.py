"""A form that comes in twice is one act. With anything else written in it, it is another one."""

import json

from mittendrin.core.tokens import new_token, token_hash
from mittendrin.web.forms import Form

KEY = "schluessel"


def key_of(form: Form) -> str:
    """The page's own key together with all that was sent: back in the browser, somebody may write another name."""
    key = form.line(KEY, limit=64)
    return token_hash(json.dumps([key, sorted(form.everything())])) if key else new_token()
