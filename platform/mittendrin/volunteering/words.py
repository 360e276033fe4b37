"""The words of offers and requests: answers to choose from, and what was said so far."""

from collections.abc import Iterable

from mittendrin.core.german import WEEKDAYS, show_day
from mittendrin.core.language import _
from mittendrin.core.phone import unbroken_phone
from mittendrin.core.plain_words import join_and
from mittendrin.people.rules import Contact
from mittendrin.volunteering.asking import DAYS, PARTS, SLOTS, read_offer, read_request
from mittendrin.volunteering.asking_besides import ONLY_BY_PHONE
from mittendrin.volunteering.besides import choices_besides, how_far, pause_in_words
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import (
    ABILITIES,
    FREQUENCIES,
    LANGUAGES,
    NEEDS,
    REACHES,
    Helper,
    OfferContent,
    RequestContent,
)
from mittendrin.volunteering.single_days import days_in_words
from mittendrin.volunteering.times import PART_WORDS, times_in_words
from mittendrin.volunteering.walking import Answers
from mittendrin.web.forms import Form

HELPER_WORDS: dict[str, str] = {
    Helper.ANYBODY: "Das ist gleich",
    Helper.WOMAN: "Bitte eine Frau",
    Helper.MAN: "Bitte ein Mann",
}


def choices(town: Town) -> dict[str, dict[str, str]]:
    """By field: what is sent, and what people read."""
    return {
        "was": {one.slug: one.with_examples for one in town.categories if not one.professional},
        "wobei": {one.slug: one.with_examples for one in town.categories},
        "tage": {value: WEEKDAYS[day] for value, day in DAYS.items()},
        "tageszeit": {value: _(PART_WORDS[part]) for value, part in PARTS.items()},
        "zeit": {value: f"{WEEKDAYS[day]} {_(PART_WORDS[part])}" for value, (day, part) in SLOTS.items()},
        "oft": {frequency.value: _(shown) for frequency, shown in FREQUENCIES.items()},
        "stadtteil": {"": _("Bitte wählen"), **{one.slug: one.name for one in town.districts}},
        "weite": {
            **{value: _(shown) for value, shown in REACHES.items()},
            ONLY_BY_PHONE: _("Ich helfe nur am Telefon oder am Bildschirm"),
        },
        **choices_besides(),
        "sprachen": {value: _(shown) for value, shown in LANGUAGES.items()},
        "in-ordnung": {value: _(shown) for value, shown in ABILITIES.items()},
        "vorher-wissen": {value: _(shown) for value, shown in NEEDS.items()},
        "geschlecht": {Helper.WOMAN.value: _("Ich bin eine Frau"), Helper.MAN.value: _("Ich bin ein Mann")},
        "wer": {str(value): _(shown) for value, shown in HELPER_WORDS.items()},
        "fuer": {"mich": _("Für mich"), "andere": _("Für eine andere Person, zum Beispiel meine Mutter")},
    }


def answers_of_offer(form: Form, town: Town) -> Answers:
    """What the check page prints. Raises Invalid."""
    entry = read_offer(form, town)
    content, shown = entry.content, choices(town)
    liked = join_and([one.name for one in town.categories if one.id in content.categories])
    rows = [
        (_("Das tun Sie gern"), liked, "was"),
        (_("Wann"), times_in_words(content.times), "wann"),
        (_("An bestimmten Tagen"), days_in_words(content.on_days, content.day_parts), "wann"),
        (_("Wie oft"), shown["oft"][content.frequency], "wie-oft"),
        (_("Stunden in der Woche"), str(content.hours_per_week), "stunden"),
        (_("Für wie viele Menschen höchstens"), str(content.most_people), "stunden"),
        (_("Stadtteil"), _name(town, content.district_id), "wo"),
        (_("Wie weit"), how_far(content.reach_km, content.by_phone), "wie-weit"),
        (_("Mit dem Auto"), _("ja") if content.has_car else "", "wie-weit"),
        *_besides_of_offer(content, shown),
        (_("Das ist in Ordnung"), _listed(shown["in-ordnung"], content.abilities), "in-ordnung"),
        (_("Name"), entry.contact.name, "name"),
        (_("Frau oder Mann"), shown["geschlecht"].get(content.gender, ""), "name"),
        *_said_by_both(content, shown),
        *_reached(entry.contact, content.best_time),
    ]
    return [row for row in rows if row[1]]


