"""Which date or course a visitor means by an event's address and the number of a date."""

from datetime import datetime
from typing import NamedTuple

from mittendrin.core.language import _
from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import NotFound
from mittendrin.events import queries as events
from mittendrin.events.capacity import Decision, Verdict, decide_sign_up
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations.queries import TargetView, queue_of, target_view, view_of_date
from mittendrin.registrations.rules import Target, why_waiting

WHOLE = (SignUpMode.COURSE, SignUpMode.REGULAR)


class Shown(NamedTuple):
    """`gone` says why the date that a form showed cannot be had any more; `view` is then the next one that can."""

    view: TargetView
    gone: str = ""


async def find_shown(slug: str, occurrence: str, now: datetime) -> Shown:
    """For a form that came back: never quietly another date than the one it showed. Raises NotFound."""
    try:
        view = await find_target(slug, occurrence, now)
    except NotFound:
        if instead := await _next_possible(slug, now):
            return Shown(instead, _("Diesen Termin gibt es nicht mehr."))
        raise
    decision = decide_sign_up(view.situation, 1, now)
    if decision.possible or view.target.occurrence_id is None:
        return Shown(view)
    instead = await _next_possible(slug, now)
    return Shown(instead, decision.sentence) if instead else Shown(view)


async def say_whether(view: TargetView, decision: Decision) -> str:
    """As the decision says it, and who waits before somebody whose seats are free."""
    queue = await queue_of(view.target) if decision.verdict is Verdict.WAITING_LIST else []
    return decision.no_seat(why_waiting(queue, decision.party)) if queue else decision.sentence


async def _next_possible(slug: str, now: datetime) -> TargetView | None:
    event = await events.event_by_slug(slug)
    coming = await events.coming_dates(event.id, now)
    first = next((date for date in coming if date.decision.possible), None)
    return await view_of_date(first, now) if first else None


async def find_target(slug: str, occurrence: str, now: datetime) -> TargetView:
    """Without a date: the whole course, the regular place, or the next date that takes place. Raises NotFound."""
    if chosen := read_number(occurrence):
        return await _of_date(slug, chosen, now)
    event = await events.event_by_slug(slug)
    if SignUpMode(event.mode) in WHOLE:
        return await target_view(Target(event.id, None), now)
    coming = await events.coming_dates(event.id, now)
    first = next((date for date in coming if not date.called_off), None)
    if first is None:
        raise NotFound
    return await target_view(Target(event.id, first.occurrence_id), now)


async def _of_date(slug: str, occurrence_id: int, now: datetime) -> TargetView:
    date = await events.date(occurrence_id, now)
    if date.slug != slug or not date.situation.published:
        raise NotFound
    return await view_of_date(date, now)
