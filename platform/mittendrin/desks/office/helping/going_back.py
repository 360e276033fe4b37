"""Where a button leads afterwards: it may stand on the page of what it is about, or beside it on the list."""

import re

from litestar.response import Redirect

from mittendrin.desks.office.menu import DESK
from mittendrin.web.forms import Form

PATH = f"{DESK}/hilfe"
_DONE = re.compile(r"(?:gesuche|angebote|einsaetze)/\d{1,9}", re.ASCII)


def after(form: Form, page: str) -> Redirect:
    """`page` is below the desk for helping, such as `gesuche/12`."""
    path = f"{PATH}?fertig={page}" if form.value("zurueck") == "liste" else f"{PATH}/{page}"
    return Redirect(path=path, status_code=303)


def done_on(query: Form) -> str:
    """The page of what was just settled on the list, to look at it or to change it; else nothing."""
    page = query.line("fertig", limit=40)
    return page if _DONE.fullmatch(page) else ""
