"""Calls and letters that the organisation owns: who has to know something, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging
from mittendrin.outbox.calls import CallLine, Outcome, open_calls
from mittendrin.outbox.rules import CallResult
from mittendrin.registrations.calls import note_result, result_buttons
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class CallRow:
    call: CallLine
    buttons: dict[str, str]


@get("/")
async def call_list(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return await _list_page(request, actor, Form())


@post("/{call_id:int}")
async def note(
    request: AnyRequest,
    call_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    belonging: Belonging = request.state.belonging
    if call_id not in {call.id for call in await open_calls(belonging.organisation_id)}:
        raise NotFound
    form = await read_form(request)
    with form.refusals():
        result = form.choice("ergebnis", CallResult, required=_("Wählen Sie bitte ein Ergebnis."))
        form.check()
        await note_result(call_id, Outcome(result, form.line("notiz")), doer(actor), now)
        return Redirect(path=f"/verein/{belonging.slug}/anrufe", status_code=303)
    return await _list_page(request, actor, form)


async def _list_page(request: AnyRequest, actor: Actor, form: Form) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    rows = [CallRow(call, result_buttons(call)) for call in await open_calls(belonging.organisation_id)]
    status = 422 if form.errors else 200
    menu = desk_menu(belonging, actor)
    return page(request, "club/calls.html", status=status, form=form, menu=menu, rows=rows)


router = Router("/verein/{organisation:str}/anrufe", route_handlers=[call_list, note], guards=[maintains])
