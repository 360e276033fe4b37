from enum import StrEnum


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
