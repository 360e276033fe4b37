"""Who could go with whom to one date, at a desk: whom to ask, and what callers answer. For organisation and office."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.types import Guard

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import NotFound
from mittendrin.events.views import DateView
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.backing_out import back_out
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.reading import refuse_old_page
from mittendrin.rides.rules import Answer, Kind, Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import Menu, page

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class RideDesk:
    """`path` is where these pages stand, `back` leads out of them. `discreet` is what an answer is written down in: it may
    leave out of a refusal what this desk is not to read.
    """

    date: DateView
    menu: Menu
    path: str
    back: str
    actor: Actor
    discreet: Callable[[], AbstractContextManager[None]] = nullcontext


@get("/")
async def show(
    request: AnyRequest, desk: NamedDependency[RideDesk], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _page(request, desk, Form(), now)


@post("/")
async def ask_two(
    request: AnyRequest, desk: NamedDependency[RideDesk], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        missing = _("Wählen Sie bitte zwei aus.")
        two = Two(
            desk.date.occurrence_id,
            Kind(form.choice("art", Kind, required=missing) or Kind.RIDE),
            form.number("wer", 1, LARGEST_NUMBER, required=missing),
            form.number("mit", 1, LARGEST_NUMBER, required=missing),
        )
        form.check()
        await ask(two, doer(desk.actor), now)
        return Redirect(path=desk.path, status_code=303)
    return await _page(request, desk, form, now)


@post("/{ride_id:int}/antwort")
async def answer_for_caller(
    request: AnyRequest,
    ride_id: FromPath[int],
    desk: NamedDependency[RideDesk],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    await _refuse_others(desk, ride_id, now)
    with form.refusals():
        said = form.choice("antwort", Answer, required=_("Wählen Sie bitte eine Antwort."))
        side, by = _who_calls(form, desk)
        refuse_old_page(form, desk.date)
        view = await pair_of(ride_id, side, now)
        with desk.discreet():
            await answer(view, Answer(said), replace(by, on_behalf_of=view.to.name), now)
        return Redirect(path=desk.path, status_code=303)
    return await _page(request, desk, form, now, sent=ride_id)


@post("/{ride_id:int}/doch-nicht")
async def caller_cannot_after_all(
    request: AnyRequest,
    ride_id: FromPath[int],
    desk: NamedDependency[RideDesk],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    await _refuse_others(desk, ride_id, now)
    with form.refusals():
        side, by = _who_calls(form, desk)
        view = await pair_of(ride_id, side, now)
        with desk.discreet():
            await back_out(view, replace(by, on_behalf_of=view.to.name), now)
        return Redirect(path=desk.path, status_code=303)
    return await _page(request, desk, form, now, sent=ride_id)


async def _refuse_others(desk: RideDesk, ride_id: int, now: datetime) -> None:
    """Raises NotFound for two who were asked about another date."""
    if (await pair_of(ride_id, Side.GIVER, now)).occurrence_id != desk.date.occurrence_id:
        raise NotFound


def _who_calls(form: Form, desk: RideDesk) -> tuple[Side, Doer]:
    """Raises Invalid."""
    side = form.choice("seite", Side, required=_("Wer antwortet?"))
    speaker = form.line("anrufer", limit=120)
    form.check()
    return Side(side), Doer(desk.actor.name, Channel.PHONE, desk.actor.account_id, speaker=speaker)


async def _page(
    request: AnyRequest, desk: RideDesk, form: Form, now: datetime, *, sent: int = 0
) -> Response[bytes]:
    """`sent`: of which two somebody answered. Who spoke stands again there, and nowhere else."""
    return page(
        request,
        "rides/of_date.html",
        status=422 if form.errors else 200,
        menu=desk.menu,
        form=form,
        sent=sent,
        date=desk.date,
        view=await rides_of_date(desk.date.occurrence_id, now),
        back=desk.back,
        path=desk.path,
    )


def rides_of_a_date(path: str, desk_of: Callable[..., Awaitable[RideDesk]], guard: Guard) -> Router:
    """The pages as one desk has them: `desk_of` is asked with what the path names, and may raise NotFound."""
    return Router(
        path,
        route_handlers=[show, ask_two, answer_for_caller, caller_cannot_after_all],
        dependencies={"desk": Provide(desk_of)},
        guards=[guard],
    )
