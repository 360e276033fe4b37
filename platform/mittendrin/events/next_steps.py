"""Where a list without a date leads on: what to leave out, and how many dates that gives."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from mittendrin.core.clock import local_day
from mittendrin.core.german import WEEKDAYS, show_day_near
from mittendrin.core.language import _
from mittendrin.core.text import search_form, search_words
from mittendrin.events.filters import Filter, Period, fits
from mittendrin.events.finding import dates_between, enough_dates
from mittendrin.events.near_words import near_words
from mittendrin.events.rules import DAYS_AHEAD
from mittendrin.events.tables import Event
from mittendrin.events.word_search import saying_it_themselves
from mittendrin.publishing.rules import EntryState


class NextStep(NamedTuple):
    label: str
    link: str
    dates: int


async def next_steps(chosen: Filter, now: datetime) -> list[NextStep]:
    """Only steps that find something. Access is never left out: whoever asks for it needs it."""
    on_days = _on_the_weekday(chosen)
    wider = (_named(on_days) if on_days else {}) | _wider(chosen) | await _otherwise_written(chosen)
    steps = [await _step(label, one, now) for label, one in wider.items()]
    if later := await _later(on_days or chosen, now):
        steps.append(later)
    return [step for step in steps if step.dates]


_WEEKDAYS = {word: number for number, day in enumerate(WEEKDAYS) for word in (day.lower(), f"{day.lower()}s")}
_BESIDE_A_WEEKDAY = {"am", "an", "jeden", "jedem", "immer"}


def _on_the_weekday(chosen: Filter) -> Filter | None:
    """No event is called after its weekday: "Gymnastik am Dienstag" is a word and a filter."""
    words = chosen.words.split()
    days = {_WEEKDAYS[form] for form in map(search_form, words) if form in _WEEKDAYS}
    if not days:
        return None
    left_out = _WEEKDAYS.keys() | _BESIDE_A_WEEKDAY
    rest = " ".join(word for word in words if search_form(word) not in left_out)
    return replace(chosen, skip=0, words=rest, weekdays=tuple(sorted(days)))


def _named(on_days: Filter) -> dict[str, Filter]:
    """In the time that was asked for, and in the next four weeks."""
    day = _(" oder ").join(WEEKDAYS[one] for one in on_days.weekdays)
    name = (
        _("„{words}“ am {day}", words=on_days.words, day=day)
        if on_days.words
        else _("Alles am {day}", day=day)
    )
    if on_days.period is Period.MONTH:
        return {name: on_days}
    soon = replace(on_days, period=Period.MONTH, first=None)
    return {name: on_days, _("{name} in den nächsten vier Wochen", name=name): soon}


def _wider(chosen: Filter) -> dict[str, Filter]:
    chosen = replace(chosen, skip=0)
    steps = {}
    if chosen.district:
        steps[_("In allen Stadtteilen")] = replace(chosen, district="")
    if chosen.weekdays:
        steps[_("An jedem Wochentag")] = replace(chosen, weekdays=())
    if chosen.period is not Period.MONTH:
        steps[_("In den nächsten vier Wochen")] = replace(chosen, period=Period.MONTH, first=None)
    return steps


async def _otherwise_written(chosen: Filter) -> dict[str, Filter]:
    if not chosen.words:
        return {}
    rows = await Event.select(Event.title).where(Event.state == EntryState.PUBLISHED.value)
    words = near_words(chosen.words, [row["title"] for row in rows])
    month = Filter(period=Period.MONTH, words=words, access=chosen.access)
    return {_("Mit dem Wort „{words}“", words=words): month} if words else {}


async def _step(label: str, wider: Filter, now: datetime) -> NextStep:
    """What only its organiser says counts where there is nothing better."""
    within = await dates_between(wider, *wider.span(local_day(now)), now)
    found = [one for one in within if fits(one, wider)]
    meant = await saying_it_themselves(found, search_words(wider.words))
    better = [one for one in found if one.event_id in meant]
    return NextStep(label, wider.link(), len(better or found))


async def _later(chosen: Filter, now: datetime) -> NextStep | None:
    """To the first date that lies further ahead than four weeks: an outing in spring is looked for in winter."""
    today = local_day(now)
    ahead = replace(chosen, skip=0, period=Period.MONTH, first=None)
    _today, soon = ahead.span(today)
    found = await enough_dates(ahead, today, today + timedelta(days=DAYS_AHEAD), now)
    if not found or found[0].day <= soon:
        return None
    day = found[0].day
    return await _step(_("Ab {day}", day=show_day_near(day, today)), replace(ahead, first=day), now)
