"""An organisation's own events, with everything that only it sees: drafts, what waits, what came back and why."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import sort_key
from mittendrin.core.tokens import token_hash
from mittendrin.desks.club.unfinished import EVENTS, UnfinishedLine, unfinished_of
from mittendrin.events.actions import subject_of
from mittendrin.events.content import content_from_json, content_of, content_to_json
from mittendrin.events.continuing import series_subject
from mittendrin.events.queries import dates_of_organisation
from mittendrin.events.rules import EventContent
from mittendrin.events.tables import Event
from mittendrin.events.views import DateView
from mittendrin.events.when_words import in_few_words
from mittendrin.publishing.queries import Version, newest_versions
from mittendrin.publishing.rules import NOT_YET_PUBLIC, EntryState, RevisionState, explain
from mittendrin.registrations.series import SeriesChange, from_json


@dataclass(frozen=True, slots=True)
class OwnEvent:
    """`content` is what its organisation wrote last, public or not. `fingerprint` changes with it. `series` is the
    newest change from a day on. `part`: of what goes on as another event of the same name, which days are its own.
    """

    event_id: int
    slug: str
    title: str
    state: EntryState
    content: EventContent
    newest: Version | None
    series: Version | None
    called_off: bool
    part: str = ""

    @property
    def is_public(self) -> bool:
        return self.state is EntryState.PUBLISHED

    @property
    def waits(self) -> bool:
        return self.newest is not None and self.newest.state is RevisionState.SUBMITTED

    @property
    def came_back(self) -> bool:
        return (
            self.newest is not None
            and self.newest.state is RevisionState.RETURNED
            and self.state in {EntryState.RETURNED, EntryState.PUBLISHED}
        )

    @property
    def series_waits(self) -> bool:
        return self.series is not None and self.series.state is RevisionState.SUBMITTED

    @property
    def series_came_back(self) -> bool:
        return self.series is not None and self.series.state is RevisionState.RETURNED and self.is_public

    @property
    def series_why(self) -> list[str]:
        if not self.series_came_back or self.series is None:
            return []
        return explain(self.series.reason, self.series.note)

    @property
    def series_change(self) -> SeriesChange | None:
        """What is not public yet, or came back."""
        wanted = self.series is not None and (self.series_waits or self.series_came_back)
        return from_json(self.series.content) if self.series and wanted else None

    @property
    def may_be_draft(self) -> bool:
        return self.state in {EntryState.DRAFT, EntryState.RETURNED}

    @property
    def why(self) -> list[str]:
        """The board's reason and its own words."""
        if not self.came_back or self.newest is None:
            return []
        return explain(self.newest.reason, self.newest.note)

    @property
    def rhythm(self) -> str:
        return ", ".join(filter(None, [in_few_words(self.content.when), self.part]))

    @property
    def named(self) -> str:
        """Apart from what it goes on from."""
        return f"{self.title}, {self.part}" if self.part else self.title

    @property
    def fingerprint(self) -> str:
        return token_hash(content_to_json(self.content))[:16]


@dataclass(frozen=True, slots=True)
class Overview:
    """What needs doing first, and everything there is. `series`: changes from a day on that wait or came back."""

    events: list[OwnEvent]
    came_back: list[OwnEvent]
    waiting: list[OwnEvent]
    series: list[OwnEvent]
    drafts: list[OwnEvent]
    unfinished: list[UnfinishedLine]
    dates: list[DateView]


async def own_event(event_id: int, organisation_id: int) -> OwnEvent:
    """Raises NotFound, also for the event of another organisation."""
    ours = Event.organisation == organisation_id
    event = await Event.objects().where(Event.id == event_id, ours).first()
    if event is None:
        raise NotFound
    return _own(event, await newest_versions(organisation_id))


async def own_events(organisation_id: int) -> list[OwnEvent]:
    """All of them, by title in German order."""
    events = await Event.objects().where(Event.organisation == organisation_id)
    versions = await newest_versions(organisation_id)
    followed = {event.follows for event in events}
    found = [replace(_own(event, versions), part=_part(event, followed)) for event in events]
    return sorted(found, key=lambda own: (sort_key(own.title), own.event_id))


def _part(event: Event, followed: set[int | None]) -> str:
    """Until when, for what goes on as another; from when, for what goes on."""
    when = content_of(event).when
    if event.id in followed and (last := when.until or max(when.dates, default=None)):
        return _("bis {day}", day=show_day(last))
    return _("ab {day}", day=show_day(when.first_day)) if event.follows else ""


async def by_state(organisation_id: int) -> dict[EntryState, list[OwnEvent]]:
    found: dict[EntryState, list[OwnEvent]] = defaultdict(list)
    for own in await own_events(organisation_id):
        found[own.state].append(own)
    return found


async def overview(organisation_id: int, now: datetime) -> Overview:
    events = await own_events(organisation_id)
    return Overview(
        events=events,
        came_back=[own for own in events if own.came_back],
        waiting=[own for own in events if own.waits],
        series=[own for own in events if own.series_change],
        drafts=[own for own in events if own.state is EntryState.DRAFT],
        unfinished=await unfinished_of(EVENTS, organisation_id),
        dates=await dates_of_organisation(organisation_id, now, limit=10),
    )


def _own(event: Event, versions: dict[str, Version]) -> OwnEvent:
    newest = versions.get(subject_of(event.id))
    state = EntryState(event.state)
    content = content_of(event)
    # The row of a public event is what visitors see; a change of it lives in its version only, but for whom to ask.
    if state is EntryState.PUBLISHED and newest and newest.state in NOT_YET_PUBLIC:
        content = replace(content_from_json(newest.content), newcomers=content.newcomers)
    series = versions.get(series_subject(event.id))
    return OwnEvent(
        event.id, event.slug, content.title, state, content, newest, series, event.called_off_at is not None
    )
