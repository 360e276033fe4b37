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
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_month
from mittendrin.core.language import _
from mittendrin.core.months import month_later, read_month
from mittendrin.desks.board import actions
from mittendrin.desks.board.kinds import kind_of
from mittendrin.desks.board.log import decisions_in
from mittendrin.desks.board.queries import decision_view, revision_of, waiting_list
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import REASON_SENTENCES, Reason
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import Entry, Menu, page

AnyRequest = Request[Any, Any, Any]
DESK = "/beirat"
DONE = {
    "freigegeben": "Der Beitrag ist freigegeben. Der Veranstalter bekommt eine Nachricht.",
    "zurueckgegeben": "Der Beitrag ist zurückgegeben. Der Veranstalter bekommt eine Nachricht.",
    "angesehen": "Danke, Sie haben den Beitrag angesehen.",
}


def menu(actor: Actor) -> Menu:
    entries = (Entry(_("Prüfen"), DESK), Entry(_("Protokoll"), f"{DESK}/protokoll"))
    return Menu(desk=_("Seniorenbeirat"), owner=actor.name, entries=entries)


@get("/")
async def overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    lines = await waiting_list(actor.account_id, now)
    return page(
        request,
        "board/overview.html",
        menu=menu(actor),
        actor=actor,
        waiting=[line for line in lines if not line.version.at_once],
        shown=[line for line in lines if line.version.at_once],
        done=_(DONE.get(read_query(request).line("getan"), "")),
    )


@get("/protokoll")
async def protocol(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    """For the board's meeting, on paper too."""
    month = read_month(read_query(request).line("monat"), local_day(now))
    return page(
        request,
        "board/protocol.html",
        menu=menu(actor),
        month=show_month(month.year, month.month),
        decisions=await decisions_in(month),
        earlier=_month_link(_("Früher"), month_later(month, -1)),
        later=_month_link(_("Später"), month_later(month, 1)),
    )


def _month_link(label: str, month: Any) -> tuple[str, str]:
    name = show_month(month.year, month.month)
    return f"{label}: {name}", f"{DESK}/protokoll?monat={month:%Y-%m}"


@get("/{revision_id:int}")
async def show(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _decision_page(request, revision_id, actor, now, Form())


@get("/{revision_id:int}/vorschau")
async def preview(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    revision = await revision_of(revision_id)
    kind = kind_of(revision.subject)
    return page(
        request,
        kind.template,
        menu=menu(actor),
        view=await kind.preview(revision, now),
        back=f"{DESK}/{revision_id}",
    )


@post("/{revision_id:int}/freigeben")
async def let_through(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = Form()
    with form.refusals():
        await actions.let_through(revision_id, doer(actor), now)
        return _done("freigegeben")
    return await _decision_page(request, revision_id, actor, now, form)


@post("/{revision_id:int}/zurueckgeben")
async def send_back(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await actions.send_back(revision_id, _read_objection(form), doer(actor), now)
        return _done("zurueckgegeben")
    return await _decision_page(request, revision_id, actor, now, form)


def _read_objection(form: Form) -> Objection:
    reason = form.choice("grund", Reason, required=_("Wählen Sie bitte einen Grund."))
    note = form.text("worte", limit=1000)
    form.check()
    return Objection(reason, note)


@post("/{revision_id:int}/angesehen")
async def look_at(
    request: AnyRequest,
    revision_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = Form()
    with form.refusals():
        await actions.look_at(revision_id, doer(actor), now)
        return _done("angesehen")
    return await _decision_page(request, revision_id, actor, now, form)


def _done(what: str) -> Redirect:
    return Redirect(path=f"{DESK}?getan={what}", status_code=303)


async def _decision_page(
    request: AnyRequest, revision_id: int, actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    return page(
        request,
        "board/decide.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        view=await decision_view(revision_id, actor.account_id, now),
        form=form,
        reasons={reason.value: _(words) for reason, words in REASON_SENTENCES.items()},
    )


router = Router(
    DESK,
    route_handlers=[overview, protocol, show, preview, let_through, send_back, look_at],
    guards=[board_member],
)
