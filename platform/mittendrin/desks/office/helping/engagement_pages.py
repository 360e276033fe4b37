"""One engagement at the office: first meeting, visits, trial, pause, end; and a visit for which somebody is missing."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import NotFound
from mittendrin.desks.office.helping.engagement_deeds import DEEDS
from mittendrin.desks.office.helping.going_back import PATH, after
from mittendrin.desks.office.helping.timeline import of_engagement
from mittendrin.desks.office.helping.two_sides import sides_of, speaking, voice_of
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import menu
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order, refuse_undecided
from mittendrin.engagements.away import visits_in_pause_of
from mittendrin.engagements.coming_instead import Agreed, send_stand_in, stand_in_cannot
from mittendrin.engagements.ending import is_long_over
from mittendrin.engagements.hearing_back import note_as_read
from mittendrin.engagements.hours import entries_of, hours_wished
from mittendrin.engagements.looking_back import end_of, feedback_of
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.queries import (
    VisitLine,
    missing_visit,
    stand_ins_of,
    visit_of,
    visits_of,
)
from mittendrin.engagements.reading import (
    length_words,
    reason_words,
    refuse_other_day,
    rhythm_words,
)
from mittendrin.engagements.rules import rest_of
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import (
    call_off,
    come_after_all,
    say_cannot,
)
from mittendrin.volunteering.names import names_of_offers
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
SHOWN_BACK = timedelta(days=28)


# Who has said so, and what follows.
VISIT_DEEDS: dict[str, tuple[Side, Callable[[int, Voice, datetime], Awaitable[None]]]] = {
    "kann-nicht": (Side.VOLUNTEER, say_cannot),
    "kann-doch": (Side.VOLUNTEER, come_after_all),
    "faellt-aus": (Side.REQUESTER, call_off),
}
# A stand-in is neither of the two; the page says which one.
STAND_IN_CANNOT = "vertretung-kann-nicht"


@get("/einsaetze/{engagement_id:int}")
async def show(
    request: AnyRequest,
    engagement_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    form = Form.filled(rhythmus="once", seite="buero", kanal="phone")
    return await _engagement_page(request, engagement_id, form, actor, now)


@post("/einsaetze/{engagement_id:int}/{deed:str}")
async def go_on_with(
    request: AnyRequest,
    engagement_id: FromPath[int],
    deed: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    if deed not in DEEDS:
        raise NotFound
    found, form = await pair(engagement_id), await read_form(request)
    with form.refusals():
        await DEEDS[deed](found, form, voice_of(found, form, actor), now)
        return after(form, f"einsaetze/{engagement_id}")
    return await _engagement_page(request, engagement_id, form, actor, now)


@post("/einsaetze/{engagement_id:int}/besuche/{visit_id:int}")
async def change_visit(
    request: AnyRequest,
    engagement_id: FromPath[int],
    visit_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """The helper calls and cannot come, or can after all; or the visit is not needed."""
    found, form = await pair(engagement_id), await read_form(request)
    visit = await visit_of(engagement_id, visit_id, now)
    with form.refusals():
        refuse_other_day(form, visit.starts_at)
        word = form.choice("besuch-stand", {*VISIT_DEEDS, STAND_IN_CANNOT}) or refuse_undecided()
        form.check()
        if word == STAND_IN_CANNOT:
            await _stand_in_cannot(visit, form, actor, now)
        else:
            side, change = VISIT_DEEDS[word]
            await change(visit.id, speaking(found, side, form, actor), now)
        return Redirect(path=f"{PATH}/einsaetze/{engagement_id}", status_code=303)
    return await _engagement_page(request, engagement_id, form, actor, now)


@get("/besuche/{visit_id:int}")
async def show_missing(
    request: AnyRequest,
    visit_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _missing_page(request, visit_id, Form(), actor, now)


@post("/besuche/{visit_id:int}")
async def settle_missing(
    request: AnyRequest,
    visit_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Somebody comes instead, or nobody does."""
    missing, form = await missing_visit(visit_id, now), await read_form(request)
    voice = Voice(doer(actor))
    with form.refusals():
        refuse_other_day(form, missing.visit.starts_at)
        if form.value("tun") == "niemand":
            await call_off(visit_id, Voice(voice.by, Side.VOLUNTEER), now)
        else:
            await send_stand_in(visit_id, _read_agreed(form), voice, now)
        return Redirect(path=f"{PATH}/einsaetze/{missing.pair.id}", status_code=303)
    return await _missing_page(request, visit_id, form, actor, now)


def _read_agreed(form: Form) -> Agreed:
    """Raises Invalid."""
    offer_id = form.number(
        "angebot", 1, LARGEST_NUMBER, required=_("Wählen Sie bitte aus, wer stattdessen kommt.")
    )
    asked = _("Fragen Sie bitte zuerst am Telefon. Ohne ein Ja geben wir keine Nummer weiter.")
    agreed = Agreed(offer_id, form.yes("ja-vertretung", required=asked), form.yes("ja", required=asked))
    form.check()
    return agreed


async def _stand_in_cannot(visit: VisitLine, form: Form, actor: Actor, now: datetime) -> None:
    offer_id = form.number("vertretung", 1, LARGEST_NUMBER) or refuse_undecided()
    name = (await names_of_offers({offer_id})).get(offer_id, "")
    await stand_in_cannot(visit.id, offer_id, in_the_name_of(name, read_order(form), actor), now)


async def _engagement_page(
    request: AnyRequest, engagement_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    found, visits = await pair(engagement_id), await visits_of(engagement_id, now - SHOWN_BACK, now)
    seen = (found.helper_id, found.asker_id, *await stand_ins_of([engagement_id]))
    await note_look_at("engagement", seen, actor, now)
    await note_as_read(engagement_id, now)
    return page(
        request,
        "office/helping/engagement.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        found=found,
        rest=rest_of(found, local_day(now)),
        may_begin_trial=found.first_meeting_at is None or found.first_meeting_at <= now,
        **await _hours_of(found),
        visits=visits,
        in_pause=await visits_in_pause_of(engagement_id, now),
        feedback=await feedback_of(engagement_id),
        end=await end_of(found),
        long_over=is_long_over(found, now),
        timeline=await of_engagement(found, now),
        **await sides_of(found),
        channels=channel_words(),
        rhythms=rhythm_words(),
        reasons=reason_words(),
    )


async def _hours_of(found: Pair) -> dict[str, Any]:
    return {
        "hours": await entries_of(found),
        "hours_wished": await hours_wished(found),
        "hours_page": f"{found.path(Side.VOLUNTEER)}/stunden",
        "lengths": length_words(),
    }


async def _missing_page(
    request: AnyRequest, visit_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    view = await missing_visit(visit_id, now)
    await note_look_at("engagement", view.people, actor, now)
    return page(
        request,
        "office/helping/missing_visit.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        view=view,
    )


router = Router(
    PATH,
    route_handlers=[show, go_on_with, change_visit, show_missing, settle_missing],
    guards=[office_member],
)
