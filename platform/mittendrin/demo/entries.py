"""The sample's events: handed in by their organisations, decided on by the board."""

from dataclasses import replace
from datetime import datetime, timedelta

from mittendrin.audit.rules import Doer
from mittendrin.demo.events import Event, SecondReport
from mittendrin.demo.rows import Fault
from mittendrin.demo.scene import Scene
from mittendrin.desks.board.actions import look_at
from mittendrin.events import actions as acts
from mittendrin.events.dates import lay_out
from mittendrin.events.rules import EventContent, Newcomers, SignUpMode, SignUpTerms
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.queries import waiting_content
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision

PUBLISHED = timedelta(days=40)
RETURNED, DECIDED = timedelta(days=6), timedelta(days=4)
HANDED_IN = timedelta(days=2)
CHANGED = timedelta(days=1)
# Public at once, as its club is proven: the board still looks at it, but not who belongs to the club.
NOT_LOOKED_AT = "wassergymnastik"


async def add_events(scene: Scene) -> None:
    """What waits or went back comes first: as soon as an organisation is proven, nothing of it waits any more."""
    for event in scene.sample.events:
        if event.state != "published":
            await _hand_in(event, scene)
            scene.tick()
    for report in scene.sample.second_reports:
        await _report_again(report, scene)
    for event in scene.sample.events:
        if event.state == "published":
            await _publish(event, scene)
            scene.tick()
    for event in scene.sample.events:
        if event.change:
            await _change(event.change, scene)


async def _hand_in(event: Event, scene: Scene) -> None:
    at = scene.now - (RETURNED if event.returned else HANDED_IN)
    content, writer = content_of(event, scene), scene.writer_of(event)
    event_id = await _add(event, content, writer, at, scene)
    await acts.submit(event_id, content, writer, at)
    if event.returned:
        objection = Objection(Reason(event.returned.reason), event.returned.note)
        await acts.send_back(
            await _waiting_version(event_id), objection, scene.team.board, scene.now - DECIDED
        )


async def _report_again(report: SecondReport, scene: Scene) -> None:
    first = next(event for event in scene.sample.events if event.slug == report.event)
    again = replace(
        first, organisation=report.organisation, title=report.title, description=report.description
    )
    content, writer, at = content_of(again, scene), scene.writer_of(again), scene.now - CHANGED
    event_id = await acts.add_draft(scene.ground.organisations[report.organisation], content, writer, at)
    await acts.submit(event_id, content, writer, at)


async def _publish(event: Event, scene: Scene) -> None:
    """Dates of the past weeks are laid out from the day of publishing, those of the last weeks from today."""
    at = scene.now - (DECIDED if event.slug == NOT_LOOKED_AT else PUBLISHED)
    content, writer = content_of(event, scene), scene.writer_of(event)
    event_id = await _add(event, content, writer, at, scene)
    saved = await acts.submit(event_id, content, writer, at)
    if saved.waits:
        await acts.let_through(await _waiting_version(event_id), scene.team.board, at)
    elif event.slug != NOT_LOOKED_AT:
        await _look_at(event_id, scene, at)
    await lay_out(event_id, content.when, content.terms, scene.now)


async def _change(event: Event, scene: Scene) -> None:
    saved = await acts.submit(
        scene.event_ids[event.slug],
        content_of(event, scene),
        scene.writer_of(event),
        scene.now - CHANGED,
    )
    if not saved.waits:
        raise Fault(f"{event.slug}: the change does not wait, as its organisation is proven")


async def _add(event: Event, content: EventContent, writer: Doer, at: datetime, scene: Scene) -> int:
    event_id = await acts.add_draft(scene.ground.organisations[event.organisation], content, writer, at)
    scene.event_ids[event.slug] = event_id
    return event_id


async def _waiting_version(event_id: int) -> int:
    found = await waiting_content(acts.subject_of(event_id))
    if found is None:
        raise Fault(f"event {event_id}: no version waits")
    return found[0]


async def _look_at(event_id: int, scene: Scene, at: datetime) -> None:
    rows = await Revision.select(Revision.id).where(Revision.subject == acts.subject_of(event_id))
    for row in rows:
        await look_at(row["id"], scene.team.board, at)


def content_of(event: Event, scene: Scene) -> EventContent:
    terms = event.terms
    return EventContent(
        title=event.title,
        description=event.description,
        topic_id=scene.ground.topics[event.topic],
        venue_id=scene.ground.venues[event.venue],
        room=event.room,
        when=event.when,
        price=event.price,
        price_note=event.price_note,
        bring=event.bring,
        meeting_point=event.meeting_point,
        newcomers=Newcomers(event.newcomer, scene.organisation(event.organisation).phone),
        terms=SignUpTerms(
            SignUpMode(terms.sign_up), terms.seats, terms.minimum, terms.deadline_days, terms.waiting_list
        ),
    )
