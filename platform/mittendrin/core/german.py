"""Days, times and prices, shown and read as people in Germany write them; what cannot be read is Refused."""

import re
import unicodedata
from datetime import date, time, timedelta
from typing import Final

from mittendrin.core.language import _
from mittendrin.core.plain_words import show_number
from mittendrin.core.refusal import Refused
from mittendrin.core.spoken_time import may_be_either, minute_of_day

# Passed through `_` so that the texts are collected for translation; no language is chosen yet here.
WEEKDAYS: Final = (
    _("Montag"),
    _("Dienstag"),
    _("Mittwoch"),
    _("Donnerstag"),
    _("Freitag"),
    _("Samstag"),
    _("Sonntag"),
)
MONTHS: Final = (
    _("Januar"),
    _("Februar"),
    _("März"),
    _("April"),
    _("Mai"),
    _("Juni"),
    _("Juli"),
    _("August"),
    _("September"),
    _("Oktober"),
    _("November"),
    _("Dezember"),
)

LONGEST_INPUT = 60
HIGHEST_PRICE = 10_000_000
READABLE_YEARS = range(1900, 2200)

_OTHER_MONTHS = {"maerz": 3, "mrz": 3, "jänner": 1}
_OTHER_SATURDAY = "Sonnabend"
_DAYS_FROM_TODAY = {"heute": 0, "morgen": 1, "übermorgen": 2}
_SMALL_WORDS = {"am", "den", "dem"}

_DATE = re.compile(r"(\d{1,2})[.\-/ ]+(\d{1,2}|[a-zä]{3,9})(?:[.\-/ ]+(\d{4}|\d{2}))?\.?", re.ASCII)
_DATE_WITHOUT_DOTS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
_DATE_OF_MACHINES = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})(?: ?[.:,] ?(\d{2})(?::00)?)?(?: ?(?:uhr|h))?\.?", re.ASCII)
_TIME_WITH_UHR_BETWEEN = re.compile(r"(\d{1,2}) ?uhr ?(\d{2})", re.ASCII)
_TIME_WITHOUT_DOT = re.compile(r"(\d{1,2})(\d{2})(?: ?uhr)?", re.ASCII)
_FRACTIONS = {"1/4 ": "viertel ", "1/2 ": "halb ", "3/4 ": "dreiviertel "}
_FRACTION = re.compile("|".join(_FRACTIONS))
_EURO = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,7})(?:[.,](\d{1,2})|,[-–—]{1,2})?", re.ASCII)
_CENT = re.compile(r"(\d{1,5}) ?(?:cent|ct)\.?", re.ASCII)
_CURRENCY = re.compile(r"€|euro|eur")
_NOTHING = {"frei", "gratis", "kostenlos", "kostenfrei", "nichts", "umsonst"}


def as_sentence(words: str) -> str:
    """With a full stop, where its writer left it out."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def show_day(day: date) -> str:
    """`Dienstag, 5. März 2027`."""
    return _("{short_day} {year}", short_day=show_day_short(day), year=day.year)


def show_day_short(day: date) -> str:
    """`Dienstag, 5. März`."""
    return _(
        "{weekday}, {day}. {month}", weekday=_(WEEKDAYS[day.weekday()]), day=day.day, month=_month(day.month)
    )


def show_day_near(day: date, today: date) -> str:
    """With the year only when it is another one than today's."""
    return show_day_short(day) if day.year == today.year else show_day(day)


def show_day_digits(day: date, today: date) -> str:
    """`15.12.`, with the year when it is not this one: `12.1.2027`."""
    year = "" if day.year == today.year else f"{day.year}"
    return f"{day.day}.{day.month}.{year}"


def show_month(year: int, month: int) -> str:
    """`Dezember 2026`."""
    return _("{month} {year}", month=_month(month), year=year)


def show_time(wall_time: time) -> str:
    """`10 Uhr`, `9.30 Uhr`."""
    return _("{time} Uhr", time=_digits(wall_time))


def show_span(start: time, end: time) -> str:
    """`10–11 Uhr`, to be seen."""
    if start == end:
        return show_time(start)
    return _("{start}–{end} Uhr", start=_digits(start), end=_digits_of_end(end))


def spoken_span(start: time, end: time) -> str:
    """`10 bis 11 Uhr`, to be heard."""
    if start == end:
        return show_time(start)
    return _("{start} bis {end} Uhr", start=_digits(start), end=_digits_of_end(end))


def show_euro(cents: int) -> str:
    """`3 Euro`, `2,50 Euro`, `1.200 Euro`; never less than nothing."""
    whole, rest = divmod(cents, 100)
    amount = f"{show_number(whole)},{rest:02}" if rest else show_number(whole)
    return _("{amount} Euro", amount=amount)


def _month(month: int) -> str:
    return _(MONTHS[month - 1])


def _digits(wall_time: time) -> str:
    return f"{wall_time.hour}.{wall_time.minute:02}" if wall_time.minute else str(wall_time.hour)


def _digits_of_end(end: time) -> str:
    # What ends at midnight ends at 24, not at 0 o'clock.
    return "24" if (end.hour, end.minute) == (0, 0) else _digits(end)


