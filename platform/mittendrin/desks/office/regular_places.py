"""A regular place as the office sees it: the days to come, and what was just agreed about one of them."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.callers import person_of
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import Words
from mittendrin.registrations import queries
from mittendrin.registrations.absence_words import words_of_day
from mittendrin.registrations.slip import SlipDate, SlipView, show_slip


@dataclass(frozen=True, slots=True)
class RegularPlace:
    slip: SlipView
    person_id: int

    @property
    def days_off(self) -> list[DateView]:
        """On which somebody else may have the seat, and on which this person could come after all."""
        return [one.date for one in self.slip.dates if one.absent and not one.date.called_off]


@dataclass(frozen=True, slots=True)
class ToldDay:
    """`words` are to be read out, or to be sent as a letter."""

    day: SlipDate
    words: Words


async def show_regular_place(registration_id: int, now: datetime) -> RegularPlace:
    """Raises NotFound, and Refused when the sign-up is no regular place or counts no more."""
    registration = await queries.by_id(registration_id)
    person_id = await person_of(registration)
    slip = await show_slip(registration.code, now)
    if not slip.can_leave_free:
        raise Refused(_("Das geht nur mit einem Stammplatz."))
    return RegularPlace(slip, person_id)


async def show_day(place: RegularPlace, occurrence_id: int, now: datetime) -> ToldDay | None:
    """None when this is none of the days to come."""
    day = next((one for one in place.slip.dates if one.date.occurrence_id == occurrence_id), None)
    if day is None:
        return None
    return ToldDay(day, await words_of_day(place.slip.registration, day.date, now))
