"""What speaks for a proposal, as both sides read it before their yes: reasons that give nobody away.

Both read the same sentences. They hold only what the two have in common, and of the way only what lies between two
districts, whose names both read anyway: no distance between homes, no address, and not whether they have met before.
"""

from collections.abc import Mapping
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.fitting import often_enough
from mittendrin.volunteering.liked import in_their_words, liked
from mittendrin.volunteering.rules import FREQUENCIES, LANGUAGES
from mittendrin.volunteering.states import Frequency
from mittendrin.volunteering.when_and_where import between_districts, on_the_telephone

Row = Mapping[str, Any]
SAID_ANYWAY = "de"


def common_ground(row: Row) -> list[str]:
    """`row` has the columns of both, as in `offer.languages` and `request.languages`."""
    said = [_way(row), _languages(row), _interests(row), _often(row)]
    return [sentence for sentence in said if sentence]


def _way(row: Row) -> str:
    """Of an organisation it is known where it is; to a telephone nobody has to go."""
    known = row["offer.district"] and row["request.district"]
    if not known or row["request.organisation.name"] or on_the_telephone(row):
        return ""
    if row["offer.district"] == row["request.district"]:
        return _("Sie wohnen im selben Stadtteil.")
    if (km := between_districts(row)) is None:
        return ""
    n = max(1, round(km))
    return _("Ihre Stadtteile liegen etwa {n} km auseinander.", n=n)


def _languages(row: Row) -> str:
    both = _words(row["offer.languages"]) & _words(row["request.languages"])
    shared = sorted((both & LANGUAGES.keys()) - {SAID_ANYWAY})
    return (
        _("Sie sprechen beide {languages}.", languages=join_and([_(LANGUAGES[one]) for one in shared]))
        if shared
        else ""
    )


def _interests(row: Row) -> str:
    typed = row["request.interests"]
    shared = in_their_words(liked(row["offer.interests"]) & liked(typed), typed)
    return _("Sie reden beide gern über {things}.", things=shared) if shared else ""


def _often(row: Row) -> str:
    """What is less than wished is said before anybody answers."""
    offered = row["offer.frequency"]
    if not offered or often_enough(offered, row["request.frequency"]):
        return ""
    return _("Möglich ist es: {often}.", often=_(FREQUENCIES[Frequency(offered)]))


def _words(joined: str) -> set[str]:
    return {word.strip() for word in joined.split(",") if word.strip()}
