"""What the office and the organisations do with organisations, their profiles and their people."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.accounts.invitations import Invitee, invite_once
from mittendrin.accounts.queries import was_invited
from mittendrin.accounts.rules import Role
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import search_column, slugify, sort_key
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.organisations import queries
from mittendrin.organisations.content import profile_to_json
from mittendrin.organisations.rules import (
    MEMBER_ROLE_WORDS,
    ContactPerson,
    MemberRole,
    OrganisationKind,
    Profile,
    check_somebody_stays_responsible,
)
from mittendrin.organisations.tables import Membership, Organisation, OrganisationDistrict
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.rules import SentBefore
from mittendrin.web.changes import public_change

# The address of the office's form for a new one.
RESERVED_SLUGS = {"neu"}


@dataclass(frozen=True, slots=True)
class Naming:
    """What the office alone decides."""

    name: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class Entry:
    """All that visitors read of an organisation."""

    naming: Naming
    contact: ContactPerson
    profile: Profile


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be invited."""

    name: str
    email: str
    role: MemberRole


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """`key` stands for the form. `first`: who becomes responsible for it."""

    key: str
    entry: Entry
    first: Newcomer | None = None


def subject_of(organisation_id: int) -> str:
    return f"organisation:{organisation_id}"


@finds_the_first
async def add_organisation(new: NewOrganisation, by: Doer, now: datetime) -> int:
    """Visitors see it at once: the office has looked at it. The same form sent twice is one organisation.

    Raises SentBefore for a form that has become an organisation, and says something else now.
    """
    async with transaction():
        known = await Organisation.objects().where(Organisation.key == new.key).first()
        if known and await _entry_of(known) != new.entry:
            raise SentBefore(
                known.id,
                _(
                    "Die Organisation ist schon angelegt. Möchten Sie es jetzt so ändern? Dann speichern Sie bitte noch einmal."
                ),
            )
        organisation_id = known.id if known else await _add(new, by, now)
        if new.first and not await was_invited(new.first.email, organisation_id):
            await invite_member(organisation_id, new.first, by, now)
    return int(organisation_id)


async def _add(new: NewOrganisation, by: Doer, now: datetime) -> int:
    entry, naming = new.entry, new.entry.naming
    rows = await Organisation.insert(
        Organisation(
            slug=await _free_slug(naming.name),
            key=new.key,
            name=naming.name,
            kind=naming.kind.value,
            sort_key=sort_key(naming.name),
            changed_at=now,
        )
    )
    organisation_id = int(rows[0]["id"])
    await _write_contact(organisation_id, entry.contact)
    if entry.profile != Profile("", "", ()):
        await publish_profile(await load(organisation_id), entry.profile, by, now)
    await record(Act("organisation.added", subject_of(organisation_id), title=naming.name), by, now)
    await public_change("organisations")
    return organisation_id


async def _entry_of(organisation: Organisation) -> Entry:
    naming = Naming(organisation.name, OrganisationKind(organisation.kind))
    return Entry(naming, queries.contact_of(organisation), await queries.profile_of(organisation))


async def change_naming(organisation_id: int, naming: Naming, by: Doer, now: datetime) -> None:
    """Addresses stay: what people wrote down still leads there."""
    async with transaction():
        organisation = await load_held(organisation_id)
        if naming == Naming(organisation.name, OrganisationKind(organisation.kind)):
            return
        await Organisation.update(
            {
                Organisation.name: naming.name,
                Organisation.kind: naming.kind.value,
                Organisation.sort_key: sort_key(naming.name),
                Organisation.search: search_column(f"{naming.name} {organisation.profile}"),
                Organisation.changed_at: now,
            }
        ).where(Organisation.id == organisation_id)
        await record(Act("organisation.renamed", subject_of(organisation_id), title=naming.name), by, now)
        await public_change("organisations", "programme", "calendar")


async def change_contact(organisation_id: int, contact: ContactPerson, by: Doer, now: datetime) -> None:
    """At once: a wrong telephone number helps nobody while it waits."""
    async with transaction():
        organisation = await load_held(organisation_id)
        if contact == queries.contact_of(organisation):
            return
        await _write_contact(organisation_id, contact)
        await record(
            Act("organisation.contact_changed", subject_of(organisation_id), title=organisation.name), by, now
        )
        await public_change("organisations")


