"""The way back: an event's content as the answers that would make it."""

from datetime import date, time

from mittendrin.core.german import show_euro, show_time
from mittendrin.core.language import _
from mittendrin.core.phone import show_phone
from mittendrin.events.form import Town
from mittendrin.events.recurrence import LAST, MIDNIGHT, Repeat, When
from mittendrin.events.rhythm import MONTH_WORDS, WEEKDAY_WORDS, Rhythm
from mittendrin.events.rules import EventContent, SignUpMode, SignUpTerms
from mittendrin.places.queries import Choice
from mittendrin.web.forms import Form, date_boxes

Values = dict[str, str | list[str]]
YES = "ja"

# What most events want; one answer less to think about.
USUAL: Values = {"feiertage": YES, "warteliste": YES}


def empty_form(key: str) -> Form:
    return Form.filled(**USUAL, schluessel=key)


def form_of(content: EventContent, town: Town, **walk: str) -> Form:
    values: Values = {
        **USUAL,
        "titel": content.title,
        "beschreibung": content.description,
        "thema": _slug(town.topics, content.topic_id),
        "preis": _price(content.price),
        "preis-dazu": content.price_note,
        "mitbringen": content.bring,
        "ort": _slug(town.venues, content.venue_id),
        "raum": content.room,
        "treffpunkt": content.meeting_point,
        "neue-name": content.newcomers.name,
        "neue-telefon": show_phone(content.newcomers.phone) if content.newcomers.phone else "",
    }
    return Form.filled(**values | when_values(content.when) | _terms(content.terms) | walk)


def when_values(when: When) -> Values:
    rhythm = rhythm_of(when)
    values: Values = {"rhythmus": rhythm.value, **_hours(when.starts, when.ends)}
    if rhythm is Rhythm.SEVERAL_DAYS:
        last = date.fromordinal(when.first_day.toordinal() + when.days - 1)
        return {**values, **date_boxes("erster", when.first_day), **date_boxes("letzter", last)}
    values["dauer"] = str(when.days) if when.days > 1 else ""
    if rhythm is Rhythm.SINGLE_DAYS:
        return {**values, "termine": "\n".join(f"{day.day}.{day.month}.{day.year}" for day in when.dates)}
    return values | _series(when)


def rhythm_of(when: When) -> Rhythm:
    if when.repeat is Repeat.DATES:
        return Rhythm.SEVERAL_DAYS if when.days > 1 and len(when.dates) == 1 else Rhythm.SINGLE_DAYS
    if when.repeat is Repeat.WEEKLY:
        return Rhythm.WEEKLY if when.every == 1 else Rhythm.EVERY_FEW_WEEKS
    return Rhythm.MONTHLY_WEEKDAY if when.repeat is Repeat.MONTHLY_WEEKDAY else Rhythm.MONTHLY_DAY


def _series(when: When) -> Values:
    return {
        "wochentage": [list(WEEKDAY_WORDS)[weekday] for weekday in when.weekdays],
        "wochen": str(when.every),
        "monate-abstand": str(when.every),
        "der-wievielte": ["letzter" if place == LAST else str(place) for place in when.ordinals],
        "tag-im-monat": str(when.day_of_month or ""),
        "monate": [list(MONTH_WORDS)[month - 1] for month in when.months],
        "feiertage": YES if when.pause_holidays else "",
        "ferien": YES if when.pause_school else "",
        **date_boxes("ab", when.first_day),
        **(date_boxes("ende-am", when.until) if when.until else {}),
        "wie-oft": str(when.times or ""),
    }


def _hours(starts: time | None, ends: time | None) -> Values:
    if starts is None or ends is None:
        return {"ganztags": YES}
    return {"von": show_time(starts), "bis": _("24 Uhr") if ends == MIDNIGHT else show_time(ends)}


def _terms(terms: SignUpTerms) -> Values:
    if terms.mode is SignUpMode.NONE:
        return {"anmeldung": terms.mode.value}
    return {
        "anmeldung": terms.mode.value,
        "plaetze": str(terms.seats or ""),
        "mindestens": str(terms.minimum) if terms.minimum and terms.minimum > 1 else "",
        "frist": str(terms.deadline_days or ""),
        "warteliste": YES if terms.waiting_list else "",
    }


def _price(price: int | None) -> str:
    if price is None:
        return ""
    return show_euro(price) if price else _("kostenlos")


def _slug(choices: list[Choice], wanted: int) -> str:
    return next((choice.slug for choice in choices if choice.id == wanted), "")
