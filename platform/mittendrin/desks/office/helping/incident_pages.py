"""An incident at the office: everybody there can report one, the lead alone reads it and decides."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_lead, office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order
from mittendrin.incidents.actions import decide_incident, open_incidents, read_incident, report_incident
from mittendrin.incidents.rules import DECISIONS, Decision, Report
from mittendrin.people.queries import PersonView, person
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/vorfaelle"


@get("/{person_id:int}/vorfall")
async def incident_form(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    one = await person(person_id)
    await note_look(one, actor, now)
    return _form_page(request, one, actor, Form.filled(kanal="phone"))


@post("/{person_id:int}/vorfall")
async def report(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    one, form = await person(person_id), await read_form(request)
    with form.refusals():
        note = form.text("was", required=_("Schreiben Sie bitte kurz, was geschehen ist."), limit=2000)
        order = read_order(form)
        form.check()
        said = Report(person_id, note, order.speaker or actor.name)
        await report_incident(said, in_the_name_of(order.speaker, order, actor), now)
        return Redirect(path=f"{DESK}/personen/{person_id}", status_code=303)
    return _form_page(request, one, actor, form)


def _form_page(request: AnyRequest, one: PersonView, actor: Actor, form: Form) -> Response[bytes]:
    return page(
        request,
        "office/helping/incident_new.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        person=one,
        channels=channel_words(),
    )


@get("/")
async def incidents(request: AnyRequest, actor: NamedDependency[Actor]) -> Response[bytes]:
    return page(request, "office/helping/incidents.html", menu=menu(actor), incidents=await open_incidents())


@get("/{incident_id:int}")
async def incident(
    request: AnyRequest,
    incident_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _incident_page(request, incident_id, actor, now, Form())


@post("/{incident_id:int}")
async def decide(
    request: AnyRequest,
    incident_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        decision = form.choice("entscheidung", Decision, required=_("Wählen Sie bitte, wie es weitergeht."))
        form.check()
        await decide_incident(incident_id, decision, doer(actor), now)
        return Redirect(path=PATH, status_code=303)
    return await _incident_page(request, incident_id, actor, now, form)


async def _incident_page(
    request: AnyRequest, incident_id: int, actor: Actor, now: datetime, form: Form
) -> Response[bytes]:
    return page(
        request,
        "office/helping/incident.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        one=await read_incident(incident_id, doer(actor), now),
        decisions={decision.value: _(words) for decision, words in DECISIONS.items()},
    )


of_a_person = Router(f"{DESK}/personen", route_handlers=[incident_form, report], guards=[office_member])
router = Router(PATH, route_handlers=[incidents, incident, decide], guards=[office_lead])
