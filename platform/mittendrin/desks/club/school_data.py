"""Nobody knows the school holidays of all years to come: whoever pauses in them is told in time."""

from collections.abc import Iterable
from datetime import date

from mittendrin.core.calendar_days import school_data_end
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.desks.club.event_queries import OwnEvent
from mittendrin.events.form_preview import unknown_soon


def school_notice(events: Iterable[OwnEvent], today: date) -> str:
    end = school_data_end()
    titles = [own.title for own in events if own.is_public and unknown_soon(own.content.when, today, end)]
    if not titles:
        return ""
    return _(
        "Die Schulferien kennen wir nur bis {day}. Sagen Sie freie Tage danach bitte selbst ab: {titles}.",
        day=show_day(end),
        titles=", ".join(titles),
    )
