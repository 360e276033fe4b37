"""A call list at work, for the office and for organisations alike: who takes which call, what came of it, and paper.

A desk names its owner and where its pages stand; what somebody does on them is the same everywhere.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request, Response
from litestar.response import Redirect

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER, read_number
from mittendrin.core.refusal import NotFound
from mittendrin.outbox import calls
from mittendrin.outbox.calls import CallLine, Outcome
from mittendrin.outbox.rules import CallResult, Way, Words
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import naming_nobody
from mittendrin.registrations.call_list import call_list_of, result_sentence
from mittendrin.registrations.calls import Caller, note_result
from mittendrin.web.addresses import own_path
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import Menu, page

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class CallDesk:
    """`owner` None is the office, which helps organisations with their calls too."""

    owner: int | None
    path: str
    menu: Menu
    caller: Caller

    def discreet(self) -> AbstractContextManager[None]:
        """Only the office reads whom somebody trusts."""
        return nullcontext() if self.owner is None else naming_nobody()

    async def call(self, call_id: int) -> CallLine:
        """Raises NotFound, also for the call of somebody else."""
        found = await calls.call(call_id)
        if self.owner is not None and found.owner != self.owner:
            raise NotFound
        return found


async def list_page(request: AnyRequest, desk: CallDesk, now: datetime) -> Response[bytes]:
    return await _list_page(request, desk, now, read_query(request))


async def print_page(request: AnyRequest, desk: CallDesk, now: datetime) -> Response[bytes]:
    view = await call_list_of(desk.owner, desk.caller, now)
    return page(request, "registrations/call_sheet.html", menu=desk.menu, desk=desk.path, calls=view, now=now)


async def letter_page(request: AnyRequest, desk: CallDesk, call_id: int, now: datetime) -> Response[bytes]:
    call = await desk.call(call_id)
    if call.way is not Way.LETTER:
        raise NotFound
    return page(
        request,
        "registrations/letter.html",
        menu=desk.menu,
        desk=desk.path,
        to=Contact(call.name, address=call.reached_at),
        words=Words(call.headline, body=call.script, script=""),
        back=f"{desk.path}/anrufe",
        task=call.id if call.open else None,
        late=call.open and call.comes_too_late(now),
        today=local_day(now),
    )


async def take(
    request: AnyRequest, desk: CallDesk, call_id: int, now: datetime
) -> Response[bytes] | Redirect:
    await desk.call(call_id)
    form = await read_form(request)
    with form.refusals():
        await calls.take(call_id, form.number("von", 1, LARGEST_NUMBER), desk.caller.by, now)
        return _back(desk, form, f"#anruf-{call_id}")
    return await _list_page(request, desk, now, form)


async def give_back(request: AnyRequest, desk: CallDesk, call_id: int, now: datetime) -> Redirect:
    await desk.call(call_id)
    form = await read_form(request)
    await calls.give_back(call_id, desk.caller.by, now)
    return _back(desk, form, f"#anruf-{call_id}")


async def note(
    request: AnyRequest, desk: CallDesk, call_id: int, now: datetime
) -> Response[bytes] | Redirect:
    call, form = await desk.call(call_id), await read_form(request)
    with form.refusals():
        result = form.choice("ergebnis", CallResult, required=_("Wählen Sie bitte ein Ergebnis."))
        seen = form.number("versuche", 0, LARGEST_NUMBER)
        outcome = Outcome(result, form.line("notiz"), form.line("anrufer", limit=120), seen)
        form.check()
        with desk.discreet():
            await note_result(call_id, outcome, desk.caller, now)
        if then := desk.caller.goes_on(call, outcome):
            return Redirect(path=f"{desk.path}/{then}", status_code=303)
        return _back(desk, form, f"?fertig={call_id}")
    return await _list_page(request, desk, now, form, {call_id: form})


async def done_notice(
    query: Form, now: datetime, read: Callable[[int], Awaitable[CallLine]] = calls.call
) -> str:
    """After a result was noted, the page says which. `read` finds nothing of somebody else's calls."""
    number = read_number(query.line("fertig"))
    if number is None:
        return ""
    try:
        return await result_sentence(await read(number), now)
    except NotFound:
        return ""


async def _list_page(
    request: AnyRequest, desk: CallDesk, now: datetime, form: Form, notes: dict[int, Form] | None = None
) -> Response[bytes]:
    return page(
        request,
        "registrations/calls.html",
        status=422 if form.errors else 200,
        menu=desk.menu,
        desk=desk.path,
        form=form,
        calls=await call_list_of(desk.owner, desk.caller, now),
        notes=notes or {},
        notice=await done_notice(form, now, desk.call),
    )


def _back(desk: CallDesk, form: Form, end: str) -> Redirect:
    back = own_path(form.line("zurueck", limit=300) or desk.path)
    return Redirect(path=f"{back}{end}", status_code=303)
