from collections import Counter
from dataclasses import dataclass
from typing import Any

from piccolo.query import Select
from piccolo.querystring import QueryString

from mittendrin.accounts.queries import InvitationView, unused_invitations
from mittendrin.accounts.rules import PLACE_WORDS
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.core.text import sort_key
from mittendrin.database.kept_statement import KeptStatement, given
from mittendrin.organisations.rules import ContactPerson, Member, MemberRole, OrganisationKind, Profile
from mittendrin.organisations.tables import Membership, Organisation, OrganisationDistrict
from mittendrin.places.queries import OFFICE, office_of
from mittendrin.places.rules import Office
from mittendrin.places.tables import CityProfile

# Columns beyond a foreign key are unknown to type checkers.
_ORGANISATION: Any = Membership.organisation
_ACCOUNT: Any = Membership.account


@dataclass(frozen=True, slots=True)
class Belonging:
    """One organisation that an account looks after; `through_office`: a clerk who writes for it."""

    organisation_id: int
    slug: str
    name: str
    role: MemberRole
    through_office: bool = False

    @property
    def is_responsible(self) -> bool:
        return self.role is MemberRole.RESPONSIBLE


async def belongings(account_id: int) -> list[Belonging]:
    rows = await (
        Membership.select(
            Membership.role,
            _ORGANISATION.id.as_alias("organisation_id"),
            _ORGANISATION.slug.as_alias("slug"),
            _ORGANISATION.name.as_alias("name"),
        )
        .where(Membership.account == account_id, _ORGANISATION.active.eq(True))
        .order_by(_ORGANISATION.sort_key, _ORGANISATION.id)
    )
    return [Belonging(r["organisation_id"], r["slug"], r["name"], MemberRole(r["role"])) for r in rows]


def _office_and_members() -> Select[Any]:
    members = Membership.select(Membership.id).where(Membership.organisation == given("organisation"))
    anybody = QueryString("EXISTS ({})", *members.querystrings).as_alias("has_members")
    return CityProfile.select(*OFFICE, anybody).limit(1)


_OFFICE_AND_MEMBERS = KeptStatement(_office_and_members)


async def office_and_members(organisation_id: int) -> tuple[Office, bool]:
    """The office, and whether anybody belongs to the organisation: one read, because every sign-up asks for both."""
    row = await _OFFICE_AND_MEMBERS.first(organisation=organisation_id)
    return office_of(row), bool(row and row["has_members"])


async def organisation_choices() -> list[tuple[int, str, str]]:
    """Id, slug and name of every active one, in German order."""
    rows = await (
        Organisation.select(Organisation.id, Organisation.slug, Organisation.name)
        .where(Organisation.active.eq(True))
        .order_by(Organisation.sort_key, Organisation.id)
    )
    return [(row["id"], row["slug"], row["name"]) for row in rows]


async def organisation_by_slug(slug: str) -> Organisation:
    """Raises NotFound."""
    organisation = await Organisation.objects().where(Organisation.slug == slug).first()
    if organisation is None:
        raise NotFound
    return organisation


async def namesake(name: str) -> Organisation | None:
    """That still exists, however its capitals and hyphens are written."""
    org = Organisation
    same = org.objects().where(org.sort_key == sort_key(name), org.active.eq(True))
    return await same.order_by(org.id).first()


def contact_of(organisation: Organisation) -> ContactPerson:
    return ContactPerson(organisation.contact_name, organisation.contact_phone, organisation.contact_email)


async def profile_of(organisation: Organisation) -> Profile:
    """What visitors read now."""
    rows = await (
        OrganisationDistrict.select(OrganisationDistrict.district)
        .where(OrganisationDistrict.organisation == organisation.id)
        .order_by(OrganisationDistrict.district, OrganisationDistrict.id)
    )
    return Profile(organisation.profile, organisation.website, tuple(row["district"] for row in rows))


@dataclass(frozen=True, slots=True)
class MemberView:
    """Somebody who belongs to an organisation. `active`: may sign in."""

    member: Member
    name: str
    email: str
    active: bool


async def members(organisation_id: int) -> list[MemberView]:
    rows = await (
        Membership.select(
            Membership.id,
            Membership.role,
            Membership.account,
            _ACCOUNT.name.as_alias("name"),
            _ACCOUNT.email.as_alias("email"),
            _ACCOUNT.active.as_alias("active"),
        )
        .where(Membership.organisation == organisation_id)
        .order_by(_ACCOUNT.name, _ACCOUNT.id)
    )
    return [
        MemberView(
            Member(row["id"], row["account"], MemberRole(row["role"])),
            row["name"],
            row["email"],
            row["active"],
        )
        for row in rows
    ]


async def member(organisation_id: int, membership_id: int) -> MemberView:
    """Raises NotFound when the membership is another organisation's."""
    for one in await members(organisation_id):
        if one.member.membership_id == membership_id:
            return one
    raise NotFound


async def place_of_invitation(invitation: InvitationView) -> str:
    """What the invitation is for: "den Seniorenbeirat", or the name of the organisation."""
    if invitation.organisation is None:
        return _(PLACE_WORDS[invitation.role])
    row = (
        await Organisation.select(Organisation.name).where(Organisation.id == invitation.organisation).first()
    )
    return str(row["name"]) if row else ""


async def check_own_invitation(organisation_id: int, invitation_id: int) -> None:
    """Raises NotFound when it is used, or another organisation's."""
    if invitation_id not in {one.id for one in await unused_invitations(organisation_id)}:
        raise NotFound


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """One line of the office's list. `people` belong to it."""

    slug: str
    name: str
    kind: OrganisationKind
    contact_name: str
    contact_phone: str
    people: int


async def organisation_lines() -> list[OrganisationLine]:
    rows = (
        await Organisation.objects()
        .where(Organisation.active.eq(True))
        .order_by(Organisation.sort_key, Organisation.id)
    )
    belonging = await Membership.select(Membership.organisation)
    counted = Counter(row["organisation"] for row in belonging)
    return [
        OrganisationLine(
            row.slug,
            row.name,
            OrganisationKind(row.kind),
            row.contact_name,
            row.contact_phone,
            counted[row.id],
        )
        for row in rows
    ]


async def names_by_account() -> dict[int, list[str]]:
    """Which organisations each account looks after."""
    rows = await Membership.select(Membership.account, _ORGANISATION.name.as_alias("name")).order_by(
        _ORGANISATION.sort_key, _ORGANISATION.id
    )
    names: dict[int, list[str]] = {}
    for row in rows:
        names.setdefault(row["account"], []).append(row["name"])
    return names
