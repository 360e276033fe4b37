"""Asking for a link by mail, and what such links open. Opening one changes nothing; its button does.

Neither asking for a link nor using one has a limit by network: it is the way of an owner whom others keep from
signing in. Each account gets a few at a time, and nobody guesses one.
"""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts import links, typed
from mittendrin.accounts.actions import Gate, Origin
from mittendrin.accounts.arriving import arrive, go_onward
from mittendrin.accounts.browsers import remember, this_browser
from mittendrin.accounts.queries import belongs_to, link_lives
from mittendrin.accounts.rules import PASSWORD_MAX, LinkPurpose
from mittendrin.accounts.sessions import load_actor
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import network_behind
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/passwort-vergessen")
async def forgotten_form(request: AnyRequest) -> Response[bytes]:
    return page(request, "accounts/ask_for_link.html", purpose=LinkPurpose.RESET)


@post("/passwort-vergessen")
async def ask_for_new_password(
    request: AnyRequest, now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await _ask(request, LinkPurpose.RESET, now)


@get("/link")
async def link_form(request: AnyRequest) -> Response[bytes]:
    return page(request, "accounts/ask_for_link.html", purpose=LinkPurpose.SIGN_IN)


@post("/link")
async def ask_to_sign_in_by_link(
    request: AnyRequest, now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await _ask(request, LinkPurpose.SIGN_IN, now)


async def _ask(request: AnyRequest, purpose: LinkPurpose, now: datetime) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        email = form.email("mail", required=_("Schreiben Sie bitte Ihre E-Mail-Adresse."))
        form.check()
        await links.ask_for_link(email, purpose, now)
        if typed.carried(form):
            # The link opens in another window: what was typed waits in this one.
            return page(request, "accounts/link_sent.html", form=form)
        return Redirect(path="/zugang/verschickt", status_code=303)
    return page(request, "accounts/ask_for_link.html", status=422, form=form, purpose=purpose)


@get("/verschickt")
async def link_sent(request: AnyRequest) -> Response[bytes]:
    return page(request, "accounts/link_sent.html")


@get("/neues-passwort/{token:str}")
async def new_password_form(
    request: AnyRequest, token: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    if not await link_lives(token, LinkPurpose.RESET, now):
        return _gone(request)
    return page(request, "accounts/new_password.html")


@post("/neues-passwort/{token:str}")
async def choose_new_password(
    request: AnyRequest,
    token: FromPath[str],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    try:
        with form.refusals():
            password = read_new_password(form)
            origin = _origin(request)
            await links.choose_password_by_link(token, password, origin, gate, now)
            answer = Redirect(path="/zugang?neu=passwort", status_code=303)
            answer.set_cookie(remember(request, origin.browser))
            return answer
    except NotFound:
        return _gone(request)
    return page(request, "accounts/new_password.html", status=422, form=form)


@get("/link/{token:str}")
async def link_button(
    request: AnyRequest, token: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    if not await link_lives(token, LinkPurpose.SIGN_IN, now):
        return await _gone_unless_signed_in(request, token)
    return page(request, "accounts/link_button.html")


@post("/link/{token:str}")
async def sign_in_by_link(
    request: AnyRequest,
    token: FromPath[str],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    origin = _origin(request)
    try:
        entrance = await links.sign_in_by_link(token, origin, gate, now)
    except NotFound:
        return await _gone_unless_signed_in(request, token)
    answer = await arrive(request, entrance, "", [])
    answer.set_cookie(remember(request, origin.browser))
    return answer


def _origin(request: AnyRequest) -> Origin:
    return Origin(network_behind(request), this_browser(request))


def read_new_password(form: Form) -> str:
    password = form.text("passwort", required=_("Wählen Sie bitte ein Passwort."), limit=PASSWORD_MAX)
    form.check()
    return password


async def _gone_unless_signed_in(request: AnyRequest, token: str) -> Response[bytes] | Redirect:
    """Pressed twice: whom the link has let in goes on."""
    actor = await load_actor(request)
    if actor and await belongs_to(token, actor.account_id):
        return go_onward("", actor)
    return _gone(request)


def _gone(request: AnyRequest) -> Response[bytes]:
    """The same words for a link that is used, too old or made up."""
    return page(request, "accounts/link_gone.html", status=404)


HANDLERS = [
    forgotten_form,
    ask_for_new_password,
    link_form,
    ask_to_sign_in_by_link,
    link_sent,
    new_password_form,
    choose_new_password,
    link_button,
    sign_in_by_link,
]
