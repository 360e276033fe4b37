"""The walk through the event form: five short pages, a preview, and only then something is stored.

One rule for every button: a page is shown when all pages before it are right, else the first one that is not.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.refusal import NotFound
from mittendrin.desks.club import event_saving as saving
from mittendrin.desks.club.event_form import (
    ALL_FIELDS,
    OTHER_VENUE,
    STEPS,
    EventDraft,
    Step,
    Town,
    carried,
    check_before,
    read_event,
    step_of_errors,
)
from mittendrin.desks.club.event_preview import preview
from mittendrin.desks.club.event_queries import OwnEvent, own_event, town
from mittendrin.desks.club.event_values import YES, empty_form, form_of
from mittendrin.desks.club.event_words import choices, titles
from mittendrin.events.previewing import Unpublished
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging
from mittendrin.publishing.rules import EntryState
from mittendrin.web.forms import Form, read_form, read_query
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
PREVIEW = "vorschau"


@dataclass(frozen=True)
class Walk:
    """Somebody on the way through the form, for a new event or for one there is."""

    request: AnyRequest
    actor: Actor
    now: datetime
    town: Town
    event: OwnEvent | None = None

    @property
    def belonging(self) -> Belonging:
        belonging: Belonging = self.request.state.belonging
        return belonging

    @property
    def desk(self) -> str:
        return f"/verein/{self.belonging.slug}"

    @property
    def path(self) -> str:
        return (
            f"{self.desk}/veranstaltungen/{self.event.event_id}/aendern" if self.event else f"{self.desk}/neu"
        )

    @property
    def today(self) -> date:
        return local_day(self.now)

    @property
    def may_be_draft(self) -> bool:
        return self.event is None or self.event.may_be_draft

    def version(self, draft: EventDraft) -> Unpublished:
        event_id = self.event.event_id if self.event else 0
        return Unpublished(draft.content, self.belonging.organisation_id, event_id, draft.new_venue)

    def target(self, form: Form) -> saving.Target:
        event_id = self.event.event_id if self.event else None
        key, seen = form.line("schluessel", limit=64), form.line("stand", limit=64)
        return saving.Target(self.belonging.organisation_id, event_id, key or str(uuid4()), seen)


@get("/neu")
async def begin(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    """Empty, or filled in with what another event says: "Als Vorlage nehmen"."""
    walk = await _walk(request, actor, now)
    model = read_query(request).number("vorlage", 1, 10**9)
    key = str(uuid4())
    if model is None:
        return _step_page(walk, Step.WHAT, empty_form(key))
    own = await own_event(model, walk.belonging.organisation_id)
    return _step_page(walk, Step.WHAT, form_of(own.content, walk.town, schluessel=key))


@post("/neu/{step:str}")
async def go_to_step(
    request: AnyRequest, step: FromPath[str], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _go_to_step(await _walk(request, actor, now), step)


@post("/neu/vorschau")
async def go_to_preview(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes]:
    return await _go_to_preview(await _walk(request, actor, now))


@post("/neu/einreichen")
async def submit(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await _submit(await _walk(request, actor, now))


@post("/neu/entwurf")
async def keep_as_draft(
    request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Response[bytes] | Redirect:
    return await _keep_as_draft(await _walk(request, actor, now))


@get("/veranstaltungen/{event_id:int}/aendern")
async def open_again(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    """Begins with the preview: who wants to change one thing goes to its page and straight back."""
    walk = await _walk(request, actor, now, event_id)
    assert walk.event is not None  # noqa: S101 - for the type checker; _walk has loaded it
    form = form_of(walk.event.content, walk.town, stand=walk.event.fingerprint, gesehen=YES)
    if request.state.typed:
        form.take_up(request.state.typed)
    return await _preview_page(walk, form)


@post("/veranstaltungen/{event_id:int}/aendern/{step:str}")
async def change_step(
    request: AnyRequest,
    event_id: FromPath[int],
    step: FromPath[str],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _go_to_step(await _walk(request, actor, now, event_id), step)


@post("/veranstaltungen/{event_id:int}/aendern/vorschau")
async def preview_change(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    return await _go_to_preview(await _walk(request, actor, now, event_id))


@post("/veranstaltungen/{event_id:int}/aendern/einreichen")
async def submit_change(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    return await _submit(await _walk(request, actor, now, event_id))


@post("/veranstaltungen/{event_id:int}/aendern/entwurf")
async def keep_change_as_draft(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    return await _keep_as_draft(await _walk(request, actor, now, event_id))


async def _walk(request: AnyRequest, actor: Actor, now: datetime, event_id: int | None = None) -> Walk:
    belonging: Belonging = request.state.belonging
    event = await own_event(event_id, belonging.organisation_id) if event_id is not None else None
    if event and event.state is EntryState.ARCHIVED:
        raise NotFound
    return Walk(request, actor, now, await town(), event)


async def _go_to_step(walk: Walk, step: str) -> Response[bytes]:
    if step not in STEPS:
        raise NotFound
    form = await read_form(walk.request)
    with form.refusals():
        check_before(Step(step), form, walk.town, walk.today)
        return _step_page(walk, Step(step), form)
    return await _page_of_errors(walk, form)


async def _go_to_preview(walk: Walk) -> Response[bytes]:
    form = await read_form(walk.request)
    return await _preview_page(walk, form)


async def _submit(walk: Walk) -> Response[bytes] | Redirect:
    form = await read_form(walk.request)
    with form.refusals():
        draft = read_event(form, walk.town, walk.today)
        saved = await saving.submit(walk.target(form), draft, doer(walk.actor), walk.now)
        answer = "wartet" if saved.waits else "sichtbar"
        return Redirect(path=f"{walk.desk}?erledigt={answer}", status_code=303)
    return await _page_of_errors(walk, form)


async def _keep_as_draft(walk: Walk) -> Response[bytes] | Redirect:
    form = await read_form(walk.request)
    with form.refusals():
        draft = read_event(form, walk.town, walk.today)
        await saving.keep_as_draft(walk.target(form), draft, doer(walk.actor), walk.now)
        return Redirect(path=f"{walk.desk}?erledigt=entwurf", status_code=303)
    return await _page_of_errors(walk, form)


async def _page_of_errors(walk: Walk, form: Form) -> Response[bytes]:
    """Where the mistake can be put right; what is about the whole event is said on the preview."""
    step = step_of_errors(form)
    return _step_page(walk, step, form) if step else await _preview_page(walk, form)


def _step_page(walk: Walk, step: Step, form: Form) -> Response[bytes]:
    number = STEPS.index(step)
    following = [*STEPS, PREVIEW][number + 1]
    # Another rhythm asks other things: behind that page comes always the next one.
    straight_back = form.yes("gesehen") and step is not Step.RHYTHM
    answer = page(
        walk.request,
        f"club/event_{step.name.lower()}.html",
        status=422 if form.errors else 200,
        menu=desk_menu(walk.belonging, walk.actor),
        walk=walk,
        form=form,
        step=step,
        number=number + 1,
        steps=len(STEPS),
        title=titles()[step],
        onward=PREVIEW if straight_back else following,
        backward=STEPS[number - 1] if number else "",
        carried=carried(step, form),
        choices=choices(walk.town),
        other_venue=OTHER_VENUE,
    )
    return shown_again_by_back(answer)


async def _preview_page(walk: Walk, form: Form) -> Response[bytes]:
    refused = dict(form.errors)
    form.errors.clear()
    with form.refusals():
        draft = read_event(form, walk.town, walk.today)
        view = await preview(walk.version(draft), walk.town, walk.now)
        form.errors.update(refused)
        answer = page(
            walk.request,
            "club/event_preview.html",
            status=422 if refused else 200,
            menu=desk_menu(walk.belonging, walk.actor),
            walk=walk,
            form=form,
            view=view,
            carried=[name for name in ALL_FIELDS if name != "gesehen"],
            steps=titles(),
        )
        return shown_again_by_back(answer)
    return await _page_of_errors(walk, form)


router = Router(
    "/verein/{organisation:str}",
    route_handlers=[
        begin, go_to_step, go_to_preview, submit, keep_as_draft,
        open_again, change_step, preview_change, submit_change, keep_change_as_draft,
    ],
    guards=[maintains],
)  # fmt: skip
