"""What the link of an invitation opens. Looking changes nothing, because programs open links in mails, too."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import Gate
from mittendrin.accounts.link_pages import read_new_password
from mittendrin.accounts.queries import account_with, open_invitation
from mittendrin.accounts.sessions import bring
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.organisations.joining import Acceptance, accept_invitation, join_with_known_account
from mittendrin.organisations.queries import place_of_invitation
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import network_behind
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/{token:str}")
async def show(request: AnyRequest, token: FromPath[str], now: NamedDependency[datetime]) -> Response[bytes]:
    return await _invitation_page(request, token, Form(), now)


@post("/{token:str}")
async def accept(
    request: AnyRequest,
    token: FromPath[str],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    try:
        with form.refusals():
            wish = _read_acceptance(request, token, form)
            session = await accept_invitation(wish, gate, now)
            answer = Redirect(path="/zugang", status_code=303)
            answer.set_cookie(bring(request, session))
            return answer
    except NotFound:
        return _gone(request)
    return await _invitation_page(request, token, form, now)


@post("/{token:str}/beitreten")
async def join(
    request: AnyRequest, token: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = Form()
    try:
        with form.refusals():
            await join_with_known_account(token, now)
            # Everybody comes to the desk of their role from there.
            return Redirect(path="/zugang", status_code=303)
    except NotFound:
        return _gone(request)
    return await _invitation_page(request, token, form, now)


async def _invitation_page(request: AnyRequest, token: str, form: Form, now: datetime) -> Response[bytes]:
    try:
        invitation = await open_invitation(token, now)
    except NotFound:
        return _gone(request)
    known = await account_with(invitation.email)
    template = "organisations/join.html" if known else "organisations/invitation.html"
    shown = form if form.errors else Form.filled(name=invitation.name)
    place = await place_of_invitation(invitation)
    status = 422 if form.errors else 200
    return page(request, template, status=status, invitation=invitation, place=place, form=shown, token=token)


def _read_acceptance(request: AnyRequest, token: str, form: Form) -> Acceptance:
    name = form.line("name", required=_("Schreiben Sie bitte Ihren Namen."), limit=120)
    return Acceptance(token, name, read_new_password(form), network_behind(request))


def _gone(request: AnyRequest) -> Response[bytes]:
    """The same words for an invitation that is used, too old or made up."""
    return page(request, "organisations/invitation_gone.html", status=404)


router = Router("/zugang/einladung", route_handlers=[show, accept, join])
