"""Signing in and out. Who is not signed in and wants to see a desk is led here and back again."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts import actions, link_pages, my_pages, second_step_pages, typed, upkeep
from mittendrin.accounts.actions import Credentials, Gate, SignedIn, TooManyTries
from mittendrin.accounts.arriving import arrive, go_onward
from mittendrin.accounts.browsers import browser_of, browser_or_network, remember, this_browser
from mittendrin.accounts.guards import SecondFactorFirst, signed_in
from mittendrin.accounts.rules import PASSWORD_MAX, Actor
from mittendrin.accounts.sessions import bring, brought, take_away, this_session
from mittendrin.accounts.typed import SignInFirst
from mittendrin.accounts.upkeep import PasswordChange
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.web.errors import problem_answer
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.limits import SIGN_IN, limited, network_behind, seconds_to_wait
from mittendrin.web.problems import problem_for
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
ADDRESS_LIMIT = 2_000


@get("/")
async def sign_in_form(
    request: AnyRequest, actor: NamedDependency[Actor | None]
) -> Response[bytes] | Redirect:
    query = read_query(request)
    onward = query.line("weiter", limit=ADDRESS_LIMIT)
    if actor:
        return go_onward(onward, actor)
    return page(request, "accounts/sign_in.html", form=Form.filled(weiter=onward), fresh=query.value("neu"))


@post("/")
async def sign_in(
    request: AnyRequest,
    actor: NamedDependency[Actor | None],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        if form.value("inzwischen"):
            return await _go_on(request, form, actor)
        credentials = _read_credentials(request, form)
        try:
            _count(request)
            entrance = await actions.sign_in(credentials, gate, now)
        except TooManyTries as refused:
            return _wait(request, form, refused)
        answer = await arrive(request, entrance, _onward(form), typed.carried(form))
        if isinstance(
            entrance, SignedIn
        ):  # a password alone makes no browser known where a code is asked for
            answer.set_cookie(remember(request, credentials.browser))
        return answer
    return page(request, "accounts/sign_in.html", status=422, form=form, fresh="")


@post("/abmelden")
async def sign_out(
    request: AnyRequest, actor: NamedDependency[Actor | None], now: NamedDependency[datetime]
) -> Redirect:
    await actions.sign_out(brought(request), actor, now)
    answer = Redirect(path="/zugang/abgemeldet", status_code=303)
    answer.set_cookie(take_away(request))
    return answer


@get("/abgemeldet")
async def signed_out(request: AnyRequest) -> Response[bytes]:
    return page(request, "accounts/signed_out.html")


@get("/passwort", guards=[signed_in])
async def password_form(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    fresh = read_query(request).value("neu") == "ja"
    return page(request, "accounts/change_password.html", actor=actor, fresh=fresh)


@post("/passwort", guards=[signed_in, limited(SIGN_IN, this_session)])
async def change_password(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        wish = _read_password_change(request, form)
        session = await upkeep.change_password(actor, wish, gate, now)
        answer = Redirect(path="/zugang/passwort?neu=ja", status_code=303)
        answer.set_cookie(bring(request, session))
        return answer
    return page(request, "accounts/change_password.html", status=422, form=form, actor=actor, fresh=False)


def ask_to_sign_in(request: AnyRequest, error: Exception) -> Response[Any]:
    """What a desk answers to somebody who is not signed in, or not any more, or only half."""
    path = request.url.path
    if path.startswith("/api/"):
        return problem_answer(request, problem_for(401))
    onward = (
        f"{path}?{request.url.query}".rstrip("?") if request.method == "GET" else typed.page_of_form(request)
    )
    if isinstance(error, SignInFirst) and error.typed and onward:
        form = Form.filled(weiter=onward, getippt=typed.carry(error.typed))
        return page(request, "accounts/sign_in.html", status=401, form=form, fresh="")
    query = f"?{urlencode({'weiter': onward})}" if onward else ""
    first = my_pages.SET_UP if isinstance(error, SecondFactorFirst) else "/zugang"
    return Redirect(path=f"{first}{query}", status_code=303)


async def _go_on(request: AnyRequest, form: Form, actor: Actor | None) -> Redirect:
    """Signed in meanwhile, with a link: what was typed is nowhere but on the page that was left open."""
    if actor is None:
        raise Refused(_("Sie sind noch nicht angemeldet. Öffnen Sie zuerst den Link aus der E-Mail."))
    return await arrive(request, SignedIn(actor, brought(request)), _onward(form), typed.carried(form))


def _onward(form: Form) -> str:
    return form.line("weiter", limit=ADDRESS_LIMIT)


def _wait(request: AnyRequest, form: Form, refused: TooManyTries) -> Response[bytes]:
    form.refuse(refused)
    answer = page(request, "accounts/sign_in.html", status=429, form=form, fresh="")
    answer.set_header("Retry-After", str(ceil(refused.wait.total_seconds())))
    return answer


def _count(request: AnyRequest) -> None:
    """Only what could be right, and refused beside the link by mail: others of the network keep no owner out."""
    if wait := seconds_to_wait(request, SIGN_IN, browser_or_network(request)):
        raise TooManyTries(timedelta(seconds=wait))


def _read_credentials(request: AnyRequest, form: Form) -> Credentials:
    email = form.line("mail", required=_("Schreiben Sie bitte Ihre E-Mail-Adresse."), limit=254)
    password = form.text("passwort", required=_("Schreiben Sie bitte Ihr Passwort."), limit=PASSWORD_MAX)
    form.check()
    return Credentials(email, password, network_behind(request), this_browser(request))


def _read_password_change(request: AnyRequest, form: Form) -> PasswordChange:
    old = form.text("bisher", required=_("Schreiben Sie bitte Ihr bisheriges Passwort."), limit=PASSWORD_MAX)
    new = form.text("passwort", required=_("Schreiben Sie bitte ein neues Passwort."), limit=PASSWORD_MAX)
    form.check()
    return PasswordChange(old, new, network_behind(request), browser_of(request))


router = Router(
    "/zugang",
    route_handlers=[
        sign_in_form,
        sign_in,
        sign_out,
        signed_out,
        password_form,
        change_password,
        *link_pages.HANDLERS,
        *second_step_pages.HANDLERS,
        *my_pages.HANDLERS,
    ],
)
