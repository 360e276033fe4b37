"""What an organisation needs volunteers for: written on one page, looked at as visitors see it, handed in."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.marks import MOST_MARKS, Change
from mittendrin.core.numbers import read_number
from mittendrin.core.phone import show_phone
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.tokens import new_token
from mittendrin.desks.club import unfinished
from mittendrin.desks.club.need_saving import hand_in as hand_in_need
from mittendrin.needs import actions
from mittendrin.needs.asking import FIELDS, filled, read_need
from mittendrin.needs.overtaken import seen_now, with_what_is_new
from mittendrin.needs.queries import names, newest_content, own_needs, view_of
from mittendrin.needs.rules import NeedContent
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging, contact_of, organisation_by_slug
from mittendrin.publishing.rules import EntryState, SentBefore
from mittendrin.volunteering.queries import Town, town
from mittendrin.volunteering.words import choices
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
NEW = "neu"
# Beside what is asked: against sending twice, and against writing over somebody else's change.
CARRIED = (*FIELDS, "schluessel", "stand")
ACTS = {"zurueckziehen": actions.withdraw, "verwerfen": actions.discard, "archivieren": actions.archive}
HEADINGS = {
    EntryState.RETURNED: "Zurückgegeben",
    EntryState.DRAFT: "Entwürfe",
    EntryState.SUBMITTED: "Wartet auf Prüfung",
    EntryState.PUBLISHED: "Zu sehen",
    EntryState.ARCHIVED: "Archiv",
}
DONE = {
    "zu-sehen": "Gespeichert. So ist es jetzt zu sehen.",
    "entwurf": "Der Entwurf ist gespeichert. Sie finden ihn unten bei den Entwürfen.",
    "weggelegt": "Der Entwurf ist gelöscht.",
    "wartet": "Wir prüfen Ihren Beitrag. Das dauert meist 2 Arbeitstage.",
    "erledigt": "Das ist erledigt.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is: which organisation's desk, and which need, None for a new one."""

    belonging: Belonging
    need_id: int | None
    town: Town

    @property
    def desk(self) -> str:
        return f"/verein/{self.belonging.slug}"

    @property
    def path(self) -> str:
        return f"{self.desk}/einsatzstellen/{self.need_id or NEW}"


@get("/")
async def show_needs(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return await _list_page(request, actor, Form())


async def _list_page(request: AnyRequest, actor: Actor, form: Form) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    return page(
        request,
        "club/needs.html",
        status=422 if form.errors else 200,
        form=form,
        menu=desk_menu(belonging, actor),
        desk=f"/verein/{belonging.slug}",
        headings={state: _(words) for state, words in HEADINGS.items()},
        groups=await own_needs(belonging.organisation_id),
        unfinished=await unfinished.unfinished_of(unfinished.NEEDS, belonging.organisation_id),
        done=_(DONE.get(read_query(request).line("getan"), "")),
    )


@get("/{need:str}")
async def write(
    request: AnyRequest, need: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    place = await place_of(request, need, now)
    return await form_page(request, place, actor, await _begin(place))


@post("/{need:str}")
async def write_on(
    request: AnyRequest, need: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    """Back from the preview, with everything typed."""
    return await form_page(request, await place_of(request, need, now), actor, await read_form(request))


@post("/{need:str}/vorschau")
async def preview(
    request: AnyRequest, need: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    place, form = await place_of(request, need, now), await read_form(request)
    with form.refusals():
        content = read_need(form, place.town)
        organisation = (place.belonging.name, place.belonging.slug)
        answer = page(
            request,
            "club/need_preview.html",
            menu=desk_menu(place.belonging, actor),
            view=view_of(content, organisation, await names()),
            form=form,
            fields_typed=CARRIED,
            path=place.path,
        )
        return shown_again_by_back(answer)
    return await form_page(request, place, actor, form)


@post("/{need:str}/einreichen")
async def hand_in(
    request: AnyRequest, need: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    place, form, change = await place_of(request, need, now), await read_form(request), None
    with form.refusals():
        change = change_in(form, read_need(form, place.town))
        try:
            public = await hand_in_need(sheet_of(place, form), change, doer(actor), now)
        except SentBefore as sent:
            place = replace(place, need_id=sent.entry_id)
            raise
        return done(place, "zu-sehen" if public else "wartet")
    if change:
        await take_up_what_is_new(place, form, change)
    return await form_page(request, place, actor, form)


@post("/{need:str}/stand")
async def go_on_with(
    request: AnyRequest, need: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """Take back what waits, do without what came back, or put it into the archive."""
    place, form = await place_of(request, need, now), await read_form(request)
    if place.need_id is None:
        raise NotFound
    with form.refusals():
        act = form.choice("tun", ACTS)
        if act is None:
            raise Refused(_("Sagen Sie uns bitte, was geschehen soll."))
        form.check()
        await ACTS[act](place.need_id, doer(actor), now)
        return done(place, "erledigt")
    return await _list_page(request, actor, form)


def sheet_of(place: Place, form: Form) -> unfinished.Sheet:
    key = form.line("schluessel", limit=64) or new_token()
    return unfinished.Sheet(unfinished.NEEDS, place.belonging.organisation_id, place.need_id, key)


def change_in(form: Form, content: NeedContent) -> Change[NeedContent]:
    return Change(content, form.line("stand", limit=MOST_MARKS))


async def take_up_what_is_new(place: Place, form: Form, change: Change[NeedContent]) -> None:
    """What another has written stands in the form now, beside what was typed here."""
    if place.need_id is None:
        return
    stored = await newest_content(place.need_id, place.belonging.organisation_id)
    shown = filled(with_what_is_new(stored, change) if change.seen else change.content, place.town)
    form.take_up([*shown.everything(), *form.carried(["schluessel"]), ("stand", seen_now(stored))])


def done(place: Place, what: str) -> Redirect:
    return Redirect(path=f"{place.desk}/einsatzstellen?getan={what}", status_code=303)


async def place_of(request: AnyRequest, need: str, now: datetime) -> Place:
    """Raises NotFound for what belongs to somebody else."""
    belonging: Belonging = request.state.belonging
    need_id = None if need == NEW else read_number(need)
    if need != NEW and need_id is None:
        raise NotFound
    if need_id is not None:
        await newest_content(need_id, belonging.organisation_id)
    return Place(belonging, need_id, await town(local_day(now)))


async def _begin(place: Place) -> Form:
    """What was written last; a new one begins with the organisation's contact person."""
    if place.need_id is not None:
        stored = await newest_content(place.need_id, place.belonging.organisation_id)
        form = filled(stored, place.town)
        form.take_up([*form.everything(), ("schluessel", new_token()), ("stand", seen_now(stored))])
        return form
    contact = contact_of(await organisation_by_slug(place.belonging.slug))
    return Form.filled(
        ansprechperson=contact.name,
        telefon=show_phone(contact.phone) if contact.phone else "",
        mail=contact.email,
        schluessel=new_token(),
    )


async def form_page(request: AnyRequest, place: Place, actor: Actor, form: Form) -> Response[bytes]:
    shown = choices(place.town)
    return page(
        request,
        "club/need.html",
        status=422 if form.errors else 200,
        menu=desk_menu(place.belonging, actor),
        desk=place.desk,
        path=place.path,
        is_new=place.need_id is None,
        form=form,
        choices=shown,
        papers={one: one for one in place.town.papers},
        kinds={"": _("Bitte wählen"), **shown["was"]},
    )


router = Router(
    "/verein/{organisation:str}/einsatzstellen",
    route_handlers=[show_needs, write, write_on, preview, hand_in, go_on_with],
    guards=[maintains],
)
