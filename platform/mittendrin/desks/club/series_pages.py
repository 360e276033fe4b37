"""A series changes from a day on: one form with its rhythm, and a preview of the next dates.

For a proven organisation it counts at once and everybody is told; else the board decides first.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from mittendrin.accounts.actions import doer
from mittendrin.accounts.rules import Actor
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.desks.club.event_queries import own_event as own_version
from mittendrin.desks.club.event_queries import town
from mittendrin.desks.club.event_values import when_values
from mittendrin.desks.club.event_words import choices
from mittendrin.desks.club.own import own_event
from mittendrin.desks.club.rhythm import RHYTHM_FIELDS, WHEN_FIELDS, read_when
from mittendrin.events.content import content_of
from mittendrin.events.continuing import beginning_on, ended_before
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import next_dates
from mittendrin.events.tables import Event
from mittendrin.events.when_words import in_words
from mittendrin.organisations.guards import maintains
from mittendrin.organisations.menu import desk_menu
from mittendrin.places.queries import Choice
from mittendrin.publishing.queries import proven
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import concerned_from
from mittendrin.registrations.series_versions import submit, withdraw
from mittendrin.registrations.telling import told_of
from mittendrin.web.forms import Form, date_boxes, read_form
from mittendrin.web.headers import shown_again_by_back
from mittendrin.web.rendering import page

AnyRequest = Request[Any, Any, Any]
CARRIED = ("tag", "ort", "raum", "grund", *RHYTHM_FIELDS, *WHEN_FIELDS)
DATES_SHOWN = 10


@get("/")
async def form_page(
    request: AnyRequest, event_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    event = await own_event(request, event_id)
    own = await own_version(event_id, request.state.belonging.organisation_id)
    content = content_of(event)
    when, venue_id, room, said = content.when, content.venue_id, content.room, {}
    if change := own.series_change:
        when, venue_id, room = change.when, change.venue_id, change.room
        said = {**date_boxes("tag", change.day), "grund": change.reason}
    venues = (await town()).venues
    usual = next((one.slug for one in venues if one.id == venue_id), "")
    form = Form.filled(**when_values(when), ort=usual, raum=room, **said)
    return await _show(request, event, actor, form)


@post("/aendern")
async def change_again(
    request: AnyRequest, event_id: FromPath[int], actor: NamedDependency[Actor]
) -> Response[bytes]:
    return await _show(request, await own_event(request, event_id), actor, await read_form(request))


@post("/vorschau")
async def preview(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes]:
    event = await own_event(request, event_id)
    form = await read_form(request)
    with form.refusals():
        change = read_change(form, event, (await town()).venues, local_day(now))
        values: dict[str, Any] = {
            "change": change,
            "new_when": in_words(change.when),
            "days": next_dates(change.when, change.day, DATES_SHOWN, PAUSES),
            "told": told_of(await concerned_from(event_id, change.day, now)),
            "waits": not await proven(event.organisation),
            "carried": CARRIED,
        }
        around = _around(request, event, actor)
        return shown_again_by_back(page(request, "club/series_preview.html", form=form, **values, **around))
    return await _show(request, event, actor, form)


@post("/")
async def change_from_day(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Response[bytes] | Redirect:
    event = await own_event(request, event_id)
    form = await read_form(request)
    with form.refusals():
        change = read_change(form, event, (await town()).venues, local_day(now))
        waits = await submit(event_id, change, doer(actor), now)
        return _done(request, "serie-wartet" if waits else "serie-gilt")
    return await _show(request, event, actor, form)


@post("/verwerfen")
async def discard(
    request: AnyRequest,
    event_id: FromPath[int],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Redirect:
    """Whether it waits for the board or came back."""
    await own_event(request, event_id)
    await withdraw(event_id, doer(actor), now)
    return _done(request, "verworfen")


def _done(request: AnyRequest, what: str) -> Redirect:
    return Redirect(path=f"/verein/{request.state.belonging.slug}?erledigt={what}", status_code=303)


def read_change(form: Form, event: Event, venues: Sequence[Choice], today: date) -> SeriesChange:
    """Raises Invalid, or Refused when nothing would be left before or after the day."""
    day = form.date("tag", today, required=_("Ab welchem Tag ist es anders?"))
    when = read_when(form, today)
    slug = form.choice("ort", [one.slug for one in venues], required=_("Wählen Sie bitte einen Ort."))
    room = form.line("raum", limit=80)
    reason = form.line("grund", required=_("Sagen Sie den Menschen bitte, warum."), limit=200)
    form.check()
    ended_before(content_of(event).when, day)
    venue_id = next(one.id for one in venues if one.slug == slug)
    return SeriesChange(day, beginning_on(when, day), venue_id, room, reason)


async def _show(request: AnyRequest, event: Event, actor: Actor, form: Form) -> Response[bytes]:
    known = await town()
    values = {"choices": choices(known), "venues": {one.slug: one.name for one in known.venues}}
    around = _around(request, event, actor)
    status = 422 if form.errors else 200
    return shown_again_by_back(
        page(request, "club/series_change.html", status=status, form=form, **values, **around)
    )


def _around(request: AnyRequest, event: Event, actor: Actor) -> dict[str, Any]:
    belonging = request.state.belonging
    return {
        "menu": desk_menu(belonging, actor),
        "title": event.title,
        "when": in_words(content_of(event).when),
        "path": f"/verein/{belonging.slug}/veranstaltungen/{event.id}/ab-einem-tag",
    }


router = Router(
    "/verein/{organisation:str}/veranstaltungen/{event_id:int}/ab-einem-tag",
    route_handlers=[form_page, change_again, preview, change_from_day, discard],
    guards=[maintains],
)
