""" "Mein Zugang": what somebody changes about their own account, above all the second step at sign-in."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts import factor_upkeep, identity
from mittendrin.accounts.actions import Gate
from mittendrin.accounts.browsers import browser_of
from mittendrin.accounts.factor_upkeep import Armed, SetUp
from mittendrin.accounts.guards import has_session, signed_in
from mittendrin.accounts.queries import account_of, second_factor_view
from mittendrin.accounts.rules import PASSWORD_MAX, Actor
from mittendrin.accounts.second_factor import address_for_apps
from mittendrin.accounts.sessions import bring, brought, this_session
from mittendrin.accounts.upkeep import Proof
from mittendrin.core.language import _
from mittendrin.web.addresses import own_path
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.limits import SIGN_IN, limited, network_behind
from mittendrin.web.qr_code import qr_image
from mittendrin.web.rendering import page
from mittendrin.web.site import site_of

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes] | Redirect
MINE = "/zugang/mein"
SET_UP = "/zugang/zweiter-schritt"
ADDRESS_LIMIT = 2_000


@get("/mein", guards=[signed_in])
async def my_access(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(
        request,
        "accounts/my_access.html",
        actor=actor,
        account=await account_of(actor.account_id),
        factor=await second_factor_view(actor.account_id),
        done=read_query(request).value("getan"),
    )


@get("/mein/adresse", guards=[signed_in])
async def address_form(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(request, "accounts/my_address.html", account=await account_of(actor.account_id))


@post("/mein/adresse", guards=[signed_in, limited(SIGN_IN, this_session)])
async def change_address(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    with form.refusals():
        email = form.email("mail", required=_("Schreiben Sie bitte die neue E-Mail-Adresse."))
        proof = read_proof(request, form)
        form.check()
        await identity.change_own_address(actor, email, proof, gate, now)
        return Redirect(path="/zugang?neu=adresse", status_code=303)
    account = await account_of(actor.account_id)
    return page(request, "accounts/my_address.html", status=422, form=form, account=account)


@get("/zweiter-schritt", guards=[has_session])
async def set_up_form(
    request: AnyRequest, actor: NamedDependency[Actor], gate: NamedDependency[Gate]
) -> Response[bytes]:
    onward = read_query(request).line("weiter", limit=ADDRESS_LIMIT)
    return await _set_up_page(request, Form.filled(weiter=onward), actor, gate)


@post("/zweiter-schritt", guards=[has_session, limited(SIGN_IN, this_session)])
async def set_up(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    form = await read_form(request)
    with form.refusals():
        armed = await factor_upkeep.set_up(actor, _read_set_up(request, form, actor), gate, now)
        onward = form.line("weiter", limit=ADDRESS_LIMIT)
        return _codes_page(request, armed, own_path(onward) if onward else actor.desk)
    return await _set_up_page(request, form, actor, gate)


@get("/zweiter-schritt/notfall-codes", guards=[signed_in])
async def new_codes_form(request: AnyRequest) -> Response[bytes]:
    return page(request, "accounts/new_recovery_codes.html")


@post("/zweiter-schritt/notfall-codes", guards=[signed_in, limited(SIGN_IN, this_session)])
async def new_codes(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    form = await read_form(request)
    with form.refusals():
        proof = read_proof(request, form)
        form.check()
        codes = await factor_upkeep.make_new_codes(actor, proof, gate, now)
        return _codes_page(request, Armed(brought(request), codes), MINE)
    return page(request, "accounts/new_recovery_codes.html", status=422, form=form)


@get("/zweiter-schritt/ausschalten", guards=[signed_in])
async def switch_off_form(request: AnyRequest) -> Response[bytes]:
    return page(request, "accounts/switch_off.html")


@post("/zweiter-schritt/ausschalten", guards=[signed_in, limited(SIGN_IN, this_session)])
async def switch_off(
    request: AnyRequest,
    actor: NamedDependency[Actor],
    gate: NamedDependency[Gate],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    with form.refusals():
        proof = read_proof(request, form)
        form.check()
        session = await factor_upkeep.switch_off(actor, proof, gate, now)
        answer = Redirect(path=f"{MINE}?getan=ausgeschaltet", status_code=303)
        answer.set_cookie(bring(request, session))
        return answer
    return page(request, "accounts/switch_off.html", status=422, form=form)


def read_proof(request: AnyRequest, form: Form) -> Proof:
    password = form.text("passwort", required=_("Schreiben Sie bitte Ihr Passwort."), limit=PASSWORD_MAX)
    return Proof(password, network_behind(request), browser=browser_of(request))


def _read_set_up(request: AnyRequest, form: Form, actor: Actor) -> SetUp:
    """Whoever owes a second factor has typed the password a moment ago."""
    code = form.line("code", required=_("Schreiben Sie bitte die sechs Ziffern aus der App."))
    owes = actor.owes_second_factor
    proof = Proof("", network_behind(request)) if owes else read_proof(request, form)
    form.check()
    return SetUp(brought(request), code, proof)


async def _set_up_page(request: AnyRequest, form: Form, actor: Actor, gate: Gate) -> Response[bytes]:
    secret = await factor_upkeep.secret_to_set_up(actor, brought(request), gate)
    account = await account_of(actor.account_id)
    return page(
        request,
        "accounts/set_up_second_factor.html",
        status=422 if form.errors else 200,
        form=form,
        actor=actor,
        secret=secret,
        image=qr_image(address_for_apps(secret, account.email, site_of(request).name)),
    )


def _codes_page(request: AnyRequest, armed: Armed, onward: str) -> Response[bytes]:
    """Shown as the answer itself: behind a redirect the codes would have to be kept somewhere."""
    answer = page(request, "accounts/recovery_codes.html", codes=armed.codes, onward=onward)
    answer.set_cookie(bring(request, armed.session))
    return answer


HANDLERS = [
    my_access,
    address_form,
    change_address,
    set_up_form,
    set_up,
    new_codes_form,
    new_codes,
    switch_off_form,
    switch_off,
]
