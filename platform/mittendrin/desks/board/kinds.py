"""What the board decides on. A further kind of entry is a further line in KINDS."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import NotFound
from mittendrin.events import actions as events
from mittendrin.events.content import content_from_json, content_in_words, content_of
from mittendrin.events.rules import EventContent
from mittendrin.organisations import actions as organisations
from mittendrin.organisations import profiles
from mittendrin.organisations.content import profile_from_json, profile_in_words
from mittendrin.organisations.queries import profile_of
from mittendrin.places.queries import districts
from mittendrin.places.tables import Topic, Venue
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision
from mittendrin.registrations import versions


@dataclass(frozen=True, slots=True)
class Comparison:
    """Labels and the words visitors read: now, and in the new version. `is_new`: nothing is public yet."""

    is_new: bool
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    compare: Callable[[Revision], Awaitable[Comparison]]
    let_through: Callable[[int, Doer, datetime], Awaitable[int]]
    send_back: Callable[[int, Objection, Doer, datetime], Awaitable[int]]


def kind_of(subject: str) -> Kind:
    return KINDS[subject.partition(":")[0]]


async def kind_of_revision(revision_id: int) -> Kind:
    """Raises NotFound."""
    row = await Revision.select(Revision.subject).where(Revision.id == revision_id).first()
    if row is None:
        raise NotFound
    return kind_of(row["subject"])


async def _compare_events(revision: Revision) -> Comparison:
    event = await events.load(_id_in(revision))
    is_new = event.state != EntryState.PUBLISHED
    before = {} if is_new else await _event_in_words(content_of(event))
    return Comparison(is_new, before, await _event_in_words(content_from_json(revision.content)))


async def _event_in_words(content: EventContent) -> dict[str, str]:
    topic = await Topic.select(Topic.name).where(Topic.id == content.topic_id).first()
    venue = await Venue.select(Venue.name).where(Venue.id == content.venue_id).first()
    return content_in_words(content, (topic or {"name": ""})["name"], (venue or {"name": ""})["name"])


async def _compare_profiles(revision: Revision) -> Comparison:
    organisation = await organisations.load(_id_in(revision))
    names = {one.id: one.name for one in await districts()}
    before = profile_in_words(await profile_of(organisation), names)
    return Comparison(
        is_new=not any(before.values()),
        before=before,
        after=profile_in_words(profile_from_json(revision.content), names),
    )


def _id_in(revision: Revision) -> int:
    return int(revision.subject.partition(":")[2])


KINDS = {
    "event": Kind(_compare_events, versions.let_through, events.send_back),
    "organisation": Kind(_compare_profiles, profiles.let_through, profiles.send_back),
}
