""" "Ein Verein ruft an": find the date, say what changes, check it, and only then tell everybody."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.club_changes import Change, change_called
from mittendrin.desks.office.finding_dates import MOST_SHOWN, dates_said
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.events import queries as events
from mittendrin.events.views import DateView
from mittendrin.registrations.changing import Check
from mittendrin.registrations.date_changes import refuse_what_cannot_change
from mittendrin.registrations.telling import told_of
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/im-auftrag"
ORDER_FIELDS = ("anrufer", "kanal", "bemerkung")


@get("/")
async def find(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    found: list[DateView] = []
    with query.refusals():
        if words := query.line("suche"):
            found = await dates_said(words, now)
    return page(
        request,
        "office/club_dates.html",
        menu=menu(actor),
        form=query,
        dates=found[:MOST_SHOWN],
        told=query.line("bescheid"),
    )


@get("/{occurrence_id:int}/{change:str}")
async def ask(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    change: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    wanted, date = change_called(change), await events.date(occurrence_id, now)
    first = wanted.first(date)
    first.take_up([*first.everything(), ("kanal", "phone")])
    return _form_page(request, wanted, date, first, actor)


@post("/{occurrence_id:int}/{change:str}/aendern")
async def ask_again(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    change: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    wanted, date = change_called(change), await events.date(occurrence_id, now)
    return _form_page(request, wanted, date, await read_form(request), actor)


@post("/{occurrence_id:int}/{change:str}/pruefen")
async def check(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    change: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    wanted, date = change_called(change), await events.date(occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        by = _for_the_club(form, date, actor)
        value = wanted.read(form, now)
        refuse_what_cannot_change(date, now)
        answers = (
            *wanted.answers(date, value),
            (_("Im Auftrag von"), by.on_behalf_of),
            (_("Notiz"), by.remark),
        )
        told = told_of(await wanted.concerned(date, now))
        shown = Check(
            heading=_(wanted.heading),
            what=f"{date.title}, {date.spoken}",
            answers=answers,
            told=told,
            path=f"{PATH}/{occurrence_id}/{change}",
            back=PATH,
            send=_(wanted.send),
            carried=(*wanted.fields, *ORDER_FIELDS),
        )
        return page(request, "club/check_change.html", menu=menu(actor), check=shown, form=form)
    return _form_page(request, wanted, date, form, actor)


@post("/{occurrence_id:int}/{change:str}")
async def act(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    change: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    wanted, date = change_called(change), await events.date(occurrence_id, now)
    form = await read_form(request)
    with form.refusals():
        by = _for_the_club(form, date, actor)
        told = await wanted.act(date, wanted.read(form, now), by, now)
        return Redirect(path=f"{PATH}?bescheid={told}", status_code=303)
    return _form_page(request, wanted, date, form, actor)


def _for_the_club(form: Form, date: DateView, actor: Actor) -> Doer:
    """Raises Invalid. Who spoke stands in the log with the club's name; a club is never there by itself."""
    order = read_order(form)
    if not order.speaker:
        form.refuse(Refused(_("Schreiben Sie bitte, wer vom Verein sich meldet."), "anrufer"))
    form.check()
    by = in_the_name_of(f"{order.speaker}, {date.organisation}", order, actor)
    return Doer(by.name, by.channel, by.account_id, by.on_behalf_of, remark=order.note)


def _form_page(
    request: AnyRequest, wanted: Change, date: DateView, form: Form, actor: Actor
) -> Response[bytes]:
    status = 422 if form.errors else 200
    path = request.url.path.removesuffix("/pruefen").removesuffix("/aendern")
    shown = {"menu": menu(actor), "change": wanted, "date": date, "path": path, "channels": channel_words()}
    return page(request, "office/club_change.html", status=status, form=form, **shown)


router = Router(PATH, route_handlers=[find, ask, ask_again, check, act], guards=[office_member])
