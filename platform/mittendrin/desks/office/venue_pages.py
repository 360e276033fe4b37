"""Places with address, coordinates and what is known of their access."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.events.venue_changes import change_access, change_venue
from mittendrin.places.access_form import answers, questions, read_look, values_of
from mittendrin.places.actions import add_venue
from mittendrin.places.queries import access_facts, districts
from mittendrin.places.rules import NewVenue, VenueContent, read_coordinates
from mittendrin.places.venue_list import VenueLine, office_venues, venue_content
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/einstellungen/orte"


@get("/einstellungen/orte")
async def venues(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return _list_page(request, await office_venues(), actor, Form())


@post("/einstellungen/orte")
async def add(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        name = form.line("name", required=_("Schreiben Sie bitte einen Namen."), limit=120)
        form.check()
        number = await add_venue(NewVenue(name, "", "", None), doer(actor), now)
        return Redirect(path=f"{PATH}/{number}", status_code=303)
    return _list_page(request, await office_venues(), actor, form)


@get("/einstellungen/orte/{venue_id:int}")
async def venue_form(
    request: AnyRequest, venue_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _venue_page(request, venue_id, actor, _form_of(await venue_content(venue_id)))


@post("/einstellungen/orte/{venue_id:int}")
async def save_venue(
    request: AnyRequest,
    venue_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await change_venue(venue_id, await _read_venue(form), doer(actor), now)
        return Redirect(path=PATH, status_code=303)
    return await _venue_page(request, venue_id, actor, form)


@get("/einstellungen/orte/{venue_id:int}/zugang")
async def access_form(
    request: AnyRequest, venue_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    facts = (await access_facts({venue_id}))[venue_id]
    return await _access_page(request, venue_id, actor, Form.filled(**values_of(facts)))


@post("/einstellungen/orte/{venue_id:int}/zugang")
async def save_access(
    request: AnyRequest,
    venue_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        look = read_look(form, local_day(now))
        await change_access(venue_id, look, doer(actor), now)
        return Redirect(path=PATH, status_code=303)
    return await _access_page(request, venue_id, actor, form)


async def _read_venue(form: Form) -> VenueContent:
    """Raises Invalid and Refused."""
    known = {f"{one.id}": one.id for one in await districts()}
    name = form.line("name", required=_("Schreiben Sie bitte einen Namen."), limit=120)
    place = form.line("koordinaten", limit=60)
    latitude, longitude = read_coordinates(place) if place else (None, None)
    district = form.choice("stadtteil", known)
    content = VenueContent(
        name=name,
        street=form.line("strasse", limit=120),
        postcode=form.line("plz", limit=10),
        city=form.line("stadt", limit=80),
        district_id=known[district] if district else None,
        latitude=latitude,
        longitude=longitude,
        directions=form.text("weg", limit=1000),
    )
    form.check()
    return content


def _form_of(content: VenueContent) -> Form:
    place = f"{content.latitude}, {content.longitude}" if content.latitude is not None else ""
    return Form.filled(
        name=content.name,
        strasse=content.street,
        plz=content.postcode,
        stadt=content.city,
        stadtteil=f"{content.district_id or ''}",
        koordinaten=place,
        weg=content.directions,
    )


def _list_page(request: AnyRequest, found: list[VenueLine], actor: Actor, form: Form) -> Response[bytes]:
    status = 422 if form.errors else 200
    return page(request, "office/venues.html", status=status, menu=menu(actor), form=form, venues=found)


async def _venue_page(request: AnyRequest, venue_id: int, actor: Actor, form: Form) -> Response[bytes]:
    content = await venue_content(venue_id)
    choices = {"": _("nicht zugeordnet")} | {f"{one.id}": one.name for one in await districts()}
    return page(
        request,
        "office/venue.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        venue_id=venue_id,
        known=content,
        districts=choices,
    )


async def _access_page(request: AnyRequest, venue_id: int, actor: Actor, form: Form) -> Response[bytes]:
    return page(
        request,
        "office/venue_access.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        known=await venue_content(venue_id),
        facts=(await access_facts({venue_id}))[venue_id],
        questions=questions(),
        answers=answers(),
    )


handlers = [venues, add, venue_form, save_venue, access_form, save_access]
