"""A proposal at the office: what the two answered on the telephone, and what is read out then."""

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
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.helping.answered import answered
from mittendrin.desks.office.helping.going_back import PATH, after
from mittendrin.desks.office.helping.request_pages import request_page
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.desks.office.notes import ORDER_FIELDS, finishing, keep_note, typed
from mittendrin.desks.office.orders import in_the_name_of, read_order
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.pairs import pair_of_proposal
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.telling import BOTH_YES, each_other_words
from mittendrin.outbox.calls import told_already
from mittendrin.volunteering.proposals import withdraw
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.story import proposals, request_of
from mittendrin.volunteering.tables import Proposal
from mittendrin.volunteering.telling import ASKING, about
from mittendrin.web.forms import read_form, read_query
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]


@get("/vorschlaege/{proposal_id:int}")
async def show_proposal(request: AnyRequest, proposal_id: FromPath[int]) -> Redirect:
    """It stands on the page of its request, which also shows again what was typed before a sign-in."""
    query = f"?{request.url.query}" if request.url.query else ""
    return Redirect(path=f"{PATH}/gesuche/{await request_of(proposal_id)}{query}", status_code=303)


@get("/vorschlaege/{proposal_id:int}/pruefen")
async def check_answer(
    request: AnyRequest, proposal_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes] | Redirect:
    """On the list three answers stand side by side, and none of them can be taken back. What is answered meanwhile says so."""
    query = read_query(request)
    said, side = query.choice("antwort", Answer), query.choice("seite", Side)
    found = await proposals(Proposal.id == proposal_id)
    if not found:
        raise NotFound
    if not (said and side):
        return Redirect(path=PATH, status_code=303)
    return page(
        request,
        "office/helping/answer.html",
        menu=menu(actor),
        one=found[0],
        answered=await answered(found[0], side),
        side=side.value,
        said=said.value,
    )


@post("/vorschlaege/{proposal_id:int}/antwort")
async def answer_for_caller(
    request: AnyRequest,
    proposal_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Somebody answers by telephone, at the counter or by letter."""
    form = await read_form(request)
    number = await request_of(proposal_id)
    with form.refusals():
        said = form.choice("antwort", Answer, required=_("Wählen Sie bitte eine Antwort."))
        side = form.choice("seite", Side, required=_("Wer antwortet?"))
        order = read_order(form)
        form.check()
        view = await by_id(proposal_id, side)
        by = in_the_name_of(view.to.name, order, actor)
        async with transaction(), finishing(form, doer(actor), now):
            if order.spoken_with_them:
                await told_already(about(proposal_id), ASKING, by, now)
            await answer(view, said, by, now)
            if order.spoken_with_them:
                await told_already(about(proposal_id), (BOTH_YES[side],), by, now)
        if said is Answer.YES and side is Side.REQUESTER and order.spoken_with_them:
            came_from = "liste" if form.value("zurueck") == "liste" else "gesuch"
            path = f"{PATH}/vorschlaege/{proposal_id}/vorlesen?von={came_from}"
            return Redirect(path=path, status_code=303)
        return after(form, f"gesuche/{number}")
    return await request_page(request, number, form, actor, now)


@post("/vorschlaege/{proposal_id:int}/sichern")
async def keep_answer(
    request: AnyRequest,
    proposal_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """ "Notiz sichern, später fertig machen"."""
    form, number = await read_form(request), await request_of(proposal_id)
    with form.refusals():
        side = form.choice("seite", Side, required=_("Wer antwortet?"))
        form.check()
        name = (await by_id(proposal_id, side)).to.name
        await keep_note(form, typed(form, ORDER_FIELDS, f"hilfe/gesuche/{number}", name), doer(actor), now)
        return Redirect(path=f"{DESK}#notizen", status_code=303)
    return await request_page(request, number, form, actor, now)


@get("/vorschlaege/{proposal_id:int}/vorlesen")
async def read_out(
    request: AnyRequest,
    proposal_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Whoever said the last yes is still on the telephone: whom they get, and what comes next."""
    view, found = await by_id(proposal_id, Side.REQUESTER), await pair_of_proposal(proposal_id)
    other = await released_contact(found.id, to=Side.REQUESTER, now=now)
    await note_look_at("engagement", (found.helper_id, found.asker_id), actor, now)
    return page(
        request,
        "office/helping/both_yes.html",
        menu=menu(actor),
        found=found,
        words=await each_other_words(view, other, found),
        card=f"{found.path(Side.REQUESTER)}/karte",
        came_from=read_query(request).value("von"),
    )


@post("/vorschlaege/{proposal_id:int}/zuruecknehmen")
async def take_back(
    request: AnyRequest,
    proposal_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    form = await read_form(request)
    number = await request_of(proposal_id)
    with form.refusals():
        await withdraw(proposal_id, doer(actor), now)
        return Redirect(path=f"{PATH}/gesuche/{number}", status_code=303)
    return await request_page(request, number, form, actor, now)


router = Router(
    PATH,
    route_handlers=[show_proposal, check_answer, answer_for_caller, keep_answer, read_out, take_back],
    guards=[office_member],
)
