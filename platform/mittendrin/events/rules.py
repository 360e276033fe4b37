"""What an event is made of. Times are aware UTC, money is cents."""

from dataclasses import dataclass
from enum import StrEnum

from mittendrin.core.german import show_euro
from mittendrin.core.language import _
from mittendrin.events.recurrence import When

DAYS_AHEAD = 400
# Of what begins only after these.
FIRST_MONTH = 31


class SignUpMode(StrEnum):
    """What one sign-up is for: nothing to sign up for, one date, all dates, or my seat every week."""

    NONE = "none"
    EACH_DATE = "each_date"
    COURSE = "course"
    REGULAR = "regular"


class DateState(StrEnum):
    SCHEDULED = "scheduled"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, slots=True)
class Newcomers:
    """The person who awaits those who come for the first time. `phone` is E.164, shown to everybody."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class SignUpTerms:
    """`seats` None: no limit. `deadline_days` are whole days before the date, 0: until it begins."""

    mode: SignUpMode = SignUpMode.NONE
    seats: int | None = None
    minimum: int | None = None
    deadline_days: int = 0
    waiting_list: bool = True


@dataclass(frozen=True, slots=True)
class EventContent:
    """What an organisation writes and the board decides on. `price` None: not said; 0: free."""

    title: str
    description: str
    topic_id: int
    venue_id: int
    room: str
    when: When
    price: int | None
    price_note: str
    bring: str
    meeting_point: str
    newcomers: Newcomers
    terms: SignUpTerms


def price_words(price: int | None, note: str) -> str:
    """ "kostet nichts", "3 Euro, Kaffee extra", or nothing when it is not said."""
    if price is None:
        return note
    amount = _("kostet nichts") if price == 0 else show_euro(price)
    return f"{amount}, {note}" if note else amount
