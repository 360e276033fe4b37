"""Who may act for a person: written down with what they agreed to, and taken back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.desks.office.looking import note_look
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.orders import CHANNELS, channel_words
from mittendrin.people.queries import PersonView, person
from mittendrin.people.trusted import SCOPE_WORDS, Scope, Trust, end_trust, trust
from mittendrin.volunteering.asking import read_ways
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/personen"
CONSENT = "Darf {name} für Sie bei uns anrufen? Sie können das jederzeit zurücknehmen."


@get("/personen/{person_id:int}/vertrauen")
async def trust_form(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    name = read_query(request).line("name", limit=120)
    one = await person(person_id)
    await note_look(one, actor, now)
    return _trust_page(request, one, actor, Form.filled(name=name, kanal="phone"))


@post("/personen/{person_id:int}/vertrauen")
async def write_down(
    request: AnyRequest,
    person_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    one, form = await person(person_id), await read_form(request)
    with form.refusals():
        await trust(person_id, _read_trust(form), doer(actor), now)
        return Redirect(path=f"{PATH}/{person_id}#vertrauen", status_code=303)
    return _trust_page(request, one, actor, form)


def _read_trust(form: Form) -> Trust:
    """Raises Invalid."""
    name = form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120)
    relative = replace(read_ways(form), name=name)
    relation = form.line("beziehung", limit=80)
    may = form.many("darf", Scope, required=_("Was darf diese Person?"))
    consent = form.choice("kanal", CHANNELS, required=_("Wie hat die Person Ja gesagt?"))
    form.yes("einwilligung", required=_("Fragen Sie bitte zuerst die Person selbst."))
    form.check()
    return Trust(relative, relation, tuple(may), consent)


def _trust_page(request: AnyRequest, one: PersonView, actor: Actor, form: Form) -> Response[bytes]:
    return page(
        request,
        "office/trusted.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        person=one,
        scopes={scope.value: _(words) for scope, words in SCOPE_WORDS.items()},
        channels=channel_words(),
        consent=_(CONSENT, name=form.line("name", limit=120) or _("Ihre Vertrauensperson")),
    )


@post("/personen/vertrauen/{trust_id:int}/beenden")
async def end(
    trust_id: FromPath[int], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Redirect:
    person_id = await end_trust(trust_id, doer(actor), now)
    return Redirect(path=f"{PATH}/{person_id}#vertrauen", status_code=303)


handlers = [trust_form, write_down, end]
