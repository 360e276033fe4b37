"""Which date does the caller mean? Found by title, place, organiser or day, each with whether one can sign up."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from piccolo.custom_types import Combinable

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.numbers import read_number
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.desks.office.rules import DateAsked, read_date_asked
from mittendrin.events.capacity import Verdict, decide_sign_up
from mittendrin.events.queries import PUBLIC, dates
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.events.word_search import in_title, meant, written
from mittendrin.registrations.consent import kept_until
from mittendrin.registrations.queries import TargetView, target_view
from mittendrin.registrations.rules import Target

MOST_SHOWN = 12
MOST_READ = 100
Says = Callable[[str], Awaitable[Combinable]]


@dataclass(frozen=True, slots=True)
class DateChoice:
    """`value` is "7-12" for one date, "7" for a whole event. `why` says what happens, or why it is not possible. `kept`: how
    long contact data stay."""

    value: str
    label: str
    why: str
    possible: bool
    kept: str


async def dates_said(text: str, now: datetime) -> list[DateView]:
    """Every coming date that the words may mean: those with the words in the title first, all others after them.
    What only belongs to the same topic counts when the words are written nowhere."""
    asked = read_date_asked(text, local_day(now))
    if asked.nothing:
        raise Refused(_("Schreiben Sie bitte ein Wort aus dem Titel oder den Tag."), "suche")
    found = await _coming(asked, written, now) or await _coming(asked, meant, now)
    return sorted(found, key=lambda one: not in_title(one.title, asked.words))


async def find_dates(text: str, now: datetime) -> list[DateChoice]:
    found = await dates_said(text, now)
    targets = list(dict.fromkeys(target for one in found for target in _targets(one)))
    return [_choice(await target_view(target, now), now) for target in targets[:MOST_SHOWN]]


async def chosen_date(value: str, now: datetime) -> DateChoice | None:
    """None for what is no date, or none any more."""
    try:
        return _choice(await target_view(read_target(value), now), now)
    except (NotFound, Refused):
        return None


def read_target(value: str) -> Target:
    event, _dash, occurrence = value.partition("-")
    event_id, occurrence_id = read_number(event), read_number(occurrence)
    if event_id is None or (occurrence and occurrence_id is None):
        raise Refused(_("Wählen Sie bitte einen Termin."), "termin")
    return Target(event_id, occurrence_id)


async def _coming(asked: DateAsked, says: Says, now: datetime) -> list[DateView]:
    condition = PUBLIC & (Occurrence.ends_at > now)
    if asked.day:
        condition &= Occurrence.starts_at >= at_local(asked.day, datetime.min.time())
        condition &= Occurrence.starts_at < at_local(asked.day + timedelta(days=1), datetime.min.time())
    for word in asked.words:
        condition &= await says(word)
    found = await dates(condition, now, limit=MOST_READ)
    return [one for one in found if asked.weekday in (None, one.day.weekday())]


def _targets(date: DateView) -> tuple[Target, ...]:
    """A course is joined as a whole; of a regular meeting somebody may want one date or every week."""
    whole, one = Target(date.event_id, None), Target(date.event_id, date.occurrence_id)
    return {SignUpMode.COURSE: (whole,), SignUpMode.REGULAR: (whole, one)}.get(date.mode, (one,))


def _choice(view: TargetView, now: datetime) -> DateChoice:
    # On the telephone the office may say yes until it begins.
    situation = replace(view.situation, deadline=view.situation.starts)
    decision = decide_sign_up(situation, 1, now)
    target = view.target
    value = f"{target.event_id}-{target.occurrence_id}" if target.occurrence_id else f"{target.event_id}"
    free = decision.free if decision.verdict is Verdict.FREE else None
    why = _seats_left(free) if free else decision.sentence
    return DateChoice(value, _label(view), why, decision.possible, kept_until(target, view.first.mode))


def _seats_left(free: int) -> str:
    return _("Noch 1 Platz frei.") if free == 1 else _("Noch {n} Plätze frei.", n=free)


def _label(view: TargetView) -> str:
    first = view.first
    if view.target.occurrence_id:
        return f"{first.title}, {first.spoken}, {first.where}"
    many = len(view.dates)
    course = _("ganzer Kurs, 1 Termin") if many == 1 else _("ganzer Kurs, {n} Termine", n=many)
    kind = _("jede Woche") if view.is_regular_place else course
    return f"{first.title}, {kind}, {_('der nächste:')} {first.spoken}, {first.where}"
