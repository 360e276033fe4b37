"""What organisations say of themselves, as the board reads it."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.organisations import actions as organisations
from mittendrin.organisations.content import profile_from_json, profile_in_words, profile_to_json
from mittendrin.organisations.queries import profile_of
from mittendrin.organisations.tables import Organisation
from mittendrin.places.queries import districts
from mittendrin.publishing.hints import Reading
from mittendrin.publishing.tables import Revision


def _organisation_id(subject: str) -> int:
    return int(subject.removeprefix("organisation:"))


async def public_profile(subject: str) -> str:
    """Nothing while visitors read nothing of it."""
    profile = await profile_of(await organisations.load(_organisation_id(subject)))
    return profile_to_json(profile) if any(profile_in_words(profile, {}).values()) else ""


async def all_public_profiles() -> set[str]:
    rows = await Organisation.select(Organisation.id).where(
        Organisation.active.eq(True), (Organisation.profile != "") | (Organisation.website != "")
    )
    return {organisations.subject_of(row["id"]) for row in rows}


async def path_of_profile(subject: str) -> str:
    return f"/organisationen/{(await organisations.load(_organisation_id(subject))).slug}"


async def profile_words(content: str) -> dict[str, str]:
    return profile_in_words(profile_from_json(content), {one.id: one.name for one in await districts()})


async def read_profile(revision: Revision, before: str, _now: datetime) -> Reading:
    organisation = await organisations.load(revision.organisation)
    known = {organisation.contact_phone, organisation.contact_email.casefold()}
    return Reading(
        text=profile_from_json(revision.content).text,
        before=profile_from_json(before).text if before else "",
        known=frozenset(known),
        reachable=any(known),
    )


@dataclass(frozen=True, slots=True)
class ProfilePreview:
    name: str
    paragraphs: list[str]
    facts: list[tuple[str, str]]
    phone: str


async def preview_profile(revision: Revision, _now: datetime) -> ProfilePreview:
    organisation = await organisations.load(revision.organisation)
    words = await profile_words(revision.content)
    text = words.pop("Was Sie machen")
    return ProfilePreview(
        name=organisation.name,
        paragraphs=text.split("\n\n"),
        facts=[(label, value) for label, value in words.items() if value],
        phone=organisation.contact_phone,
    )
