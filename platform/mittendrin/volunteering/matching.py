"""Who could help whom: hard conditions, a score from published weights, fairness, and a fixed order.

Weights and fairness follow the evidence of volunteer matching: pure relevance makes a few people carry everything
(Manshadi, Rodilitz, Saban, Suresh, "Redesigning VolunteerMatch's Search Algorithm", SSRN 4497747), and asking the
same people too often makes them leave (Manshadi, Rodilitz, Management Science 2022, doi 10.1287/mnsc.2021.4220).
People see reasons (reasons.py), never points; a person decides, always.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from heapq import nsmallest
from math import cos, hypot, radians

from mittendrin.volunteering.facts import OfferFacts, Place, RequestFacts

MOST_OPEN_PROPOSALS = 2
COOL_DOWN = timedelta(days=14)
UNKNOWN_KM = 5.0
KM_OF_A_DEGREE = 111.2


class Block(StrEnum):
    """Why somebody cannot help with this request, in the order in which it is looked at."""

    CATEGORY = "category"
    TIME = "time"
    DISTANCE = "distance"
    LANGUAGE = "language"
    GENDER = "gender"
    PREREQUISITE = "prerequisite"
    SAID_NO = "said_no"
    THE_SAME = "the_same"
    PAUSE = "pause"
    FULL = "full"
    ASKED = "asked"


# One of these alone is worth a telephone call: perhaps it can be arranged.
NEARLY = frozenset({Block.TIME, Block.PAUSE, Block.FULL, Block.ASKED, Block.DISTANCE, Block.LANGUAGE})


@dataclass(frozen=True, slots=True)
class Weights:
    """Published in the README. The first six make 100 together; the others are fairness."""

    time: float = 30
    distance: float = 20
    frequency: float = 15
    language: float = 15
    interests: float = 10
    continuity: float = 10
    load: float = -15
    cool_down: float = -10
    never_placed: float = 8
    longest_not_asked: float = 5
    asked_for_already: float = -10


WEIGHTS = Weights()
LONG_NOT_ASKED = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Match:
    """`shared_times` is a grid, `km` None where a place is unknown."""

    offer: OfferFacts
    request: RequestFacts
    score: float
    km: float | None
    shared_times: int


@dataclass(frozen=True, slots=True)
class NearMiss:
    offer: OfferFacts
    request: RequestFacts
    block: Block
    km: float | None


def suggestions(
    request: RequestFacts, offers: Iterable[OfferFacts], today: date, limit: int = 20
) -> list[Match]:
    """Best first. Who has waited longest wins a draw, then the smaller id: the same input gives the same order."""
    return _best((match(one, request, today) for one in offers), limit, lambda found: found.offer)


def requests_for(
    offer: OfferFacts, requests: Iterable[RequestFacts], today: date, limit: int = 5
) -> list[Match]:
    """The other direction. What has proposals already stands back, so that quiet requests are seen."""
    return _best((match(offer, one, today) for one in requests), limit, lambda found: found.request)


def _best(
    found: Iterable[Match | None], limit: int, side: Callable[[Match], OfferFacts | RequestFacts]
) -> list[Match]:
    fitting = (one for one in found if one)
    return nsmallest(limit, fitting, key=lambda one: (-one.score, side(one).waiting_since, side(one).id))


def match(offer: OfferFacts, request: RequestFacts, today: date) -> Match | None:
    """None when a hard condition is broken."""
    km = distance(offer, request)
    if next(_blocks(offer, request, km, today), None) is not None:
        return None
    shared = offer.times & request.times
    return Match(offer, request, score(offer, request, today, km), km, shared)


def near_misses(
    request: RequestFacts, offers: Iterable[OfferFacts], today: date, limit: int = 5
) -> list[NearMiss]:
    """Those whom exactly one thing keeps away; who could come from nearest stands first."""
    found = [miss for one in offers if (miss := _near_miss(one, request, today))]
    return sorted(found, key=lambda miss: (miss.block.value, miss.km or UNKNOWN_KM, miss.offer.id))[:limit]


def blocks(offer: OfferFacts, request: RequestFacts, today: date) -> list[Block]:
    return list(_blocks(offer, request, distance(offer, request), today))


def score(offer: OfferFacts, request: RequestFacts, today: date, km: float | None) -> float:
    """0 to 100, then fairness added and taken off. Higher is better."""
    return fit(offer, request, km) + fairness(offer, request, today)


def fit(offer: OfferFacts, request: RequestFacts, km: float | None) -> float:
    shared = (offer.times & request.times).bit_count() / max(1, request.times.bit_count())
    near = 1 - min(1.0, (UNKNOWN_KM if km is None else km) / 10)
    languages = not request.languages or bool(offer.languages & request.languages)
    interests = min(1.0, len(offer.interests & request.interests) / 2)
    return (
        WEIGHTS.time * shared
        + WEIGHTS.distance * near
        + WEIGHTS.frequency * (offer.frequency == request.frequency)
        + WEIGHTS.language * languages
        + WEIGHTS.interests * interests
        + WEIGHTS.continuity * (request.person in offer.knows)
    )


def fairness(offer: OfferFacts, request: RequestFacts, today: date) -> float:
    asked = offer.last_asked_on
    return (
        WEIGHTS.load * (offer.running + offer.open_proposals) / offer.most_people
        + WEIGHTS.cool_down * (asked is not None and today - asked < COOL_DOWN)
        + WEIGHTS.never_placed * (offer.placed == 0)
        + WEIGHTS.longest_not_asked * (asked is None or today - asked >= LONG_NOT_ASKED)
        + WEIGHTS.asked_for_already * (request.proposals > 0)
    )


def distance(offer: OfferFacts, request: RequestFacts) -> float | None:
    """Kilometres as the crow flies between the middles of two districts; inside one of them it is 0."""
    if offer.district is not None and offer.district == request.district:
        return 0.0
    if offer.place is None or request.place is None:
        return None
    return kilometres(offer.place, request.place)


def kilometres(one: Place, other: Place) -> float:
    """Good for the size of a town: the earth counts as flat here."""
    north = (one[0] - other[0]) * KM_OF_A_DEGREE
    east = (one[1] - other[1]) * KM_OF_A_DEGREE * cos(radians((one[0] + other[0]) / 2))
    return hypot(north, east)


def _blocks(offer: OfferFacts, request: RequestFacts, km: float | None, today: date) -> Iterator[Block]:
    """Lazy: who asks only whether there is one stops at the first."""
    if request.category not in offer.categories:
        yield Block.CATEGORY
    if not offer.times & request.times:
        yield Block.TIME
    if _too_far(offer, km):
        yield Block.DISTANCE
    if request.language_needed and not offer.languages & request.languages:
        yield Block.LANGUAGE
    if request.gender and request.gender != offer.gender:
        yield Block.GENDER
    if request.prerequisite and request.prerequisite not in offer.seen:
        yield Block.PREREQUISITE
    yield from _not_now(offer, request, today)


def _not_now(offer: OfferFacts, request: RequestFacts, today: date) -> Iterator[Block]:
    if request.id in offer.said_no:
        yield Block.SAID_NO
    if offer.person == request.person:
        yield Block.THE_SAME
    if offer.free_from is not None and offer.free_from > today:
        yield Block.PAUSE
    if offer.running >= offer.most_people:
        yield Block.FULL
    if offer.open_proposals >= MOST_OPEN_PROPOSALS:
        yield Block.ASKED


def _too_far(offer: OfferFacts, km: float | None) -> bool:
    """Where a place is unknown the clerk knows better."""
    return km is not None and km > offer.reach_km


def _near_miss(offer: OfferFacts, request: RequestFacts, today: date) -> NearMiss | None:
    if request.category not in offer.categories:
        return None
    km = distance(offer, request)
    found = list(_blocks(offer, request, km, today))
    return NearMiss(offer, request, found[0], km) if len(found) == 1 and found[0] in NEARLY else None
