"""The office adds organisations, puts their names and contacts right, and invites the first people."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts import invitations
from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.queries import unused_invitations
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_token
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.needs.renaming import put_right
from mittendrin.organisations import actions
from mittendrin.organisations.actions import Entry, Naming, Newcomer, NewOrganisation
from mittendrin.organisations.people_pages import read_newcomer
from mittendrin.organisations.profile_pages import (
    district_choices,
    filled,
    read_contact,
    read_profile,
)
from mittendrin.organisations.profiles import waiting_profile
from mittendrin.organisations.queries import (
    check_own_invitation,
    contact_of,
    members,
    namesake,
    organisation_by_slug,
    organisation_lines,
    profile_of,
)
from mittendrin.organisations.rules import KIND_WORDS, MEMBER_ROLE_WORDS, MemberRole, OrganisationKind
from mittendrin.organisations.tables import Organisation
from mittendrin.publishing.rules import SentBefore
from mittendrin.registrations.telling import told_in_words
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes] | Redirect
PATH = f"{DESK}/organisationen"
ANYWAY = "trotzdem"


@get("/")
async def organisations(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(
        request,
        "office/organisations.html",
        menu=menu(actor),
        lines=await organisation_lines(),
        kinds=_kinds(),
        done=read_query(request).value("getan"),
    )


@get("/neu")
async def new_form(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return await _new_page(request, actor, Form.filled(art=OrganisationKind.CLUB, schluessel=new_token()))


@post("/neu")
async def add(request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]) -> Answer:
    form = await read_form(request)
    with form.refusals():
        new = NewOrganisation(_key_of(form), await _read_entry(form), _read_first_responsible(form))
        form.check()
        await _refuse_namesake(form, new)
        try:
            added = await actions.add_organisation(new, doer(actor), now)
        except SentBefore as sent:
            form.refuse(sent)
            return await _change_page(request, await actions.load(sent.entry_id), actor, form)
        return _back(await actions.load(added), "angelegt")
    return await _new_page(request, actor, form)


async def _refuse_namesake(form: Form, new: NewOrganisation) -> None:
    """Asks back once."""
    name = new.entry.naming.name
    there = await namesake(name)
    if there and there.key != new.key and not form.yes(ANYWAY):
        raise Refused(_("{name} gibt es schon.", name=there.name), ANYWAY)


def _key_of(form: Form) -> str:
    return form.line("schluessel", limit=64) or new_token()


@get("/{organisation:str}")
async def show(
    request: AnyRequest,
    organisation: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    known = await organisation_by_slug(organisation)
    return await _show_page(request, known, actor, Form.filled(rolle=MemberRole.RESPONSIBLE), now)


@post("/{organisation:str}/einladen")
async def invite(
    request: AnyRequest,
    organisation: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    known = await organisation_by_slug(organisation)
    with form.refusals():
        await actions.invite_member(known.id, read_newcomer(form), doer(actor), now)
        return _back(known, "eingeladen")
    return await _show_page(request, known, actor, form, now)


@post("/{organisation:str}/einladungen/{invitation_id:int}/erneuern")
async def send_again(
    organisation: FromPath[str],
    invitation_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    known = await organisation_by_slug(organisation)
    await check_own_invitation(known.id, invitation_id)
    await invitations.send_again(invitation_id, known.name, doer(actor), now)
    return _back(known, "eingeladen")


@post("/{organisation:str}/einladungen/{invitation_id:int}/zuruecknehmen")
async def take_back(
    organisation: FromPath[str],
    invitation_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    known = await organisation_by_slug(organisation)
    await check_own_invitation(known.id, invitation_id)
    await invitations.take_back(invitation_id, doer(actor), now)
    return _back(known, "zurueckgenommen")


@get("/{organisation:str}/angaben")
async def change_form(
    request: AnyRequest, organisation: FromPath[str], actor: NamedDependency[Actor]
) -> Response[bytes]:
    known = await organisation_by_slug(organisation)
    contact, profile = contact_of(known), await profile_of(known)
    form = filled(contact, profile, name=known.name, art=known.kind)
    return await _change_page(request, known, actor, form)


@post("/{organisation:str}/angaben")
async def change(
    request: AnyRequest,
    organisation: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    form = await read_form(request)
    known = await organisation_by_slug(organisation)
    with form.refusals():
        entry = await _read_entry(form)
        form.check()
        await put_right(known.id, entry, doer(actor), now)
        return _back(known, "gespeichert")
    return await _change_page(request, known, actor, form)


async def _read_entry(form: Form) -> Entry:
    name = form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120)
    kind = form.choice("art", OrganisationKind, required=_("Wählen Sie bitte aus der Liste."))
    return Entry(Naming(name, kind), read_contact(form), await read_profile(form))


def _read_first_responsible(form: Form) -> Newcomer | None:
    """Somebody may be invited later, so both fields may stay empty, but not one of them."""
    name, email = form.line("verantwortlich", limit=120), form.email("verantwortlich-mail") or ""
    if name and not form.value("verantwortlich-mail"):
        form.email("verantwortlich-mail", required=_("Schreiben Sie bitte auch die E-Mail-Adresse."))
    if email and not name:
        form.line("verantwortlich", required=_("Schreiben Sie bitte auch den Namen."))
    return Newcomer(name, email, MemberRole.RESPONSIBLE) if name and email else None


async def _new_page(request: AnyRequest, actor: Actor, form: Form) -> Response[bytes]:
    answer = page(
        request,
        "office/organisation_new.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        kinds=_kinds(),
        districts=await district_choices(),
        namesake=await namesake(form.line("name")) if form.error(ANYWAY) else None,
        form=form,
    )
    return shown_again_by_back(answer)


async def _change_page(request: AnyRequest, known: Organisation, actor: Actor, form: Form) -> Response[bytes]:
    return page(
        request,
        "office/organisation_change.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        organisation=known,
        kinds=_kinds(),
        districts=await district_choices(),
        waits=await waiting_profile(known.id) is not None,
        form=form,
    )


async def _show_page(
    request: AnyRequest, known: Organisation, actor: Actor, form: Form, now: datetime
) -> Response[bytes]:
    query = read_query(request)
    return page(
        request,
        "office/organisation.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        organisation=known,
        kind=_(KIND_WORDS[OrganisationKind(known.kind)]),
        people=await members(known.id),
        invited=await unused_invitations(known.id),
        roles={role.value: _(words) for role, words in MEMBER_ROLE_WORDS.items()},
        now=now,
        done=query.value("getan"),
        told=told_in_words(read_number(query.line("bescheid")) or 0),
        form=form,
    )


def _kinds() -> dict[str, str]:
    return {kind.value: _(words) for kind, words in KIND_WORDS.items()}


def _back(known: Organisation, done: str) -> Redirect:
    return Redirect(path=f"{PATH}/{known.slug}?getan={done}", status_code=303)


router = Router(
    PATH,
    guards=[office_member],
    route_handlers=[
        organisations,
        new_form,
        add,
        show,
        invite,
        send_again,
        take_back,
        change_form,
        change,
    ],
)
