"""The words of the event form: titles of its pages, and the answers to choose from."""

from mittendrin.core.language import _
from mittendrin.events.form import MODE_WORDS, OTHER_VENUE, Step, Town
from mittendrin.events.rhythm import (
    MONTH_WORDS,
    MONTHS_WORDS,
    PLACE_WORDS,
    RHYTHM_WORDS,
    WEEKDAY_WORDS,
    WEEKS_WORDS,
)
from mittendrin.places import queries as places
from mittendrin.places.queries import Choice


def titles() -> dict[Step, str]:
    return {
        Step.WHAT: _("Was findet statt?"),
        Step.WHERE: _("Wo findet es statt?"),
        Step.RHYTHM: _("Wie oft findet es statt?"),
        Step.WHEN: _("Wann findet es statt?"),
        Step.SIGN_UP: _("Muss man sich anmelden?"),
    }


def choices(town: Town) -> dict[str, dict[str, str]]:
    """By field: what is sent, and what people read."""
    return {
        "thema": {"": _("Bitte wählen"), **_named(town.topics)},
        "ort": {"": _("Bitte wählen"), OTHER_VENUE: _("Der Ort ist nicht dabei"), **_named(town.venues)},
        "ort-stadtteil": {"": _("Weiß ich nicht"), **_named(town.districts)},
        "rhythmus": _spoken(RHYTHM_WORDS),
        "wochentage": _spoken(WEEKDAY_WORDS),
        "wochen": _spoken(WEEKS_WORDS),
        "monate-abstand": _spoken(MONTHS_WORDS),
        "der-wievielte": _spoken(PLACE_WORDS),
        "monate": _spoken(MONTH_WORDS),
        "anmeldung": _spoken(MODE_WORDS),
    }


async def town() -> Town:
    return Town(await places.topics(), await places.venues(), await places.districts())


def _named(offered: list[Choice]) -> dict[str, str]:
    return {one.slug: one.name for one in offered}


def _spoken(words: dict[str, str]) -> dict[str, str]:
    return {str(value): _(shown) for value, shown in words.items()}
