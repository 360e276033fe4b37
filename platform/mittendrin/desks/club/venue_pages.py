"""What an organisation knows of the places it uses. It takes effect at once: see places."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.desks.club.venue_queries import OwnVenue, own_venue, own_venues
from mittendrin.events.venue_changes import change_access
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging
from mittendrin.places.access_form import answers, questions, read_look, values_of
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/orte")
async def show_venues(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    return page(
        request,
        "club/venues.html",
        menu=desk_menu(belonging, actor),
        desk=f"/verein/{belonging.slug}",
        venues=await own_venues(belonging.organisation_id),
        done=bool(request.query_params.get("erledigt")),
    )


@get("/orte/{venue:str}")
async def ask_for_access(
    request: AnyRequest, venue: FromPath[str], actor: NamedDependency[Actor]
) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    own = await own_venue(venue, belonging.organisation_id)
    return _access_page(request, actor, own, Form.filled(**values_of(own.facts)))


@post("/orte/{venue:str}")
async def answer_access(
    request: AnyRequest, venue: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    belonging: Belonging = request.state.belonging
    own = await own_venue(venue, belonging.organisation_id)
    form = await read_form(request)
    with form.refusals():
        look = read_look(form, local_day(now))
        await change_access(own.venue_id, look, doer(actor), now)
        return Redirect(path=f"/verein/{belonging.slug}/orte?erledigt=ja", status_code=303)
    return _access_page(request, actor, own, form)


def _access_page(request: AnyRequest, actor: Actor, own: OwnVenue, form: Form) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    return page(
        request,
        "club/venue_access.html",
        status=422 if form.errors else 200,
        menu=desk_menu(belonging, actor),
        desk=f"/verein/{belonging.slug}",
        own=own,
        facts=own.facts,
        form=form,
        questions=questions(),
        answers=answers(),
    )


router = Router(
    "/verein/{organisation:str}",
    route_handlers=[show_venues, ask_for_access, answer_access],
    guards=[maintains],
)
