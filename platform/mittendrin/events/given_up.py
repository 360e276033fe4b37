"""Call-offs and moves of single dates that another rhythm has no place for: named before it counts."""

from collections.abc import Iterable
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.dates import Ending, ending_with
from mittendrin.events.queries import dates
from mittendrin.events.recurrence import When
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.publishing.rules import EntryState


async def named_before(event_id: int, after: When, now: datetime) -> tuple[str, ...]:
    """All that the ordinary form takes back or calls off, for whoever makes the change or decides on it."""
    ending = await _ending(event_id, after, now)
    today = await _views(ending.today, now)
    return (*_today_words(today), *given_up_words(await _views(ending.said, now)))


async def _ending(event_id: int, after: When, now: datetime) -> Ending:
    event = await load(event_id)
    before = content_of(event).when
    if event.state != EntryState.PUBLISHED or before == after:
        return Ending([], [])
    return await ending_with(event_id, before, after, now)


async def _views(ids: list[int], now: datetime) -> list[DateView]:
    return await dates(Occurrence.id.is_in(ids), now) if ids else []


def _today_words(today: Iterable[DateView]) -> tuple[str, ...]:
    return tuple(
        _("Der Termin heute fällt aus: {tag}. Besucher sehen das heute noch.", tag=one.spoken)
        for one in today
    )


def given_up_words(gone: Iterable[DateView]) -> tuple[str, ...]:
    days = "; ".join(one.day_words for one in sorted(gone, key=lambda one: one.starts))
    if not days:
        return ()
    return (
        _("Diese Absagen und Verlegungen gelten nicht mehr: {tage}.", tage=days),
        _("Prüfen Sie bitte die neuen Termine."),
    )
