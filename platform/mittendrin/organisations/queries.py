from dataclasses import dataclass
from typing import Any

from mittendrin.organisations.rules import MemberRole
from mittendrin.organisations.tables import Membership, Organisation

# Columns beyond a foreign key are unknown to type checkers.
_ORGANISATION: Any = Membership.organisation


@dataclass(frozen=True, slots=True)
class Belonging:
    """One organisation that an account looks after."""

    organisation_id: int
    slug: str
    name: str
    role: MemberRole

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
        .order_by(_ORGANISATION.sort_key)
    )
    return [Belonging(r["organisation_id"], r["slug"], r["name"], MemberRole(r["role"])) for r in rows]


async def has_members(organisation_id: int) -> bool:
    return bool(await Membership.exists().where(Membership.organisation == organisation_id))


async def organisation_choices() -> list[tuple[int, str, str]]:
    """Id, slug and name of every active one, in German order."""
    rows = await (
        Organisation.select(Organisation.id, Organisation.slug, Organisation.name)
        .where(Organisation.active.eq(True))
        .order_by(Organisation.sort_key)
    )
    return [(row["id"], row["slug"], row["name"]) for row in rows]
