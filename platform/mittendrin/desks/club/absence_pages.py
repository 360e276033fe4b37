""" "Diese Woche kann ich nicht", said to the club: a guest with a regular place leaves this date to others."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.refusal import NotFound
from mittendrin.desks.club.date_pages import list_page
from mittendrin.desks.club.own import date_path, own_date
from mittendrin.events.views import DateView
from mittendrin.organisations.guards import maintains
from mittendrin.registrations import queries
from mittendrin.registrations.absence_words import tell_of_day
from mittendrin.registrations.absences import come_after_all, leave_free
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.rules import Target
from mittendrin.web.forms import Form

AnyRequest = Request[Any, Any, Any]


@post("/freigeben")
async def stay_away(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    registration = await _guest(date, registration_id)
    form = Form()
    with form.refusals():
        await leave_free(registration, occurrence_id, _for(registration, actor), now)
        return _read_out(request, occurrence_id, registration)
    return await list_page(request, date, actor, form, now)


@post("/doch")
async def come(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    registration = await _guest(date, registration_id)
    form = Form()
    with form.refusals():
        await come_after_all(registration, occurrence_id, _for(registration, actor), now)
        return _read_out(request, occurrence_id, registration)
    return await list_page(request, date, actor, form, now)


@post("/bescheid")
async def tell(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    registration_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Whoever did not say so themselves on the telephone hears of it on their own way."""
    registration = await _guest(await own_date(request, occurrence_id, now), registration_id)
    await tell_of_day(registration, occurrence_id, doer(actor), now)
    return Redirect(path=f"{date_path(request, occurrence_id)}?bescheid=1", status_code=303)


def _read_out(request: AnyRequest, occurrence_id: int, registration: RegistrationView) -> Redirect:
    """The list, with what is to be said to whoever is on the telephone."""
    return Redirect(path=f"{date_path(request, occurrence_id)}?tag={registration.id}", status_code=303)


async def _guest(date: DateView, registration_id: int) -> RegistrationView:
    """Raises NotFound when the sign-up belongs to another date; whether it is a regular place, the act asks."""
    registration = await queries.by_id(registration_id)
    if registration.target not in {Target(date.event_id, date.occurrence_id), Target(date.event_id, None)}:
        raise NotFound
    return registration


def _for(registration: RegistrationView, actor: Actor) -> Doer:
    return Doer(actor.name, Channel.PHONE, actor.account_id, on_behalf_of=registration.name)


router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}/anmeldung/{registration_id:int}",
    route_handlers=[stay_away, come, tell],
    guards=[maintains],
)
