"""What happened to the dates of an event: for those who look after it."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.queries import AuditLine, history
from mittendrin.audit.words import doer_words
from mittendrin.events.actions import subject_of

NEWEST = 10
_OF_DATES = (
    "date.called_off",
    "date.moved",
    "date.takes_place",
    "event.called_off",
    "event.takes_place",
    "event.continued",
)


@dataclass(frozen=True, slots=True)
class Change:
    """`who` without what the office noted: that is for the office alone."""

    at: datetime
    words: str
    who: str
    reason: str


async def changes_of_dates(event_id: int) -> list[Change]:
    """The newest ones, newest first."""
    lines = [line for line in as_whole(await history(subject_of(event_id))) if line.act in _OF_DATES]
    return [
        Change(line.at, line.words, doer_words(line.actor_name, line.on_behalf_of, ""), line.reason)
        for line in lines[:NEWEST]
    ]


def as_whole(lines: list[AuditLine]) -> list[AuditLine]:
    """Whoever calls off the whole event calls off every date in the same act: that is one line, not fifty."""
    wholes = {(line.at, _verb(line)) for line in lines if line.act.startswith("event.")}
    return [line for line in lines if not (line.act.startswith("date.") and (line.at, _verb(line)) in wholes)]


def _verb(line: AuditLine) -> str:
    return line.act.partition(".")[2]
