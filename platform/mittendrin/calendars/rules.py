"""Feeds: their addresses and names, what goes into them, and how prepared parts become one file.

Nothing here knows the time. `window_day` is stored and moved by a job, as a change of data like any other,
so a feed never changes because a clock went on.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import quote

from icalendar import vDuration, vUri

from mittendrin.core.text import clean, clean_line
from mittendrin.events.calendar_file import new_calendar, without_end
from mittendrin.events.ical import Part
from mittendrin.events.vevent import PlainText

# Google stops at one megabyte and at about 1,100 events.
MOST_COMPONENTS = 1000
MOST_BYTES = 900_000
PAST = timedelta(days=60)
NEVER = timedelta.max.days
REFRESH = timedelta(hours=1)

EVERYTHING = "/kalender/alle.ics"
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
FEED_PATH = re.compile(
    rf"/kalender(?:/thema/(?P<topic>{SLUG}))?(?:/stadtteil/(?P<district>{SLUG}))?"
    rf"(?:/organisation/(?P<organisation>{SLUG}))?\.ics"
)


@dataclass(frozen=True)
class FeedColor:
    """The same colour for everybody (a CSS name) and for Apple (`#rrggbb`)."""

    name: str
    code: str


@dataclass(frozen=True)
class FeedChoice:
    """What a public feed is narrowed to; slugs, each of them optional."""

    topic: str | None = None
    district: str | None = None
    organisation: str | None = None


@lru_cache(maxsize=256)
def calendar_head(name: str, description: str, color: FeedColor, source_url: str | None = None) -> bytes:
    """Everything before the events of a feed. A private feed has no source, since its address is its key.

    Kept, because it was a tenth of every feed: a calendar library writes it, and it hardly ever changes.
    """
    calendar = new_calendar()
    title = PlainText(clean_line(name))
    calendar.add("NAME", title)
    calendar.add("X-WR-CALNAME", title)
    calendar.add("X-WR-CALDESC", PlainText(clean(description)))
    calendar.add("COLOR", color.name)
    calendar.add("X-APPLE-CALENDAR-COLOR", vUri(color.code))
    # Home Assistant refuses the whole file without VALUE=DURATION.
    calendar.add("REFRESH-INTERVAL", vDuration(REFRESH), {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))
    if source_url:
        calendar.add("SOURCE", vUri(source_url), {"VALUE": "URI"})
    return without_end(calendar)


def choose(parts: Sequence[Part], window_day: date) -> tuple[Part, ...]:
    """What fits into a feed: nothing long past, and the nearest stays when there is too much.

    A series is one part and stays whole as long as one of its dates is recent or to come.
    """
    recent = list(_recent(parts, window_day))
    chosen = recent if _all_fit(recent) else _nearest(recent, window_day)
    return tuple(sorted(chosen, key=lambda part: (part.days[0], part.uid)))


def _all_fit(parts: Sequence[Part]) -> bool:
    components = sum(part.components for part in parts)
    return components <= MOST_COMPONENTS and sum(len(part.content) for part in parts) <= MOST_BYTES


def _nearest(parts: Iterable[Part], window_day: date) -> Iterable[Part]:
    components, size = 0, 0
    for part in sorted(parts, key=lambda part: _nearness(part, window_day)):
        fits = components + part.components <= MOST_COMPONENTS and size + len(part.content) <= MOST_BYTES
        if fits:
            components += part.components
            size += len(part.content)
            yield part


def feed_path(topic: str | None = None, district: str | None = None, organisation: str | None = None) -> str:
    """`/kalender/thema/sport/stadtteil/innenstadt.ics`: one order, so that one feed has one address."""
    named = (("thema", topic), ("stadtteil", district), ("organisation", organisation))
    steps = "".join(f"/{kind}/{slug}" for kind, slug in named if slug)
    return f"/kalender{steps}.ics" if steps else EVERYTHING


def read_feed_path(path: str) -> FeedChoice | None:
    """What this address asks for; None when it is no public feed."""
    if path == EVERYTHING:
        return FeedChoice()
    found = FEED_PATH.fullmatch(path)
    return FeedChoice(**found.groupdict()) if found and any(found.groups()) else None


def feed_name(office: str, *narrowed_to: str) -> str:
    """`Veranstaltungen in Kaiserslautern: Sport, Innenstadt`."""
    return f"{office}: {', '.join(narrowed_to)}" if narrowed_to else office


def webcal_link(address: str) -> str:
    """The link that opens the calendar program instead of the browser."""
    return re.sub(r"^https?:", "webcal:", address)


def google_link(address: str) -> str:
    return f"https://calendar.google.com/calendar/r?cid={quote(webcal_link(address), safe='')}"


def _recent(parts: Iterable[Part], window_day: date) -> Iterable[Part]:
    return (part for part in parts if part.days and part.days[-1] >= window_day - PAST)


def _nearness(part: Part, window_day: date) -> tuple[int, bool, str]:
    """Days to the nearest date; of two equally near ones, the one to come is first."""
    later = bisect_left(part.days, window_day)
    behind = (window_day - part.days[later - 1]).days if later else NEVER
    ahead = (part.days[later] - window_day).days if later < len(part.days) else NEVER
    return (ahead, False, part.uid) if ahead <= behind else (behind, True, part.uid)
