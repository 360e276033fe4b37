""" "Ein Verein ruft an": find the date, say what changes, check it, and only then tell everybody."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.finding_dates import MOST_SHOWN, dates_said
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import NOTE_FIELDS, ORDER_FIELDS, finishing, keep_note, taken_up, typed
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.events import queries as events
from mittendrin.events.views import DateView
from mittendrin.organisations.queries import organisation_choices
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.rules import Way
from mittendrin.registrations.change import Subject, change_called
from mittendrin.registrations.change_pages import Asking, Desk, form_page, handlers
from mittendrin.registrations.changes_of_a_date import OF_A_DATE
from mittendrin.registrations.changes_of_an_event import OF_AN_EVENT
from mittendrin.registrations.minimum import waiting_for_an_answer
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/im-auftrag"
# All that a club can do itself. A date stands for its event: nobody on the telephone knows the one from the other.
CHANGES = OF_A_DATE | {f"alles-{name}": change for name, change in OF_AN_EVENT.items()}


@get("/")
async def find(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    query = read_query(request)
    found: list[DateView] = []
    with query.refusals():
        if words := query.line("suche"):
            found = (await dates_said(words, now))[:MOST_SHOWN]
    return page(
        request,
        "office/club_dates.html",
        menu=menu(actor),
        form=query,
        dates=found,
        slugs={number: slug for number, slug, _name in await organisation_choices()},
        all_off=await events.called_off_as_a_whole({one.event_id for one in found}),
        too_few=await waiting_for_an_answer({one.occurrence_id for one in found}, now),
        told=read_number(query.line("bescheid")),
        waits=query.yes("wartet"),
        calls=await _to_be_made(query),
    )


async def _to_be_made(query: Form) -> int:
    """By the club itself, which does not see the page."""
    club = read_number(query.line("verein"))
    return len([one for one in await open_calls(club) if one.way is Way.CALL]) if club else 0


async def of_a_date(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Asking:
    name, occurrence_id = request.path_params["change"], request.path_params["occurrence_id"]
    wanted, date = change_called(name, CHANGES), await events.date(occurrence_id, now)
    desk = Desk(
        menu=menu(actor),
        organisation_id=date.organisation_id,
        reader=None,
        path=f"{PATH}/{occurrence_id}/{name}",
        back=PATH,
        template="office/club_change.html",
        done=lambda told: (
            f"{PATH}?wartet=ja" if told is None else f"{PATH}?bescheid={told}&verein={date.organisation_id}"
        ),
        by=_for_the_club(date, actor),
        fields=(*ORDER_FIELDS, *NOTE_FIELDS),
        known=(("kanal", "phone"),),
        around={"channels": channel_words()},
        begin=lambda form: taken_up(read_query(request), form.everything()),
        around_it=lambda form: finishing(form, doer(actor), now),
    )
    return Asking(request, now, wanted, Subject(date.event_id, date.title, date), desk)


@post("/{change:str}/sichern")
async def keep(
    asking: NamedDependency[Asking], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """ "Notiz sichern, später fertig machen"."""
    form = await read_form(asking.request)
    with form.refusals():
        fields = (*asking.change.fields, *ORDER_FIELDS)
        note = typed(form, fields, asking.desk.path.removeprefix(f"{DESK}/"), asking.subject.words)
        await keep_note(form, note, doer(actor), now)
        return Redirect(path=f"{DESK}#notizen", status_code=303)
    return await form_page(asking, form)


def _for_the_club(date: DateView, actor: Actor) -> Callable[[Form], Doer]:
    """Who spoke stands in the log with the club's name; a club is never there by itself."""

    def by(form: Form) -> Doer:
        order = read_order(form)
        if not order.speaker:
            form.refuse(Refused(_("Schreiben Sie bitte, wer vom Verein sich meldet."), "anrufer"))
        form.check()
        clerk = in_the_name_of(f"{order.speaker}, {date.organisation}", order, actor)
        return Doer(clerk.name, clerk.channel, clerk.account_id, clerk.on_behalf_of, remark=order.note)

    return by


finding = Router(PATH, route_handlers=[find], guards=[office_member])
changing = Router(
    f"{PATH}/{{occurrence_id:int}}",
    route_handlers=[*handlers, keep],
    dependencies={"asking": Provide(of_a_date)},
    guards=[office_member],
)
routers = [finding, changing]
