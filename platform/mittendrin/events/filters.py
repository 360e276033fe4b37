"""What a visitor may filter dates by, and its one address: the same choice always has the same query."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from litestar import Request

from mittendrin.core.clock import to_local
from mittendrin.core.numbers import read_number
from mittendrin.events.capacity import Verdict
from mittendrin.events.views import DateView
from mittendrin.places.rules import ACCESS_WORDS, FILTER_KINDS, AccessKind
from mittendrin.web.forms import Form, read_query

PATH = "/veranstaltungen"
LIST_PARAMETERS = (
    "zeit", "ab", "nach", "thema", "stadtteil", "veranstalter", "zugang", "kostenlos", "tag", "tageszeit", "frei", "suche",
)  # fmt: skip


class Period(StrEnum):
    TODAY = "heute"
    WEEK = "woche"
    WEEKEND = "wochenende"
    MONTH = "monat"


class DayTime(StrEnum):
    MORNING = "vormittag"
    AFTERNOON = "nachmittag"
    EVENING = "abend"


NOON, EVENING_BEGINS = 12, 17
PERIOD_DAYS = {Period.TODAY: 1, Period.WEEK: 7, Period.WEEKEND: 2, Period.MONTH: 31}
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Filter:
    """Slugs, and None or empty where nothing is asked. `first` None: from today. `skip` is how many dates of the
    day `first` other pages have shown, when one page cannot hold them all. `words_mean_topics` is no choice of the
    visitor: it is tried when the words are written nowhere."""

    period: Period = Period.WEEK
    first: date | None = None
    skip: int = 0
    topic: str = ""
    district: str = ""
    organisation: str = ""
    access: tuple[AccessKind, ...] = ()
    free_of_charge: bool = False
    weekdays: tuple[int, ...] = ()
    day_time: DayTime | None = None
    free_seats: bool = False
    words: str = ""
    words_mean_topics: bool = False

    def query(self) -> str:
        """In one fixed order, so that the same choice has one address."""
        said: list[tuple[str, str]] = []
        if self.period is not Period.WEEK:
            said.append(("zeit", self.period.value))
        if self.first:
            said.append(("ab", self.first.isoformat()))
        said.append(("nach", str(self.skip or "")))
        said += [("thema", self.topic), ("stadtteil", self.district), ("veranstalter", self.organisation)]
        said += [("zugang", kind.value) for kind in self.access]
        said.append(("kostenlos", "ja" if self.free_of_charge else ""))
        said += [("tag", str(weekday)) for weekday in self.weekdays]
        said += [
            ("tageszeit", self.day_time.value if self.day_time else ""),
            ("frei", "ja" if self.free_seats else ""),
        ]
        said.append(("suche", self.words))
        return urlencode([(name, value) for name, value in said if value])

    def link(self) -> str:
        query = self.query()
        return f"{PATH}?{query}" if query else PATH

    def span(self, today: date) -> tuple[date, date]:
        """First and last day shown."""
        first = max(self.first or today, today)
        if self.period is Period.WEEKEND:
            first += timedelta(days=max(SATURDAY - first.weekday(), 0))
            return first, first + timedelta(days=6 - first.weekday())
        return first, first + timedelta(days=PERIOD_DAYS[self.period] - 1)


def read_filter(request: Request[Any, Any, Any]) -> Filter:
    """What cannot be read does not count: an address is nothing to correct."""
    query = read_query(request)
    try:
        first = date.fromisoformat(query.value("ab"))
    except ValueError:
        first = None
    return Filter(
        period=query.choice("zeit", Period) or Period.WEEK,
        first=first if first and first.year in range(2000, 2200) else None,
        skip=(read_number(query.value("nach")) or 0) if first else 0,
        topic=query.line("thema"),
        district=query.line("stadtteil"),
        organisation=query.line("veranstalter"),
        access=tuple(query.many("zugang", FILTER_KINDS)),
        free_of_charge=query.yes("kostenlos"),
        weekdays=tuple(int(day) for day in query.many("tag", [str(n) for n in range(7)])),
        day_time=query.choice("tageszeit", DayTime),
        free_seats=query.yes("frei"),
        words=query.line("suche"),
    )


def filled_form(chosen: Filter) -> Form:
    """The choice as the search form shows it."""
    return Form.filled(
        suche=chosen.words,
        thema=chosen.topic,
        stadtteil=chosen.district,
        veranstalter=chosen.organisation,
        zugang=[kind.value for kind in chosen.access],
        kostenlos="ja" if chosen.free_of_charge else "",
        tag=[str(weekday) for weekday in chosen.weekdays],
        tageszeit=chosen.day_time.value if chosen.day_time else "",
        frei="ja" if chosen.free_seats else "",
        zeit=chosen.period.value,
        ab=chosen.first.isoformat() if chosen.first else "",
    )


def day_time_of(view: DateView) -> DayTime:
    hour = to_local(view.starts).hour
    if hour < NOON:
        return DayTime.MORNING
    return DayTime.AFTERNOON if hour < EVENING_BEGINS else DayTime.EVENING


def _weekdays_of(view: DateView) -> set[int]:
    """Several when it lasts several days, as the list finds it on each of them."""
    first, days = view.day.weekday(), (view.last_day - view.day).days + 1
    return {(first + number) % 7 for number in range(days)}


def fits(view: DateView, chosen: Filter) -> bool:
    """What the database was not asked: weekday, time of day, access, free seats."""
    return (
        (not chosen.weekdays or not _weekdays_of(view).isdisjoint(chosen.weekdays))
        and (chosen.day_time is None or (not view.all_day and day_time_of(view) is chosen.day_time))
        and all(ACCESS_WORDS[kind].short in view.access for kind in chosen.access)
        and (not chosen.free_seats or view.decision.verdict in {Verdict.FREE, Verdict.JUST_COME})
    )
