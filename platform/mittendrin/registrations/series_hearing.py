"""Who would hear of it when a series changes from a day on, and for whom nothing becomes new."""

from collections.abc import Sequence
from datetime import datetime

from mittendrin.events.actions import load
from mittendrin.events.dates import PAUSES, last_day_laid_out
from mittendrin.events.recurrence import Span, spans
from mittendrin.events.rules import EventContent
from mittendrin.events.single_dates import has_own_time
from mittendrin.events.views import DateView
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.series_dates import Fates, Turn, later_dates, who_hear_nothing
from mittendrin.registrations.series_moving import concerned_from, concerns_guests, news
from mittendrin.registrations.telling import Told, told_in_time

Hearing = tuple[list[RegistrationView], list[RegistrationView]]


# What it says before, and then.
Contents = tuple[EventContent, EventContent]


async def told_of_series(turn: Turn, fates: Fates, contents: Contents, now: datetime) -> Told | None:
    """None where nobody has to be told."""
    if not concerns_guests(*contents, turn.day):
        return None
    later = await later_dates(turn.event_id, turn.day, now)
    told = told_in_time(await _hearing(turn, fates, contents, now), later, now)
    return None if not told.signed_up and await who_hear_nothing(fates) else told


async def _hearing(turn: Turn, fates: Fates, contents: Contents, now: datetime) -> Hearing:
    before, after = contents
    everybody = await concerned_from(turn.event_id, turn.day, now)
    if news(before, after) or (before.venue_id, before.room) != (after.venue_id, after.room):
        return everybody, []
    moved = {was.occurrence_id for was, span in fates.going_on if _moves(turn, was, span)}
    moved |= {one.occurrence_id for one in fates.left}
    whole = await _first_moves(turn, fates, now)

    def hears(one: RegistrationView) -> bool:
        return whole if one.target.occurrence_id is None else one.target.occurrence_id in moved

    return [one for one in everybody if hears(one)], [one for one in everybody if not hears(one)]


async def _first_moves(turn: Turn, fates: Fates, now: datetime) -> bool:
    """Whoever is signed up for the whole is told of its first date; of all new ones, when all was called off."""
    if (await load(turn.event_id)).called_off_at is not None:
        return True
    then = sorted(_times(turn, fates, now))
    later = await later_dates(turn.event_id, turn.day, now)
    return bool(later and then) and (later[0].starts, later[0].ends) != then[0]


def _times(turn: Turn, fates: Fates, now: datetime) -> Sequence[tuple[datetime, datetime]]:
    """Of every date that takes place then."""
    known = {span.original_start for _was, span in fates.going_on}
    new = spans(turn.after, turn.day, last_day_laid_out(now), PAUSES)
    going_on = [_time(turn, was, span) for was, span in fates.going_on if not was.called_off]
    return [*going_on, *((span.start, span.end) for span in new if span.original_start not in known)]


def _moves(turn: Turn, was: DateView, span: Span) -> bool:
    return not was.called_off and _time(turn, was, span) != (was.starts, was.ends)


def _time(turn: Turn, was: DateView, span: Span) -> tuple[datetime, datetime]:
    """What was moved on its own stays."""
    own = has_own_time(was.original_start, (was.starts, was.ends), turn.before)
    return (was.starts, was.ends) if own else (span.start, span.end)
