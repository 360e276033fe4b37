"""One request at the office: its story, whom to ask, and what becomes of it."""

from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.guards import office_member
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.desks.office.helping.going_back import PATH, Deed, after, deed_of
from mittendrin.desks.office.helping.next_steps import OF_REQUEST, next_steps, people_on_page
from mittendrin.desks.office.helping.stories import misfits, suggested_helpers, unsaid_of
from mittendrin.desks.office.helping.timeline import of_request
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import menu
from mittendrin.desks.office.notes import taken_up
from mittendrin.desks.office.orders import channel_words
from mittendrin.people.doubles import doubles_of
from mittendrin.volunteering.ageing import aged, ask_to_widen, asked_to_widen
from mittendrin.volunteering.bereaved import tried_in_vain
from mittendrin.volunteering.deciding import (
    reopened_after_incident,
    rest_request_until,
)
from mittendrin.volunteering.openings import why_not_open
from mittendrin.volunteering.proposals import Pair, asked_now, propose
from mittendrin.volunteering.states import OVER, RequestState
from mittendrin.volunteering.story import ProposalLine, request_story
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/gesuche/{help_request_id:int}")
async def show_request(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await request_page(request, help_request_id, await taken_up(read_query(request), ()), actor, now)


@post("/gesuche/{help_request_id:int}/stand")
async def decide_on_request(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        return await OF_REQUEST.made(help_request_id, form, doer(actor), now)
    return await request_page(request, help_request_id, form, actor, now)


async def _rest_until(request_id: int, form: Form, by: Doer, now: datetime) -> None:
    day = form.date("wieder", local_day(now), required=_("Schreiben Sie bitte den Tag."))
    form.check()
    await rest_request_until(request_id, day, by, now)


async def _propose(request_id: int, form: Form, by: Doer, now: datetime) -> None:
    """Only somebody whom matching finds: the hard conditions hold for the clerk too."""
    offer_id = form.number("angebot", 1, LARGEST_NUMBER, required=_("Wählen Sie bitte jemanden aus."))
    form.check()
    if not await asked_now(offer_id, request_id):
        found = await suggested_helpers(await request_story(request_id), now)
        await propose(Pair(offer_id, request_id, found.words_for(offer_id)), by, now)


async def _widen(request_id: int, _form: Form, by: Doer, now: datetime) -> None:
    """Whoever looks for help is asked whether the office may look further."""
    await ask_to_widen(request_id, by, now)


DEEDS: dict[str, Deed] = {"ruht-bis": _rest_until, "vorschlagen": _propose, "weiten": _widen}


@post("/gesuche/{help_request_id:int}/{request_deed:str}")
async def go_on_with_request(
    request: AnyRequest,
    help_request_id: FromPath[int],
    request_deed: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await deed_of(DEEDS, request_deed)(help_request_id, form, doer(actor), now)
        return after(form, f"gesuche/{help_request_id}")
    return await request_page(request, help_request_id, form, actor, now)


async def request_page(
    request: AnyRequest, request_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    story = await request_story(request_id)
    why_not = (await why_not_open([request_id])).get(request_id, "")
    await note_look_at("help_request", await people_on_page(story), actor, now)
    return page(
        request,
        "office/helping/request.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        story=story,
        **_by_now(story.proposals),
        doubles=await doubles_of(story.person) if story.person else [],
        suggested=await suggested_helpers(story, now),
        misfits=await misfits(story.proposals, now),
        unsaid=await unsaid_of(story.proposals),
        aged=story.id in await aged([story.id], now),
        asked_to_widen=await asked_to_widen(story.id, now),
        **next_steps(story.may_become, RequestState.OPEN, why_not),
        channels=channel_words(),
        timeline=await of_request(story, now),
        after_incident=await reopened_after_incident(request_id),
        nobody_reached=await tried_in_vain(request_id),
    )


def _by_now(proposals: list[ProposalLine]) -> dict[str, list[ProposalLine]]:
    """Whose answer or help the request has now, and who was asked before."""
    now = [
        one for one in proposals if one.undecided or (one.engagement and one.engagement.status not in OVER)
    ]
    return {"asked": now, "earlier": [one for one in proposals if one not in now]}


router = Router(
    PATH,
    route_handlers=[show_request, decide_on_request, go_on_with_request],
    guards=[office_member],
)
