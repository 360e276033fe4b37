"""The responsible of an organisation invites others, gives them their role, and ends what is over."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts import invitations
from mittendrin.accounts.actions import doer
from mittendrin.accounts.queries import unused_invitations
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.organisations import actions
from mittendrin.organisations.actions import Newcomer
from mittendrin.organisations.guards import responsible
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging, check_own_invitation, member, members
from mittendrin.organisations.rules import MEMBER_ROLE_WORDS, MemberRole
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes] | Redirect


@get("/")
async def people(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _people_page(request, actor, Form.filled(rolle=MemberRole.MAINTAINER), now)


@post("/")
async def invite(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Answer:
    form = await read_form(request)
    with form.refusals():
        newcomer = read_newcomer(form)
        await actions.invite_member(_own(request).organisation_id, newcomer, doer(actor), now)
        return _back(request, "eingeladen")
    return await _people_page(request, actor, form, now)


@get("/{membership_id:int}")
async def one_person(
    request: AnyRequest, membership_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _person_page(request, membership_id, actor, Form())


@post("/{membership_id:int}/rolle")
async def change_role(
    request: AnyRequest,
    membership_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    own = _own(request).organisation_id
    with form.refusals():
        role = form.choice("rolle", MemberRole, required=_("Wählen Sie bitte eine Aufgabe."))
        form.check()
        await actions.change_member_role(own, membership_id, role, doer(actor), now)
        return _back(request, "geaendert")
    return await _person_page(request, membership_id, actor, form)


@post("/{membership_id:int}/beenden")
async def end(
    request: AnyRequest,
    membership_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = Form()
    with form.refusals():
        await actions.end_membership(_own(request).organisation_id, membership_id, doer(actor), now)
        return _back(request, "beendet")
    return await _person_page(request, membership_id, actor, form)


@post("/einladungen/{invitation_id:int}/erneuern")
async def send_again(
    request: AnyRequest,
    invitation_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    own = _own(request)
    await check_own_invitation(own.organisation_id, invitation_id)
    await invitations.send_again(invitation_id, own.name, doer(actor), now)
    return _back(request, "eingeladen")


@post("/einladungen/{invitation_id:int}/zuruecknehmen")
async def take_back(
    request: AnyRequest,
    invitation_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    await check_own_invitation(_own(request).organisation_id, invitation_id)
    await invitations.take_back(invitation_id, doer(actor), now)
    return _back(request, "zurueckgenommen")


def read_newcomer(form: Form) -> Newcomer:
    name = form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120)
    email = form.email("mail", required=_("Schreiben Sie bitte die E-Mail-Adresse."))
    role = form.choice("rolle", MemberRole, required=_("Wählen Sie bitte eine Aufgabe."))
    form.check()
    return Newcomer(name, email, role)


async def _people_page(request: AnyRequest, actor: Actor, form: Form, now: datetime) -> Response[bytes]:
    own = _own(request)
    return page(
        request,
        "organisations/people.html",
        status=422 if form.errors else 200,
        menu=desk_menu(own, actor),
        own=own,
        people=await members(own.organisation_id),
        invited=await unused_invitations(own.organisation_id),
        roles=_roles(),
        now=now,
        done=read_query(request).value("getan"),
        form=form,
    )


async def _person_page(request: AnyRequest, membership_id: int, actor: Actor, form: Form) -> Response[bytes]:
    own = _own(request)
    person = await member(own.organisation_id, membership_id)
    return page(
        request,
        "organisations/person.html",
        status=422 if form.errors else 200,
        menu=desk_menu(own, actor),
        own=own,
        person=person,
        roles=_roles(),
        myself=person.member.account_id == actor.account_id,
        form=form if form.errors else Form.filled(rolle=person.member.role),
    )


def _roles() -> dict[str, str]:
    return {role.value: _(words) for role, words in MEMBER_ROLE_WORDS.items()}


def _own(request: AnyRequest) -> Belonging:
    """Put there by the guard."""
    own: Belonging = request.state.belonging
    return own


def _back(request: AnyRequest, done: str) -> Redirect:
    # Who has just ended their own membership may no longer see this page.
    path = f"/verein/{_own(request).slug}/menschen"
    return Redirect(path=f"{path}?getan={done}", status_code=303)


router = Router(
    "/verein/{organisation:str}/menschen",
    guards=[responsible],
    route_handlers=[people, invite, one_person, change_role, end, send_again, take_back],
)
