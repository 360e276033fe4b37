"""What the board has not decided on in time, the office may let through. It never sends anything back."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.office_menu import office_menu
from mittendrin.accounts.rules import Actor
from mittendrin.desks.board import actions
from mittendrin.desks.board.queries import decision_view, overdue_list
from mittendrin.web.forms import Form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = "/buero/pruefen"


@get("/")
async def overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return page(
        request,
        "board/overdue_list.html",
        menu=office_menu(actor),
        lines=await overdue_list(actor.account_id, now),
        done=bool(read_query(request).line("getan")),
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
        return Redirect(path=f"{PATH}?getan=ja", status_code=303)
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
    )


router = Router(PATH, route_handlers=[overview, show, let_through], guards=[office_member])
