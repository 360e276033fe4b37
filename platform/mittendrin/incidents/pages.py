"""The signed link of a helper or a senior: something went wrong, and at once the engagement rests."""

from datetime import datetime, timedelta
from typing import Any

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath

from mittendrin.audit.rules import VISITOR
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.ending import is_long_over
from mittendrin.engagements.pairs import Pair, pair_by_code
from mittendrin.incidents.actions import report_incident
from mittendrin.incidents.rules import Report
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import Limit, limited
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
REPORTS = Limit("incident", 100, timedelta(hours=1))


@route("/", http_method=READ)
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    found, side = await pair_by_code(code, signed)
    return _page(request, found, side, Form(), now)


@post("/", status_code=200, guards=[limited(REPORTS)])
async def report(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    found, side = await pair_by_code(code, signed)
    form = await read_form(request)
    with form.refusals():
        note = form.text("was", required=_("Schreiben Sie bitte kurz, was geschehen ist."), limit=2000)
        form.check()
        _check_in_time(found, now)
        said = Report(_the_other(found, side), note, found.contact(side).name, link=code)
        await report_incident(said, VISITOR, now)
        return page(request, "incidents/reported.html")
    return _page(request, found, side, form, now)


def _check_in_time(found: Pair, now: datetime) -> None:
    if is_long_over(found, now):
        raise Refused(_("Der Einsatz ist schon länger vorbei. Rufen Sie uns bitte an: Wir hören Ihnen zu."))


def _the_other(found: Pair, side: Side) -> int:
    """Raises NotFound when the other is forgotten."""
    other = found.helper_id if side is Side.REQUESTER else found.asker_id
    if other is None:
        raise NotFound
    return other


def _page(request: AnyRequest, found: Pair, side: Side, form: Form, now: datetime) -> Response[bytes]:
    shown = page(
        request,
        "incidents/form.html",
        status=422 if form.errors else 200,
        form=form,
        too_late=is_long_over(found, now),
        path=f"{found.path(side)}/vorfall",
        back=found.path(side),
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/einsatz/{code:str}/{signed:str}/vorfall", route_handlers=[show, report])
