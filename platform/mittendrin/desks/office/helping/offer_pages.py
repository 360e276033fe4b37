"""One offer at the office: its story, which requests fit, the papers seen, and what becomes of it."""

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
from mittendrin.desks.office.helping.going_back import PATH, Deed, after, deed_of
from mittendrin.desks.office.helping.next_steps import OF_OFFER, next_steps, people_on_page
from mittendrin.desks.office.helping.stories import misfits, suggested_requests
from mittendrin.desks.office.helping.timeline import of_offer
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import menu
from mittendrin.desks.office.orders import channel_words, in_the_name_of, read_order, refuse_undecided
from mittendrin.people.doubles import doubles_of
from mittendrin.volunteering.asking_again import Heard, StillThere, hear, offer_of
from mittendrin.volunteering.asking_again_pages import read_pause
from mittendrin.volunteering.clearances import Paper, forget_paper, papers_of, see_paper
from mittendrin.volunteering.deciding import ended_after_incident
from mittendrin.volunteering.of_person import standing_elsewhere
from mittendrin.volunteering.openings import why_not_active
from mittendrin.volunteering.own_offers import free_from, standing_besides
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.story import OfferStory, offer_story
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


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
        return await OF_OFFER.made(offer_id, form, doer(actor), now)
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
        until = read_pause(form, said, now) if said is StillThere.PAUSE else None
        await hear(offer_id, Heard(said, until), by, now)
        return after(form, f"angebote/{offer_id}")
    return await _offer_page(request, offer_id, form, actor, now)


async def _see_paper(offer_id: int, form: Form, by: Doer, now: datetime) -> None:
    """The clerk has it in their hands, and gives it back."""
    name = form.line("papier", required=_("Wählen Sie bitte, was Sie gesehen haben."))
    issued = form.date("ausgestellt", local_day(now), required=_("Schreiben Sie bitte den Tag."))
    form.check()
    await see_paper(offer_id, name, issued, by, now)


async def _forget_paper(offer_id: int, form: Form, by: Doer, now: datetime) -> None:
    name = form.line("papier", required=_("Wählen Sie bitte, was Sie löschen möchten."))
    form.check()
    await forget_paper(offer_id, name, by, now)


DEEDS: dict[str, Deed] = {"nachweise": _see_paper, "nachweis-loeschen": _forget_paper}


@post("/angebote/{offer_id:int}/{offer_deed:str}")
async def go_on_with_offer(
    request: AnyRequest,
    offer_id: FromPath[int],
    offer_deed: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    with form.refusals():
        await deed_of(DEEDS, offer_deed)(offer_id, form, doer(actor), now)
        return after(form, f"angebote/{offer_id}")
    return await _offer_page(request, offer_id, form, actor, now)


async def _offer_page(
    request: AnyRequest, offer_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    story = await offer_story(offer_id)
    elsewhere, suggested = await standing_elsewhere(story), await suggested_requests(story, now)
    seen = [*await people_on_page(story), *(one.asker_id for one in elsewhere), *suggested.people]
    await note_look_at("offer", seen, actor, now)
    return page(
        request,
        "office/helping/offer.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        story=story,
        doubles=await doubles_of(story.person) if story.person else [],
        besides=await standing_besides(offer_id),
        elsewhere=elsewhere,
        free_from=await free_from(offer_id),
        pause_until=story.pause_on(local_day(now)),
        **_papers(await papers_of(offer_id, local_day(now))),
        suggested=suggested,
        misfits=await misfits(story.proposals, now),
        timeline=await of_offer(story, now),
        **await _steps(story),
        after_incident=await ended_after_incident(offer_id),
        channels=channel_words(),
    )


async def _steps(story: OfferStory) -> dict[str, Any]:
    why_not = (await why_not_active([story.id])).get(story.id, "")
    return next_steps(story.may_become, OfferState.ACTIVE, why_not)


def _papers(papers: list[Paper]) -> dict[str, Any]:
    return {"papers": papers, "paper_names": {one.name: one.name for one in papers if one.asked_for}}


router = Router(
    PATH,
    route_handlers=[show_offer, decide_on_offer, still_offered, go_on_with_offer],
    guards=[office_member],
)
