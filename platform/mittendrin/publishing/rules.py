"""States of a submitted version, the board's reasons, and what changed in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

PUBLISHED_UNTIL_PROVEN = 3
ENTRIES = ("event:", "need:")
OFFICE_DAYS_UNTIL_OFFICE_MAY_DECIDE = 2


class EntryState(StrEnum):
    """The state of an entry as a whole; a published one may have a changed version waiting."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETURNED = "returned"
    ARCHIVED = "archived"


class RevisionState(StrEnum):
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class SentBefore(Refused):
    """The same form has become an entry with other words in it: a change of that one is what is meant."""

    def __init__(self, entry_id: int, sentence: str = "") -> None:
        super().__init__(
            sentence
            or _(
                "Das ist schon eingereicht. Möchten Sie es jetzt so ändern? Dann reichen Sie bitte noch einmal ein."
            )
        )
        self.entry_id = entry_id


class Reason(StrEnum):
    PRIVATE = "private"
    ADVERTISING = "advertising"
    MISSING = "missing"
    OFF_TOPIC = "off_topic"
    PARTY = "party"
    DOUBLE = "double"
    UNSAFE = "unsafe"


# What an author goes on with: the row of a public entry is what visitors see, a change of it is one of these.
NOT_YET_PUBLIC = (RevisionState.SUBMITTED, RevisionState.RETURNED)

REASON_SENTENCES: dict[Reason, str] = {
    Reason.PRIVATE: "Der Beitrag enthält private Daten. Bitte nehmen Sie diese heraus.",
    Reason.ADVERTISING: "Der Beitrag ist Werbung. Das dürfen wir hier nicht zeigen.",
    Reason.MISSING: "Es fehlt noch etwas. Bitte ergänzen Sie es.",
    Reason.OFF_TOPIC: "Der Beitrag passt nicht zu dieser Seite.",
    Reason.PARTY: "Wahlwerbung zeigen wir hier nicht.",
    Reason.DOUBLE: "Diesen Termin gibt es schon.",
    Reason.UNSAFE: "Wir haben Zweifel an der Sicherheit. Wir rufen Sie an.",
}

# The same sentences with the board's own words in them, where these are short enough.
_SENTENCES_WITH_WORDS: dict[Reason, str] = {
    Reason.MISSING: "Es fehlt noch etwas: {words}. Bitte ergänzen Sie es.",
    Reason.OFF_TOPIC: "Der Beitrag passt nicht zu dieser Seite. Wir schlagen vor: {words}.",
    Reason.DOUBLE: "Diesen Termin gibt es schon: {words}.",
}
LONGEST_WORDS_WITHIN = 80


def explain(reason: Reason | None, note: str) -> list[str]:
    """The reason as the author reads it: own words within the sentence if they fit there, else behind it."""
    if reason is None:
        return [note] if note else []
    words = note.rstrip(" .")
    if reason in _SENTENCES_WITH_WORDS and _fit_within(words):
        return [_(_SENTENCES_WITH_WORDS[reason], words=words)]
    return [sentence for sentence in (_(REASON_SENTENCES[reason]), note) if sentence]


def _fit_within(words: str) -> bool:
    return (
        0 < len(words) <= LONGEST_WORDS_WITHIN
        and not any(mark in words for mark in "\n?!:")
        and ". " not in words
    )


def may_office_decide(submitted_at: datetime, now: datetime) -> bool:
    return now >= office_may_decide_from(submitted_at)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of "Was sich ändert"; `old` is empty for a new entry."""

    label: str
    old: str
    new: str


def changes(old: dict[str, str], new: dict[str, str]) -> list[Change]:
    """Both map a German label to the words visitors read; the order is that of `new`."""
    return [
        Change(label, old.get(label, ""), words)
        for label, words in new.items()
        if words != old.get(label, "")
    ]


def is_proven(decisions: Iterable[tuple[str, RevisionState]]) -> bool:
    """`decisions` on an organisation's versions, newest first: subject and state.

    Three different entries published since the last return. One entry in three versions is one entry, and what an
    organisation says of itself is none.
    """
    published: set[str] = set()
    for subject, state in decisions:
        if state is RevisionState.RETURNED:
            break
        if state is RevisionState.PUBLISHED and subject.startswith(ENTRIES):
            published.add(subject)
    return len(published) >= PUBLISHED_UNTIL_PROVEN


def office_may_decide_from(submitted_at: datetime) -> datetime:
    """The board comes first; nobody waits longer than this for somebody to look."""
    return add_office_days(submitted_at, OFFICE_DAYS_UNTIL_OFFICE_MAY_DECIDE)
