"""Where the office stands in for the board: it lets through what the board has left lying, and its lead is the second
person where the board has none. It never sends anything back by itself.
"""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_lead, office_member
from mittendrin.accounts.office_menu import office_menu
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.desks.board import actions, hiding
from mittendrin.desks.board.queries import decision_view, overdue_list, waits_for_lead
from mittendrin.web.forms import Form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = "/buero/pruefen"
DONE = {
    "freigegeben": "Der Beitrag ist freigegeben. Der Veranstalter bekommt eine Nachricht.",
    "zurueckgenommen": "Der Beitrag ist zurückgenommen. Der Veranstalter bekommt eine Nachricht.",
    "bleibt": "Der Beitrag bleibt zu sehen.",
}
OF_THE_LEAD = {
    "zuruecknehmen": (hiding.hide_for_the_board, "zurueckgenommen"),
    "behalten": (hiding.keep_for_the_board, "bleibt"),
}


@get("/")
async def overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return page(
        request,
        "board/overdue_list.html",
        menu=office_menu(actor),
        lines=await overdue_list(actor.account_id, now),
        proposed=await waits_for_lead(actor.account_id) if actor.is_lead else [],
        done=_(DONE.get(read_query(request).line("getan"), "")),
    )


@get("/{revision_id:int}")
async def show(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _page(request, revision_id, actor, now, Form())


@post("/{revision_id:int}/freigeben")
async def let_through(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = Form()
    with form.refusals():
        await actions.let_through_late(revision_id, doer(actor), now)
        return Redirect(path=f"{PATH}?getan=freigegeben", status_code=303)
    return await _page(request, revision_id, actor, now, form)


@post("/{revision_id:int}/zweite-person/{decision:str}", guards=[office_lead])
async def decide_for_the_board(
    request: AnyRequest,
    revision_id: FromPath[int],
    decision: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    if decision not in OF_THE_LEAD:
        raise NotFound
    act, done = OF_THE_LEAD[decision]
    form = Form()
    with form.refusals():
        await act(revision_id, doer(actor), now)
        return Redirect(path=f"{PATH}?getan={done}", status_code=303)
    return await _page(request, revision_id, actor, now, form)


async def _page(
    request: AnyRequest, revision_id: int, actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    return page(
        request,
        "board/overdue.html",
        status=422 if form.errors else 200,
        menu=office_menu(actor),
        view=await decision_view(revision_id, actor.account_id, now),
        form=form,
        is_lead=actor.is_lead,
    )


router = Router(
    PATH, route_handlers=[overview, show, let_through, decide_for_the_board], guards=[office_member]
)
