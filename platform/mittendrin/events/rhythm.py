"""When something takes place, as the form asks for it: first the rhythm, then only the fields that belong to it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from mittendrin.core.german import MONTHS, WEEKDAYS, read_date, refuse_either_half
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.recurrence import LAST, Repeat, When
from mittendrin.events.when_check import LONGEST_INTERVAL, MOST_DAYS, Problem, check, check_hours
from mittendrin.web.forms import Form

MOST_TIMES = 500


class Rhythm(StrEnum):
    SINGLE_DAYS = "einzelne-tage"
    WEEKLY = "jede-woche"
    EVERY_FEW_WEEKS = "alle-paar-wochen"
    MONTHLY_WEEKDAY = "wochentag-im-monat"
    MONTHLY_DAY = "tag-im-monat"
    SEVERAL_DAYS = "mehrere-tage"


RHYTHM_WORDS: dict[str, str] = {
    Rhythm.SINGLE_DAYS: "An einem Tag, oder an einzelnen Tagen",
    Rhythm.WEEKLY: "Jede Woche, zum Beispiel jeden Dienstag",
    Rhythm.EVERY_FEW_WEEKS: "Alle paar Wochen, zum Beispiel alle zwei Wochen",
    Rhythm.MONTHLY_WEEKDAY: "Jeden Monat an einem Wochentag, zum Beispiel jeden 2. Dienstag",
    Rhythm.MONTHLY_DAY: "Jeden Monat am gleichen Tag, zum Beispiel am 15. Tag",
    Rhythm.SEVERAL_DAYS: "Mehrere Tage am Stück, zum Beispiel eine Reise",
}
WEEKDAY_WORDS: dict[str, str] = {name.lower(): name for name in WEEKDAYS}
MONTH_WORDS: dict[str, str] = {name.lower(): name for name in MONTHS}
PLACE_WORDS: dict[str, str] = {
    "1": "1. im Monat",
    "2": "2. im Monat",
    "3": "3. im Monat",
    "4": "4. im Monat",
    "5": "5. im Monat, wenn es ihn gibt",
    "letzter": "letzter im Monat",
}
_COUNTED = ("", "", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
WEEKS_WORDS: dict[str, str] = {str(n): f"Alle {_COUNTED[n]} Wochen" for n in range(2, LONGEST_INTERVAL + 1)}
MONTHS_WORDS: dict[str, str] = {
    "1": "Jeden Monat",
    **{str(n): f"Alle {_COUNTED[n]} Monate" for n in range(2, LONGEST_INTERVAL)},
    str(LONGEST_INTERVAL): "Einmal im Jahr",
}

RHYTHM_FIELDS = ("rhythmus",)
# What the hours hang on: with a mistake in one of them nothing more can be said of them.
HOURS_FIELDS = ("von", "bis", "ganztags", "dauer", "erster", "letzter")
_HOURS = ("von", "bis", "ganztags")
_SERIES = (*_HOURS, "ab", "ende-am", "wie-oft", "feiertage", "ferien", "monate", "dauer")
ASKED: dict[str, tuple[str, ...]] = {
    Rhythm.SINGLE_DAYS: ("termine", *_HOURS, "dauer"),
    Rhythm.WEEKLY: ("wochentage", *_SERIES),
    Rhythm.EVERY_FEW_WEEKS: ("wochentage", "wochen", *_SERIES),
    Rhythm.MONTHLY_WEEKDAY: ("der-wievielte", "wochentage", "monate-abstand", *_SERIES),
    Rhythm.MONTHLY_DAY: ("tag-im-monat", "monate-abstand", *_SERIES),
    Rhythm.SEVERAL_DAYS: ("erster", "letzter", *_HOURS),
}
WHEN_FIELDS = tuple(dict.fromkeys(name for names in ASKED.values() for name in names))

# Where the form asks for what a rule is made of.
_ASKED_IN = {
    "first_day": "ab", "dates": "termine", "weekdays": "wochentage", "ordinals": "der-wievielte",
    "day_of_month": "tag-im-monat", "months": "monate", "until": "ende-am", "times": "wie-oft",
    "starts": "von", "ends": "bis", "days": "dauer",
}  # fmt: skip


def read_rhythm(form: Form) -> Rhythm:
    return form.choice("rhythmus", Rhythm, required=_("Wählen Sie bitte, wie oft es stattfindet."))


def read_when(form: Form, today: date) -> When:
    """Errors are kept in the form. What the chosen rhythm does not ask does not count."""
    rhythm = read_rhythm(form)
    if form.error("rhythmus"):
        return When(Repeat.DATES, today)
    when = _READERS[rhythm](form, today)
    for field, sentence in _problems(form, when):
        form.refuse(Refused(sentence, _asked_in(field, rhythm)))
    return when


def _problems(form: Form, when: When) -> list[Problem]:
    """Of a rule with a hole only the hours can be checked, where they have none."""
    if not form.errors:
        return check(when)
    return [] if any(map(form.error, HOURS_FIELDS)) else check_hours(when)


def read_days(text: str, today: date) -> list[date]:
    """One day a line, as people write lists: also with commas, semicolons or "und". Raises Refused."""
    found: list[date] = []
    for line in filter(None, (line.strip() for line in re.split(r"[\n;]", text))):
        found += _days_of_line(line, today)
    return found


def _days_of_line(line: str, today: date) -> list[date]:
    try:
        return [read_date(line, today)]
    except Refused as refused:
        parts = [part for part in re.split(r"\s*(?:,|\bund\b)\s*", line) if part]
        if len(parts) < 2:
            raise Refused(_("„{words}“: {sentence}", words=line[:60], sentence=refused.sentence)) from None
    return [day for part in parts for day in _days_of_line(part, today)]


def _single_days(form: Form, today: date) -> When:
    text = form.text("termine", required=_("Schreiben Sie bitte mindestens einen Tag."), limit=3_000)
    days: list[date] = []
    try:
        days = read_days(text, today)
    except Refused as refused:
        form.refuse(Refused(refused.sentence, "termine"))
    when = When(Repeat.DATES, days[0] if days else today, dates=tuple(days))
    return _with(when, **_hours(form), days=_length(form))


def _several_days(form: Form, today: date) -> When:
    first = form.date("erster", today, required=_("Schreiben Sie bitte den ersten Tag."))
    last = form.date("letzter", today, required=_("Schreiben Sie bitte den letzten Tag."))
    if last < first and not form.errors:
        form.refuse(Refused(_("Der letzte Tag liegt vor dem ersten."), "letzter"))
    return _with(When(Repeat.DATES, first), **_hours(form), days=(last - first).days + 1)


def _weekly(form: Form, today: date) -> When:
    return _weeks(form, today, every=1)


def _every_few_weeks(form: Form, today: date) -> When:
    return _weeks(form, today, every=int(form.choice("wochen", WEEKS_WORDS) or 2))


def _weeks(form: Form, today: date, every: int) -> When:
    when = When(Repeat.WEEKLY, today, every=every, weekdays=_weekdays(form))
    return _with(when, **_series(form, today))


def _monthly_weekday(form: Form, today: date) -> When:
    missing = _("Der wievielte im Monat ist es? Kreuzen Sie bitte etwas an.")
    places = form.many("der-wievielte", PLACE_WORDS, required=missing)
    ordinals = tuple(LAST if place == "letzter" else int(place) for place in places)
    when = When(Repeat.MONTHLY_WEEKDAY, today, every=_months_apart(form), ordinals=ordinals)
    return _with(when, weekdays=_weekdays(form), **_series(form, today))


def _monthly_day(form: Form, today: date) -> When:
    day = form.number("tag-im-monat", 1, 31, required=_("Schreiben Sie bitte einen Tag von 1 bis 31."))
    when = When(Repeat.MONTHLY_DAY, today, every=_months_apart(form), day_of_month=day)
    return _with(when, **_series(form, today))


def _weekdays(form: Form) -> tuple[int, ...]:
    names = list(WEEKDAY_WORDS)
    missing = _("Wählen Sie bitte mindestens einen Wochentag.")
    return tuple(names.index(name) for name in form.many("wochentage", names, required=missing))


def _months_apart(form: Form) -> int:
    return int(form.choice("monate-abstand", MONTHS_WORDS) or 1)


def _series(form: Form, today: date) -> dict[str, object]:
    """What every rhythm asks, in the order of the page."""
    hours = _hours(form)
    first = form.date("ab", today, required=_("Schreiben Sie bitte, ab wann es stattfindet."))
    return {
        **hours,
        "first_day": first,
        "until": form.date("ende-am", today),
        "times": form.number("wie-oft", 1, MOST_TIMES),
        "pause_holidays": form.yes("feiertage"),
        "pause_school": form.yes("ferien"),
        "months": tuple(list(MONTH_WORDS).index(name) + 1 for name in form.many("monate", MONTH_WORDS)),
        "days": _length(form),
    }


def _hours(form: Form) -> dict[str, object]:
    if form.yes("ganztags"):
        return {"starts": None, "ends": None}
    starts = form.time(
        "von", required=_("Schreiben Sie bitte, wann es beginnt. Oder kreuzen Sie „den ganzen Tag“ an.")
    )
    with form.refusals():
        refuse_either_half(form.value("von"), "von")
    ends = form.time("bis", required=_("Schreiben Sie bitte, wann es endet."))
    return {"starts": starts, "ends": ends}


def _length(form: Form) -> int:
    return form.number("dauer", 1, MOST_DAYS) or 1


def _with(when: When, **parts: object) -> When:
    return replace(when, **parts)  # type: ignore[arg-type]


def _asked_in(field: str, rhythm: Rhythm) -> str:
    if field == "every":
        return "wochen" if rhythm is Rhythm.EVERY_FEW_WEEKS else "monate-abstand"
    if rhythm is Rhythm.SEVERAL_DAYS:
        return {"first_day": "erster", "dates": "erster", "days": "letzter"}.get(field, _ASKED_IN[field])
    if rhythm is Rhythm.SINGLE_DAYS and field == "first_day":
        return "termine"
    return _ASKED_IN[field]


_READERS: dict[Rhythm, Callable[[Form, date], When]] = {
    Rhythm.SINGLE_DAYS: _single_days,
    Rhythm.WEEKLY: _weekly,
    Rhythm.EVERY_FEW_WEEKS: _every_few_weeks,
    Rhythm.MONTHLY_WEEKDAY: _monthly_weekday,
    Rhythm.MONTHLY_DAY: _monthly_day,
    Rhythm.SEVERAL_DAYS: _several_days,
}
