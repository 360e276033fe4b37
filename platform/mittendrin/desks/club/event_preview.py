"""What the preview shows before anything is stored: the event as visitors will see it, and its next ten dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mittendrin.core.calendar_days import public_holiday, school_data_end
from mittendrin.core.german import show_day, show_day_short, show_time, spoken_span
from mittendrin.core.language import _
from mittendrin.desks.club.event_form import EventDraft, Town
from mittendrin.desks.club.school_data import unknown_soon
from mittendrin.events.content import content_in_words
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import When, next_dates, paused_days
from mittendrin.events.rules import DAYS_AHEAD
from mittendrin.events.when_words import in_words

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
    """`facts` are label and words, as the board will read them too."""

    title: str
    paragraphs: list[str]
    when: str
    facts: list[tuple[str, str]]
    lines: list[PreviewLine]
    warnings: list[str]
    new_venue: bool

    @property
    def first_day(self) -> date | None:
        return next((line.day for line in self.lines if not line.falls_away), None)


def preview(draft: EventDraft, town: Town, today: date) -> Preview:
    content = draft.content
    lines = list(_lines(content.when, today))
    return Preview(
        title=content.title,
        paragraphs=content.description.split("\n\n"),
        when=in_words(content.when),
        facts=_facts(draft, town),
        lines=lines,
        warnings=list(_warnings(content.when, lines, today)),
        new_venue=draft.new_venue is not None,
    )


def _facts(draft: EventDraft, town: Town) -> list[tuple[str, str]]:
    content, new = draft.content, draft.new_venue
    topic = next((one.name for one in town.topics if one.id == content.topic_id), "")
    venue = next((one.name for one in town.venues if one.id == content.venue_id), "")
    if new:
        venue = f"{new.name}, {new.street}, {new.postcode}"
    said = content_in_words(content, topic, venue)
    return [
        (label, words) for label, words in said.items() if words and label not in {"Titel", "Was passiert"}
    ]


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
    holiday = public_holiday(day) or ""
    last = day + timedelta(days=when.days - 1)
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
