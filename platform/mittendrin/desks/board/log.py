"""What was done with an entry, and what became public or was decided in a month: both out of the audit log."""

from dataclasses import dataclass
from datetime import date, datetime, time

from mittendrin.audit.queries import AuditLine, history, log
from mittendrin.audit.words import doer_words
from mittendrin.core.clock import at_local
from mittendrin.core.months import month_later
from mittendrin.desks.board.event_kind import organisations_of_events
from mittendrin.desks.board.kinds import KINDS, kind_of
from mittendrin.desks.board.rules import BY_THE_OFFICE, IN_PROTOCOL, belongs_to_entry, is_decision
from mittendrin.events.history import as_whole
from mittendrin.organisations.tables import Organisation
from mittendrin.publishing.queries import organisations_of


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    words: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the board's log. `who` is the member, or the office."""

    at: datetime
    title: str
    organisation: str
    words: str
    who: str
    reason: str


async def history_of(subject: str) -> list[HistoryLine]:
    """Newest first."""
    return [
        HistoryLine(line.at, line.words, _who(line), line.reason)
        for one in await kind_of(subject).story(subject)
        for line in as_whole(await history(one))
        if belongs_to_entry(line.act)
    ]


def _who(line: AuditLine) -> str:
    """Why it was not the board that decided is for the board; what the office noted of a caller is not."""
    if is_decision(line.act):
        return line.who
    return doer_words(line.actor_name, line.on_behalf_of, "")


async def decisions_in(month: date) -> list[Decision]:
    """`month` is its first day. Oldest first."""
    since, until = at_local(month, time.min), at_local(month_later(month, 1), time.min)
    acts = [BY_THE_OFFICE, *(f"{kind}.{decision}" for kind in KINDS for decision in IN_PROTOCOL)]
    lines = await log(acts, since, until)
    names = await _organisation_names({line.subject for line in lines})
    return [
        Decision(
            at=line.at,
            title=line.subject_title,
            organisation=names.get(line.subject, ""),
            words=line.words,
            who=_who(line),
            reason=line.reason,
        )
        for line in lines
    ]


async def _organisation_names(subjects: set[str]) -> dict[str, str]:
    owners = await organisations_of(subjects) | await organisations_of_events(subjects)
    rows = await Organisation.select(Organisation.id, Organisation.name)
    names = {row["id"]: row["name"] for row in rows}
    return {subject: names.get(owner, "") for subject, owner in owners.items()}
