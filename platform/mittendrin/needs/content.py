"""A need as it lies in a version that waits, and in the words that the board and visitors read."""

from dataclasses import dataclass, replace

import msgspec

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.phone import unbroken_phone
from mittendrin.needs.rules import NeedContact, NeedContent
from mittendrin.volunteering.rules import FREQUENCIES
from mittendrin.volunteering.times import times_in_words

NOBODY = NeedContact("", "", "")


@dataclass(frozen=True, slots=True)
class Names:
    """Of kinds of help and of districts, by id."""

    kinds: dict[int, str]
    districts: dict[int, str]


def need_to_json(content: NeedContent) -> str:
    return msgspec.json.encode(content).decode()


def need_from_json(text: str) -> NeedContent:
    return msgspec.json.decode(text, type=NeedContent)


def without_contact(text: str) -> str:
    return need_to_json(replace(need_from_json(text), contact=NOBODY))


def need_in_words(content: NeedContent, names: Names) -> dict[str, str]:
    """By the labels of the form."""
    contact = content.contact
    return {
        _("Überschrift"): content.title,
        _("Aufgabe"): content.task,
        **facts_in_words(content, names),
        _("Ansprechperson"): contact.name,
        _("Telefon"): unbroken_phone(contact.phone) if contact.phone else "",
        _("E-Mail"): contact.email,
    }


def facts_in_words(content: NeedContent, names: Names) -> dict[str, str]:
    """Everything but the text and the person; empty where nothing is said."""
    return {
        _("Art der Hilfe"): names.kinds.get(content.category, ""),
        _("Wie viele gesucht werden"): str(content.helpers),
        _("Wann"): times_in_words(content.times),
        _("Wie oft"): _(FREQUENCIES[content.frequency]),
        _("Stunden in der Woche"): str(content.hours_per_week),
        _("Wo"): content.place,
        _("Stadtteil"): names.districts.get(content.district or 0, ""),
        _("Einarbeitung"): content.onboarding,
        _("Auslagen"): content.expenses,
        _("Versicherung"): content.insurance,
        _("Was man mitbringen soll"): content.prerequisites,
        _("Was das Büro gesehen haben muss"): ", ".join(content.papers),
        _("Mit eigenem Auto"): _("ja") if content.with_car else "",
        _("Bis wann"): show_day(content.until) if content.until else "",
    }
