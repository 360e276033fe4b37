"""The board decides. Its members belong to organisations of their own, on which they do not decide."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

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
from mittendrin.core.refusal import NotFound
from mittendrin.desks.board import actions, hiding
from mittendrin.desks.board.kinds import kind_of
from mittendrin.desks.board.log import decisions_in
from mittendrin.desks.board.public import public_list
from mittendrin.desks.board.queries import decision_view, revision_of, waiting_list, waits_for_second
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import REASON_SENTENCES, Reason
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import Entry, Menu, page

AnyRequest = Request[Any, Any, Any]
DESK = "/beirat"
SEEN = f"{DESK}/zu-sehen"
LAST_PAGE = 9_999
DONE = {
    "freigegeben": "Der Beitrag ist freigegeben. Der Veranstalter bekommt eine Nachricht.",
    "zurueckgegeben": "Der Beitrag ist zurückgegeben. Der Veranstalter bekommt eine Nachricht.",
    "angesehen": "Danke, Sie haben den Beitrag angesehen.",
    "vorgeschlagen": "Danke. Der Beitrag ist noch zu sehen, bis eine zweite Person entscheidet.",
    "zurueckgenommen": "Der Beitrag ist zurückgenommen. Der Veranstalter bekommt eine Nachricht.",
    "bleibt": "Der Beitrag bleibt zu sehen.",
    "doch-nicht": "Ihr Vorschlag ist zurückgezogen. Der Beitrag bleibt zu sehen.",
}


def menu(actor: Actor) -> Menu:
    entries = (
        Entry(_("Prüfen"), DESK),
        Entry(_("Zu sehen"), SEEN),
        Entry(_("Protokoll"), f"{DESK}/protokoll"),
    )
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
        proposed=await waits_for_second(actor.account_id),
        done=_(DONE.get(read_query(request).line("getan"), "")),
    )


@get("/zu-sehen")
async def what_is_public(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    query = read_query(request)
    word, number = query.line("suche"), query.number("seite", 1, LAST_PAGE) or 1
    seen = await public_list(word, number)
    return page(
        request,
        "board/public.html",
        menu=menu(actor),
        seen=seen,
        form=Form.filled(suche=word),
        earlier=_page_link(_("Zurück"), word, number - 1) if number > 1 else None,
        later=_page_link(_("Weiter"), word, number + 1) if seen.more else None,
    )


def _page_link(label: str, word: str, number: int) -> tuple[str, str]:
    return label, f"{SEEN}?{urlencode({'suche': word, 'seite': number})}"


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


# What a member may do with a version, and what the list says afterwards.
DECISIONS = {
    "freigeben": (actions.let_through, "freigegeben"),
    "angesehen": (actions.look_at, "angesehen"),
    "zuruecknehmen": (hiding.hide, "zurueckgenommen"),
    "behalten": (hiding.keep, "bleibt"),
    "doch-nicht": (hiding.give_up, "doch-nicht"),
}
# The same, where the author or the second person reads a reason.
OBJECTIONS = {
    "zurueckgeben": (actions.send_back, "zurueckgegeben"),
    "vorschlagen": (hiding.propose_hiding, "vorgeschlagen"),
}


@post("/{revision_id:int}/{decision:str}")
async def decide(
    request: AnyRequest,
    revision_id: FromPath[int],
    decision: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        if decision in OBJECTIONS:
            object_to, done = OBJECTIONS[decision]
            await object_to(revision_id, _read_objection(form), doer(actor), now)
        elif decision in DECISIONS:
            act, done = DECISIONS[decision]
            await act(revision_id, doer(actor), now)
        else:
            raise NotFound
        return Redirect(path=f"{DESK}?getan={done}", status_code=303)
    return await _decision_page(request, revision_id, actor, now, form)


def _read_objection(form: Form) -> Objection:
    reason = form.choice("grund", Reason, required=_("Wählen Sie bitte einen Grund."))
    what = _("Schreiben Sie bitte, was fehlt.") if reason is Reason.MISSING else None
    note = form.text("worte", required=what, limit=1000)
    form.check()
    return Objection(reason, note)


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
    route_handlers=[overview, what_is_public, protocol, show, preview, decide],
    guards=[board_member],
)
