"""The walk through the event form: five short pages, a preview, and only then something is public or waits.

One rule for every button: a page is shown when all pages before it are right, else the first one that is not. Only
"Als Entwurf speichern" asks for nothing.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.office_menu import DESK
from mittendrin.accounts.rules import Actor
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.desks.club import event_saving as saving
from mittendrin.desks.club import unfinished
from mittendrin.desks.club.event_queries import own_event
from mittendrin.desks.club.event_walk import (
    Walk,
    new_key,
    page_of_errors,
    preview_page,
    step_page,
    walk_of,
    walk_with,
)
from mittendrin.events.form import ALL_FIELDS, STEPS, EventDraft, Step, check_before, read_event
from mittendrin.events.form_values import YES, empty_form, form_of
from mittendrin.organisations.guards import for_organisation, maintains
from mittendrin.organisations.queries import Belonging
from mittendrin.publishing.rules import SentBefore
from mittendrin.registrations.place_changes import told_just_now
from mittendrin.web.forms import Form, Invalid, read_form, read_query

AnyRequest = Request[Any, Any, Any]
NEW, CHANGE = "/neu", "/veranstaltungen/{event_id:int}/aendern"


@get(NEW)
async def begin(walk: NamedDependency[Walk]) -> Response[bytes]:
    """Empty, or filled in with what another event says: "Als Vorlage nehmen"."""
    model = read_query(walk.request).number("vorlage", 1, 10**9)
    if model is None:
        return step_page(walk, Step.WHAT, empty_form(new_key()))
    own = await own_event(model, walk.belonging.organisation_id)
    return step_page(walk, Step.WHAT, form_of(own.content, walk.town, schluessel=new_key()))


@get(CHANGE)
async def open_again(walk: NamedDependency[Walk]) -> Response[bytes]:
    """Begins with the preview: who wants to change one thing goes to its page and straight back."""
    if walk.event is None:
        raise NotFound
    seen = walk.event.fingerprint
    form = form_of(walk.event.content, walk.town, stand=seen, gesehen=YES, schluessel=new_key())
    if walk.request.state.typed:
        form.take_up(walk.request.state.typed)
    return await _checked_preview(walk, form)


@post([f"{NEW}/{{step:str}}", f"{CHANGE}/{{step:str}}"])
async def go_to_step(walk: NamedDependency[Walk], step: FromPath[str]) -> Response[bytes]:
    if step not in STEPS:
        raise NotFound
    form = await read_form(walk.request)
    with form.refusals():
        check_before(Step(step), form, walk.town, walk.today)
        return step_page(walk, Step(step), form)
    return await page_of_errors(walk, form)


@post([f"{NEW}/vorschau", f"{CHANGE}/vorschau"])
async def go_to_preview(walk: NamedDependency[Walk]) -> Response[bytes]:
    return await _checked_preview(walk, await read_form(walk.request))


async def _checked_preview(walk: Walk, form: Form) -> Response[bytes]:
    """What cannot be sent is said here, not only when everything was read."""
    with form.refusals():
        draft = read_event(form, walk.town, walk.today)
        await saving.refuse_what_cannot_be_sent(walk.target(form), draft.content, walk.now)
        return await preview_page(walk, form)
    return await page_of_errors(walk, form)


@post([f"{NEW}/einreichen", f"{CHANGE}/einreichen"])
async def submit(walk: NamedDependency[Walk]) -> Response[bytes] | Redirect:
    form = await read_form(walk.request)
    with form.refusals():
        draft, by = read_event(form, walk.town, walk.today), walk.by(form)
        try:
            saved = await saving.submit(walk.target(form), draft, by, walk.now)
        except SentBefore as sent:
            return await _change_instead(walk, form, sent)
        if saved.waits:
            return _done(walk, "wartet")
        return _done(walk, "sichtbar", await told_just_now(saved.event_id, walk.now))
    return await page_of_errors(walk, form)


async def _change_instead(walk: Walk, form: Form, sent: SentBefore) -> Response[bytes]:
    """All that was typed, as a change of what the same form has become. Raises NotFound when that lies in the archive."""
    there = await walk_with(sent.entry_id, walk.request, walk.actor, walk.now)
    seen = there.event.fingerprint if there.event else ""
    form.take_up([*(field for field in form.everything() if field[0] != "stand"), ("stand", seen)])
    form.refuse(sent)
    return await preview_page(there, form)


@post([f"{NEW}/entwurf", f"{CHANGE}/entwurf"])
async def keep_as_draft(walk: NamedDependency[Walk]) -> Response[bytes] | Redirect:
    """From every page, whatever is missing on it. What is complete, and nobody sees yet, becomes a draft event."""
    form = await read_form(walk.request)
    target, by = walk.target(form), doer(walk.actor)
    with form.refusals():
        if walk.may_be_draft and (draft := _complete(walk, form)):
            await saving.keep_as_draft(target, draft, by, walk.now)
        else:
            form.errors.clear()
            await unfinished.keep(saving.sheet_of(target), _typed(form), by, walk.now)
        return _done(walk, "entwurf")
    return await page_of_errors(walk, form)


def _complete(walk: Walk, form: Form) -> EventDraft | None:
    try:
        return read_event(form, walk.town, walk.today)
    except Invalid:
        return None


def _typed(form: Form) -> unfinished.Typed:
    page = form.value("seite")
    return unfinished.Typed(
        title=form.value("titel"),
        fields=tuple(form.carried(ALL_FIELDS)),
        page=page if page in STEPS else Step.WHAT,
    )


def _done(walk: Walk, what: str, told: int = 0) -> Redirect:
    done = f"{'getan' if walk.through_office else 'erledigt'}={what}"
    return Redirect(path=f"{walk.desk}?{done}{f'&bescheid={told}' if told else ''}", status_code=303)


@get("/angefangen/{unfinished_id:int}")
async def take_up_again(
    request: AnyRequest,
    unfinished_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """On the page where somebody stopped, with all that stood there."""
    belonging: Belonging = request.state.belonging
    kept = await unfinished.load(unfinished.EVENTS, unfinished_id, belonging.organisation_id)
    walk = await walk_with(kept.entry_id, request, actor, now)
    walk = replace(walk, opening=_("Weiterschreiben: "))
    form = Form()
    form.take_up(request.state.typed or kept.typed.fields)
    return step_page(walk, Step(kept.typed.page), form)


@post("/angefangen/{unfinished_id:int}/verwerfen")
async def discard(
    request: AnyRequest,
    unfinished_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    belonging: Belonging = request.state.belonging
    if not await unfinished.is_gone(unfinished.EVENTS, unfinished_id):
        kept = await unfinished.load(unfinished.EVENTS, unfinished_id, belonging.organisation_id)
        await unfinished.discard(unfinished.EVENTS, kept, doer(actor), now)
    return Redirect(path=f"/verein/{belonging.slug}?erledigt=weggelegt", status_code=303)


router = Router(
    "/verein/{organisation:str}",
    route_handlers=[
        begin, open_again, go_to_step, go_to_preview, submit, keep_as_draft, take_up_again, discard,
    ],
    dependencies={"walk": Provide(walk_of)},
    guards=[maintains],
)  # fmt: skip

# A club phones, or somebody stands at the counter: the same form, filled in by the office.
for_the_office = Router(
    f"{DESK}/organisationen/{{organisation:str}}",
    route_handlers=[begin, open_again, go_to_step, go_to_preview, submit],
    dependencies={"walk": Provide(walk_of)},
    guards=[for_organisation],
)
