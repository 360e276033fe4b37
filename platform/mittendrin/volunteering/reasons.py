"""Reasons in words, for the clerk and for both sides: never points, never a ranking."""

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.volunteering.grid import slots_of
from mittendrin.volunteering.matching import Block, Match, NearMiss
from mittendrin.volunteering.rules import LANGUAGES
from mittendrin.volunteering.times import PART_WORDS

_DAYS = ("montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags", "sonntags")
MOST_SLOTS = 3


def reasons(match: Match) -> list[str]:
    """ "wohnt im selben Stadtteil", "dienstags vormittags frei", "spricht Russisch", "hat noch keinen Einsatz" """
    offer, request = match.offer, match.request
    said = [way_in_words(match.km), free_in_words(match.shared_times)]
    shared = sorted((offer.languages & request.languages) - {"de"})
    said.append(
        _("spricht {languages}", languages=join_and([_(LANGUAGES[one]) for one in shared])) if shared else ""
    )
    common = sorted(offer.interests & request.interests)
    said.append(_("redet auch gern über {things}", things=join_and(common)) if common else "")
    said.append(_("kennt die Person schon") if request.person in offer.knows else "")
    said.append(_("hat noch keinen Einsatz") if not offer.placed and not offer.running else "")
    return [one for one in said if one]


def way_in_words(km: float | None) -> str:
    if km is None:
        return ""
    if km == 0:
        return _("wohnt im selben Stadtteil")
    if km < 1:
        return _("wohnt etwa {n} m entfernt", n=round(km * 10) * 100)
    return _("wohnt etwa {n} km entfernt", n=round(km))


def free_in_words(grid: int) -> str:
    """ "dienstags vormittags frei"; of many the first three."""
    slots = slots_of(grid)
    if not slots:
        return ""
    named = [f"{_(_DAYS[day])} {_(PART_WORDS[part])}" for day, part in slots[:MOST_SLOTS]]
    more = _(" und öfter") if len(slots) > MOST_SLOTS else ""
    return _("{times} frei", times=join_and(named) + more)


def hindrance(miss: NearMiss) -> str:
    """What blocks, so that the clerk can ask whether it can be arranged."""
    offer, request = miss.offer, miss.request
    if miss.block is Block.TIME:
        return _("passt, ist aber nur {times}", times=free_in_words(offer.times))
    if miss.block is Block.DISTANCE and miss.km is not None:
        return _("passt, ist aber {n} km zu weit weg", n=max(1, round(miss.km - offer.reach_km)))
    if miss.block is Block.PAUSE and offer.free_from:
        return _("passt, hat aber Pause bis {day}", day=show_day(offer.free_from))
    if miss.block is Block.LANGUAGE:
        wished = join_and([_(LANGUAGES[one]) for one in sorted(request.languages)])
        return _("passt, spricht aber nicht {languages}", languages=wished)
    if miss.block is Block.FULL:
        return _("passt, hilft aber schon so vielen, wie es geht")
    return _("passt, ist aber gerade schon gefragt")
