"""The lead looks after who has an account in the city: invites, changes roles, closes and opens."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts import factor_upkeep, identity, invitations, upkeep
from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_lead
from mittendrin.accounts.identity import Identity
from mittendrin.accounts.invitations import Invitee
from mittendrin.accounts.queries import account_of, all_accounts, unused_invitation, unused_invitations
from mittendrin.accounts.rules import PLACE_WORDS, ROLE_WORDS, Actor, Role
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.organisations.queries import names_by_account, place_of_invitation
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes] | Redirect
PATH = f"{DESK}/zugaenge"
INVITED = (Role.CLERK, Role.BOARD, Role.LEAD)


@get("/")
async def accounts(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _accounts_page(request, actor, Form.filled(rolle=Role.CLERK), now)


@post("/")
async def invite(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Answer:
    form = await read_form(request)
    with form.refusals():
        invitee = _read_invitee(form)
        await invitations.refuse_known(invitee.email)
        await invitations.invite_once(invitee, doer(actor), now)
        return _back("eingeladen")
    return await _accounts_page(request, actor, form, now)


@post("/einladungen/{invitation_id:int}/erneuern")
async def send_again(
    invitation_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    place = await place_of_invitation(await unused_invitation(invitation_id))
    await invitations.send_again(invitation_id, place, doer(actor), now)
    return _back("eingeladen")


@post("/einladungen/{invitation_id:int}/zuruecknehmen")
async def take_back(
    invitation_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    await invitations.take_back(invitation_id, doer(actor), now)
    return _back("zurueckgenommen")


@get("/{account_id:int}")
async def one_account(
    request: AnyRequest, account_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _account_page(request, account_id, actor, Form())


@post("/{account_id:int}/angaben")
async def change_identity(
    request: AnyRequest,
    account_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    with form.refusals():
        name = form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120)
        email = form.email("mail", required=_("Schreiben Sie bitte die E-Mail-Adresse."))
        form.check()
        await _refuse_own_address(account_id, email, actor)
        await identity.put_right(account_id, Identity(name, email), doer(actor), now)
        return _back("gespeichert")
    return await _account_page(request, account_id, actor, form)


@post("/{account_id:int}/rolle")
async def change_role(
    request: AnyRequest,
    account_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    with form.refusals():
        role = form.choice("rolle", Role, required=_("Wählen Sie bitte eine Aufgabe."))
        form.check()
        await upkeep.change_role(account_id, role, doer(actor), now)
        return _back("geaendert")
    return await _account_page(request, account_id, actor, form)


@post("/{account_id:int}/schliessen")
async def close(
    request: AnyRequest,
    account_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = Form()
    with form.refusals():
        if account_id == actor.account_id:
            raise Refused(_("Das ist Ihr eigener Zugang. Ihn kann nur jemand anders schließen."))
        await upkeep.deactivate(account_id, doer(actor), now)
        return _back("geschlossen")
    return await _account_page(request, account_id, actor, form)


@post("/{account_id:int}/oeffnen")
async def open_again(
    account_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    await upkeep.reactivate(account_id, doer(actor), now)
    return _back("geoeffnet")


@post("/{account_id:int}/zweiter-schritt")
async def reset_second_factor(
    request: AnyRequest,
    account_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = Form()
    with form.refusals():
        await factor_upkeep.reset(account_id, doer(actor), now)
        return _back("zurueckgesetzt")
    return await _account_page(request, account_id, actor, form)


def _read_invitee(form: Form) -> Invitee:
    name = form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120)
    email = form.email("mail", required=_("Schreiben Sie bitte die E-Mail-Adresse."))
    role = form.choice("rolle", INVITED, required=_("Wählen Sie bitte eine Aufgabe."))
    form.check()
    return Invitee(email, name, role, _(PLACE_WORDS[role]))


async def _refuse_own_address(account_id: int, email: str, actor: Actor) -> None:
    """That needs the password once more."""
    if account_id == actor.account_id and email.casefold() != (await account_of(account_id)).email:
        raise Refused(_("Ihre eigene Adresse ändern Sie unter „Mein Zugang“."), "mail")


async def _accounts_page(request: AnyRequest, actor: Actor, form: Form, now: datetime) -> Response[bytes]:
    known = await all_accounts()
    invited = await unused_invitations()
    return page(
        request,
        "office/accounts.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        known=known,
        organisations=await names_by_account(),
        invited=[(one, await place_of_invitation(one)) for one in invited],
        roles=_words(Role),
        offered=_words(INVITED),
        now=now,
        done=read_query(request).value("getan"),
        form=form,
    )


async def _account_page(request: AnyRequest, account_id: int, actor: Actor, form: Form) -> Response[bytes]:
    account = await account_of(account_id)
    return page(
        request,
        "office/account.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        account=account,
        organisations=(await names_by_account()).get(account_id, []),
        roles=_words(Role),
        form=form if form.errors else Form.filled(rolle=account.role, name=account.name, mail=account.email),
    )


def _words(roles: Any) -> dict[str, str]:
    return {role.value: _(ROLE_WORDS[role]) for role in roles}


def _back(done: str) -> Redirect:
    return Redirect(path=f"{PATH}?getan={done}", status_code=303)


router = Router(
    PATH,
    guards=[office_lead],
    route_handlers=[
        accounts,
        invite,
        send_again,
        take_back,
        one_account,
        change_identity,
        change_role,
        close,
        open_again,
        reset_second_factor,
    ],
)
