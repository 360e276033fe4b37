"""Drafts of needs: kept from the form and from the preview, whatever is missing, and taken up again."""

from datetime import datetime

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.desks.club import need_saving as saving
from mittendrin.desks.club import unfinished
from mittendrin.desks.club.need_pages import (
    AnyRequest,
    Place,
    change_in,
    done,
    form_page,
    place_of,
    sheet_of,
    take_up_what_is_new,
)
from mittendrin.needs.actions import MAY_BE_DRAFT, load
from mittendrin.needs.asking import FIELDS, read_need
from mittendrin.needs.rules import NeedContent
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.queries import Belonging
from mittendrin.volunteering.queries import town
from mittendrin.web.forms import Form, Invalid, read_form

ONE_PAGE = "alles"


@post("/{need:str}/entwurf")
async def keep_as_draft(
    request: AnyRequest, need: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    """What is complete, and nobody sees yet, becomes a draft; anything else is kept as it was typed."""
    place, form = await place_of(request, need, now), await read_form(request)
    sheet, change = sheet_of(place, form), None
    with form.refusals():
        content = await _complete(place, form)
        if content:
            change = change_in(form, content)
            await saving.keep_as_draft(sheet, change, doer(actor), now)
        else:
            form.errors.clear()
            await unfinished.keep(sheet, _typed(form, sheet.key), doer(actor), now)
        return done(place, "entwurf")
    if change:
        await take_up_what_is_new(place, form, change)
    return await form_page(request, place, actor, form)


async def _complete(place: Place, form: Form) -> NeedContent | None:
    if place.need_id is not None and (await load(place.need_id)).state not in MAY_BE_DRAFT:
        return None
    try:
        return read_need(form, place.town)
    except Invalid:
        return None


def _typed(form: Form, key: str) -> unfinished.Typed:
    fields = (*form.carried((*FIELDS, "stand")), ("schluessel", key))
    return unfinished.Typed(form.value("titel"), fields, ONE_PAGE)


@get("/angefangen/{unfinished_id:int}")
async def take_up_again(
    request: AnyRequest,
    unfinished_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """With all that stood there."""
    belonging: Belonging = request.state.belonging
    kept = await unfinished.load(unfinished.NEEDS, unfinished_id, belonging.organisation_id)
    form = Form()
    form.take_up(kept.typed.fields)
    place = Place(belonging, kept.entry_id, await town(local_day(now)))
    return await form_page(request, place, actor, form)


@post("/angefangen/{unfinished_id:int}/verwerfen")
async def discard(
    request: AnyRequest,
    unfinished_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    belonging: Belonging = request.state.belonging
    if not await unfinished.is_gone(unfinished.NEEDS, unfinished_id):
        kept = await unfinished.load(unfinished.NEEDS, unfinished_id, belonging.organisation_id)
        await unfinished.discard(unfinished.NEEDS, kept, doer(actor), now)
    return done(Place(belonging, None, await town(local_day(now))), "weggelegt")


router = Router(
    "/verein/{organisation:str}/einsatzstellen",
    route_handlers=[keep_as_draft, take_up_again, discard],
    guards=[maintains],
)
