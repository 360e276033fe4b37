"""A changed profile on its way to visitors: handed in by the organisation and looked at by the board, or put right by
the office.
"""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.organisations import queries
from mittendrin.organisations.actions import (
    Entry,
    change_contact,
    change_naming,
    load,
    load_held,
    publish_profile,
    subject_of,
    write_profile,
)
from mittendrin.organisations.content import profile_from_json, profile_to_json
from mittendrin.organisations.rules import Profile
from mittendrin.organisations.second_person import belongs
from mittendrin.organisations.tables import Organisation
from mittendrin.organisations.telling import tell_author
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.queries import proven, waiting_content, waiting_revision
from mittendrin.publishing.tables import Revision


async def submit_profile(organisation_id: int, profile: Profile, by: Doer, now: datetime) -> bool:
    """Whether visitors see it now; what a proven organisation writes does not wait."""
    subject = subject_of(organisation_id)
    async with transaction():
        organisation = await load_held(organisation_id)
        public = await queries.profile_of(organisation)
        if profile == public:
            if await publishing.withdraw(subject, now):
                await record(Act("organisation.withdrawn", subject, title=organisation.name), by, now)
            return True
        submission = publishing.Submission(
            subject,
            organisation_id,
            organisation.name,
            profile_to_json(profile),
            before=profile_to_json(public),
        )
        revision_id = await publishing.hand_in(submission, by, now)
        await record(Act("organisation.submitted", subject, title=organisation.name), by, now)
        at_once = await proven(organisation_id)
        if at_once:
            await publishing.mark_published_at_once(revision_id, by, now)
            await write_profile(organisation_id, profile, now)
    return at_once


async def put_right(organisation_id: int, entry: Entry, by: Doer, now: datetime) -> None:
    """By the office: everything counts at once. Raises Refused for a text of an organisation that it belongs to."""
    async with transaction():
        await load_held(organisation_id)
        await change_naming(organisation_id, entry.naming, by, now)
        await change_contact(organisation_id, entry.contact, by, now)
        organisation = await load(organisation_id)
        if entry.profile == await queries.profile_of(organisation):
            return
        if await belongs(by.account_id or 0, organisation_id):
            raise Refused(
                _("Sie gehören zu diesem Veranstalter. Den Text ändert bitte jemand anders."), "text"
            )
        await _replace(organisation, entry.profile, by, now)


async def _replace(organisation: Organisation, profile: Profile, by: Doer, now: datetime) -> None:
    """What waited is gone, and whoever wrote it reads so."""
    subject = subject_of(organisation.id)
    waited = await waiting_revision(subject)
    await publish_profile(organisation, profile, by, now)
    gone = _("Text von {name} erledigt", name=waited.submitted_by_name) if waited else ""
    await record(Act("organisation.put_right", subject, title=organisation.name, detail=gone), by, now)
    if waited:
        await tell_author("replaced", waited, f"/organisationen/{organisation.slug}", now)


async def waiting_profile(organisation_id: int) -> Profile | None:
    waits = await waiting_content(subject_of(organisation_id))
    return profile_from_json(waits[1]) if waits else None


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """The board's yes. Answers the organisation's id."""
    async with transaction():
        revision, organisation_id = await _held(revision_id)
        await publishing.mark_published(revision_id, by, now)
        await write_profile(organisation_id, profile_from_json(revision.content), now)
        await record(Act("organisation.published", revision.subject, title=revision.title), by, now)
    return organisation_id


async def send_back(revision_id: int, objection: publishing.Objection, by: Doer, now: datetime) -> int:
    """The published profile stays as it is."""
    async with transaction():
        revision, organisation_id = await _held(revision_id)
        await publishing.mark_returned(revision_id, objection, by, now)
        act = Act("organisation.returned", revision.subject, title=revision.title, reason=objection.in_words)
        await record(act, by, now)
    return organisation_id


async def take_back(revision_id: int, objection: publishing.Objection, by: Doer, now: datetime) -> int:
    """Visitors see the profile from before again, or nothing of it."""
    async with transaction():
        seen = await publishing.to_take_back(revision_id)
        organisation_id = _organisation_of(seen.subject)
        await load_held(organisation_id)
        revision = await publishing.to_take_back(revision_id)
        await publishing.mark_taken_back(revision, objection, by, now)
        before = publishing.seen_afterwards(revision)
        profile = profile_from_json(before) if before else Profile("", "", ())
        await write_profile(organisation_id, profile, now)
        act = Act(
            "organisation.taken_back", revision.subject, title=revision.title, reason=objection.in_words
        )
        await record(act, by, now)
    return organisation_id


async def _held(revision_id: int) -> tuple[Revision, int]:
    """With the organisation, which is held before its versions; both as they are once nobody else changes them."""
    seen = await publishing.waiting(revision_id)
    organisation = await load_held(_organisation_of(seen.subject))
    return await publishing.waiting(revision_id), organisation.id


def _organisation_of(subject: str) -> int:
    return int(subject.removeprefix("organisation:"))
