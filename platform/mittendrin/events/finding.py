"""Finding the dates that a filter asks for, and those that have left the days asked for."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import reduce
from operator import and_
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.core.clock import at_local
from mittendrin.core.text import search_words
from mittendrin.events.filters import Filter, fits
from mittendrin.events.queries import PUBLIC, dates
from mittendrin.events.rules import DateState
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.events.when_check import MOST_DAYS
from mittendrin.events.word_search import meant, written
from mittendrin.places import queries as places

A_DAY = timedelta(days=1)
# A page stays below 100 KB; what follows is one press on "Weiter" away.
MOST_DATES = 120
LONGEST_DATE = timedelta(days=MOST_DAYS + 1)
_EVENT: Any = Occurrence.event


async def dates_between(chosen: Filter, first: date, last: date, now: datetime) -> list[DateView]:
    """Public dates from the beginning of `first` to the end of `last`, those under way included."""
    return await dates(await _asked(chosen, first, last, now), now)


async def count_between(first: date, last: date, now: datetime) -> int:
    """How many of those that `dates_between` finds take place."""
    takes_place = Occurrence.state == DateState.SCHEDULED.value
    return int(await Occurrence.count().where(await _asked(Filter(), first, last, now), takes_place))


async def enough_dates(chosen: Filter, first: date, last: date, now: datetime) -> list[DateView]:
    """The first dates that fit, at least one more than a page holds: what lies behind it need not be read."""
    asked = await _asked(chosen, first, last, now)
    enough = chosen.skip + MOST_DATES + 1
    found: list[DateView] = []
    read, size = 0, enough
    while True:
        piece = await dates(asked, now, limit=size, skip=read)
        found += [one for one in piece if fits(one, chosen)]
        if len(piece) < size or len(found) >= enough:
            return found
        read += size
        size = read


async def moved_away(chosen: Filter, first: date, last: date, now: datetime) -> list[DateView]:
    """What was to take place on these days and now does on another, as it stood there, also when it is called off
    since: a sheet on the wall still says so, and whoever just comes is told by nobody else."""
    begin, end = _midnight(first), _midnight(last + A_DAY)
    asked = [
        PUBLIC,
        Occurrence.original_start >= begin,
        Occurrence.original_start < end,
        Occurrence.starts_at != Occurrence.original_start,
        *await _choice(replace(chosen, district="")),
    ]
    if chosen.district:
        asked.append((_EVENT.venue.district.slug == chosen.district) | await _moved_into(chosen.district))
    moved = [one.as_it_was for one in await dates(reduce(and_, asked), now) if one.has_left_its_day]
    return [one for one in moved if fits(one, chosen)]


async def _asked(chosen: Filter, first: date, last: date, now: datetime) -> Combinable:
    """What the database is asked of a filter; the rest is for `fits`."""
    begin, end = _midnight(first), _midnight(last + A_DAY)
    asked: list[Combinable] = [PUBLIC, Occurrence.starts_at < end, Occurrence.ends_at > max(begin, now)]
    # Says nothing new, but keeps the database from looking through all years before.
    asked.append(Occurrence.starts_at > begin - LONGEST_DATE)
    return reduce(and_, [*asked, *await _choice(chosen)])


def _midnight(day: date) -> datetime:
    return at_local(day, datetime.min.time())


async def _moved_into(district: str) -> Combinable:
    return Occurrence.venue.is_in(await places.venues_in(district) or [0])


async def _choice(chosen: Filter) -> list[Combinable]:
    asked: list[Combinable] = []
    if chosen.topic:
        asked.append(_EVENT.topic.slug == chosen.topic)
    if chosen.district:
        usual = Occurrence.venue.is_null() & (_EVENT.venue.district.slug == chosen.district)
        asked.append(usual | await _moved_into(chosen.district))
    if chosen.organisation:
        asked.append(_EVENT.organisation.slug == chosen.organisation)
    if chosen.free_of_charge:
        asked.append(_EVENT.price == 0)
    says = meant if chosen.words_mean_topics else written
    return asked + [await says(word) for word in search_words(chosen.words)]
