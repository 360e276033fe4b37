"""The words of offers and requests: answers to choose from, and what was said so far."""

from mittendrin.core.german import WEEKDAYS, show_day
from mittendrin.core.language import _
from mittendrin.core.phone import show_phone
from mittendrin.core.plain_words import join_and
from mittendrin.people.rules import Contact
from mittendrin.volunteering.asking import DAYS, PARTS, SLOTS, read_offer, read_request
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import ABILITIES, FREQUENCIES, LANGUAGES, NEEDS, REACHES, Helper
from mittendrin.volunteering.times import PART_WORDS, times_in_words
from mittendrin.web.forms import Form

Answers = list[tuple[str, str]]

HELPER_WORDS: dict[str, str] = {
    Helper.ANYBODY: "Das ist mir gleich",
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
        "weite": {value: _(shown) for value, shown in REACHES.items()},
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
    content = entry.content
    shown = choices(town)
    rows = [
        (
            _("Das tun Sie gern"),
            join_and([one.name for one in town.categories if one.id in content.categories]),
        ),
        (_("Wann"), times_in_words(content.times)),
        (_("Wie oft"), shown["oft"][content.frequency]),
        (_("Von wann an"), show_day(content.free_from) if content.free_from else ""),
        (_("Stunden in der Woche"), str(content.hours_per_week)),
        (_("Für wie viele Menschen höchstens"), str(content.most_people)),
        (_("Das ist in Ordnung"), join_and([shown["in-ordnung"][one] for one in content.abilities])),
        (_("Stadtteil"), _name(town, content.district_id)),
        (_("Wie weit"), shown["weite"][str(content.reach_km)]),
        (_("Mit dem Auto"), _("ja") if content.has_car else ""),
        (_("Sprachen"), join_and([shown["sprachen"][one] for one in content.languages])),
        (_("Frau oder Mann"), shown["geschlecht"].get(content.gender, "")),
        (_("Was Ihnen Freude macht"), content.interests),
        (_("Für das Seniorenbüro"), content.note),
        *_reached(entry.contact, "", content.best_time),
    ]
    return [row for row in rows if row[1]]


def answers_of_request(form: Form, town: Town) -> Answers:
    """What the check page prints. Raises Invalid."""
    entry = read_request(form, town)
    content = entry.content
    shown = choices(town)
    rows = [
        (_("Wobei"), next((one.name for one in town.categories if one.id == content.category), "")),
        (_("Worum es geht"), content.what),
        (_("Wann"), times_in_words(content.times)),
        (_("An diesen Tagen"), join_and([show_day(day) for day in content.on_days])),
        (_("So bald wie möglich"), _("ja") if content.soon else ""),
        (_("Wie oft"), shown["oft"][content.frequency]),
        (_("Stunden in der Woche"), str(content.hours_per_week)),
        (_("Stadtteil"), _name(town, content.district_id)),
        (_("Gut zu wissen"), join_and([shown["vorher-wissen"][one] for one in content.needs])),
        (_("Sprachen"), join_and([shown["sprachen"][one] for one in content.languages])),
        (
            _("Wer kommen soll"),
            f"{shown['wer'][content.helper]} ({content.helper_reason})" if content.helper else "",
        ),
        (_("Was Ihnen Freude macht"), content.interests),
        (_("Für das Seniorenbüro"), content.note),
        (_("Ohne Namen veröffentlichen"), _("ja") if content.may_be_public else _("nein")),
        *_reached(entry.contact, entry.signed_by, content.best_time),
    ]
    return [row for row in rows if row[1]]


def _reached(contact: Contact, signed_by: str, best_time: str) -> Answers:
    return [
        (_("Name"), contact.name),
        (_("Ausgefüllt von"), signed_by),
        (_("Telefon"), show_phone(contact.phone) if contact.phone else ""),
        (_("E-Mail"), contact.email),
        (_("Adresse"), contact.address),
        (_("Am besten zu erreichen"), best_time),
    ]


def _name(town: Town, district_id: int | None) -> str:
    return next((one.name for one in town.districts if one.id == district_id), "")
