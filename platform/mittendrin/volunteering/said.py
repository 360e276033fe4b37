"""What an offer or a request says beyond its first lines, in the words of the forms: for the office's pages."""

from collections.abc import Iterable, Mapping
from typing import Any

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.database.sealing import shown
from mittendrin.volunteering.besides import pause_in_words
from mittendrin.volunteering.rules import (
    ABILITIES,
    COMMITMENTS,
    COMPANIES,
    COSTS,
    FREQUENCIES,
    LANGUAGES,
    NEEDS,
    PLACES,
    UNWANTED,
    Helper,
)
from mittendrin.volunteering.single_days import days_in_words, read_days
from mittendrin.volunteering.states import Frequency

Said = list[tuple[str, str]]
OFFER_SAYS = (
    "on_days",
    "day_parts",
    "frequency",
    "languages",
    "interests",
    "abilities",
    "gender",
    "best_time",
    "company",
    "commitment",
    "unwanted",
    "gone_from",
    "gone_until",
)
REQUEST_SAYS = (
    "on_days", "frequency", "hours_per_week", "needs", "languages", "language_needed", "interests",
    "helper_gender", "gender_reason", "best_time", "may_be_public", "place", "wanted_until", "costs",
)  # fmt: skip
_GENDERS = {Helper.WOMAN.value: "Frau", Helper.MAN.value: "Mann"}
_WISHED = {Helper.WOMAN.value: "eine Frau", Helper.MAN.value: "ein Mann"}


def said_in_offer(row: Mapping[str, Any]) -> Said:
    said = [
        (_("An bestimmten Tagen"), days_in_words(read_days(row["on_days"]), row["day_parts"])),
        (_("Wie oft"), _often(row)),
        (_("Sprachen"), _named(LANGUAGES, row["languages"])),
        (_("Redet gern über"), row["interests"]),
        (_("In Ordnung"), _named(ABILITIES, row["abilities"])),
        (_("Das geht nicht"), _named(UNWANTED, row["unwanted"])),
        (_("Allein oder im Team"), _(COMPANIES.get(row["company"], ""))),
        (_("Wie lange"), _(COMMITMENTS.get(row["commitment"], ""))),
        (_("Pause"), pause_in_words((row["gone_from"], row["gone_until"]) if row["gone_from"] else None)),
        (_("Frau oder Mann"), _(_GENDERS.get(row["gender"], ""))),
        (_("Am besten zu erreichen"), shown(row["best_time"])),
    ]
    return [one for one in said if one[1]]


def said_in_request(row: Mapping[str, Any]) -> Said:
    wished = _(_WISHED.get(row["helper_gender"], ""))
    needed = _(" (nötig)") if row["language_needed"] else ""
    said = [
        (_("An diesen Tagen"), _days(row["on_days"])),
        (_("Wie oft"), _often(row)),
        (_("Stunden in der Woche"), str(row["hours_per_week"])),
        (_("Bis wann"), show_day(row["wanted_until"]) if row["wanted_until"] else ""),
        (_("Wo"), _(PLACES.get(row["place"], ""))),
        (_("Gut zu wissen"), _named(NEEDS, row["needs"])),
        (_("Kosten"), _(COSTS.get(row["costs"], ""))),
        (_("Sprachen"), _named(LANGUAGES, row["languages"]) + needed if row["languages"] else ""),
        (_("Redet gern über"), row["interests"]),
        (_("Wer kommen soll"), f"{wished}: {shown(row['gender_reason'])}" if wished else ""),
        (_("Am besten zu erreichen"), shown(row["best_time"])),
        (_("Ohne Namen zeigen"), _("ja") if row["may_be_public"] else _("nein")),
    ]
    return [one for one in said if one[1]]


def _often(row: Mapping[str, Any]) -> str:
    return _(FREQUENCIES[Frequency(row["frequency"])]) if row["frequency"] else ""


def _named(words: Mapping[str, str], joined: str) -> str:
    return join_and([_(words[one]) for one in _parts(joined) if one in words])


def _days(joined: str) -> str:
    return join_and([show_day(day) for day in read_days(joined)])


def _parts(joined: str) -> Iterable[str]:
    return (one for one in joined.split(",") if one)
