"""Which way a message takes, and when a failed delivery is tried again."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from mittendrin.core.calendar_days import office_days_after
from mittendrin.core.clock import local_day


class Way(StrEnum):
    MAIL = "mail"
    CALL = "call"
    LETTER = "letter"


class MailState(StrEnum):
    """`withdrawn`: no longer true, or its reader is gone; it never goes out."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"
    WITHDRAWN = "withdrawn"


class CallState(StrEnum):
    """`outdated`: no longer true. `passed`: its day is over, and nobody was reached."""

    OPEN = "open"
    DONE = "done"
    OUTDATED = "outdated"
    PASSED = "passed"


class CallResult(StrEnum):
    REACHED = "reached"
    ACCEPTS = "accepts"
    SIGNS_OFF = "signs_off"
    NOT_REACHED = "not_reached"
    VOICE_MAIL = "voice_mail"
    LATER = "later"


# Office days: printed and posted today, it is read the day after tomorrow, or a day later.
LETTER_AT_THE_LATEST = 3


def read_on(posted: date) -> date:
    """By when a letter has surely been read."""
    return office_days_after(posted, LETTER_AT_THE_LATEST)


def comes_too_late(happens_at: datetime | None, now: datetime) -> bool:
    """Posted today, it is read after what it is about."""
    return happens_at is not None and local_day(happens_at) < read_on(local_day(now))


def day_is_over(matters_until: datetime | None, now: datetime) -> bool:
    """Of a call: nobody needs to hear of it any more. A farewell has no such day."""
    return matters_until is not None and local_day(matters_until) < local_day(now)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One way to be reached is enough; a mail address wins over a telephone, a telephone over an address."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""

    @property
    def way(self) -> Way:
        if self.email:
            return Way.MAIL
        return Way.CALL if self.phone else Way.LETTER

    @property
    def reached_at(self) -> str:
        return self.email or self.phone or self.address


@dataclass(frozen=True, slots=True)
class Words:
    """A rendered message: subject and body of a mail, and the script to read out on the telephone."""

    subject: str
    body: str
    script: str


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A call that nobody has made, and that falls when there is other news. `knew` and `part` as in actions.Occasion."""

    id: int
    purpose: str
    knew: str
    part: str = ""


WAITS = (1, 5, 15, 60, 180, 360, 720, 1440, 1440)


def wait_before(attempt: int) -> timedelta | None:
    """Minutes to wait after failed attempt number 1, 2, …; None when no further one is made (about three days)."""
    return timedelta(minutes=WAITS[attempt - 1]) if attempt <= len(WAITS) else None


# Anybody causes these by typing somebody's address into a form. News about a date are never held back.
CAUSED_BY_ANYBODY = frozenset({"confirmed", "waiting"})
MOST_TO_ONE_ADDRESS = 10
TOO_MANY = "Schon zu viele Nachrichten an diese Adresse an einem Tag. War das Absicht?"
