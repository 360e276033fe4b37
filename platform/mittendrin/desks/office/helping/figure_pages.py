"""The figures page of who helps whom, and the rows behind each number: for the office alone."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.desks.office.helping.figure_rows import FEWEST_SHOWN, PERIOD
from mittendrin.desks.office.helping.figures import Part, figures, label_of, rows_of
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.web.forms import read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/hilfe/zahlen"
ON_A_PAGE, LAST_PAGE = 100, 9_999


@get("/")
async def all_figures(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return page(
        request,
        "office/helping/figures.html",
        menu=menu(actor),
        figures=await figures(now),
        today=local_day(now),
        since=local_day(now - PERIOD),
        fewest=FEWEST_SHOWN,
    )


@get("/{figure:str}")
async def one_figure(
    request: AnyRequest,
    figure: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    query = read_query(request)
    part = Part(query.line("art"), query.line("stadtteil"))
    number = query.number("seite", 1, LAST_PAGE) or 1
    rows = await rows_of(figure, part, now)
    before, after = (number - 1) * ON_A_PAGE, number * ON_A_PAGE
    return page(
        request,
        "office/helping/figure.html",
        menu=menu(actor),
        label=label_of(figure),
        part=[rows[0].category[1]] * bool(part.category) + [rows[0].district[1]] * bool(part.district),
        total=len(rows),
        rows=rows[before:after],
        newer=_link(_("Frühere Zeilen"), figure, part, number - 1) if number > 1 else None,
        older=_link(_("Weitere Zeilen"), figure, part, number + 1) if after < len(rows) else None,
    )


def _link(label: str, figure: str, part: Part, number: int) -> tuple[str, str]:
    chosen = {"art": part.category, "stadtteil": part.district, "seite": str(number)}
    return label, f"{PATH}/{figure}?{urlencode({key: value for key, value in chosen.items() if value})}"


router = Router(PATH, route_handlers=[all_figures, one_figure], guards=[office_member])
