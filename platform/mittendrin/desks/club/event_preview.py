"""What the preview shows before anything is stored: the page that visitors will see, and what a club should check."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from mittendrin.core.calendar_days import feast, school_data_end
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day, show_day_short, show_time, spoken_span
from mittendrin.core.language import _
from mittendrin.desks.club.event_form import Town
from mittendrin.desks.club.school_data import unknown_soon
from mittendrin.events.content import content_in_words
from mittendrin.events.dates import PAUSES
from mittendrin.events.previewing import Unpublished, preview_event
from mittendrin.events.recurrence import When, next_dates, paused_days
from mittendrin.events.rules import DAYS_AHEAD, EventContent
from mittendrin.events.showing import EventView

DATES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A date, or a time that falls away for this reason. `holiday`: it takes place on one."""

    day: date
    words: str
    falls_away: str = ""
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """`page` is what visitors will see; `inside` is what they will not see: label and words."""

    page: EventView
    inside: list[tuple[str, str]]
    lines: list[PreviewLine]
    warnings: list[str]
    new_venue: bool


async def preview(version: Unpublished, town: Town, now: datetime) -> Preview:
    """Raises NotFound."""
    content, today = version.content, local_day(now)
    lines = list(_lines(content.when, today))
    return Preview(
        page=await preview_event(version, now),
        inside=_inside(content, town),
        lines=lines,
        warnings=list(_warnings(content.when, lines, today)),
        new_venue=version.new_venue is not None,
    )


def _inside(content: EventContent, town: Town) -> list[tuple[str, str]]:
    topic = next((one.name for one in town.topics if one.id == content.topic_id), "")
    said = content_in_words(content, topic, "")
    return [(label, said[label]) for label in ("Thema", "Anmeldung", "Plätze", "Warteliste") if said[label]]


def _lines(when: When, today: date) -> Iterator[PreviewLine]:
    days = next_dates(when, today, DATES_SHOWN, PAUSES)
    horizon = days[-1] if days else today + timedelta(days=DAYS_AHEAD)
    fallen = dict(paused_days(when, today, horizon, PAUSES))
    in_order = sorted({*days, *fallen})
    for reason, run in groupby(in_order, key=lambda day: fallen.get(day, "")):
        together = list(run)
        if reason:
            yield PreviewLine(together[0], _stretch(together), falls_away=reason)
        else:
            yield from (_date_line(when, day) for day in together)


def _stretch(days: list[date]) -> str:
    """Many dates in a row that fall away for one reason are one line."""
    if len(days) == 1:
        return show_day(days[0])
    return _("{first} bis {last}", first=show_day_short(days[0]), last=show_day(days[-1]))


def _date_line(when: When, day: date) -> PreviewLine:
    last = day + timedelta(days=when.days - 1)
    holiday = next((name for n in range(when.days) if (name := feast(day + timedelta(days=n)))), "")
    if when.days > 1:
        words = _("{first} bis {last}", first=show_day_short(day), last=show_day(last))
        if when.starts:
            words = _("{days}, ab {start}", days=words, start=show_time(when.starts))
    elif when.starts and when.ends is not None:
        words = _("{day}, {span}", day=show_day(day), span=spoken_span(when.starts, when.ends))
    else:
        words = _("{day}, ganztägig", day=show_day(day))
    return PreviewLine(day, words, holiday=holiday)


def _warnings(when: When, lines: list[PreviewLine], today: date) -> Iterator[str]:
    dates = [line for line in lines if not line.falls_away]
    if not dates:
        yield _(
            "So gibt es keinen Termin: Alle Tage sind schon vorbei oder fallen aus. Prüfen Sie bitte das Datum."
        )
    if any(line.holiday for line in dates):
        yield _("Ein Termin liegt auf einem Feiertag. Findet er wirklich statt?")
    if unknown_soon(when, today, school_data_end()):
        known = show_day(school_data_end())
        yield _(
            "Die Schulferien kennen wir bis {day}. Sagen Sie freie Tage danach bitte selbst ab.", day=known
        )