def _besides_of_offer(content: OfferContent, shown: dict[str, dict[str, str]]) -> Answers:
    return [
        (_("Allein oder im Team"), shown["gesellschaft"].get(content.company, ""), "stunden"),
        (_("Wie lange"), shown["dauer"].get(content.commitment, ""), "stunden"),
        (_("Ab wann"), show_day(content.free_from) if content.free_from else "", "pause"),
        (_("Pause"), pause_in_words(content.gone), "pause"),
        (_("Das geht nicht"), _listed(shown["geht-nicht"], content.unwanted), "in-ordnung"),
    ]


def answers_of_request(form: Form, town: Town) -> Answers:
    """What the check page prints. Raises Invalid."""
    entry = read_request(form, town)
    content, shown = entry.content, choices(town)
    helper = f"{shown['wer'][content.helper]} ({content.helper_reason})" if content.helper else ""
    rows = [
        (_("Wobei"), next((one.name for one in town.categories if one.id == content.category), ""), "wobei"),
        (_("Worum es geht"), content.what, "wobei"),
        (_("Wann"), times_in_words(content.times), "wann"),
        (_("An diesen Tagen"), join_and([show_day(day) for day in content.on_days]), "wann"),
        (_("So bald wie möglich"), _("ja") if content.soon else "", "wann"),
        (_("Wie oft"), shown["oft"][content.frequency], "wie-oft"),
        (_("Stunden in der Woche"), str(content.hours_per_week), "stunden"),
        (_("Stadtteil"), _name(town, content.district_id), "wo"),
        (_("Wo"), shown["ort"].get(content.place, ""), "wo"),
        (_("Bis wann"), show_day(content.until) if content.until else "", "stunden"),
        (_("Gut zu wissen"), _listed(shown["vorher-wissen"], content.needs), "vorher-wissen"),
        (_("Kosten"), shown["kosten"].get(content.costs, ""), "vorher-wissen"),
        (_("Wer kommen soll"), helper, "wer"),
        (_("Ohne Namen veröffentlichen"), _("ja") if content.may_be_public else _("nein"), "zeigen"),
        (_("Name"), entry.contact.name, "fuer-wen"),
        (_("Ausgefüllt von"), entry.signed_by, "fuer-wen"),
        *_said_by_both(content, shown),
        (_("Nur in diesen Sprachen"), _("ja") if content.language_needed else "", "sprachen"),
        *_reached(entry.contact, content.best_time, entry.ask_back),
    ]
    return [row for row in rows if row[1]]


def _said_by_both(content: OfferContent | RequestContent, shown: dict[str, dict[str, str]]) -> Answers:
    return [
        (_("Was Freude macht"), content.interests, "interessen"),
        (_("Sprachen"), _listed(shown["sprachen"], content.languages), "sprachen"),
        (_("Für das Seniorenbüro"), content.note, "notiz"),
    ]


def _reached(contact: Contact, best_time: str, ask_back: str = "") -> Answers:
    return [
        (_("Telefon"), _dialled(contact.phone), "kontakt"),
        (_("E-Mail"), contact.email, "kontakt"),
        (_("Adresse"), contact.address, "kontakt"),
        (_("Am besten zu erreichen"), best_time, "kontakt"),
        (_("Ihre eigene Telefonnummer"), _dialled(ask_back), "kontakt"),
    ]


def _dialled(phone: str) -> str:
    return unbroken_phone(phone) if phone else ""


def _name(town: Town, district_id: int | None) -> str:
    return next((one.name for one in town.districts if one.id == district_id), "")


def _listed(shown: dict[str, str], chosen: Iterable[str]) -> str:
    return join_and([shown[one] for one in chosen])
