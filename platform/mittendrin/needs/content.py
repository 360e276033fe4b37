"""A need as it lies in a version that waits, and in the words that the board and visitors read."""

from dataclasses import dataclass, replace

import msgspec

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.phone import unbroken_phone
from mittendrin.core.plain_words import join_and
from mittendrin.needs.rules import NeedContact, NeedContent, ends_with_its_days
from mittendrin.volunteering.grid import WHOLE_WEEK
from mittendrin.volunteering.rules import FREQUENCIES
from mittendrin.volunteering.times import by_weekday, times_in_words

NOBODY = NeedContact("", "", "")
# By field of what a need says.
LABELS = {
    "title": "Überschrift",
    "task": "Aufgabe",
    "category": "Art der Hilfe",
    "helpers": "Wie viele gesucht werden",
    "times": "Wann",
    "on_days": "An diesen Tagen",
    "frequency": "Wie oft",
    "hours_per_week": "Stunden in der Woche",
    "place": "Wo",
    "district": "Stadtteil",
    "onboarding": "Einarbeitung",
    "expenses": "Auslagen",
    "insurance": "Versicherung",
    "prerequisites": "Was man mitbringen soll",
    "papers": "Was das Büro gesehen haben muss",
    "with_car": "Mit eigenem Auto",
    "until": "Bis wann",
    "contact": "Ansprechperson",
}


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
        **_labelled({"title": content.title, "task": content.task}),
        **facts_in_words(content, names),
        _("Ansprechperson"): contact.name,
        _("Telefon"): unbroken_phone(contact.phone) if contact.phone else "",
        _("E-Mail"): contact.email,
    }


def facts_in_words(content: NeedContent, names: Names) -> dict[str, str]:
    """Everything but the text and the person; empty where nothing is said."""
    return _labelled(_facts(content, names))


def _labelled(said: dict[str, str]) -> dict[str, str]:
    return {_(LABELS[field]): words for field, words in said.items()}


def words_of(content: NeedContent, names: Names) -> dict[str, str]:
    """By the fields of LABELS."""
    contact = " ".join(filter(None, (content.contact.name, content.contact.phone, content.contact.email)))
    return {
        "title": content.title,
        "task": content.task,
        **_facts(content, names),
        "contact": contact,
    }


def _facts(content: NeedContent, names: Names) -> dict[str, str]:
    return {
        "category": names.kinds.get(content.category, ""),
        "helpers": str(content.helpers),
        "times": _times(content),
        "on_days": join_and([show_day(day) for day in content.on_days]),
        "frequency": _(FREQUENCIES[content.frequency]),
        "hours_per_week": str(content.hours_per_week or ""),
        "place": content.place,
        "district": names.districts.get(content.district or 0, ""),
        "onboarding": content.onboarding,
        "expenses": content.expenses,
        "insurance": content.insurance,
        "prerequisites": content.prerequisites,
        "papers": ", ".join(content.papers),
        "with_car": _("ja") if content.with_car else "",
        "until": show_day(content.until) if content.until and not ends_with_its_days(content) else "",
    }


def _times(content: NeedContent) -> str:
    """ "Sonntag, nachmittags": of a day that is named besides."""
    if not content.on_days or content.times == WHOLE_WEEK:
        return times_in_words(content.times)
    return "; ".join(f"{weekday}, {parts}" for weekday, parts in by_weekday(content.times))
