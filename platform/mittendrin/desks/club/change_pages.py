"""Calling a date off, moving it, and letting it take place after all: a question page, a check page, then it counts.

On the check page stands who learns of it on which way. Nothing is stored before its button.
"""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.desks.club.checking import check_page
from mittendrin.desks.club.own import date_path, own_date
from mittendrin.events.views import DateView
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.registrations.after_all import refuse_what_stays_off, take_place_after_all
from mittendrin.registrations.changing import (
    CALL_OFF_FIELDS,
    MOVE_FIELDS,
    Check,
    form_of_move,
    old_and_new,
    read_calling_off,
    read_move,
)
from mittendrin.registrations.date_changes import (
    call_off_date,
    concerned_by,
    move_date,
    refuse_impossible_move,
    refuse_what_cannot_change,
)
from mittendrin.registrations.telling import told_of
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/absagen")
async def call_off_form(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return await _date_page(request, "club/call_off.html", date, actor, Form())


@post("/absagen/aendern")
async def call_off_again(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return await _date_page(request, "club/call_off.html", date, actor, await read_form(request))


@post("/absagen/pruefen")
async def check_calling_off(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        why = read_calling_off(form)
        refuse_what_cannot_change(date, now)
        check = Check(
            heading=_("Termin absagen"),
            what=f"{date.title}, {date.spoken}",
            answers=((_("Der Grund"), why.reason), (_("Stattdessen"), why.instead)),
            told=told_of(await concerned_by(date)),
            path=f"{date_path(request, occurrence_id)}/absagen",
            back=date_path(request, occurrence_id),
            send=_("Jetzt absagen und allen Bescheid sagen"),
            carried=CALL_OFF_FIELDS,
        )
        return check_page(request, check, form, actor)
    return await _date_page(request, "club/call_off.html", date, actor, form)


@post("/absagen")
async def call_off(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        told = await call_off_date(occurrence_id, read_calling_off(form), doer(actor), now)
        return _done(request, occurrence_id, told)
    return await _date_page(request, "club/call_off.html", date, actor, form)


@get("/verlegen")
async def move_form(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return await _date_page(request, "club/move.html", date, actor, form_of_move(date))


@post("/verlegen/aendern")
async def move_again(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    return await _date_page(request, "club/move.html", date, actor, await read_form(request))


@post("/verlegen/pruefen")
async def check_move(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        move = read_move(form, now)
        refuse_impossible_move(move, now)
        refuse_what_cannot_change(date, now)
        check = Check(
            heading=_("Termin verlegen"),
            what=date.title,
            answers=old_and_new(date, move),
            told=told_of(await concerned_by(date)),
            path=f"{date_path(request, occurrence_id)}/verlegen",
            back=date_path(request, occurrence_id),
            send=_("Jetzt verlegen und allen Bescheid sagen"),
            carried=MOVE_FIELDS,
        )
        return check_page(request, check, form, actor)
    return await _date_page(request, "club/move.html", date, actor, form)


@post("/verlegen")
async def move(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        told = await move_date(occurrence_id, read_move(form, now), doer(actor), now)
        return _done(request, occurrence_id, told)
    return await _date_page(request, "club/move.html", date, actor, form)


@get("/findet-statt")
async def check_after_all(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    date = await own_date(request, occurrence_id, now)
    form = Form()
    with form.refusals():
        refuse_what_stays_off(date, now)
    return await _after_all_page(request, date, actor, form)


@post("/findet-statt")
async def after_all(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date = await own_date(request, occurrence_id, now)
    form = Form()
    with form.refusals():
        return _done(request, occurrence_id, await take_place_after_all(occurrence_id, doer(actor), now))
    return await _after_all_page(request, date, actor, form)


async def _after_all_page(request: AnyRequest, date: DateView, actor: Actor, form: Form) -> Response[bytes]:
    path = date_path(request, date.occurrence_id)
    check = Check(
        heading=_("Findet doch statt"),
        what=f"{date.title}, {date.spoken}",
        answers=((_("Warum er abgesagt war"), date.reason), (_("Wo"), date.where)),
        told=told_of(await concerned_by(date)),
        path=f"{path}/findet-statt",
        back=path,
        send=_("Findet doch statt: allen Bescheid sagen"),
    )
    return check_page(request, check, form, actor)


def _done(request: AnyRequest, occurrence_id: int, told: int) -> Redirect:
    return Redirect(path=f"{date_path(request, occurrence_id)}?bescheid={told}", status_code=303)


async def _date_page(
    request: AnyRequest, template: str, date: DateView, actor: Actor, form: Form
) -> Response[bytes]:
    values: dict[str, Any] = {
        "menu": desk_menu(request.state.belonging, actor),
        "date": date,
        "told": told_of(await concerned_by(date)),
        "path": date_path(request, date.occurrence_id),
    }
    return page(request, template, status=422 if form.errors else 200, form=form, **values)


router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}",
    route_handlers=[
        call_off_form, call_off_again, check_calling_off, call_off,
        move_form, move_again, check_move, move,
        check_after_all, after_all,
    ],
    guards=[maintains],
)  # fmt: skip
