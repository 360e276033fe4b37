"""Kinds of organisations, the roles of their people, and what a profile holds."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused


class OrganisationKind(StrEnum):
    CLUB = "club"
    DEPARTMENT = "department"
    PROVIDER = "provider"
    CHURCH = "church"
    BOARD = "board"
    OFFICE = "office"
    INITIATIVE = "initiative"


KIND_WORDS: dict[OrganisationKind, str] = {
    OrganisationKind.CLUB: "Verein",
    OrganisationKind.DEPARTMENT: "Referat der Stadt",
    OrganisationKind.PROVIDER: "Träger",
    OrganisationKind.CHURCH: "Kirche",
    OrganisationKind.BOARD: "Seniorenbeirat",
    OrganisationKind.OFFICE: "Seniorenbüro",
    OrganisationKind.INITIATIVE: "Initiative",
}


class MemberRole(StrEnum):
    MAINTAINER = "maintainer"
    RESPONSIBLE = "responsible"


MEMBER_ROLE_WORDS: dict[MemberRole, str] = {
    MemberRole.MAINTAINER: "Pflege: trägt Veranstaltungen ein",
    MemberRole.RESPONSIBLE: "Verantwortlich: lädt auch andere ein",
}


@dataclass(frozen=True, slots=True)
class Member:
    membership_id: int
    account_id: int
    role: MemberRole


def check_somebody_stays_responsible(members: list[Member], changed: int, role: MemberRole | None) -> None:
    """`role` is what the membership `changed` becomes; None when it ends. Raises Refused."""
    others = [one for one in members if one.membership_id != changed]
    if role is MemberRole.RESPONSIBLE or any(one.role is MemberRole.RESPONSIBLE for one in others):
        return
    raise Refused(
        _("Jemand muss verantwortlich bleiben. Geben Sie diese Aufgabe bitte zuerst jemand anderem.")
    )


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Who answers questions; `phone` is E.164. Changes take effect at once."""

    name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What visitors read and the board looks at first. `districts` are ids, in order."""

    text: str
    website: str
    districts: tuple[int, ...]


def read_website(line: str) -> str:
    """The address with its scheme; people write it without. Raises Refused."""
    if not line:
        return ""
    address = line if "://" in line else f"https://{line}"
    wrong = Refused(_("Diese Internetadresse stimmt so nicht. Zum Beispiel: www.example.org"), "website")
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise wrong from None
    if (
        parts.scheme not in {"http", "https"}
        or "." not in host.strip(".")
        or parts.username
        or " " in address
    ):
        raise wrong
    return address
