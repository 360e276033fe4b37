"""The board decides. Its members belong to organisations of their own, on which they do not decide."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import board_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.board.kinds import kind_of_revision
from mittendrin.desks.board.queries import DecisionView, decision_view, waiting_list
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import REASON_SENTENCES, Reason
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import Entry, Menu, page

AnyRequest = Request[Any, Any, Any]


def menu(actor: Actor) -> Menu:
    return Menu(desk=_("Seniorenbeirat"), owner=actor.name, entries=(Entry(_("Prüfen"), "/beirat"),))


@get("/")
async def overview(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    lines = await waiting_list(actor.account_id)
    return page(request, "board/overview.html", menu=menu(actor), lines=lines)


@get("/{revision_id:int}")
async def show(
    request: AnyRequest, revision_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _decision_page(request, revision_id, actor, Form())


@post("/{revision_id:int}/freigeben")
async def let_through(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = Form()
    with form.refusals():
        may_decide(await decision_view(revision_id, actor.account_id))
        kind = await kind_of_revision(revision_id)
        await kind.let_through(revision_id, doer(actor), now)
        return Redirect(path="/beirat", status_code=303)
    return await _decision_page(request, revision_id, actor, form)


@post("/{revision_id:int}/zurueckgeben")
async def send_back(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        may_decide(await decision_view(revision_id, actor.account_id))
        reason = form.choice("grund", Reason, required=_("Wählen Sie bitte einen Grund."))
        note = form.text("worte", limit=1000)
        form.check()
        kind = await kind_of_revision(revision_id)
        await kind.send_back(revision_id, Objection(reason, note), doer(actor), now)
        return Redirect(path="/beirat", status_code=303)
    return await _decision_page(request, revision_id, actor, form)


def may_decide(view: DecisionView) -> None:
    if view.own:
        raise Refused(_("Sie gehören zu diesem Veranstalter. Darüber entscheidet bitte jemand anders."))


async def _decision_page(request: AnyRequest, revision_id: int, actor: Actor, form: Form) -> Response[bytes]:
    view = await decision_view(revision_id, actor.account_id)
    status = 422 if form.errors else 200
    reasons = {reason.value: _(words) for reason, words in REASON_SENTENCES.items()}
    return page(
        request, "board/decide.html", status=status, menu=menu(actor), view=view, form=form, reasons=reasons
    )


router = Router("/beirat", route_handlers=[overview, show, let_through, send_back], guards=[board_member])
