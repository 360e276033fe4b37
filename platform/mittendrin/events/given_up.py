"""Call-offs and moves of single dates that another rhythm has no place for: named before it counts."""

from collections.abc import Iterable
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.dates import given_up
from mittendrin.events.queries import dates
from mittendrin.events.recurrence import When
from mittendrin.events.tables import Occurrence
from mittendrin.events.views import DateView
from mittendrin.publishing.rules import EntryState


async def given_up_by(event_id: int, after: When, now: datetime) -> list[DateView]:
    event = await load(event_id)
    before = content_of(event).when
    if event.state != EntryState.PUBLISHED or before == after:
        return []
    gone = await given_up(event_id, before, after, now)
    return await dates(Occurrence.id.is_in(gone), now) if gone else []


def given_up_words(gone: Iterable[DateView]) -> tuple[str, ...]:
    days = "; ".join(one.day_words for one in sorted(gone, key=lambda one: one.starts))
    if not days:
        return ()
    return (
        _("Diese Absagen und Verlegungen gelten nicht mehr: {tage}.", tage=days),
        _("Prüfen Sie bitte die neuen Termine."),
    )
