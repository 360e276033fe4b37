"""Who would hear of it when a series changes from a day on, and for whom nothing becomes new.

It looks at the dates as they would be, and asks the rules of `hearing` about each, in the order in which they are told.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from piccolo.columns import Column

from mittendrin.core.clock import at_local
from mittendrin.events import queries as events
from mittendrin.events.actions import load
from mittendrin.events.dates import PAUSES, last_day_laid_out
from mittendrin.events.recurrence import Span, spans
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.places.queries import address_columns
from mittendrin.registrations import hearing
from mittendrin.registrations.date_changes import Changes
from mittendrin.registrations.hearing import Hearing
from mittendrin.registrations.last_known import News, called_off
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.series_dates import Fates, later_dates, who_hear_nothing
from mittendrin.registrations.series_moving import Split, as_they_go_on, signed_up
from mittendrin.registrations.telling import Told, told_in_time
from mittendrin.registrations.what_is_new import concerns_guests, news

Going = tuple[DateView, Span, Changes]
# What a row of the database and a column call differently.
_CALLED = {"venue": "there", "meeting_point": "own_meeting_point"}


async def told_of_series(split: Split, fates: Fates, now: datetime) -> Told | None:
    """None where nobody has to be told."""
    if not concerns_guests(split.before, split.after, split.change.day):
        return None
    later = await later_dates(split.old_id, split.change.day, now)
    told = told_in_time(await _hearing(split, fates, later, now), later, now)
    return None if not told.signed_up and await who_hear_nothing(fates) else told


async def _hearing(split: Split, fates: Fates, later: Sequence[DateView], now: datetime) -> Hearing:
    every = as_they_go_on(split, fates)
    going = _taking_place(every)
    known = {one.occurrence_id: one for one in (*later, *fates.left, *(was for was, _span, _new in going))}
    everybody = await signed_up(split.old_id, list(known.values()))
    whole = [one for one in everybody if one.target.occurrence_id is None]
    hears = await _of_the_whole(split, whole, (later, every), now)
    expected = {one.target.occurrence_id for one in everybody}
    for was, span, changes in going:
        if was.occurrence_id in expected:
            new = await _as_it_would_be(split, (was, span, changes), now)
            hears |= await _of_it(_at(everybody, was), _news(split, was, new), now)
    for was in fates.left:
        gone = called_off(replace(was, state=DateState.CALLED_OFF))
        hears |= await _of_it(_at(everybody, was), gone, now)
    return [one for one in everybody if one.id in hears], [one for one in everybody if one.id not in hears]


def _at(everybody: Sequence[RegistrationView], date: DateView) -> list[RegistrationView]:
    return [one for one in everybody if one.target.occurrence_id == date.occurrence_id]


async def _of_the_whole(
    split: Split,
    members: list[RegistrationView],
    dates: tuple[Sequence[DateView], list[Going]],
    now: datetime,
) -> set[int]:
    """They are told of the first date; when all was called off, of all that take place then."""
    later, every = dates
    going, fresh = _taking_place(every), _fresh(split, every, now)
    if (await load(split.old_id)).called_off_at is not None:
        return {one.id for one in members if going or fresh}
    anew = await hearing.who_are_told_anew(members)
    if not later:
        return anew
    planned = [(later[0], span, _AS_PLANNED | _at_its_time(span)) for span in fresh]
    first = await _first_then(split, going, planned, now)
    return anew | (await _of_it(members, _news(split, later[0], first), now) if first else set())


def _taking_place(every: list[Going]) -> list[Going]:
    return [one for one in every if not one[0].called_off]


def _fresh(split: Split, every: list[Going], now: datetime) -> list[Span]:
    """Dates of the new rule that none of the old ones becomes."""
    taken = {span.original_start for _was, span, _changes in every}
    laid_out = spans(split.after.when, split.change.day, last_day_laid_out(now, split.after.when), PAUSES)
    return [span for span in laid_out if span.original_start not in taken]


async def _of_it(people: list[RegistrationView], one: News, now: datetime) -> set[int]:
    """Where nothing changes nobody is told, whatever they have not heard before."""
    changes = one.date.called_off or one.more or not _is_as_it_was(one)
    hears, _silent = await hearing.of_these(people, one, now) if changes else ([], [])
    return {one.id for one in hears}


def _is_as_it_was(one: News) -> bool:
    return one.date.is_at_the_time_of(one.was) and one.date.is_at_the_place_of(one.was)


def _news(split: Split, was: DateView, new: DateView) -> News:
    return News(was, new, news(split.before, split.after), lasts=True)


async def _first_then(
    split: Split, going: list[Going], planned: list[Going], now: datetime
) -> DateView | None:
    begin = at_local(split.change.day, time.min)
    ahead = [one for one in (*going, *planned) if _begins(one) >= begin]
    if not ahead:
        return None
    first = min(ahead, key=_begins)
    view = await _as_it_would_be(split, first, now)
    return view if first in going else replace(view, occurrence_id=0)


_AS_PLANNED: Changes = {Occurrence.place: "", Occurrence.venue: None, Occurrence.meeting_point: None}


def _at_its_time(span: Span) -> Changes:
    return {Occurrence.starts_at: span.start, Occurrence.ends_at: span.end}


def _begins(going: Going) -> datetime:
    was, _span, changes = going
    begins: datetime = changes.get(Occurrence.starts_at, was.starts)
    return begins


async def _as_it_would_be(split: Split, going: Going, now: datetime) -> DateView:
    was, span, changes = going
    after = split.after
    of_event = {"title": after.title, "room": after.room, "meeting_point": after.meeting_point}
    row = {_name(column): value for column, value in changes.items()}
    usual = await address_columns(after.venue_id)
    there = {"original_start": span.original_start, "state": DateState.SCHEDULED.value}
    return await events.date(was.occurrence_id, now, **of_event, **usual, **there, **row)


def _name(column: Column | str) -> str:
    name = column if isinstance(column, str) else column._meta.name
    return _CALLED.get(name, name)
