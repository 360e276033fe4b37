"""The list by day: the dates of a span, chosen by a filter, with the links that choose on."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from mittendrin.core.clock import local_day
from mittendrin.core.german import MONTHS, show_day_near
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.text import search_words
from mittendrin.events.filters import PERIOD_DAYS, Filter, Period, filled_form
from mittendrin.events.finding import A_DAY, MOST_DATES, enough_dates, moved_away
from mittendrin.events.views import DateView, next_turn
from mittendrin.events.word_search import FoundBy, in_title, only_by_organiser, saying_it_themselves
from mittendrin.places import queries as places
from mittendrin.places.rules import ACCESS_WORDS, AccessKind
from mittendrin.web.forms import Form

A_WEEK = timedelta(days=7)
DISTRICT_FIELD = "#stadtteil"
WORDS_FIELD = "#suche"


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    dates: list[DateView]


class Shown(NamedTuple):
    """What one page holds, and the last day that it speaks for."""

    days: list[Day]
    last: date
    day_goes_on: bool = False


class Pick(NamedTuple):
    label: str
    link: str
    chosen: bool


class Turn(NamedTuple):
    """Where turning pages leads."""

    label: str
    link: str


@dataclass(frozen=True, slots=True)
class ListView:
    """Everything the list prints. After a search `days` have the words in the title and `others` elsewhere, or
    as `found_by` says, `of_organisers` of them only for their organiser, and `topics_meant` leads to all dates of what they may mean. `form` holds the choice for the search form, `asked` the access facts in it
    as words; `until` is when the list may look different though nobody changed anything.
    """

    heading: str
    days: list[Day]
    others: list[Day]
    found_by: FoundBy
    of_organisers: int
    topics_meant: list[Turn]
    picks: list[Pick]
    form: Form
    topics: dict[str, str]
    districts: dict[str, str]
    earlier: Turn | None
    later: Turn
    narrowed: bool
    asked: list[str]
    programme: str
    until: datetime

    @property
    def count(self) -> int:
        """That take place."""
        return sum(takes_place(one) for day in (*self.days, *self.others) for one in day.dates)

    @property
    def counted(self) -> str:
        """ "3 Termine"; where none takes place here, what has become of them: "1 abgesagt und 2 verlegt"."""
        if self.count:
            return _("1 Termin") if self.count == 1 else _("{n} Termine", n=self.count)
        gone = {one.occurrence_id: one.called_off for day in (*self.days, *self.others) for one in day.dates}
        off = sum(gone.values())
        counted = ((off, _("{n} abgesagt", n=off)), (len(gone) - off, _("{n} verlegt", n=len(gone) - off)))
        return join_and([words for number, words in counted if number]) or _("kein Termin")

    @property
    def answered(self) -> bool:
        """With a date that really is what was asked for."""
        found = any(not one.moved_to for day in self.days for one in day.dates)
        return found and self.found_by is FoundBy.WORDS


def takes_place(date: DateView) -> bool:
    """Here, and not on another day."""
    return not date.called_off and not date.moved_to


async def show_list(chosen: Filter, now: datetime) -> ListView:
    today = local_day(now)
    first, last = chosen.span(today)
    chosen = chosen if chosen.first == first else replace(chosen, skip=0)
    found, found_by = await _found(chosen, first, last, now)
    shown = as_many_as_fit(_without(chosen.skip, by_day(found, first)), last)
    days, others = (shown.days, []) if found_by is FoundBy.TOPIC else titles_first(shown.days, chosen.words)
    topics = await places.topics()
    return ListView(
        heading=span_words(first, shown.last, today),
        days=days,
        others=others,
        found_by=found_by,
        of_organisers=await _of_organisers(shown.days, chosen.words) if found_by is FoundBy.WORDS else 0,
        topics_meant=await _topics_meant(chosen, topics),
        picks=_picks(replace(chosen, skip=0)),
        form=filled_form(chosen),
        topics={"": _("alle Themen")} | {one.slug: one.name for one in topics},
        districts={"": _("alle Stadtteile")} | {one.slug: one.name for one in await places.districts()},
        earlier=_earlier(chosen, first, today),
        later=_later(chosen, shown),
        narrowed=replace(chosen, period=Period.WEEK, first=None, skip=0) != Filter(),
        asked=[_(ACCESS_WORDS[kind].short) for kind in chosen.access if kind is not AccessKind.STEP_FREE],
        programme=f"/programm/{first:%Y-%m}",
        until=next_turn(found, now),
    )


async def _found(chosen: Filter, first: date, last: date, now: datetime) -> tuple[list[DateView], FoundBy]:
    words = search_words(chosen.words)
    found = await with_traces(chosen, first, last, now)
    if not words:
        return found, FoundBy.WORDS
    if found:
        return found, FoundBy.WORDS if await saying_it_themselves(found, words) else FoundBy.ORGANISER
    found = await enough_dates(replace(chosen, words_mean_topics=True), first, last, now)
    return found, FoundBy.TOPIC if found else FoundBy.WORDS


async def _of_organisers(days: list[Day], words: str) -> int:
    shown = [one for day in days for one in day.dates if takes_place(one)]
    events = await only_by_organiser(shown, search_words(words))
    return sum(one.event_id in events for one in shown)


async def with_traces(chosen: Filter, first: date, last: date, now: datetime) -> list[DateView]:
    """The dates that fit, and what is left of those that have moved away."""
    return [*await enough_dates(chosen, first, last, now), *await moved_away(chosen, first, last, now)]


async def _topics_meant(chosen: Filter, topics: list[places.Choice]) -> list[Turn]:
    words = search_words(chosen.words)
    if chosen.topic or not words:
        return []
    meant = set.intersection(*[set(await places.topics_called(word)) for word in words])
    whole = replace(chosen, words="", skip=0)
    return [Turn(one.name, replace(whole, topic=one.slug).link()) for one in topics if one.id in meant]


def by_day(found: Iterable[DateView], first: date) -> list[Day]:
    """What began before `first` and still goes on stands under `first`."""
    ordered = sorted(found, key=lambda one: (max(one.day, first), one.starts, one.occurrence_id))
    return [Day(day, list(ones)) for day, ones in groupby(ordered, key=lambda one: max(one.day, first))]


def titles_first(days: list[Day], words: str) -> tuple[list[Day], list[Day]]:
    """Dates with all words in their title, then the others; when no title has them, all stand together."""
    looked_for = search_words(words)
    if not looked_for:
        return days, []
    with_words = {one.title for day in days for one in day.dates if in_title(one.title, looked_for)}
    titled = [Day(day.day, [one for one in day.dates if one.title in with_words]) for day in days]
    others = [Day(day.day, [one for one in day.dates if one.title not in with_words]) for day in days]
    first, second = [day for day in titled if day.dates], [day for day in others if day.dates]
    return (first, second) if first else (second, [])


def _without(skip: int, days: list[Day]) -> list[Day]:
    """Without dates of the first day that another page has shown."""
    if not (days and skip):
        return days
    begun = Day(days[0].day, days[0].dates[skip:])
    return [begun, *days[1:]] if begun.dates else days[1:]


def as_many_as_fit(days: list[Day], last: date) -> Shown:
    """Whole days with at most MOST_DATES dates; of a day that is too full alone, its first ones."""
    if days and len(days[0].dates) > MOST_DATES:
        begun = Day(days[0].day, days[0].dates[:MOST_DATES])
        return Shown([begun], begun.day, day_goes_on=True)
    shown = 0
    for number, day in enumerate(days):
        shown += len(day.dates)
        if shown > MOST_DATES:
            return Shown(days[:number], day.day - A_DAY)
    return Shown(days, last)


def span_words(first: date, last: date, today: date) -> str:
    """ "Dienstag, 24. November", "23. bis 29. November", "28. Dezember bis 3. Januar 2027" """
    if first == last:
        return show_day_near(first, today)
    begin = f"{first.day}." if first.month == last.month else f"{first.day}. {MONTHS[first.month - 1]}"
    year = "" if last.year == today.year else f" {last.year}"
    return _("{von} bis {bis}", von=begin, bis=f"{last.day}. {MONTHS[last.month - 1]}{year}")


def _earlier(chosen: Filter, first: date, today: date) -> Turn | None:
    """To the dates of this day that stand before, or to the span before: never further back than today's."""
    earliest, _last = replace(chosen, first=None).span(today)
    if chosen.skip:
        begin = replace(chosen, skip=max(chosen.skip - MOST_DATES, 0))
        start_over = first == earliest and not begin.skip
        link = (replace(begin, first=None) if start_over else begin).link()
        return Turn(_("Zurück: früher an diesem Tag"), link)
    if first <= earliest:
        return None
    step = A_WEEK if chosen.period is Period.WEEKEND else timedelta(days=PERIOD_DAYS[chosen.period])
    before = replace(chosen, first=first - step if first - step > earliest else None)
    return Turn(_("Zurück: die Tage davor"), before.link())


