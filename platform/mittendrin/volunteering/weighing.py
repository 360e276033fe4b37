"""What speaks for a pair, in points from published weights, and the fairness beside it.

Weights and fairness follow the evidence of volunteer matching: pure relevance makes a few people carry everything
(Manshadi, Rodilitz, Saban, Suresh, "Redesigning VolunteerMatch's Search Algorithm", SSRN 4497747), and asking the
same people too often makes them leave (Manshadi, Rodilitz, Management Science 2022, doi 10.1287/mnsc.2021.4220).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from mittendrin.volunteering import fitting
from mittendrin.volunteering.common_times import times_in_common, times_wished
from mittendrin.volunteering.facts import OfferFacts, RequestFacts

COOL_DOWN = timedelta(days=14)
LONG_NOT_ASKED = timedelta(days=90)
A_POINT = 1000


@dataclass(frozen=True, slots=True)
class Weights:
    """Published in the README. The first six make 100 together; the others are fairness."""

    time: int = 30
    distance: int = 20
    regularity: int = 15
    language: int = 15
    interests: int = 10
    continuity: int = 10
    load: int = -15
    cool_down: int = -10
    never_placed: int = 8
    longest_not_asked: int = 5
    asked_for_already: int = -10


WEIGHTS = Weights()


def score(offer: OfferFacts, request: RequestFacts, today: date, km: float | None) -> int:
    """0 to 100 points, then fairness added and taken off; in thousandths of a point. Higher is better.

    Whole numbers, so that equal is equal in whatever order somebody adds.
    """
    return fit(offer, request, today, km) + fairness(offer, today) + quietness(request)


@lru_cache(maxsize=10_000)
def points(weight: int, share: float) -> int:
    return round(A_POINT * weight * share)


def fit(offer: OfferFacts, request: RequestFacts, today: date, km: float | None) -> int:
    share = fitting.time_share(times_in_common(offer, request, today), times_wished(request, today))
    shared_interests = len(offer.interests & request.interests)
    return (
        points(WEIGHTS.time, share)
        + points(WEIGHTS.distance, fitting.way_share(request, km))
        + points(WEIGHTS.regularity, fitting.often_enough(offer.frequency, request.frequency))
        + points(WEIGHTS.language, fitting.speaks(offer, request))
        + points(WEIGHTS.interests, fitting.interest_share(shared_interests))
        + points(WEIGHTS.continuity, request.person in offer.knows)
    )


def fairness(offer: OfferFacts, today: date) -> int:
    """Who carries much or was asked a short time ago stands back; who waits to be needed comes forward."""
    asked = offer.last_asked_on
    return (
        points(WEIGHTS.load, (offer.running + offer.open_proposals) / offer.most_people)
        + points(WEIGHTS.cool_down, asked is not None and today - asked < COOL_DOWN)
        + points(WEIGHTS.never_placed, offer.placed == 0)
        + points(WEIGHTS.longest_not_asked, asked is None or today - asked >= LONG_NOT_ASKED)
    )


def price_of_a_second(offer: OfferFacts, today: date) -> int:
    """What fairness takes off another question at the same moment; whoever has several offers pays the same for each."""
    asked = msgspec.structs.replace(offer, open_proposals=offer.open_proposals + 1, last_asked_on=today)
    return fairness(offer, today) - fairness(asked, today)


def quietness(request: RequestFacts) -> int:
    return points(WEIGHTS.asked_for_already, request.proposals > 0)
