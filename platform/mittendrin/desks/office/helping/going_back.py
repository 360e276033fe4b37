"""What a button does and where it leads afterwards: it may stand on the page of what it is about, or beside it on the list."""

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from litestar.response import Redirect

from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.menu import DESK
from mittendrin.web.forms import Form

PATH = f"{DESK}/hilfe"
# Of an offer or a request, by the last word of the address: reads its fields and acts.
Deed = Callable[[int, Form, Doer, datetime], Awaitable[None]]
_DONE = re.compile(r"(?:gesuche|angebote|einsaetze)/\d{1,9}", re.ASCII)


def after(form: Form, page: str) -> Redirect:
    """`page` is below the desk for helping, such as `gesuche/12`."""
    path = f"{PATH}?fertig={page}" if form.value("zurueck") == "liste" else f"{PATH}/{page}"
    return Redirect(path=path, status_code=303)


def deed_of(deeds: Mapping[str, Deed], word: str) -> Deed:
    """Raises NotFound."""
    if word not in deeds:
        raise NotFound
    return deeds[word]


def done_on(query: Form) -> str:
    """The page of what was just settled on the list, to look at it or to change it; else nothing."""
    page = query.line("fertig", limit=40)
    return page if _DONE.fullmatch(page) else ""