def read_date(text: str, today: date) -> date:
    """`5.3.27`, `5. März 2027`, `5 3 2027`; without a year, `5.3.`, the next such day from today on."""
    plain = _plain(text)
    if plain in _DAYS_FROM_TODAY:
        return today + timedelta(days=_DAYS_FROM_TODAY[plain])
    first_digit = re.search(r"\d", plain)
    if first_digit is None:
        raise _unreadable_date()
    day = _read_day(plain[first_digit.start() :], today)
    _check_weekday(plain[: first_digit.start()], day)
    return day


def read_time(text: str) -> time:
    """`10`, `10 Uhr`, `10.30`, `10:30`, `10 Uhr 30`, `1030`, `halb fünf`, `um drei`; 24 o'clock is midnight."""
    said = _FRACTION.sub(lambda found: _FRACTIONS[found[0]], _plain(text).replace("\N{FRACTION SLASH}", "/"))
    if (spoken := minute_of_day(said)) is not None:
        return time(*divmod(spoken, 60))
    plain = said.removeprefix("um ").removeprefix("gegen ")
    for form in (_TIME, _TIME_WITH_UHR_BETWEEN, _TIME_WITHOUT_DOT):
        if match := form.fullmatch(plain):
            hour, minute = int(match[1]), int(match[2] or 0)
            return _existing_time(0 if (hour, minute) == (24, 0) else hour, minute)
    raise Refused(_("Diese Uhrzeit verstehen wir nicht. Schreiben Sie zum Beispiel: 10 Uhr oder 10.30 Uhr"))


def refuse_either_half(text: str, field: str) -> None:
    """Of a beginning; an end is told by it. Raises Refused."""
    if hour := may_be_either(_plain(text)):
        both = {"early": show_time(time(hour)), "late": show_time(time(hour + 12))}
        raise Refused(_("Meinen Sie {early} oder {late}? Schreiben Sie es bitte so.", **both), field)


def read_euro(text: str) -> int:
    """Cents: `3`, `2,50`, `2.50 €`, `1.200 Euro`, `50 Cent`, `kostenlos`."""
    plain = _plain(text)
    if plain in _NOTHING:
        return 0
    if cents := _CENT.fullmatch(plain):
        return int(cents[1])
    match = _EURO.fullmatch(_CURRENCY.sub("", plain, count=1).strip())
    if match is None:
        raise Refused(
            _("Diesen Preis verstehen wir nicht. Schreiben Sie zum Beispiel: 3 Euro oder 2,50 Euro")
        )
    price = int(match[1].replace(".", "")) * 100 + int((match[2] or "").ljust(2, "0"))
    if price > HIGHEST_PRICE:
        raise Refused(_("Dieser Preis ist zu hoch. Prüfen Sie bitte das Komma."))
    return price


def _plain(text: str) -> str:
    # Too long for anything we read: cut, so that no pattern works through a novel.
    return " ".join(unicodedata.normalize("NFKC", text[: LONGEST_INPUT + 1]).lower().split())


def _read_day(numbers: str, today: date) -> date:
    match = _DATE_OF_MACHINES.fullmatch(numbers)
    if match:
        return _existing_day(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _DATE.fullmatch(numbers) or _DATE_WITHOUT_DOTS.fullmatch(numbers)
    if match is None:
        raise _unreadable_date()
    day, month = int(match[1]), _read_month(match[2])
    if match[3] is None:
        return _next_such_day(month, day, today)
    year = int(match[3])
    return _existing_day(year if len(match[3]) == 4 else 2000 + year, month, day)


def _read_month(name: str) -> int:
    if name.isdecimal():
        return int(name)
    if name in _OTHER_MONTHS:
        return _OTHER_MONTHS[name]
    for number, month in enumerate(MONTHS, start=1):
        if month.lower().startswith(name):
            return number
    raise _unreadable_date()


def _existing_day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise _no_such_day() from None
    if year not in READABLE_YEARS:
        raise _no_such_day()
    return found


def _next_such_day(month: int, day: int, today: date) -> date:
    # 29 February may exist next year only.
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    raise _no_such_day()


def _check_weekday(words: str, day: date) -> None:
    names = [word for word in re.findall(r"[^\W\d]+", words) if word not in _SMALL_WORDS]
    if not names:
        return
    matching = [number for number, weekday in _weekday_names() if weekday.lower().startswith(names[0])]
    if len(names) > 1 or len(names[0]) < 2 or not matching:
        raise _unreadable_date()
    if day.weekday() not in matching:
        raise Refused(
            _("Dieser Tag ist ein anderer Wochentag: {day}. Prüfen Sie bitte beides.", day=show_day(day))
        )


def _weekday_names() -> list[tuple[int, str]]:
    return [*enumerate(WEEKDAYS), (WEEKDAYS.index("Samstag"), _OTHER_SATURDAY)]


def _existing_time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Refused(_("Diese Uhrzeit gibt es nicht. Prüfen Sie bitte die Zahlen.")) from None


def _unreadable_date() -> Refused:
    return Refused(_("Dieses Datum verstehen wir nicht. Schreiben Sie zum Beispiel: 5 3 2027"))


def _no_such_day() -> Refused:
    return Refused(_("Diesen Tag gibt es nicht. Prüfen Sie bitte Tag und Monat."))
