"""Today's calls: who takes which, what came of it, and the list on paper."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER, read_number
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.call_list import office_calls, result_sentence
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.outbox import calls
from mittendrin.outbox.calls import Outcome
from mittendrin.outbox.rules import CallResult
from mittendrin.registrations.calls import note_result
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import own_path, page

AnyRequest = Request[Any, Any, Any]


@get("/anrufe")
async def call_list(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _list_page(request, actor, now, read_query(request))


@get("/anrufe/drucken")
async def print_list(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    view = await office_calls(actor.account_id, now)
    return page(request, "office/call_sheet.html", menu=menu(actor), calls=view, now=now)


@get("/anrufe/{call_id:int}/brief")
async def letter(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    call = await calls.call(call_id)
    return page(request, "office/letter.html", menu=menu(actor), call=call, today=local_day(now))


@post("/anrufe/{call_id:int}/uebernehmen")
async def take(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await calls.take(call_id, form.number("von", 1, LARGEST_NUMBER), doer(actor))
        return _back(form, f"#anruf-{call_id}")
    return await _list_page(request, actor, now, form)


@post("/anrufe/{call_id:int}/zurueckgeben")
async def give_back(request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor]) -> Redirect:
    form = await read_form(request)
    await calls.call(call_id)
    await calls.give_back(call_id, doer(actor))
    return _back(form, f"#anruf-{call_id}")


@post("/anrufe/{call_id:int}/ergebnis")
async def note(
    request: AnyRequest, call_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        result = form.choice("ergebnis", CallResult, required=_("Wählen Sie bitte ein Ergebnis."))
        outcome = Outcome(result, form.line("notiz"))
        form.check()
        await note_result(call_id, outcome, doer(actor), now)
        return _back(form, f"?fertig={call_id}")
    await calls.call(call_id)
    return await _list_page(request, actor, now, form)


async def done_notice(query: Form) -> str:
    """After a result was noted, the page says which."""
    number = read_number(query.line("fertig"))
    if number is None:
        return ""
    try:
        return result_sentence(await calls.call(number))
    except NotFound:
        return ""


async def _list_page(request: AnyRequest, actor: Actor, now: datetime, form: Form) -> Response[bytes]:
    return page(
        request,
        "office/calls.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        calls=await office_calls(actor.account_id, now),
        notice=await done_notice(form),
    )


def _back(form: Form, end: str) -> Redirect:
    back = own_path(form.line("zurueck", limit=300) or DESK)
    return Redirect(path=f"{back}{end}", status_code=303)


handlers = [call_list, print_list, letter, take, give_back, note]
