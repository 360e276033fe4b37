from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.refusal import NotFound
from mittendrin.events.content import content_from_json, content_in_words, content_of
from mittendrin.events.rules import EventContent
from mittendrin.events.tables import Event
from mittendrin.organisations.queries import belongings
from mittendrin.organisations.tables import Organisation
from mittendrin.places.tables import Topic, Venue
from mittendrin.publishing.queries import WaitingVersion, waiting_versions
from mittendrin.publishing.rules import Change, EntryState, changes
from mittendrin.publishing.tables import Revision


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One line of the list. `own`: the reader belongs to this organisation and may not decide."""

    version: WaitingVersion
    organisation: str
    own: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A version and what it changes. `is_new`: nothing of this entry is public yet."""

    revision_id: int
    title: str
    organisation: str
    submitted_at: datetime
    submitted_by: str
    is_new: bool
    changes: list[Change]
    own: bool
    others_waiting: int


async def waiting_list(account_id: int) -> list[WaitingLine]:
    names = {row["id"]: row["name"] for row in await Organisation.select(Organisation.id, Organisation.name)}
    own = {belonging.organisation_id for belonging in await belongings(account_id)}
    return [
        WaitingLine(version, names[version.organisation_id], version.organisation_id in own)
        for version in await waiting_versions()
    ]


async def decision_view(revision_id: int, account_id: int) -> DecisionView:
    """Raises NotFound."""
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    line = next(
        (one for one in await waiting_list(account_id) if one.version.revision_id == revision_id), None
    )
    if revision is None or line is None:
        raise NotFound
    event = await Event.objects().where(Event.id == int(revision.subject.removeprefix("event:"))).first()
    if event is None:
        raise NotFound
    is_new = event.state != EntryState.PUBLISHED
    before = {} if is_new else await _in_words(content_of(event))
    return DecisionView(
        revision_id=revision_id,
        title=revision.title,
        organisation=line.organisation,
        submitted_at=revision.submitted_at,
        submitted_by=revision.submitted_by_name,
        is_new=is_new,
        changes=changes(before, await _in_words(content_from_json(revision.content))),
        own=line.own,
        others_waiting=len(await waiting_versions()) - 1,
    )


async def _in_words(content: EventContent) -> dict[str, str]:
    topic = await Topic.select(Topic.name).where(Topic.id == content.topic_id).first()
    venue = await Venue.select(Venue.name).where(Venue.id == content.venue_id).first()
    return content_in_words(content, (topic or {"name": ""})["name"], (venue or {"name": ""})["name"])
