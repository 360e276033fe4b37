"""A whole event is called off, or takes place after all: everybody learns of it once."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.desks.club.checking import check_page
from mittendrin.desks.club.own import own_event
from mittendrin.events.tables import Event
from mittendrin.events.views import DateView
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.registrations.after_all import called_off_together, event_takes_place_after_all
from mittendrin.registrations.changing import Check, read_calling_off
from mittendrin.registrations.date_changes import concerned_by
from mittendrin.registrations.series_changes import (
    call_off_event,
    coming_dates,
    expected_from_now_on,
    whole_of,
)
from mittendrin.registrations.telling import told_of
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
FIELDS = ("grund", "stattdessen")


@get("/absagen")
async def call_off_form(
    request: AnyRequest, event_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _form_page(request, await own_event(request, event_id), actor, Form())


@post("/absagen/aendern")
async def call_off_again(
    request: AnyRequest, event_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _form_page(request, await own_event(request, event_id), actor, await read_form(request))


@post("/absagen/pruefen")
async def check_calling_off(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    event = await own_event(request, event_id)
    form = await read_form(request)
    with form.refusals():
        why = read_calling_off(form)
        dates = await coming_dates(event_id, now)
        check = Check(
            heading=_("Ganze Veranstaltung absagen"),
            what=event.title,
            answers=(
                (_("Es fallen aus"), _dates_in_words(dates)),
                (_("Der Grund"), why.reason),
                (_("Stattdessen"), why.instead),
            ),
            told=told_of(await expected_from_now_on(event_id, now)),
            path=f"{_path(request, event_id)}/absagen",
            back=_desk(request),
            send=_("Alles absagen und allen Bescheid sagen"),
            carried=FIELDS,
        )
        return check_page(request, check, form, actor)
    return await _form_page(request, event, actor, form)


@post("/absagen")
async def call_off(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    event = await own_event(request, event_id)
    form = await read_form(request)
    with form.refusals():
        await call_off_event(event_id, read_calling_off(form), doer(actor), now)
        return Redirect(path=f"{_desk(request)}?erledigt=abgesagt", status_code=303)
    return await _form_page(request, event, actor, form)


@get("/findet-statt")
async def check_after_all(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    event = await own_event(request, event_id)
    return await _after_all_page(request, event, actor, Form(), now)


@post("/findet-statt")
async def after_all(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    event = await own_event(request, event_id)
    form = Form()
    with form.refusals():
        await event_takes_place_after_all(event_id, doer(actor), now)
        return Redirect(path=f"{_desk(request)}?erledigt=findet-statt", status_code=303)
    return await _after_all_page(request, event, actor, form, now)


async def _after_all_page(
    request: AnyRequest, event: Event, actor: Actor, form: Form, now: datetime
) -> Response[bytes]:
    dates = await called_off_together(event.id, now)
    guests = [one for date in dates for one in await concerned_by(date) if one.target.occurrence_id]
    check = Check(
        heading=_("Findet doch statt"),
        what=event.title,
        answers=(
            (_("Warum sie abgesagt war"), event.called_off_reason),
            (_("Es finden statt"), _dates_in_words(dates)),
        ),
        told=told_of([*guests, *await whole_of(event.id)]),
        path=f"{_path(request, event.id)}/findet-statt",
        back=_desk(request),
        send=_("Findet doch statt: allen Bescheid sagen"),
    )
    return check_page(request, check, form, actor)


def _dates_in_words(dates: list[DateView]) -> str:
    """ "12 Termine, von Dienstag, 12. Januar 2027 bis Dienstag, 30. März 2027" """
    if len(dates) < 2:
        return dates[0].spoken if dates else _("kein Termin")
    first, last = show_day(dates[0].day), show_day(dates[-1].day)
    return _("{n} Termine, von {first} bis {last}", n=len(dates), first=first, last=last)


def _desk(request: AnyRequest) -> str:
    return f"/verein/{request.state.belonging.slug}"


def _path(request: AnyRequest, event_id: int) -> str:
    return f"{_desk(request)}/veranstaltungen/{event_id}"


async def _form_page(request: AnyRequest, event: Event, actor: Actor, form: Form) -> Response[bytes]:
    menu = desk_menu(request.state.belonging, actor)
    status = 422 if form.errors else 200
    path = f"{_path(request, event.id)}/absagen"
    return page(
        request, "club/call_off_event.html", status=status, form=form, menu=menu, event=event, path=path
    )


router = Router(
    "/verein/{organisation:str}/veranstaltungen/{event_id:int}",
    route_handlers=[call_off_form, call_off_again, check_calling_off, call_off, check_after_all, after_all],
    guards=[maintains],
)
