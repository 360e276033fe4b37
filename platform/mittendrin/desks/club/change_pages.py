"""An organisation changes its dates and its events: what it may ask for, with the pages that all desks share."""

from datetime import datetime
from typing import Any

from litestar import Request, Router
from litestar.di import NamedDependency, Provide

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.desks.club.own import date_path, own_date, own_event
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.registrations.change import Subject, change_called
from mittendrin.registrations.change_pages import Asking, Desk, handlers
from mittendrin.registrations.changes_of_a_date import OF_A_DATE
from mittendrin.registrations.changes_of_an_event import OF_AN_EVENT
from mittendrin.web.forms import Form

AnyRequest = Request[Any, Any, Any]
TEMPLATE = "club/change.html"
# What the overview says afterwards.
DONE = {"absagen": "abgesagt", "findet-statt": "findet-statt", "ab-einem-tag": "serie-gilt"}


async def of_a_date(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Asking:
    """Raises NotFound, also for the date of another organisation."""
    name, occurrence_id = request.path_params["change"], request.path_params["occurrence_id"]
    date = await own_date(request, occurrence_id, now)
    path = date_path(request, occurrence_id)
    desk = Desk(
        menu=desk_menu(request.state.belonging, actor),
        organisation_id=request.state.belonging.organisation_id,
        reader=request.state.belonging.organisation_id,
        path=f"{path}/{name}",
        back=path,
        template=TEMPLATE,
        # Where nobody had to be told it is only said that it is done.
        done=lambda told: f"{path}?gesichert=ja" if name == "trotzdem" else f"{path}?bescheid={told}",
        by=_signed_in(actor),
    )
    subject = Subject(date.event_id, date.title, date)
    return Asking(request, now, change_called(name, OF_A_DATE), subject, desk)


async def of_an_event(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Asking:
    """Raises NotFound, also for the event of another organisation."""
    name, event_id = request.path_params["change"], request.path_params["event_id"]
    event = await own_event(request, event_id)
    overview = f"/verein/{request.state.belonging.slug}"
    desk = Desk(
        menu=desk_menu(request.state.belonging, actor),
        organisation_id=request.state.belonging.organisation_id,
        reader=request.state.belonging.organisation_id,
        path=f"{overview}/veranstaltungen/{event_id}/{name}",
        back=overview,
        template=TEMPLATE,
        done=lambda told: (
            f"{overview}?erledigt=serie-wartet"
            if told is None
            else f"{overview}?erledigt={DONE[name]}&bescheid={told}"
        ),
        by=_signed_in(actor),
    )
    return Asking(request, now, change_called(name, OF_AN_EVENT), Subject(event_id, event.title), desk)


def _signed_in(actor: Actor) -> Any:
    def by(_form: Form) -> Doer:
        return doer(actor)

    return by


date_router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}",
    route_handlers=handlers,
    dependencies={"asking": Provide(of_a_date)},
    guards=[maintains],
)
event_router = Router(
    "/verein/{organisation:str}/veranstaltungen/{event_id:int}",
    route_handlers=handlers,
    dependencies={"asking": Provide(of_an_event)},
    guards=[maintains],
)
