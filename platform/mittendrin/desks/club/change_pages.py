"""Calling a date off, moving it, calling a whole event off: one question page each, and everybody is told."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.german import show_time
from mittendrin.core.language import _
from mittendrin.desks.club.own import date_path, own_date, own_event
from mittendrin.events.views import DateView
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, concerned_by, move_date
from mittendrin.registrations.series_changes import call_off_event
from mittendrin.web.forms import Form, date_boxes, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/termine/{occurrence_id:int}/absagen")
async def call_off_form(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return await _date_page(request, "club/call_off.html", date, actor, Form())


@post("/termine/{occurrence_id:int}/absagen")
async def call_off(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        why = read_calling_off(form)
        await call_off_date(occurrence_id, why, doer(actor), now)
        return Redirect(path=date_path(request, occurrence_id), status_code=303)
    return await _date_page(request, "club/call_off.html", date, actor, form)


@get("/termine/{occurrence_id:int}/verlegen")
async def move_form(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    times = {"von": show_time(to_local(date.starts).time()), "bis": show_time(to_local(date.ends).time())}
    form = Form.filled(**date_boxes("tag", date.day), **times, ort=date.place)
    return await _date_page(request, "club/move.html", date, actor, form)


@post("/termine/{occurrence_id:int}/verlegen")
async def move(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        await move_date(occurrence_id, read_move(form, now), doer(actor), now)
        return Redirect(path=date_path(request, occurrence_id), status_code=303)
    return await _date_page(request, "club/move.html", date, actor, form)


@get("/veranstaltungen/{event_id:int}/absagen")
async def call_off_event_form(
    request: AnyRequest, event_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _event_page(request, event_id, actor, Form())


@post("/veranstaltungen/{event_id:int}/absagen")
async def call_off_whole_event(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    await own_event(request, event_id)
    form = await read_form(request)
    with form.refusals():
        await call_off_event(event_id, read_calling_off(form), doer(actor), now)
        return Redirect(path=f"/verein/{request.state.belonging.slug}", status_code=303)
    return await _event_page(request, event_id, actor, form)


def read_calling_off(form: Form) -> CallingOff:
    """Raises Invalid."""
    reason = form.line("grund", required=_("Sagen Sie den Menschen bitte, warum."), limit=200)
    instead = form.line("stattdessen", limit=200)
    form.check()
    return CallingOff(reason, instead)


def read_move(form: Form, now: datetime) -> Move:
    """Raises Invalid."""
    day = form.date("tag", local_day(now), required=_("An welchem Tag findet es jetzt statt?"))
    starts = form.time("von", required=_("Um wie viel Uhr beginnt es?"))
    ends = form.time("bis", required=_("Um wie viel Uhr endet es?"))
    place = form.line("ort", limit=120)
    reason = form.line("grund", limit=200)
    form.check()
    return Move(at_local(day, starts), at_local(day, ends), place, reason)


async def _date_page(
    request: AnyRequest, template: str, date: DateView, actor: Actor, form: Form
) -> Response[bytes]:
    values: dict[str, Any] = {
        "menu": desk_menu(request.state.belonging, actor),
        "date": date,
        "told": len(await concerned_by(date)),
        "path": date_path(request, date.occurrence_id),
    }
    return page(request, template, status=422 if form.errors else 200, form=form, **values)


async def _event_page(request: AnyRequest, event_id: int, actor: Actor, form: Form) -> Response[bytes]:
    event = await own_event(request, event_id)
    menu = desk_menu(request.state.belonging, actor)
    status = 422 if form.errors else 200
    return page(request, "club/call_off_event.html", status=status, form=form, menu=menu, event=event)


router = Router(
    "/verein/{organisation:str}",
    route_handlers=[
        call_off_form,
        call_off,
        move_form,
        move,
        call_off_event_form,
        call_off_whole_event,
    ],
    guards=[maintains],
)
