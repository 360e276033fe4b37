"""The page of an engagement: each side has a signed link to it, in every message and on the appointment card."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, NoReturn

from litestar import HttpMethod, Request, Response, Router, post, route
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.away import visits_in_pause_of
from mittendrin.engagements.ending import (
    finish,
    give_feedback,
    is_long_over,
    is_still_looked_for,
    need_nobody_more,
)
from mittendrin.engagements.engaging import call_off_first_meeting
from mittendrin.engagements.pairs import Pair, pair_by_code
from mittendrin.engagements.pausing import go_on_after_pause, pause
from mittendrin.engagements.queries import side_page, visit_of
from mittendrin.engagements.reading import (
    OLD_PAGE,
    read_ending,
    read_feedback,
    read_meant,
    read_pause,
    read_plan,
    reason_words,
    refuse_other_day,
    rhythm_words,
)
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, come_after_all, plan_visits, say_cannot, take_back
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.limits import by_link
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
READ = [HttpMethod.GET, HttpMethod.HEAD]
Act = Callable[[Pair, Form, Voice, datetime], Awaitable[None]]


async def _plan(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    if voice.side is not Side.VOLUNTEER:
        raise NotFound
    await plan_visits(found.id, read_plan(form, now), voice, now)


async def _take_back(found: Pair, _form: Form, voice: Voice, now: datetime) -> None:
    if voice.side is not Side.VOLUNTEER:
        raise NotFound
    await take_back(found.id, voice, now)


async def _pause(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await pause(found.id, read_pause(form, now), voice, now)


async def _go_on(found: Pair, _form: Form, voice: Voice, now: datetime) -> None:
    await go_on_after_pause(found.id, voice, now)


async def _call_meeting_off(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await call_off_first_meeting(found.id, read_meant(form), voice, now)


async def _end(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await finish(found.id, read_ending(form), voice, now)


async def _feedback(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await give_feedback(found.id, read_feedback(form), voice, now)


async def _need_nobody(found: Pair, _form: Form, voice: Voice, now: datetime) -> None:
    await need_nobody_more(found.id, voice, now)


ACTS: dict[str, Act] = {
    "planen": _plan,
    "zuruecknehmen": _take_back,
    "pause": _pause,
    "weiter": _go_on,
    "treffen-absagen": _call_meeting_off,
    "ende": _end,
    "rueckmeldung": _feedback,
    "niemand-mehr": _need_nobody,
}

VISIT_DEEDS: dict[Side, dict[str, Callable[[int, Voice, datetime], Awaitable[None]]]] = {
    Side.VOLUNTEER: {"kann-nicht": say_cannot, "kann-doch": come_after_all},
    Side.REQUESTER: {"faellt-aus": call_off},
}


@route("/", http_method=READ)
async def show(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    found, side = await pair_by_code(code, signed)
    return await _page(request, found, side, Form.filled(rhythmus="once"), now)


@route("/karte", http_method=READ)
async def show_card(
    request: AnyRequest, code: FromPath[str], signed: FromPath[str], now: NamedDependency[datetime]
) -> Response[bytes]:
    """Only while it lasts: afterwards the word at the door is worth nothing."""
    found, side = await pair_by_code(code, signed)
    view = await side_page(found, side, now)
    if found.is_over or view.other is None:
        raise NotFound
    card = page(request, "engagements/card.html", view=view)
    card.set_header("X-Robots-Tag", "noindex")
    return card


@post("/{deed:str}", guards=by_link())
async def act(
    request: AnyRequest,
    code: FromPath[str],
    signed: FromPath[str],
    deed: FromPath[str],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    found, side = await pair_by_code(code, signed)
    if deed not in ACTS:
        raise NotFound
    form = await read_form(request)
    with form.refusals():
        await ACTS[deed](found, form, Voice.by_link(found, side), now)
        return Redirect(path=found.path(side), status_code=303)
    found, side = await pair_by_code(code, signed)
    return await _page(request, found, side, form, now)


@post("/besuche/{visit_id:int}", guards=by_link())
async def change_visit(
    request: AnyRequest,
    code: FromPath[str],
    signed: FromPath[str],
    visit_id: FromPath[int],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """ "Heute kann ich nicht", "Ich kann doch", or "Ich brauche an dem Tag niemanden": as the button said, on an old page too."""
    found, side = await pair_by_code(code, signed)
    visit = await visit_of(found.id, visit_id, now)
    form = await read_form(request)
    with form.refusals():
        refuse_other_day(form, visit.starts_at)
        change = VISIT_DEEDS[side].get(form.value("besuch-stand")) or _refuse_unsaid()
        await change(visit.id, Voice.by_link(found, side), now)
        return Redirect(path=found.path(side), status_code=303)
    return await _page(request, found, side, form, now)


def _refuse_unsaid() -> NoReturn:
    raise Refused(_(OLD_PAGE))


async def _page(request: AnyRequest, found: Pair, side: Side, form: Form, now: datetime) -> Response[bytes]:
    shown = page(
        request,
        "engagements/engagement.html",
        status=422 if form.errors else 200,
        form=form,
        view=await side_page(found, side, now),
        in_pause=await visits_in_pause_of(found.id, now) if side is Side.VOLUNTEER else None,
        still_looked_for=await is_still_looked_for(found, side, now),
        today=local_day(now),
        long_over=is_long_over(found, now),
        rhythms=rhythm_words(),
        reasons=reason_words(),
    )
    shown.set_header("X-Robots-Tag", "noindex")
    return shown


router = Router("/einsatz/{code:str}/{signed:str}", route_handlers=[show, show_card, act, change_visit])
