"""Several visits are read out in one call: which of them somebody cannot, is asked here."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.calling import answers_to
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.engagements.calls import WHICH_VISITS, some_visits
from mittendrin.engagements.queries import visits_to_give_up
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.outbox import calls
from mittendrin.outbox.calls import CallLine, Outcome
from mittendrin.outbox.rules import CallResult
from mittendrin.registrations.calls import settle
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"/anrufe/{{visits_call_id:int}}/{WHICH_VISITS}"


@get(PATH)
async def which(
    request: AnyRequest,
    visits_call_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    call = await _asked(visits_call_id)
    visits = await _choices(call, now)
    alone = list(visits) if len(visits) == 1 else []
    return await _page(request, call, visits, Form.filled(besuche=alone), actor)


@post(PATH)
async def give_up(
    request: AnyRequest,
    visits_call_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    call, form = await _asked(visits_call_id), await read_form(request)
    visits, done = (
        await _choices(call, now),
        Redirect(f"{DESK}/anrufe?fertig={visits_call_id}", status_code=303),
    )
    with form.refusals():
        outcome = Outcome(CallResult.SIGNS_OFF, form.line("notiz"), form.line("anrufer", limit=120))
        if call.is_settled_as(outcome, doer(actor)) and not any(form.has("besuche", one) for one in visits):
            return done  # sent twice
        chosen = form.many("besuche", visits, required=_("Wählen Sie bitte mindestens einen Besuch."))
        form.check()
        await settle(call, outcome, some_visits([int(one) for one in chosen]), doer(actor), now)
        return done
    return await _page(request, call, visits, form, actor)


async def _asked(call_id: int) -> CallLine:
    """Raises NotFound for a call that nobody has to choose for."""
    call = await calls.call(call_id)
    answer = answers_to(call).get(CallResult.SIGNS_OFF)
    if answer is None or answer.page != WHICH_VISITS:
        raise NotFound
    return call


async def _choices(call: CallLine, now: datetime) -> dict[str, str]:
    found = await visits_to_give_up(call.number, Side(call.part), now)
    return {str(one.id): moment_in_words(one.starts_at) for one in found}


async def _page(
    request: AnyRequest, call: CallLine, visits: dict[str, str], form: Form, actor: Actor
) -> Response[bytes]:
    return page(
        request,
        "office/helping/which_visits.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        call=call,
        visits=visits,
        helper=call.part == Side.VOLUNTEER.value,
    )


router = Router(DESK, route_handlers=[which, give_up], guards=[office_member])
