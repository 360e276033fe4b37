"""What is asked when a series changes from a day on: the day, the reason, and everything an event says."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.events.content import content_in_words, content_of
from mittendrin.events.continuing import ended_before, series_subject
from mittendrin.events.dates import PAUSES
from mittendrin.events.form import FIELDS, OTHER_VENUE, EventDraft, Step, Town, as_asked, read_on_one_page
from mittendrin.events.form_preview import PreviewLine, preview_lines, preview_warnings
from mittendrin.events.form_values import form_of
from mittendrin.events.form_words import choices, town
from mittendrin.events.recurrence import When
from mittendrin.events.rules import EventContent
from mittendrin.events.tables import Event
from mittendrin.places.actions import add_venue
from mittendrin.places.rules import NewVenue
from mittendrin.publishing.queries import let_through_last, newest_versions
from mittendrin.publishing.rules import RevisionState
from mittendrin.publishing.tables import Revision
from mittendrin.registrations.series import SeriesChange, as_it_goes_on, differences, from_json, going_on
from mittendrin.registrations.series_moving import concerned_from
from mittendrin.registrations.series_versions import refuse_impossible, submit
from mittendrin.web.forms import Form, date_boxes

# Where a rule begins is the day itself.
SERIES_FIELDS = ("tag", "grund", *(name for step in Step for name in FIELDS[step] if name != "ab"))
NOT_DECIDED = (RevisionState.SUBMITTED, RevisionState.RETURNED)


@dataclass(frozen=True, slots=True)
class Wished:
    """With a new venue, the change's `venue_id` is still 0. `sent`: it is what the series has become already."""

    change: SeriesChange
    before: EventContent
    new_venue: NewVenue | None = None
    sent: bool = False

    @property
    def after(self) -> EventContent:
        return self.change.of(self.before)

    @property
    def lines(self) -> list[PreviewLine]:
        return list(preview_lines(self.change.when, self.change.day))

    @property
    def warnings(self) -> list[str]:
        return list(preview_warnings(self.change.when, self.lines, self.change.day))


async def offered() -> dict[str, Any]:
    return {"choices": choices(await town()), "other_venue": OTHER_VENUE}


async def form_of_series(event: Event, day: date | None, now: datetime) -> Form:
    """As it goes on now; or what was wished before, while it waits or after it came back."""
    content, said = content_of(event), {}
    newest = (await newest_versions(event.organisation)).get(series_subject(event.id))
    if newest and newest.state in NOT_DECIDED:
        change = from_json(newest.content)
        content, day, said = change.of(content), change.day, {"grund": change.reason}
    if day:
        said |= date_boxes("tag", day)
    return form_of(replace(content, when=_as_it_goes_on(content, local_day(now))), await town(), **said)


def _as_it_goes_on(content: EventContent, today: date) -> When:
    try:
        return as_it_goes_on(content.when, today, PAUSES)
    except Refused:  # it is over; sending the form says so
        return content.when


async def read_series_change(form: Form, event: Event, now: datetime) -> Wished:
    """Raises Invalid; or Refused when nothing would be left before or after the day, or people would lose a seat."""
    today, known = local_day(now), await town()
    day = form.date("tag", today, required=_("Ab welchem Tag ist es anders?"))
    reason = form.line("grund", required=_("Sagen Sie den Menschen bitte, warum."), limit=200)
    form.take_up([*form.everything(), *date_boxes("ab", day).items()])
    draft = read_on_one_page(form, known, today)
    if sent := await _sent_before(event, draft, day, reason):
        return sent
    wished = _wished(draft, content_of(event), day, reason)
    try:
        await refuse_impossible(event, wished.change, now)
    except Refused as refused:
        if await sent_meanwhile(event.id, wished):
            return replace(wished, sent=True)
        raise as_asked(refused) from None
    return wished


@finds_the_first
async def submit_wished(event_id: int, wished: Wished, by: Doer, now: datetime) -> bool:
    """As submit; a place that is new is stored with it, or not at all."""
    async with transaction():
        change = wished.change
        if wished.new_venue:
            change = replace(change, venue_id=await add_venue(wished.new_venue, by, now))
        return await submit(event_id, change, by, now)


async def _sent_before(event: Event, draft: EventDraft, day: date, reason: str) -> Wished | None:
    """A second time it has nothing to do."""
    last = await let_through_last(series_subject(event.id))
    if last is None:
        return None
    try:
        wished = _wished(draft, from_json(last.before).of(content_of(event)), day, reason)
    except Refused:
        return None
    return replace(wished, sent=True) if await _became(wished, last, event.id) else None


async def sent_meanwhile(event_id: int, wished: Wished) -> bool:
    """At the same moment, as with a double click: whoever came second reads that it is impossible now."""
    last = await let_through_last(series_subject(event_id))
    return last is not None and await _became(wished, last, event_id)


async def _became(wished: Wished, version: Revision, event_id: int) -> bool:
    """And still is so, in what goes on: meanwhile somebody may have changed all of it."""
    known = from_json(version.content)
    there = replace(wished.change, venue_id=known.venue_id) if wished.new_venue else wished.change
    goes_on = (
        await Event.objects().where(Event.follows == event_id).order_by(Event.id, ascending=False).first()
    )
    if there != known or goes_on is None:
        return False
    content = content_of(goes_on)
    return known.of(content) == content


async def told_before(event_id: int, wished: Wished, now: datetime) -> int:
    """How many sign-ups that change concerned, as far as they are still there."""
    rows = await Event.select(Event.id).where(Event.follows == event_id)
    concerned = [await concerned_from(row["id"], wished.change.day, now) for row in rows]
    return sum(len(some) for some in concerned)


def _wished(draft: EventDraft, before: EventContent, day: date, reason: str) -> Wished:
    ended_before(before.when, day)
    when = going_on(draft.content.when, before.when, day)
    content = replace(draft.content, when=when)
    others = differences(before, content)
    change = SeriesChange(day, when, content.venue_id, content.room, reason, others)
    if content == replace(before, when=as_it_goes_on(before.when, day, PAUSES)):
        raise Refused(_("Es ist noch alles wie vorher. Was soll ab diesem Tag anders sein?"))
    return Wished(change, before, draft.new_venue)


def in_words(wished: Wished, known: Town) -> tuple[tuple[str, str], ...]:
    """What was, and what is new, for everything that changes."""
    old, new = (_words(content, known, wished.new_venue) for content in (wished.before, wished.after))
    changed = [label for label in new if old[label] != new[label]]
    both = [
        pair
        for label in changed
        for pair in (
            (_("{what} bisher", what=_(label)), old[label]),
            (_("{what} neu", what=_(label)), new[label] or _("nichts mehr")),
        )
    ]
    return tuple(both)


def _words(content: EventContent, known: Town, new_venue: NewVenue | None) -> dict[str, str]:
    topic = next((one.name for one in known.topics if one.id == content.topic_id), "")
    written = new_venue.name if new_venue else ""
    venue = next((one.name for one in known.venues if one.id == content.venue_id), written)
    return content_in_words(content, topic, venue)
