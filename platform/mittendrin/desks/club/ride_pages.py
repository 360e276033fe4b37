"""Who could go with whom to one date: the organisation decides whom it asks, and notes answers of callers."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import NotFound
from mittendrin.desks.club.own import date_path, own_date
from mittendrin.events.views import DateView
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.queries import pair_of, rides_of_date
from mittendrin.rides.rules import Answer, Kind, Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/")
async def show(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _page(request, await own_date(request, occurrence_id, now), Form(), actor, now)


@post("/")
async def ask_both(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date, form = await own_date(request, occurrence_id, now), await read_form(request)
    with form.refusals():
        missing = _("Wählen Sie bitte zwei aus.")
        two = Two(
            occurrence_id,
            Kind(form.choice("art", Kind, required=missing) or Kind.RIDE),
            form.number("wer", 1, LARGEST_NUMBER, required=missing),
            form.number("mit", 1, LARGEST_NUMBER, required=missing),
        )
        form.check()
        await ask(two, doer(actor), now)
        return _back(request, occurrence_id)
    return await _page(request, date, form, actor, now)


@post("/{ride_id:int}/antwort")
async def answer_for_caller(
    request: AnyRequest,
    occurrence_id: FromPath[int],
    ride_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    date, form = await own_date(request, occurrence_id, now), await read_form(request)
    if (await pair_of(ride_id, Side.GIVER, now)).occurrence_id != occurrence_id:
        raise NotFound
    with form.refusals():
        said = form.choice("antwort", Answer, required=_("Wählen Sie bitte eine Antwort."))
        side = form.choice("seite", Side, required=_("Wer antwortet?"))
        form.check()
        view = await pair_of(ride_id, Side(side), now)
        by = Doer(actor.name, Channel.PHONE, actor.account_id, on_behalf_of=view.to.name)
        await answer(view, Answer(said), by, now)
        return _back(request, occurrence_id)
    return await _page(request, date, form, actor, now)


def _back(request: AnyRequest, occurrence_id: int) -> Redirect:
    return Redirect(path=f"{date_path(request, occurrence_id)}/mitfahrten", status_code=303)


async def _page(
    request: AnyRequest, date: DateView, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    path = date_path(request, date.occurrence_id)
    return page(
        request,
        "club/rides.html",
        status=422 if form.errors else 200,
        menu=desk_menu(request.state.belonging, actor),
        form=form,
        date=date,
        view=await rides_of_date(date.occurrence_id, now),
        back=path,
        path=f"{path}/mitfahrten",
    )


router = Router(
    "/verein/{organisation:str}/termine/{occurrence_id:int}/mitfahrten",
    route_handlers=[show, ask_both, answer_for_caller],
    guards=[maintains],
)