def _later(chosen: Filter, shown: Shown) -> Turn:
    if shown.day_goes_on:
        rest = replace(chosen, first=shown.last, skip=chosen.skip + MOST_DATES)
        return Turn(_("Weiter: später an diesem Tag"), rest.link())
    following = replace(chosen, first=shown.last + A_DAY, skip=0)
    return Turn(_("Weiter: die nächsten Tage"), following.link())


def _picks(chosen: Filter) -> list[Pick]:
    """The same choice again takes it back."""
    week = replace(chosen, period=Period.WEEK, first=None)
    today = replace(chosen, period=Period.TODAY, first=None)
    weekend = replace(chosen, period=Period.WEEKEND, first=None)
    step_free = AccessKind.STEP_FREE in chosen.access
    others = tuple(kind for kind in chosen.access if kind is not AccessKind.STEP_FREE)
    no_steps = replace(chosen, access=others if step_free else (AccessKind.STEP_FREE, *others))
    free = replace(chosen, free_of_charge=not chosen.free_of_charge)
    anywhere = replace(chosen, district="").link() if chosen.district else DISTRICT_FIELD
    return [
        Pick(_("Suchen"), WORDS_FIELD, bool(chosen.words)),
        Pick(_("Diese Woche"), week.link(), chosen.period is Period.WEEK and chosen.first is None),
        Pick(_("Heute"), today.link(), chosen.period is Period.TODAY and chosen.first is None),
        Pick(_("Am Wochenende"), weekend.link(), chosen.period is Period.WEEKEND),
        Pick(_("Ohne Stufen"), no_steps.link(), step_free),
        Pick(_("Kostet nichts"), free.link(), chosen.free_of_charge),
        Pick(_("In meinem Stadtteil"), anywhere, bool(chosen.district)),
    ]
