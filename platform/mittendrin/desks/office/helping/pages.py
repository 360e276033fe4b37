"""Who helps whom, at the office: short lists, one request or offer, whom to ask, and what they answered."""

from collections.abc import Sequence
from datetime import datetime
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
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.helping.going_back import PATH, after, done_on
from mittendrin.desks.office.helping.stories import misfits, suggested_helpers, suggested_requests, unsaid_of
from mittendrin.desks.office.helping.timeline import of_offer, of_request
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import menu
from mittendrin.desks.office.notes import taken_up
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order, refuse_undecided
from mittendrin.engagements.queries import missing_visits, stand_ins_of
from mittendrin.engagements.quiet import ended_without_feedback, pauses_over, quiet_engagements
from mittendrin.outbox.calls import told_already
from mittendrin.volunteering.asking_again import StillThere, offer_of, pause_offer, rest_offer
from mittendrin.volunteering.asking_again_pages import read_pause
from mittendrin.volunteering.clearances import Paper, forget_paper, papers_of, see_paper
from mittendrin.volunteering.deciding import (
    confirm_offer,
    decide_offer_and_tell,
    decide_request_and_tell,
    ended_after_incident,
    reopened_after_incident,
    rest_request_until,
)
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.of_person import standing_elsewhere
from mittendrin.volunteering.openings import why_not_active, why_not_open
from mittendrin.volunteering.own_offers import free_from, standing_besides
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.state_words import button_to
from mittendrin.volunteering.states import OfferState, RequestState, State
from mittendrin.volunteering.story import offer_story, request_story
from mittendrin.volunteering.telling import DECISION
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
# What a button of the list may bring about.
NEXT_STATES = (RequestState.CLARIFYING, RequestState.OPEN, OfferState.INTERVIEW, OfferState.ACTIVE)


@get("/")
async def overview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return page(
        request,
        "office/helping/lists.html",
        menu=menu(actor),
        today=local_day(now),
        view=await desk_lists(now),
        done=done_on(read_query(request)),
        buttons={state.value: button_to(state) for state in NEXT_STATES},
        missing=await missing_visits(now),
        quiet=await quiet_engagements(now),
        pauses_over=await pauses_over(now),
        unheard=await ended_without_feedback(now),
    )


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
        to = form.choice("stand", RequestState) or refuse_undecided()
        reason = form.line("grund")
        form.check()
        async with transaction():
            await decide_request_and_tell(help_request_id, to, reason, doer(actor), now)
            if form.value("gesagt"):
                await told_already(f"help_request:{help_request_id}", (DECISION,), doer(actor), now)
        return after(form, f"gesuche/{help_request_id}")
    return await request_page(request, help_request_id, form, actor, now)


