""" "Diese Woche kann ich nicht", said to the club: a guest with a regular place leaves this date to others."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, post
from litestar.di import NamedDependency, Provide
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


Saying = Callable[[RegistrationView, int, Doer, datetime], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Guest:
    """Whoever is signed up for this date, with a regular place or without: that, the act asks."""

    date: DateView
    registration: RegistrationView


async def the_guest(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    registration_id: FromPath[int],
    now: NamedDependency[datetime],
) -> Guest:
    """Raises NotFound when the sign-up belongs to another date."""
    date = await own_date(request, occurrence_id, now)
    registration = await queries.by_id(registration_id)
    if registration.target not in {Target(date.event_id, date.occurrence_id), Target(date.event_id, None)}:
        raise NotFound
    return Guest(date, registration)


@post("/freigeben")
async def stay_away(
    request: AnyRequest,
    guest: NamedDependency[Guest],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    return await _say(leave_free, request, guest, actor, now)


@post("/doch")
async def come(
    request: AnyRequest,
    guest: NamedDependency[Guest],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    return await _say(come_after_all, request, guest, actor, now)


@post("/bescheid")
async def tell(
    request: AnyRequest,
    guest: NamedDependency[Guest],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Whoever did not say so themselves on the telephone hears of it on their own way."""
    date_id = guest.date.occurrence_id
    await tell_of_day(guest.registration, date_id, doer(actor), now)
    return Redirect(path=f"{date_path(request, date_id)}?bescheid=1", status_code=303)


async def _say(
    say: Saying, request: AnyRequest, guest: Guest, actor: Actor, now: datetime
) -> Response[bytes] | Redirect:
    form, one = Form(), guest.registration
    with form.refusals():
        await say(one, guest.date.occurrence_id, _for(one, actor), now)
        # The list, with what is to be said to whoever is on the telephone.
        return Redirect(path=f"{date_path(request, guest.date.occurrence_id)}?tag={one.id}", status_code=303)
    return await list_page(request, guest.date, actor, form, now)


def _for(registration: RegistrationView, actor: Actor) -> Doer:
    return Doer(actor.name, Channel.PHONE, actor.account_id, on_behalf_of=registration.name)


router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}/anmeldung/{registration_id:int}",
    route_handlers=[stay_away, come, tell],
    guards=[maintains],
    dependencies={"guest": Provide(the_guest)},
)
