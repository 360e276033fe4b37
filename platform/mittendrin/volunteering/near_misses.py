"""Who would fit but for one thing: shown with what is in the way, and asked only where a word can arrange it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mittendrin.volunteering import fitting
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.matching import Block, blocks, match
from mittendrin.volunteering.single_days import days_to_come

# One of these alone is worth a telephone call. The first can be arranged with a word; the others are limits that
# somebody has set or that protect somebody, so nobody is proposed against them. Only a language without which it
# does not work is a block at all.
CAN_BE_ARRANGED = frozenset({Block.TIME, Block.DISTANCE})
NEARLY = CAN_BE_ARRANGED | {
    Block.LANGUAGE,
    Block.CAR,
    Block.PLACE,
    Block.COMPANY,
    Block.UNWANTED,
    Block.PREREQUISITE,
    Block.PAUSE,
    Block.FULL,
    Block.HOURS,
    Block.ASKED,
}


@dataclass(frozen=True, slots=True)
class NearMiss:
    """`back` is the end of the pause that is in the way."""

    offer: OfferFacts
    request: RequestFacts
    block: Block
    km: float | None
    days: tuple[date, ...]
    papers: list[str]
    back: date | None

    @property
    def can_be_arranged(self) -> bool:
        return self.block in CAN_BE_ARRANGED


def near_misses(
    request: RequestFacts, offers: Iterable[OfferFacts], today: date, limit: int = 5
) -> list[NearMiss]:
    """Those whom exactly one thing keeps away: first what a word can arrange, then who could come from nearest.

    Of several offers of one person the nearest, and none of whoever fits with another one.
    """
    everybody = list(offers)
    found = [miss for one in everybody if (miss := _near_miss(one, request, today))]
    fits = {one.person for one in _doubled(everybody, found) if match(one, request, today)}
    nearest: dict[int, NearMiss] = {}
    for miss in sorted(found, key=_nearest):
        if miss.offer.person not in fits:
            nearest.setdefault(miss.offer.person, miss)
    return list(nearest.values())[:limit]


def near_requests(
    offer: OfferFacts, requests: Iterable[RequestFacts], today: date, limit: int = 5
) -> list[NearMiss]:
    """The other direction; of several requests of one person the nearest."""
    found = [miss for one in requests if (miss := _near_miss(offer, one, today))]
    nearest: dict[int, NearMiss] = {}
    for miss in sorted(found, key=_nearest):
        nearest.setdefault(miss.request.asker, miss)
    return list(nearest.values())[:limit]


def _doubled(offers: list[OfferFacts], missed: list[NearMiss]) -> list[OfferFacts]:
    """What those who nearly fit have offered besides."""
    people, these = {one.offer.person for one in missed}, {one.offer.id for one in missed}
    return [one for one in offers if one.person in people and one.id not in these]


def _nearest(miss: NearMiss) -> tuple[bool, float, int, int]:
    km = fitting.UNKNOWN_KM if miss.km is None else miss.km
    return not miss.can_be_arranged, km, miss.offer.id, miss.request.id


def _is_near(block: Block, offer: OfferFacts) -> bool:
    """Who has not said whether they are a woman or a man may be what is wished: unknown is no no."""
    return block in NEARLY or (block is Block.GENDER and not offer.gender)


def _near_miss(offer: OfferFacts, request: RequestFacts, today: date) -> NearMiss | None:
    if request.category not in offer.categories:
        return None
    found = blocks(offer, request, today)
    if len(found) != 1 or not _is_near(found[0], offer):
        return None
    back = fitting.back_between(offer, request, today)
    return NearMiss(
        offer, request, found[0], fitting.distance(offer, request), days_to_come(offer, today),
        fitting.papers_missing(offer, request, today), back,
    )  # fmt: skip
