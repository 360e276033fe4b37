"""Reports of barriers: what came in, by when we promised an answer, and what the answer was."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.barriers.actions import note_answer
from mittendrin.barriers.queries import open_reports, report_by_id
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/meldungen"


@get("/")
async def reports(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    answered = bool(request.query_params.get("erledigt"))
    shown = await open_reports()
    return page(
        request,
        "office/reports.html",
        menu=menu(actor), reports=shown, today=local_day(now), answered=answered,
    )  # fmt: skip


@get("/{report_id:int}")
async def report(
    request: AnyRequest, report_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    shown = await report_by_id(report_id)
    return page(request, "office/report.html", menu=menu(actor), report=shown, form=Form())


@post("/{report_id:int}")
async def answer(
    request: AnyRequest,
    report_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        said = form.text("antwort", required=_("Schreiben Sie bitte, was Sie geantwortet haben."))
        form.check()
        await note_answer(report_id, said, doer(actor), now)
        return Redirect(path=f"{PATH}?erledigt=ja", status_code=303)
    shown = await report_by_id(report_id)
    return page(request, "office/report.html", status=422, menu=menu(actor), report=shown, form=form)


router = Router(PATH, route_handlers=[reports, report, answer], guards=[office_member])
