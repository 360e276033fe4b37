"""A changed profile on its way to visitors: handed in by the organisation, looked at by the board."""

from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.database.transactions import transaction
from mittendrin.organisations import queries
from mittendrin.organisations.actions import load, subject_of, write_profile
from mittendrin.organisations.content import profile_from_json, profile_to_json
from mittendrin.organisations.rules import Profile
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.queries import proven, waiting_content


async def submit_profile(organisation_id: int, profile: Profile, by: Doer, now: datetime) -> bool:
    """Whether visitors see it now; what a proven organisation writes does not wait."""
    subject = subject_of(organisation_id)
    async with transaction():
        organisation = await load(organisation_id)
        public = await queries.profile_of(organisation)
        if profile == public:
            await publishing.withdraw(subject, now)
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


async def waiting_profile(organisation_id: int) -> Profile | None:
    waits = await waiting_content(subject_of(organisation_id))
    return profile_from_json(waits[1]) if waits else None


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """The board's yes. Answers the organisation's id."""
    async with transaction():
        revision = await publishing.waiting(revision_id)
        organisation_id = _organisation_of(revision.subject)
        await publishing.mark_published(revision_id, by, now)
        await write_profile(organisation_id, profile_from_json(revision.content), now)
        await record(Act("organisation.published", revision.subject, title=revision.title), by, now)
    return organisation_id


async def send_back(revision_id: int, objection: publishing.Objection, by: Doer, now: datetime) -> int:
    """The published profile stays as it is."""
    async with transaction():
        revision = await publishing.waiting(revision_id)
        await publishing.mark_returned(revision_id, objection, by, now)
        act = Act("organisation.returned", revision.subject, title=revision.title, reason=objection.in_words)
        await record(act, by, now)
    return _organisation_of(revision.subject)


async def take_back(revision_id: int, objection: publishing.Objection, by: Doer, now: datetime) -> int:
    """Of what was public at once: visitors see the profile from before again."""
    async with transaction():
        revision = await publishing.to_take_back(revision_id)
        organisation_id = _organisation_of(revision.subject)
        await publishing.mark_taken_back(revision, objection, by, now)
        before = profile_from_json(revision.before) if revision.before else Profile("", "", ())
        await write_profile(organisation_id, before, now)
        act = Act(
            "organisation.taken_back", revision.subject, title=revision.title, reason=objection.in_words
        )
        await record(act, by, now)
    return organisation_id


def _organisation_of(subject: str) -> int:
    return int(subject.removeprefix("organisation:"))
