"""The office moves one visit: one of the two has telephoned, or both have agreed with us."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.desks.office.helping.going_back import PATH
from mittendrin.desks.office.helping.two_sides import sides_of, voice_of
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import menu
from mittendrin.desks.office.orders import channel_words
from mittendrin.engagements.may_stand import ALL_THE_SAME
from mittendrin.engagements.moving import move_visit
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import VisitLine, visit_of
from mittendrin.engagements.reading import read_move, time_boxes
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
OF_A_VISIT = "/einsaetze/{engagement_id:int}/besuche/{visit_id:int}/verlegen"


@get(OF_A_VISIT)
async def show(
    request: AnyRequest,
    engagement_id: FromPath[int],
    visit_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    visit = await visit_of(engagement_id, visit_id, now)
    form = Form.filled(**time_boxes(visit.starts_at), seite="buero", kanal="phone")
    return await _page(request, visit, form, actor, now)


@post(OF_A_VISIT)
async def move(
    request: AnyRequest,
    engagement_id: FromPath[int],
    visit_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    visit, form = await visit_of(engagement_id, visit_id, now), await read_form(request)
    with form.refusals():
        voice = voice_of(await pair(engagement_id), form, actor)
        wish = replace(read_move(form, now), all_the_same=form.yes(ALL_THE_SAME))
        await move_visit(visit.id, wish, voice, now)
        return Redirect(path=f"{PATH}/einsaetze/{engagement_id}", status_code=303)
    return await _page(request, visit, form, actor, now)


async def _page(
    request: AnyRequest, visit: VisitLine, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    found = await pair(visit.engagement_id)
    await note_look_at("engagement", (found.helper_id, found.asker_id), actor, now)
    return page(
        request,
        "office/helping/move_visit.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        found=found,
        visit=visit,
        **await sides_of(found),
        channels=channel_words(),
    )


router = Router(PATH, route_handlers=[show, move], guards=[office_member])
