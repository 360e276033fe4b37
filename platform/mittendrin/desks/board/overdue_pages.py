"""What the board has left lying: after two office days the office may let it through, and the audit says who did."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.board.kinds import kind_of_revision
from mittendrin.desks.board.pages import may_decide
from mittendrin.desks.board.queries import DecisionView, decision_view
from mittendrin.publishing.queries import overdue_versions
from mittendrin.publishing.rules import office_may_decide_from
from mittendrin.web.forms import Form
from mittendrin.web.rendering import Entry, Menu, page

AnyRequest = Request[Any, Any, Any]
PATH = "/buero/pruefen"


def menu(actor: Actor) -> Menu:
    entries = (Entry(_("Heute"), "/buero"), Entry(_("Prüfen"), PATH))
    return Menu(desk=_("Büro"), owner=actor.name, entries=entries)


@get("/")
async def overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return page(request, "board/overdue_list.html", menu=menu(actor), versions=await overdue_versions(now))


@get("/{revision_id:int}")
async def show(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _page(request, await decision_view(revision_id, actor.account_id), actor, now, Form())


@post("/{revision_id:int}/freigeben")
async def let_through(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    view = await decision_view(revision_id, actor.account_id)
    form = Form()
    with form.refusals():
        may_decide(view)
        _check_the_board_had_its_time(view, now)
        kind = await kind_of_revision(revision_id)
        await kind.let_through(revision_id, doer(actor), now)
        return Redirect(path=PATH, status_code=303)
    return await _page(request, view, actor, now, form)


def _check_the_board_had_its_time(view: DecisionView, now: datetime) -> None:
    from_then_on = office_may_decide_from(view.submitted_at)
    if now < from_then_on:
        day = show_day_short(local_day(from_then_on))
        raise Refused(_("Der Beirat hat noch Zeit bis {tag}.", tag=day))


async def _page(
    request: AnyRequest, view: DecisionView, actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    return page(
        request,
        "board/overdue.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        view=view,
        form=form,
        in_time=now < office_may_decide_from(view.submitted_at),
    )


router = Router(PATH, route_handlers=[overview, show, let_through], guards=[office_member])
