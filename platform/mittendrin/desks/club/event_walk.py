"""Somebody on the way through the event form, and the pages on that way."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from litestar import Request, Response
from litestar.di import NamedDependency

from mittendrin.accounts.actions import doer
from mittendrin.accounts.office_menu import DESK, office_menu
from mittendrin.accounts.rules import Actor
from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.desks.club.event_preview import Preview, preview
from mittendrin.desks.club.event_queries import OwnEvent, own_event
from mittendrin.events.form import (
    ALL_FIELDS,
    OTHER_VENUE,
    STEPS,
    EventDraft,
    Step,
    Target,
    Town,
    carried,
    read_event,
    step_of_errors,
)
from mittendrin.events.form_words import choices, titles, town
from mittendrin.events.previewing import Unpublished
from mittendrin.organisations.menu import desk_menu
from mittendrin.organisations.queries import Belonging
from mittendrin.publishing.rules import EntryState
from mittendrin.registrations.by_hand import ByHand, by_hand
from mittendrin.web.forms import Form
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import Menu, page

AnyRequest = Request[Any, Any, Any]
PREVIEW = "vorschau"


@dataclass(frozen=True)
class Walk:
    """For a new event, or for one there is. `opening` stands before the page's title: of many windows each has its own."""

    request: AnyRequest
    actor: Actor
    now: datetime
    town: Town
    event: OwnEvent | None = None
    opening: str = ""

    @property
    def belonging(self) -> Belonging:
        belonging: Belonging = self.request.state.belonging
        return belonging

    @property
    def through_office(self) -> bool:
        return self.belonging.through_office

    @property
    def desk(self) -> str:
        return (
            f"{DESK}/organisationen/{self.belonging.slug}"
            if self.through_office
            else f"/verein/{self.belonging.slug}"
        )

    @property
    def menu(self) -> Menu:
        return office_menu(self.actor) if self.through_office else desk_menu(self.belonging, self.actor)

    def by(self, form: Form) -> Doer:
        """Who spoke stands in the log with the organisation's name, as with every change that the office makes for it."""
        if not self.through_office:
            return doer(self.actor)
        speaker = form.line(
            "anrufer", required=_("Schreiben Sie bitte, wer vom Verein sich meldet."), limit=80
        )
        form.check()
        name = f"{speaker}, {self.belonging.name}"[:120]
        return Doer(self.actor.name, Channel.PHONE, self.actor.account_id, on_behalf_of=name)

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

    def target(self, form: Form) -> Target:
        event_id = self.event.event_id if self.event else None
        key, seen = form.line("schluessel", limit=64), form.line("stand", limit=64)
        return Target(self.belonging.organisation_id, event_id, key or new_key(), seen)


def new_key() -> str:
    return str(uuid4())


async def walk_of(request: AnyRequest, actor: NamedDependency[Actor], now: NamedDependency[datetime]) -> Walk:
    """For a handler: with the event in the address, if there is one. Raises NotFound."""
    return await walk_with(request.path_params.get("event_id"), request, actor, now)


async def walk_with(event_id: int | None, request: AnyRequest, actor: Actor, now: datetime) -> Walk:
    belonging: Belonging = request.state.belonging
    event = await own_event(event_id, belonging.organisation_id) if event_id is not None else None
    if event and event.state is EntryState.ARCHIVED:
        raise NotFound
    return Walk(request, actor, now, await town(), event)


async def page_of_errors(walk: Walk, form: Form) -> Response[bytes]:
    """Where the mistake can be put right; what is about the whole event is said on the preview."""
    step = step_of_errors(form)
    return step_page(walk, step, form) if step else await preview_page(walk, form)


def step_page(walk: Walk, step: Step, form: Form) -> Response[bytes]:
    number = STEPS.index(step)
    following = [*STEPS, PREVIEW][number + 1]
    # Another rhythm asks other things: behind that page comes always the next one.
    straight_back = form.yes("gesehen") and step is not Step.RHYTHM
    answer = page(
        walk.request,
        f"club/event_{step.name.lower()}.html",
        status=422 if form.errors else 200,
        menu=walk.menu,
        walk=walk,
        form=form,
        step=step,
        number=number + 1,
        steps=len(STEPS),
        title=f"{walk.opening}{titles()[step]}",
        onward=PREVIEW if straight_back else following,
        backward=STEPS[number - 1] if number else "",
        carried=carried(step, form),
        choices=choices(walk.town),
        other_venue=OTHER_VENUE,
    )
    return shown_again_by_back(answer)


async def _by_hand(walk: Walk, view: Preview) -> ByHand:
    own = walk.belonging.organisation_id
    return await by_hand(view.told, own, None if walk.through_office else own)


async def preview_page(walk: Walk, form: Form) -> Response[bytes]:
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
            menu=walk.menu,
            walk=walk,
            form=form,
            view=view,
            by_hand=await _by_hand(walk, view),
            carried=[name for name in ALL_FIELDS if name != "gesehen"],
            steps=titles(),
        )
        return shown_again_by_back(answer)
    return await page_of_errors(walk, form)
