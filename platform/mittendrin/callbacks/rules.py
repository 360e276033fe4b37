"""What somebody says who wants to be called, and by when we call."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mittendrin.core.calendar_days import add_office_days

KEPT = timedelta(days=30)


class BestTime(StrEnum):
    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"


TIME_WORDS: dict[BestTime, str] = {
    BestTime.ANY: "Egal, wann das Büro offen ist",
    BestTime.MORNING: "Lieber vormittags",
    BestTime.AFTERNOON: "Lieber nachmittags",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """`phone` is E.164, `about` one line. `key` stands for this one form."""

    name: str
    phone: str
    about: str
    best_time: BestTime
    key: str


def call_until(asked_at: datetime) -> datetime:
    """One office day."""
    return add_office_days(asked_at, 1)
