"""What the board decides on. A further kind of entry is a further line in KINDS."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.desks.board.event_kind import (
    all_public_events,
    event_in_words,
    event_with_series,
    path_of_event,
    preview,
    public_event,
    read_event,
    story_of_event,
)
from mittendrin.desks.board.need_kind import (
    all_public_needs,
    need_words,
    path_of_need,
    preview_need,
    public_need,
    read_need,
)
from mittendrin.desks.board.profile_kind import (
    all_public_profiles,
    path_of_profile,
    preview_profile,
    profile_words,
    public_profile,
    read_profile,
)
from mittendrin.desks.board.series_kind import (
    path_of_series,
    preview_series,
    public_series,
    read_series,
    series_in_words,
)
from mittendrin.events import actions as events
from mittendrin.needs import actions as needs
from mittendrin.organisations import profiles
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.hints import Reading
from mittendrin.publishing.tables import Revision
from mittendrin.registrations import place_changes, series_versions, versions

NEVER_UNDONE = "Die Menschen wissen schon Bescheid. Die neuen Termine bleiben. Der Veranstalter liest Ihren Grund und ändert sie."


GONE = "Der ganze Beitrag verschwindet. Ist jemand angemeldet, sagt der Veranstalter zuerst die Termine ab."


async def _as_written(_revision: Revision, _now: datetime) -> str:
    return ""


async def _alone(subject: str) -> list[str]:
    return [subject]


async def _none() -> set[str]:
    return set()


Return = Callable[[int, Objection, Doer, datetime], Awaitable[int]]


@dataclass(frozen=True, slots=True)
class Kind:
    """How entries of one kind are read and decided on.

    Contents are the feature's own JSON. `noun` names it for people. `public` is the one visitors see now, "" if none; `path` is where they see it.
    `all_public` are the subjects of all that visitors see now. `preview` goes into the template of this name.
    `takes_effect` says what the decision does beyond the written words, to the board and to the author;
    `when_taken_back` what a late return does, if not the usual, and `when_gone` what happens when the whole entry is
    taken back: "" if it cannot be. `story` are the subjects whose history it has, and `falls_with` those of versions that
    do not wait any longer when it is taken back.
    """

    noun: str
    public: Callable[[str], Awaitable[str]]
    path: Callable[[str], Awaitable[str]]
    in_words: Callable[[str], Awaitable[dict[str, str]]]
    read: Callable[[Revision, str, datetime], Awaitable[Reading]]
    preview: Callable[[Revision, datetime], Awaitable[object]]
    template: str
    let_through: Callable[[int, Doer, datetime], Awaitable[int]]
    send_back: Return
    take_back: Return
    all_public: Callable[[], Awaitable[set[str]]]
    takes_effect: Callable[[Revision, datetime], Awaitable[str]] = _as_written
    when_taken_back: str = ""
    when_gone: str = GONE
    story: Callable[[str], Awaitable[list[str]]] = _alone
    falls_with: Callable[[str], list[str]] = lambda subject: [subject]


def kind_of(subject: str) -> Kind:
    return KINDS[subject.partition(":")[0]]


KINDS = {
    "event": Kind(
        "Veranstaltung",
        public_event,
        path_of_event,
        event_in_words,
        read_event,
        preview,
        "board/preview_event.html",
        versions.let_through,
        events.send_back,
        versions.take_back,
        all_public_events,
        place_changes.takes_effect,
        story=story_of_event,
        falls_with=event_with_series,
    ),
    "series": Kind(
        "neue Termine einer Reihe",
        public_series,
        path_of_series,
        series_in_words,
        read_series,
        preview_series,
        "board/preview_event.html",
        series_versions.let_through,
        series_versions.send_back,
        series_versions.take_back,
        _none,
        series_versions.takes_effect,
        NEVER_UNDONE,
        when_gone="",
    ),
    "organisation": Kind(
        "Text über den Veranstalter",
        public_profile,
        path_of_profile,
        profile_words,
        read_profile,
        preview_profile,
        "board/preview_profile.html",
        profiles.let_through,
        profiles.send_back,
        profiles.take_back,
        all_public_profiles,
        when_gone="Der ganze Text verschwindet. Name und Ansprechperson bleiben zu sehen.",
    ),
    "need": Kind(
        "Einsatzstelle",
        public_need,
        path_of_need,
        need_words,
        read_need,
        preview_need,
        "board/preview_need.html",
        needs.let_through,
        needs.send_back,
        needs.take_back,
        all_public_needs,
        when_gone="Der ganze Beitrag verschwindet.",
    ),
}
