"""Two pages beside a request: how it may stand in public, and who came because of what an organisation needs."""

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
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.looking import note_look_at
from mittendrin.desks.office.menu import DESK, menu
from mittendrin.volunteering.interests import interested_in
from mittendrin.volunteering.limits import why_not_to_ask
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.showing import release, take_back, wording_of
from mittendrin.volunteering.story import request_story
from mittendrin.web.forms import Form, read_form
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PATH = f"{DESK}/hilfe/gesuche"
LONGEST_WORDING = 120


@get("/{help_request_id:int}/oeffentlich")
async def show_wording(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    wording = await wording_of(help_request_id)
    story = await request_story(help_request_id)
    await note_look_at("help_request", [story.person.id] if story.person else (), actor, now)
    return await _wording_page(request, help_request_id, Form.filled(neutral=wording.words), actor)


@post("/{help_request_id:int}/oeffentlich")
async def change_wording(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Two buttons: show it, or show it no longer."""
    form = await read_form(request)
    with form.refusals():
        if form.value("tun") == "verbergen":
            await take_back(help_request_id, doer(actor), now)
        else:
            missing = _("Schreiben Sie bitte, was zu sehen sein soll.")
            words = form.line("neutral", required=missing, limit=LONGEST_WORDING)
            form.check()
            await release(help_request_id, words, doer(actor), now)
        return Redirect(path=f"{PATH}/{help_request_id}/oeffentlich", status_code=303)
    return await _wording_page(request, help_request_id, form, actor)


@get("/{help_request_id:int}/interessierte")
async def show_interested(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    people = [one.person_id for one in await interested_in(help_request_id)]
    await note_look_at("offer", people, actor, now)
    return await _interested_page(request, help_request_id, Form(), actor, now)


@post("/{help_request_id:int}/interessierte")
async def propose_interested(
    request: AnyRequest,
    help_request_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    """Whoever has come by themselves may be asked, whatever matching would say, within the limits that hold for everybody."""
    form = await read_form(request)
    with form.refusals():
        offer_id = form.number("angebot", 1, LARGEST_NUMBER, required=_("Wählen Sie bitte jemanden aus."))
        form.check()
        if offer_id not in {one.ask_by for one in await interested_in(help_request_id)}:
            raise Refused(_("Diese Person hat sich hier nicht gemeldet."))
        reasons = _("hat sich selbst dafür gemeldet")
        await propose(Pair(offer_id, help_request_id, reasons), doer(actor), now)
        return Redirect(path=f"{PATH}/{help_request_id}", status_code=303)
    return await _interested_page(request, help_request_id, form, actor, now)


async def _wording_page(request: AnyRequest, request_id: int, form: Form, actor: Actor) -> Response[bytes]:
    return page(
        request,
        "office/helping/public.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        story=await request_story(request_id),
        wording=await wording_of(request_id),
    )


async def _interested_page(
    request: AnyRequest, request_id: int, form: Form, actor: Actor, now: datetime
) -> Response[bytes]:
    interested, today = await interested_in(request_id), local_day(now)
    active = [one.ask_by for one in interested if one.ask_by]
    return page(
        request,
        "office/helping/interested.html",
        status=422 if form.errors else 200,
        menu=menu(actor),
        form=form,
        story=await request_story(request_id),
        interested=interested,
        why_not={one: await why_not_to_ask(one, request_id, today) for one in active},
    )


router = Router(
    PATH,
    route_handlers=[show_wording, change_wording, show_interested, propose_interested],
    guards=[office_member],
)
