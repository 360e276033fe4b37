"""What somebody knows of a date: as it was when they signed up, or when a message last reached them. Pure.

A mail counts as read when it goes out, a letter when it is posted, a call only when it was made. So an open call carries
what its person knows until then, and the next news begins there.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.events.rules import DateState
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import Unsaid

OFF, MOVED, ON = "called_off", "moved", "takes_place"
OF_ONE_DATE = (OFF, MOVED, ON)
# What was agreed stays agreed, so it is said after all when the news that made it untrue comes to nothing.
AGREED = ("confirmed", "waiting")
ENDS_WITH_THE_DATE = (*AGREED, "offered", "reminder")
CALLS, FELL_AWAY = "calls", "off"
# All of a view that a message says of how it was.
_WORDS = ("title", "all_day", "venue", "address", "room", "place", "meeting_point")


@dataclass(frozen=True, slots=True)
class News:
    """Of a date: how it was, and how it is. `more` is what else is new. `lasts`: so it is with all later dates too."""

    was: DateView
    date: DateView
    more: tuple[str, ...] = ()
    lasts: bool = False


def called_off(date: DateView) -> News:
    return News(replace(date, state=DateState.SCHEDULED), date)


def takes_place(date: DateView) -> News:
    return News(replace(date, state=DateState.CALLED_OFF), date)


@dataclass(frozen=True, slots=True)
class Known:
    """`news`: what else is new and was not said yet. `calls`: ids of those that are true again if nothing is to be said.
    `lasts`: nor was it said that all later dates are as this one had become, and `why`.
    """

    date: DateView
    news: tuple[str, ...] = ()
    calls: tuple[int, ...] = ()
    lasts: bool = False
    why: str = ""

    def and_then(self, later: "Known") -> "Known":
        """What has not been said so far is said with what is new."""
        by_label = {line.partition(":")[0]: line for line in (*self.news, *later.news)}
        return replace(self, news=tuple(by_label.values()), calls=(*self.calls, *later.calls))


def what_to_say(known: Known, date: DateView) -> str:
    """The purpose of the message; nothing for whom everything is as they know it."""
    if date.called_off:
        return "" if known.date.called_off else OFF
    if known.date.called_off:
        return ON
    as_known = date.is_at_the_time_of(known.date) and date.is_at_the_place_of(known.date)
    meets_there = date.meeting_point == known.date.meeting_point
    return "" if as_known and meets_there and not known.news and not known.lasts else MOVED


def last_known(unsaid: Sequence[Unsaid], news: News) -> Known:
    """A reminder that was put in after the first unheard change speaks of a day that nobody knows."""
    older = next((known for one in unsaid if (known := known_of(news.date, one.knew))), None)
    if older:
        # Another lasting change takes the place of the first.
        older = replace(older, lasts=older.lasts and not news.lasts)
        return older.and_then(Known(news.was, news.more, true_again(unsaid, AGREED)))
    return Known(news.was, news.more, true_again(unsaid))


def true_again(
    unsaid: Iterable[Unsaid], purposes: tuple[str, ...] = (*AGREED, "reminder")
) -> tuple[int, ...]:
    return tuple(one.id for one in unsaid if one.purpose in purposes)


def to_hear_before(known: DateView, date: DateView) -> datetime:
    """Whoever knows nothing of a move stands there on the old day."""
    if known.called_off:
        return date.starts
    return known.starts if date.called_off else min(known.starts, date.starts)


def written(known: Known, date: DateView) -> str:
    """For an open call about this date."""
    return json.dumps({str(date.occurrence_id): _row_of(known)}, ensure_ascii=False)


def known_of(date: DateView, text: str) -> Known | None:
    """What an open call says of this date."""
    row = _read(text).get(str(date.occurrence_id))
    if row is None:
        return None
    starts, ends = (datetime.fromisoformat(row[name]) for name in ("starts", "ends"))
    words: dict[str, Any] = {name: row[name] for name in _WORDS if name in row}
    was = replace(date, state=DateState(row["state"]), starts=starts, ends=ends, **words)
    return Known(was, tuple(row["news"]), tuple(row["calls"]), row.get("lasts", False), row.get("why", ""))


def calls_in(text: str) -> list[int]:
    """Of a call about all of something: those that are true again if nothing is to be said."""
    return list(_read(text).get(CALLS, []))


def off_in(text: str) -> set[int]:
    """Of a call about all of something: the dates that fell away and of which nobody has heard."""
    return set(_read(text).get(FELL_AWAY, []))


def dates_in(text: str) -> set[int]:
    return {int(name) for name in _read(text) if name.isdecimal()}


def more_in(text: str) -> tuple[str, ...]:
    """What else is new, of all these dates."""
    rows = [row for name, row in _read(text).items() if name.isdecimal()]
    return tuple(dict.fromkeys(line for row in rows for line in row["news"]))


def all_together(texts: Iterable[str], calls: Iterable[int], off: Iterable[int] = ()) -> str:
    """Of several calls one: the older ones know better."""
    rows: dict[str, Any] = {}
    for text in texts:
        rows = _read(text) | rows
    return json.dumps(rows | {CALLS: [*calls], FELL_AWAY: sorted(off)}, ensure_ascii=False)


def _read(text: str) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


def _row_of(known: Known) -> dict[str, Any]:
    date = known.date
    times = {"starts": date.starts.isoformat(), "ends": date.ends.isoformat(), "state": date.state.value}
    rest = {"news": known.news, "calls": known.calls, "lasts": known.lasts, "why": known.why}
    return {name: getattr(date, name) for name in _WORDS} | times | rest