async def invite_member(organisation_id: int, newcomer: Newcomer, by: Doer, now: datetime) -> None:
    async with transaction():
        organisation = await load_held(organisation_id)
        invitee = Invitee(
            newcomer.email, newcomer.name, Role.NONE, organisation.name, organisation_id, newcomer.role.value
        )
        await invite_once(invitee, by, now)


async def change_member_role(
    organisation_id: int, membership_id: int, role: MemberRole, by: Doer, now: datetime
) -> None:
    async with transaction():
        name = await _checked_change(organisation_id, membership_id, role)
        await Membership.update({Membership.role: role.value}).where(Membership.id == membership_id)
        task = _(MEMBER_ROLE_WORDS[role])
        act = Act("organisation.member_changed", subject_of(organisation_id), title=name, detail=task)
        await record(act, by, now)


async def end_membership(organisation_id: int, membership_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        name = await _checked_change(organisation_id, membership_id, None)
        await Membership.delete().where(Membership.id == membership_id)
        await record(Act("organisation.member_left", subject_of(organisation_id), title=name), by, now)


async def remove_member(organisation_id: int, membership_id: int, by: Doer, now: datetime) -> None:
    """By the office, which may leave an organisation without anybody: then it answers its calls itself."""
    people = await queries.members(organisation_id)
    if [one.member.membership_id for one in people] != [membership_id]:
        await end_membership(organisation_id, membership_id, by, now)
        return
    async with transaction():
        await Membership.delete().where(Membership.id == membership_id)
        act = Act("organisation.member_left", subject_of(organisation_id), title=people[0].name)
        await record(act, by, now)


async def _checked_change(organisation_id: int, membership_id: int, role: MemberRole | None) -> str:
    """The member's name."""
    await _hold(organisation_id)
    people = await queries.members(organisation_id)
    person = next((one for one in people if one.member.membership_id == membership_id), None)
    if person is None:
        raise NotFound
    # Who may no longer sign in cannot look after anything.
    able = [one.member for one in people if one.active]
    check_somebody_stays_responsible(able, membership_id, role)
    return person.name


async def load_held(organisation_id: int) -> Organisation:
    """As it is once nobody else changes it. Raises NotFound."""
    await _hold(organisation_id)
    return await load(organisation_id)


async def _hold(organisation_id: int) -> None:
    """Writing first makes two changes of one organisation wait for each other."""
    await Organisation.update({Organisation.active: Organisation.active}).where(
        Organisation.id == organisation_id
    )


async def load(organisation_id: int) -> Organisation:
    organisation = await Organisation.objects().where(Organisation.id == organisation_id).first()
    if organisation is None:
        raise NotFound
    return organisation


async def publish_profile(organisation: Organisation, profile: Profile, by: Doer, now: datetime) -> None:
    """By the office, which decides on it by writing it. Belongs inside the transaction of the act."""
    before = await queries.profile_of(organisation)
    submission = publishing.Submission(
        subject_of(organisation.id),
        organisation.id,
        organisation.name,
        profile_to_json(profile),
        before=profile_to_json(before) if before != Profile("", "", ()) else "",
    )
    await publishing.mark_published(await publishing.hand_in(submission, by, now), by, now)
    await write_profile(organisation.id, profile, now)


async def write_profile(organisation_id: int, profile: Profile, now: datetime) -> None:
    """Belongs inside the transaction of the act."""
    organisation = await load(organisation_id)
    await Organisation.update(
        {
            Organisation.profile: profile.text,
            Organisation.website: profile.website,
            Organisation.search: search_column(f"{organisation.name} {profile.text}"),
            Organisation.changed_at: now,
        }
    ).where(Organisation.id == organisation_id)
    await OrganisationDistrict.delete().where(OrganisationDistrict.organisation == organisation_id)
    for district in profile.districts:
        await OrganisationDistrict.insert(
            OrganisationDistrict(organisation=organisation_id, district=district)
        )
    await public_change("organisations")


async def _write_contact(organisation_id: int, contact: ContactPerson) -> None:
    await Organisation.update(
        {
            Organisation.contact_name: contact.name,
            Organisation.contact_phone: contact.phone,
            Organisation.contact_email: contact.email,
        }
    ).where(Organisation.id == organisation_id)


async def _free_slug(name: str) -> str:
    slug = slugify(name) or "organisation"
    rows = await Organisation.select(Organisation.slug).where(Organisation.slug.like(f"{slug}%"))
    taken = {row["slug"] for row in rows} | RESERVED_SLUGS
    candidates = (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 2)))
    return next(candidate for candidate in candidates if candidate not in taken)