@post("/gesuche/{help_request_id:int}/ruht-bis")
async def rest_until(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        day = form.date("wieder", local_day(now), required=_("Schreiben Sie bitte den Tag."))
        form.check()
        await rest_request_until(help_request_id, day, doer(actor), now)
        return Redirect(path=f"{PATH}/gesuche/{help_request_id}", status_code=303)
    return await request_page(request, help_request_id, form, actor, now)


@post("/gesuche/{help_request_id:int}/vorschlagen")
async def propose_helper(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Only somebody whom matching finds: the hard conditions hold for the clerk too."""
    form = await read_form(request)
    with form.refusals():
        offer_id = form.number("angebot", 1, LARGEST_NUMBER, required=_("Wählen Sie bitte jemanden aus."))
        form.check()
        found = await suggested_helpers(await request_story(help_request_id), now)
        await propose(Pair(offer_id, help_request_id, found.words_for(offer_id)), doer(actor), now)
        return Redirect(path=f"{PATH}/gesuche/{help_request_id}", status_code=303)
    return await request_page(request, help_request_id, form, actor, now)


@get("/angebote/{offer_id:int}")
async def show_offer(
    request: AnyRequest,
    offer_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _offer_page(request, offer_id, Form(), actor, now)


@post("/angebote/{offer_id:int}/stand")
async def decide_on_offer(
    request: AnyRequest,
    offer_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        to = form.choice("stand", OfferState) or refuse_undecided()
        reason = form.line("grund")
        form.check()
        async with transaction():
            await decide_offer_and_tell(offer_id, to, reason, doer(actor), now)
            if form.value("gesagt"):
                await told_already(f"offer:{offer_id}", (DECISION,), doer(actor), now)
        return after(form, f"angebote/{offer_id}")
    return await _offer_page(request, offer_id, form, actor, now)


@post("/angebote/{offer_id:int}/gilt")
async def still_offered(
    request: AnyRequest,
    offer_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Somebody says at the telephone that it still stands, or when they want to be asked again."""
    form = await read_form(request)
    with form.refusals():
        said = StillThere(form.choice("antwort", StillThere) or refuse_undecided())
        order, person = read_order(form), (await offer_of(offer_id, now)).person
        form.check()
        by = in_the_name_of(person.name, order, actor)
        async with transaction():
            if said in (StillThere.PAUSE, StillThere.GO_ON):
                await pause_offer(offer_id, read_pause(form, said, now), by, now)
            else:
                await confirm_offer(offer_id, by, now)
            if said is StillThere.LATER:
                await rest_offer(offer_id, by, now)
        return after(form, f"angebote/{offer_id}")
    return await _offer_page(request, offer_id, form, actor, now)


@post("/angebote/{offer_id:int}/nachweise")
async def note_paper(
    request: AnyRequest,
    offer_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """The clerk has it in their hands, and gives it back."""
    form = await read_form(request)
    with form.refusals():
        name = form.line("papier", required=_("Wählen Sie bitte, was Sie gesehen haben."))
        issued = form.date("ausgestellt", local_day(now), required=_("Schreiben Sie bitte den Tag."))
        form.check()
        await see_paper(offer_id, name, issued, doer(actor), now)
        return Redirect(path=f"{PATH}/angebote/{offer_id}", status_code=303)
    return await _offer_page(request, offer_id, form, actor, now)


@post("/angebote/{offer_id:int}/nachweise/loeschen")
async def delete_paper(
    request: AnyRequest,
    offer_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        name = form.line("papier", required=_("Wählen Sie bitte, was Sie löschen möchten."))
        form.check()
        await forget_paper(offer_id, name, doer(actor), now)
        return Redirect(path=f"{PATH}/angebote/{offer_id}", status_code=303)
    return await _offer_page(request, offer_id, form, actor, now)


async def request_page(
    request: AnyRequest, request_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    story = await request_story(request_id)
    why_not = (await why_not_open([request_id])).get(request_id, "")
    await note_look_at("help_request", [*story.people, *await stand_ins_of(story.engagements)], actor, now)
    return page(
        request,
        "office/helping/request.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        story=story,
        suggested=await suggested_helpers(story, now),
        misfits=await misfits(story.proposals, now),
        unsaid=await unsaid_of(story.proposals),
        **_next_steps(story.may_become, RequestState.OPEN, why_not),
        channels=channel_words(),
        timeline=await of_request(story, now),
        after_incident=await reopened_after_incident(request_id),
    )


async def _offer_page(
    request: AnyRequest, offer_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    story = await offer_story(offer_id)
    elsewhere, suggested = await standing_elsewhere(story), await suggested_requests(story, now)
    seen = [*story.people, *(one.asker_id for one in elsewhere), *suggested.people]
    await note_look_at("offer", [*seen, *await stand_ins_of(story.engagements)], actor, now)
    return page(
        request,
        "office/helping/offer.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        story=story,
        besides=await standing_besides(offer_id),
        elsewhere=elsewhere,
        free_from=await free_from(offer_id),
        pause_until=story.pause_on(local_day(now)),
        **_papers(await papers_of(offer_id, local_day(now))),
        suggested=suggested,
        misfits=await misfits(story.proposals, now),
        timeline=await of_offer(story, now),
        **_next_steps(
            story.may_become, OfferState.ACTIVE, (await why_not_active([offer_id])).get(offer_id, "")
        ),
        after_incident=await ended_after_incident(offer_id),
        channels=channel_words(),
    )


def _papers(papers: list[Paper]) -> dict[str, Any]:
    return {"papers": papers, "paper_names": {one.name: one.name for one in papers if one.asked_for}}


def _next_steps(steps: Sequence[OfferState | RequestState], best: State, why_not: str) -> dict[str, Any]:
    """No button that is sure to be refused: in the place of the best one stands why."""
    offered = [one for one in steps if not (why_not and one is best)]
    missing = why_not if best in steps else ""
    return {"buttons": {one.value: button_to(one) for one in offered}, "why_not": missing}


router = Router(
    PATH,
    route_handlers=[
        overview, show_request, decide_on_request, rest_until, propose_helper, show_offer, decide_on_offer, still_offered, note_paper,
        delete_paper,
    ],
    guards=[office_member],
)  # fmt: skip
