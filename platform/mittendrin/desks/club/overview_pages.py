"""An organisation's desk: what needs doing first, all its events, and taking one back."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.numbers import read_number
from mittendrin.desks.club.event_queries import by_state, overview, own_event
from mittendrin.desks.club.school_data import school_notice
from mittendrin.events import setting_aside
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging
from mittendrin.registrations.minimum import undecided
from mittendrin.registrations.telling import told_in_words
from mittendrin.web.forms import Form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/")
async def show_overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    view = await overview(belonging.organisation_id, now)
    return page(
        request,
        "club/overview.html",
        menu=desk_menu(belonging, actor),
        desk=f"/verein/{belonging.slug}",
        view=view,
        too_few=await undecided(belonging.organisation_id, now),
        done=request.query_params.get("erledigt", ""),
        told=told_in_words(read_number(request.query_params.get("bescheid", "")) or 0),
        notice=school_notice(view.events, local_day(now)),
    )


@get("/veranstaltungen")
async def show_events(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    return page(
        request,
        "club/events.html",
        menu=desk_menu(belonging, actor),
        desk=f"/verein/{belonging.slug}",
        groups=await by_state(belonging.organisation_id),
    )


@post("/veranstaltungen/{event_id:int}/zurueckziehen")
async def withdraw(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    belonging: Belonging = request.state.belonging
    own = await own_event(event_id, belonging.organisation_id)
    await setting_aside.withdraw(own.event_id, doer(actor), now)
    return Redirect(path=f"/verein/{belonging.slug}?erledigt=zurueckgezogen", status_code=303)


@post("/veranstaltungen/{event_id:int}/verwerfen")
async def discard(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """A change that came back; visitors go on seeing what they see."""
    belonging: Belonging = request.state.belonging
    own = await own_event(event_id, belonging.organisation_id)
    await setting_aside.discard(own.event_id, doer(actor), now)
    return Redirect(path=f"/verein/{belonging.slug}?erledigt=verworfen", status_code=303)


@get("/veranstaltungen/{event_id:int}/archivieren")
async def ask_to_archive(
    request: AnyRequest, event_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _archive_page(request, event_id, actor, Form())


@post("/veranstaltungen/{event_id:int}/archivieren")
async def archive(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    belonging: Belonging = request.state.belonging
    own = await own_event(event_id, belonging.organisation_id)
    form = Form()
    with form.refusals():
        await setting_aside.archive(own.event_id, doer(actor), now)
        return Redirect(path=f"/verein/{belonging.slug}/veranstaltungen", status_code=303)
    return await _archive_page(request, event_id, actor, form)


@post("/veranstaltungen/{event_id:int}/zurueckholen")
async def bring_back(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    belonging: Belonging = request.state.belonging
    own = await own_event(event_id, belonging.organisation_id)
    await setting_aside.bring_back(own.event_id, doer(actor), now)
    return Redirect(path=f"/verein/{belonging.slug}/veranstaltungen", status_code=303)


async def _archive_page(request: AnyRequest, event_id: int, actor: Actor, form: Form) -> Response[bytes]:
    belonging: Belonging = request.state.belonging
    return page(
        request,
        "club/archive.html",
        status=422 if form.errors else 200,
        menu=desk_menu(belonging, actor),
        desk=f"/verein/{belonging.slug}",
        own=await own_event(event_id, belonging.organisation_id),
        form=form,
    )


router = Router(
    "/verein/{organisation:str}",
    route_handlers=[show_overview, show_events, withdraw, discard, ask_to_archive, archive, bring_back],
    guards=[maintains],
)
