"""The list by day: the dates of a span, chosen by a filter, with the links that choose on."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import groupby
from operator import and_
from typing import Any, NamedTuple

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.text import search_words
from mittendrin.events.filters import Filter, Period, filled_form, fits
from mittendrin.events.queries import PUBLIC, dates
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.places import queries as places
from mittendrin.places.rules import AccessKind
from mittendrin.web.forms import Form

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    dates: list[DateView]


class Pick(NamedTuple):
    label: str
    link: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ListView:
    """Everything the list prints. `form` holds the choice for the search form."""

    heading: str
    days: list[Day]
    picks: list[Pick]
    form: Form
    topics: dict[str, str]
    districts: dict[str, str]
    earlier: str
    later: str
    narrowed: bool
    filter: Filter

    @property
    def count(self) -> int:
        return sum(len(day.dates) for day in self.days)


async def show_list(chosen: Filter, now: datetime) -> ListView:
    today = local_day(now)
    first, last = chosen.span(today)
    found = [one for one in await dates_between(chosen, first, last, now) if fits(one, chosen)]
    days = [Day(day, list(ones)) for day, ones in groupby(found, key=lambda one: max(one.day, first))]
    return ListView(
        heading=_heading(first, last),
        days=days,
        picks=_picks(chosen),
        form=filled_form(chosen),
        topics={"": _("alle Themen")} | {one.slug: one.name for one in await places.topics()},
        districts={"": _("alle Stadtteile")} | {one.slug: one.name for one in await places.districts()},
        earlier=_earlier(chosen, first, last, today),
        later=replace(chosen, first=last + A_DAY).link(),
        narrowed=replace(chosen, period=Period.WEEK, first=None) != Filter(),
        filter=chosen,
    )


async def dates_between(chosen: Filter, first: date, last: date, now: datetime) -> list[DateView]:
    """Public dates from the beginning of `first` to the end of `last`, those under way included."""
    event: Any = Occurrence.event
    begin, end = at_local(first, datetime.min.time()), at_local(last + A_DAY, datetime.min.time())
    asked = [PUBLIC, Occurrence.starts_at < end, Occurrence.ends_at > max(begin, now)]
    if chosen.topic:
        asked.append(event.topic.slug == chosen.topic)
    if chosen.district:
        asked.append(event.venue.district.slug == chosen.district)
    if chosen.organisation:
        asked.append(event.organisation.slug == chosen.organisation)
    if chosen.free_of_charge:
        asked.append(event.price == 0)
    asked += [event.search.like(f"%{word}%") for word in search_words(chosen.words)]
    return await dates(reduce(and_, asked), now)


def _heading(first: date, last: date) -> str:
    return show_day_short(first) if first == last else f"{show_day_short(first)} bis {show_day_short(last)}"


def _earlier(chosen: Filter, first: date, last: date, today: date) -> str:
    """The link to the span before, never further back than today."""
    if first <= today:
        return ""
    before = first - (last - first) - A_DAY
    return replace(chosen, first=before if before > today else None).link()


def _picks(chosen: Filter) -> list[Pick]:
    """The same choice again takes it back."""
    week = replace(chosen, period=Period.WEEK, first=None)
    today = replace(chosen, period=Period.TODAY, first=None)
    weekend = replace(chosen, period=Period.WEEKEND, first=None)
    step_free = AccessKind.STEP_FREE in chosen.access
    no_steps = replace(chosen, access=() if step_free else (AccessKind.STEP_FREE,))
    free = replace(chosen, free_of_charge=not chosen.free_of_charge)
    return [
        Pick(_("Heute"), today.link(), chosen.period is Period.TODAY),
        Pick(_("Diese Woche"), week.link(), chosen.period is Period.WEEK and chosen.first is None),
        Pick(_("Am Wochenende"), weekend.link(), chosen.period is Period.WEEKEND),
        Pick(_("Ohne Stufen"), no_steps.link(), step_free),
        Pick(_("Kostet nichts"), free.link(), chosen.free_of_charge),
    ]
