"""Which texts there are, what may stand in them, and what their placeholders mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.core.refusal import Refused

# Each has a page of its own below its name.
PAGES = (
    "anliegen", "barrierefreiheit", "datenschutz", "gebaerdensprache", "impressum", "kontakt",
    "leichte-sprache", "wegweiser",
)  # fmt: skip
# These stand above a form or in front of one.
REPORT_BARRIER, JOIN_IN, OFFER_HELP, GET_HELP = "barriere-melden", "mitmachen", "helfen", "hilfe-bekommen"
SLUGS = (*PAGES, REPORT_BARRIER, JOIN_IN, OFFER_HELP, GET_HELP)

LONGEST_TITLE, LONGEST_BODY = 120, 40_000
PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
ALLOWED_LINK = re.compile(r"https?://|mailto:|tel:|/(?![/\\])|#", re.IGNORECASE)


class Fact(StrEnum):
    """What a text may ask for as {{city}} or {{office_phone}}."""

    CITY = "city"
    OFFICE_NAME = "office_name"
    OFFICE_PHONE = "office_phone"
    OFFICE_HOURS = "office_hours"
    OFFICE_EMAIL = "office_email"
    OFFICE_ADDRESS = "office_address"
    OPERATOR_NAME = "operator_name"
    OPERATOR_ADDRESS = "operator_address"
    OPERATOR_REPRESENTED_BY = "operator_represented_by"


Facts = Mapping[Fact, str]


@dataclass(frozen=True, slots=True)
class Source:
    """A text as it is written."""

    title: str
    body: str


def read_source(markdown: str) -> Source:
    """The first line is the title: `# Impressum`."""
    first, _newline, rest = markdown.partition("\n")
    return Source(first.removeprefix("#").strip(), rest.strip())


def check(source: Source) -> None:
    """Raises Refused with the field that has to be put right."""
    if not source.title:
        raise Refused(_("Schreiben Sie bitte eine Überschrift."), field="titel")
    if len(source.title) > LONGEST_TITLE:
        raise Refused(_("Die Überschrift ist zu lang."), field="titel")
    if not source.body:
        raise Refused(_("Schreiben Sie bitte einen Text."), field="text")
    if len(source.body) > LONGEST_BODY:
        raise Refused(_("Der Text ist zu lang."), field="text")
    if unknown := unknown_placeholders(source.body):
        raise Refused(_("Diese Platzhalter gibt es nicht: {names}.", names=join_and(unknown)), field="text")


def unknown_placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)) - set(Fact))


def is_allowed_link(address: str) -> bool:
    return bool(ALLOWED_LINK.match(address)) and address.isprintable() and "\\" not in address


def is_foreign_link(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))
