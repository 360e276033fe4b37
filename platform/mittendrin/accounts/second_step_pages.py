"""The page that asks for the code after the password.

Codes are counted by account, after the ticket of the first step: what others of the network send keeps nobody out.
"""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts import second_step, tickets, typed
from mittendrin.accounts.actions import Gate
from mittendrin.accounts.arriving import arrive
from mittendrin.accounts.browsers import browser_of, new_browser, remember
from mittendrin.accounts.second_step import Entered, SecondTry
from mittendrin.accounts.tickets import Ticket
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import network_behind
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes] | Redirect


@get("/code")
async def ask_for_code(request: AnyRequest, now: NamedDependency[datetime]) -> Response[bytes]:
    ticket = await _ticket(request, now)
    if ticket is None or ticket.late:
        return _too_late(request, ticket)
    return page(request, "accounts/second_step.html")


@post("/code")
async def enter_code(
    request: AnyRequest, gate: NamedDependency[Gate], now: NamedDependency[datetime]
) -> Answer:
    form = await read_form(request)
    try:
        with form.refusals():
            code = form.line("code", required=_("Schreiben Sie bitte die sechs Ziffern aus der App."))
            form.check()
            wish = _try(request, code)
            return await _arrive(request, wish, await second_step.enter_code(wish, gate, now))
    except NotFound:
        return _too_late(request, await _ticket(request, now))
    return page(request, "accounts/second_step.html", status=422, form=form)


@post("/notfall-code")
async def enter_recovery_code(
    request: AnyRequest, gate: NamedDependency[Gate], now: NamedDependency[datetime]
) -> Answer:
    form = await read_form(request)
    try:
        with form.refusals():
            code = form.line("notfall", required=_("Schreiben Sie bitte einen Ihrer Notfall-Codes."))
            form.check()
            wish = _try(request, code)
            return await _arrive(request, wish, await second_step.enter_recovery_code(wish, gate, now))
    except NotFound:
        return _too_late(request, await _ticket(request, now))
    return page(request, "accounts/second_step.html", status=422, form=form)


async def _arrive(request: AnyRequest, wish: SecondTry, entered: Entered) -> Redirect:
    answer = await arrive(request, entered.entrance, entered.ticket.onward, entered.ticket.typed)
    answer.set_cookie(tickets.take_away(request))
    answer.set_cookie(remember(request, wish.browser))
    return answer


def _try(request: AnyRequest, code: str) -> SecondTry:
    browser = browser_of(request) or new_browser(request)
    return SecondTry(tickets.brought(request), code, network_behind(request), browser)


async def _ticket(request: AnyRequest, now: datetime) -> Ticket | None:
    try:
        return await tickets.ticket_of(tickets.brought(request), now)
    except NotFound:
        return None


def _too_late(request: AnyRequest, ticket: Ticket | None) -> Response[bytes]:
    """Back to the first step, with everything that somebody had typed before."""
    form = Form()
    if ticket:
        form = Form.filled(weiter=ticket.onward, getippt=typed.carry(ticket.typed))
    form.refuse(Refused(_("Das hat zu lange gedauert. Melden Sie sich bitte noch einmal an.")))
    return page(request, "accounts/sign_in.html", status=422, form=form, fresh="")


HANDLERS = [ask_for_code, enter_code, enter_recovery_code]
