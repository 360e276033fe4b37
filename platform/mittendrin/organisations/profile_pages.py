"""An organisation's profile: whom to ask changes at once, what the organisation says of itself is looked at."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.phone import show_phone
from mittendrin.core.refusal import Refused
from mittendrin.organisations import actions
from mittendrin.organisations.content import profile_from_json
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.profiles import submit_profile
from mittendrin.organisations.queries import contact_of, organisation_by_slug, profile_of
from mittendrin.organisations.rules import ContactPerson, Profile, read_website
from mittendrin.organisations.tables import Organisation
from mittendrin.places.queries import districts
from mittendrin.publishing.queries import Version, newest_versions
from mittendrin.publishing.rules import RevisionState, explain
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/")
async def profile_form(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    organisation = await organisation_by_slug(request.state.belonging.slug)
    newest = await newest_version(organisation)
    known = profile_from_json(newest.content) if newest else await profile_of(organisation)
    return await _profile_page(request, actor, organisation, filled(contact_of(organisation), known))


@post("/")
async def save_profile(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    organisation = await organisation_by_slug(request.state.belonging.slug)
    with form.refusals():
        contact, profile = read_contact(form), await read_profile(form)
        form.check()
        await actions.change_contact(organisation.id, contact, doer(actor), now)
        public = await submit_profile(organisation.id, profile, doer(actor), now)
        done = "zu-sehen" if public else "wartet"
        return Redirect(path=f"/verein/{organisation.slug}/profil?getan={done}", status_code=303)
    return await _profile_page(request, actor, organisation, form)


async def newest_version(organisation: Organisation) -> Version | None:
    """What its people wrote last, while visitors do not see it: it waits, or it came back."""
    newest = (await newest_versions(organisation.id)).get(actions.subject_of(organisation.id))
    return newest if newest and newest.state is not RevisionState.PUBLISHED else None


def filled(contact: ContactPerson, profile: Profile, **more: str) -> Form:
    return Form.filled(
        **more,
        ansprechperson=contact.name,
        telefon=show_phone(contact.phone) if contact.phone else "",
        mail=contact.email,
        website=profile.website,
        text=profile.text,
        stadtteile=[str(one) for one in profile.districts],
    )


def read_contact(form: Form) -> ContactPerson:
    """One way to reach the person is enough; without any, the entry would help nobody."""
    name = form.line("ansprechperson", required=_("Wer ist bei Ihnen ansprechbar?"), limit=120)
    phone, email = form.phone("telefon") or "", form.email("mail") or ""
    if not (phone or email or form.errors):
        form.refuse(Refused(_("Schreiben Sie bitte eine Telefonnummer oder eine E-Mail-Adresse."), "telefon"))
    return ContactPerson(name, phone, email)


async def read_profile(form: Form) -> Profile:
    website = ""
    try:
        website = read_website(form.line("website", limit=290))
    except Refused as refused:
        form.refuse(refused)
    known = [str(one.id) for one in await districts()]
    chosen = sorted(int(one) for one in form.many("stadtteile", known))
    return Profile(form.text("text", limit=3_000), website, tuple(chosen))


async def district_choices() -> dict[str, str]:
    return {str(one.id): one.name for one in await districts()}


async def _profile_page(
    request: AnyRequest, actor: Actor, organisation: Organisation, form: Form
) -> Response[bytes]:
    newest = await newest_version(organisation)
    return page(
        request,
        "organisations/profile.html",
        status=422 if form.errors else 200,
        menu=desk_menu(request.state.belonging, actor),
        organisation=organisation,
        districts=await district_choices(),
        waits=newest is not None and newest.state is RevisionState.SUBMITTED,
        why=explain(newest.reason, newest.note) if newest and newest.state is RevisionState.RETURNED else [],
        done=read_query(request).value("getan"),
        form=form,
    )


router = Router(
    "/verein/{organisation:str}/profil", guards=[maintains], route_handlers=[profile_form, save_profile]
)
