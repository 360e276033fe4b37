"""/programm/2026-12: the month for A4 paper and as a poster, and /programm/2026-12.txt for the newspaper."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from litestar import HttpMethod, Request, Response, Router, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.phone import show_phone
from mittendrin.core.plain_words import show_size
from mittendrin.events.filters import Filter, filled_form, read_filter
from mittendrin.events.former_names import as_called_now
from mittendrin.programme.queries import offered, programme
from mittendrin.programme.rules import month_to_print, read_month
from mittendrin.web.forms import read_query
from mittendrin.web.prepared import Keep, prepared
from mittendrin.web.rendering import page
from mittendrin.web.site import Site, site_of

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
CHOICE = ("thema", "stadtteil", "veranstalter")
AREAS = ("programme", "organisations")
TEXT = ".txt"
# A3 for the notice board, A4 for the hand.
PAPER, POSTER = "papier", "a3"


@route("/", http_method=READ)
async def this_month(now: NamedDependency[datetime]) -> Redirect:
    return Redirect(path=f"/programm/{month_to_print(local_day(now))}", status_code=303)


@route("/{name:str}", http_method=READ)
async def month_page(request: AnyRequest, name: FromPath[str]) -> Response[Any]:
    month = read_month(name.removesuffix(TEXT))
    chosen = _choice(await as_called_now(read_filter(request)))
    site = site_of(request)
    view = await programme(month, chosen, _phone(site))
    text = _mark(site) + view.as_text(_contact(site))
    if name.endswith(TEXT):
        return prepared(request, Response(text, media_type="text/plain"), Keep((*AREAS, "site"), CHOICE))
    paper = POSTER if read_query(request).value(PAPER) == POSTER else ""
    values: dict[str, Any] = {
        "view": view,
        "month": month,
        "query": _query(chosen),
        "same_paper": _query(chosen, paper),
        "offered": await offered(),
        "text_size": show_size(len(text.encode())),
        "paper": paper,
    }
    answer = page(request, "programme/month.html", form=filled_form(chosen), **values)
    return prepared(request, answer, Keep(AREAS, (*CHOICE, PAPER)))


def _choice(asked: Filter) -> Filter:
    return Filter(topic=asked.topic, district=asked.district, organisation=asked.organisation)


def _phone(site: Site) -> str:
    return show_phone(site.office_phone) if site.office_phone else ""


def _mark(site: Site) -> str:
    return _("Beispieldaten, die Termine sind erfunden.") + "\n" if site.sample_data else ""


def _contact(site: Site) -> str:
    return _("Fragen und Anmeldung: {phone}, {hours}", phone=_phone(site), hours=site.office_hours)


def _query(chosen: Filter, paper: str = "") -> str:
    said = zip((*CHOICE, PAPER), (chosen.topic, chosen.district, chosen.organisation, paper), strict=True)
    query = urlencode([(name, slug) for name, slug in said if slug])
    return f"?{query}" if query else ""


router = Router("/programm", route_handlers=[this_month, month_page])
