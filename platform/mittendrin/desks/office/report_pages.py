"""Reports of barriers: what came in, by when we promised an answer, and what the answer was."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.barriers.actions import note_answer, report_barrier
from mittendrin.barriers.pages import read_report
from mittendrin.barriers.queries import open_reports, report_by_code, report_by_id
from mittendrin.barriers.tables import BarrierReport
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.tokens import new_token
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import (
    ORDER_FIELDS,
    finishing,
    form_of,
    keep_note,
    taken_up,
    typed,
)
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.desks.office.written_before import ask_about_another
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/meldungen"
KEPT_IN_NOTE = ("was", "seite", "name", "telefon", "mail", "adresse", *ORDER_FIELDS)


@get("/")
async def reports(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    answered = bool(request.query_params.get("erledigt"))
    shown = await open_reports()
    return page(
        request,
        "office/reports.html",
        menu=menu(actor), reports=shown, today=local_day(now), answered=answered,
    )  # fmt: skip


@get("/neu")
async def report_form(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    """For somebody on the telephone or at the counter."""
    kept = await taken_up(read_query(request), [("kanal", "phone")])
    return _report_form(request, form_of([*kept.everything(), ("schluessel", new_token())]), actor)


@post("/neu")
async def take_report(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """Two buttons: take it in, or keep it as a note."""
    form = await read_form(request)
    with form.refusals():
        if form.value("tun") == "sichern":
            note = typed(form, KEPT_IN_NOTE, "meldungen/neu", form.line("name"))
            await keep_note(form, note, doer(actor), now)
            return Redirect(path=f"{DESK}#notizen", status_code=303)
        order = read_order(form)
        wish = read_report(form)
        await ask_about_another(form, BarrierReport)
        name = wish.contact.name or order.speaker or _("Unbekannt")
        async with finishing(form, doer(actor), now):
            code = await report_barrier(wish, in_the_name_of(name, order, actor), now)
        taken = await report_by_code(code)
        return Redirect(path=f"{PATH}/{taken.id}/aufgenommen", status_code=303)
    return _report_form(request, form, actor)


@get("/{report_id:int}/aufgenommen")
async def report_taken(
    request: AnyRequest, report_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    """Number and day, to be read out."""
    shown = await report_by_id(report_id)
    return page(request, "office/report_taken.html", menu=menu(actor), report=shown)


@get("/{report_id:int}/brief")
async def report_letter(
    request: AnyRequest,
    report_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    shown = await report_by_id(report_id)
    said = words("barriers/messages/taken.txt", report=shown, office=await office())
    return page(
        request,
        "registrations/letter.html",
        menu=menu(actor),
        to=shown.contact,
        words=said,
        back=f"{PATH}/{report_id}/aufgenommen",
        task=None,
        today=local_day(now),
    )


@get("/{report_id:int}")
async def report(
    request: AnyRequest, report_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    shown = await report_by_id(report_id)
    return page(request, "office/report.html", menu=menu(actor), report=shown, form=Form())


@post("/{report_id:int}")
async def answer(
    request: AnyRequest,
    report_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        said = form.text("antwort", required=_("Schreiben Sie bitte, was Sie geantwortet haben."))
        form.check()
        await note_answer(report_id, said, doer(actor), now)
        return Redirect(path=f"{PATH}?erledigt=ja", status_code=303)
    shown = await report_by_id(report_id)
    return page(request, "office/report.html", status=422, menu=menu(actor), report=shown, form=form)


def _report_form(request: AnyRequest, form: Form, actor: Actor) -> Response[bytes]:
    status = 422 if form.errors else 200
    channels = channel_words()
    answer = page(
        request, "office/report_new.html", status=status, form=form, menu=menu(actor), channels=channels
    )
    return shown_again_by_back(answer)


router = Router(
    PATH,
    route_handlers=[reports, report_form, take_report, report_taken, report_letter, report, answer],
    guards=[office_member],
)
