"""The office ends what is over: somebody's place in an organisation, or the organisation itself."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.menu import menu
from mittendrin.desks.office.organisation_pages import PATH
from mittendrin.needs.ending import end_organisation
from mittendrin.organisations import actions
from mittendrin.organisations.queries import member, organisation_by_slug
from mittendrin.organisations.tables import Organisation
from mittendrin.registrations.changing import read_calling_off
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.ending_organisations import what_ends
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
Answer = Response[bytes] | Redirect


@get("/menschen/{membership_id:int}")
async def one_member(
    request: AnyRequest,
    organisation: FromPath[str],
    membership_id: FromPath[int],
    actor: NamedDependency[Actor],
) -> Response[bytes]:
    return await _member_page(request, await organisation_by_slug(organisation), membership_id, Form(), actor)


@post("/menschen/{membership_id:int}/beenden")
async def remove_member(
    request: AnyRequest,
    organisation: FromPath[str],
    membership_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    known = await organisation_by_slug(organisation)
    form = Form()
    with form.refusals():
        await actions.remove_member(known.id, membership_id, doer(actor), now)
        return Redirect(path=f"{PATH}/{known.slug}?getan=beendet", status_code=303)
    return await _member_page(request, known, membership_id, form, actor)


@get("/beenden")
async def end_form(
    request: AnyRequest,
    organisation: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _end_page(request, await organisation_by_slug(organisation), actor, Form(), now)


@post("/beenden")
async def end(
    request: AnyRequest,
    organisation: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Answer:
    known = await organisation_by_slug(organisation)
    form = await read_form(request)
    with form.refusals():
        await end_organisation(known.id, _read_why(form), doer(actor), now)
        return Redirect(path=f"{PATH}?getan=beendet", status_code=303)
    return await _end_page(request, known, actor, form, now)


def _read_why(form: Form) -> CallingOff | None:
    """Nothing is called off unless the clerk says so."""
    return read_calling_off(form) if form.yes("absagen") else None


async def _member_page(
    request: AnyRequest, known: Organisation, membership_id: int, form: Form, actor: Actor
) -> Response[bytes]:
    return page(
        request,
        "office/organisation_member.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        organisation=known,
        person=await member(known.id, membership_id),
        form=form,
    )


async def _end_page(
    request: AnyRequest, known: Organisation, actor: Actor, form: Form, now: datetime
) -> Response[bytes]:
    return page(
        request,
        "office/organisation_end.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        organisation=known,
        ends=await what_ends(known.id, now),
        form=form,
    )


router = Router(
    f"{PATH}/{{organisation:str}}",
    guards=[office_member],
    route_handlers=[one_member, remove_member, end_form, end],
)
