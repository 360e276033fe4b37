"""Who could help whom: hard conditions, points (weighing.py), and a fixed order.

People see reasons (reasons.py), never points; a person decides, always.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import nsmallest

from mittendrin.volunteering import fitting
from mittendrin.volunteering.common_times import some_of_the_days, weekly_in_common
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.pauses import is_there
from mittendrin.volunteering.single_days import days_besides
from mittendrin.volunteering.weighing import score

MOST_OPEN_PROPOSALS = 2
LEAST_HOURS = 1


class Block(StrEnum):
    """Why somebody cannot help with this request, in the order in which it is looked at."""

    CATEGORY = "category"
    OVER = "over"
    TIME = "time"
    DISTANCE = "distance"
    LANGUAGE = "language"
    GENDER = "gender"
    CAR = "car"
    PLACE = "place"
    COMPANY = "company"
    UNWANTED = "unwanted"
    PREREQUISITE = "prerequisite"
    SAID_NO = "said_no"
    ALREADY = "already"
    THE_SAME = "the_same"
    PAUSE = "pause"
    FULL = "full"
    HOURS = "hours"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Match:
    """`weekly` is a grid of what they share each week, `days` are those besides; `km` None where a place is unknown.

    `pauses`: when somebody is away while help is wanted; `named`: of several days that are named, those on which they come.
    """

    offer: OfferFacts
    request: RequestFacts
    score: int
    km: float | None
    weekly: int
    days: tuple[date, ...]
    pauses: tuple[tuple[date, date], ...] = ()
    named: tuple[date, ...] = ()


def suggestions(
    request: RequestFacts, offers: Iterable[OfferFacts], today: date, limit: int = 20
) -> list[Match]:
    """Best first. Who has waited longest wins a draw, then the smaller id: the same input gives the same order.

    Nobody is named twice: of several offers of one person the best counts.
    """
    best: dict[int, Match] = {}
    for found in filter(None, (match(one, request, today) for one in offers)):
        known = best.setdefault(found.offer.person, found)
        if known is not found:
            best[found.offer.person] = min(known, found, key=_helper_first)
    return nsmallest(limit, best.values(), key=_helper_first)


def _helper_first(found: Match) -> tuple[int, date, int]:
    return -found.score, found.offer.waiting_since, found.offer.id


def requests_for(
    offer: OfferFacts, requests: Iterable[RequestFacts], today: date, limit: int = 5
) -> list[Match]:
    """The other direction. What has proposals already stands back, so that quiet requests are seen.

    Nobody is named twice: of several requests of one person the best counts.
    """
    best: dict[int, Match] = {}
    for found in filter(None, (match(offer, one, today) for one in requests)):
        known = best.setdefault(found.request.asker, found)
        best[found.request.asker] = min(known, found, key=_request_first)
    return nsmallest(limit, best.values(), key=_request_first)


def _request_first(found: Match) -> tuple[int, date, int]:
    return -found.score, found.request.waiting_since, found.request.id


def match(offer: OfferFacts, request: RequestFacts, today: date) -> Match | None:
    """None when a hard condition is broken."""
    km = fitting.distance(offer, request)
    if next(_blocks(offer, request, km, today), None) is not None:
        return None
    days = days_besides(offer, request, today)
    pauses = fitting.pauses_to_come(offer, request, today) if offer.gone else ()
    weekly = weekly_in_common(offer, request, today)
    named = some_of_the_days(offer, request, today) if weekly else ()
    return Match(offer, request, score(offer, request, today, km), km, weekly, days, pauses, named)


def away(offer: OfferFacts, today: date) -> Block | None:
    """What keeps somebody from new questions, whatever they are about."""
    return Block.PAUSE if on_pause(offer, today) else no_room(offer, LEAST_HOURS)


def no_room(offer: OfferFacts, hours: int) -> Block | None:
    """Why nobody may be asked for so many hours a week more."""
    if offer.running >= offer.most_people:
        return Block.FULL
    if fitting.hours_left(offer) < hours:
        return Block.HOURS
    if free_places(offer) == 0 or fitting.hours_free(offer) < hours:
        return Block.ASKED
    return None


def one_too_many(offer: OfferFacts, hours: int) -> bool:
    """Whether helping one more for so many hours goes beyond what somebody gives, whoever else is asked."""
    return offer.running >= offer.most_people or fitting.hours_left(offer) < hours


def blocks(offer: OfferFacts, request: RequestFacts, today: date) -> list[Block]:
    return list(_blocks(offer, request, fitting.distance(offer, request), today))


def on_pause(offer: OfferFacts, day: date) -> bool:
    return not is_there(offer, day)


def free_places(offer: OfferFacts) -> int:
    """How many more may be proposed at once: whoever is asked already keeps a place until there is an answer."""
    asked = offer.open_proposals
    return max(0, min(MOST_OPEN_PROPOSALS - asked, offer.most_people - offer.running - asked))


def _blocks(offer: OfferFacts, request: RequestFacts, km: float | None, today: date) -> Iterator[Block]:
    """Lazy: who asks only whether there is one stops at the first."""
    if request.category not in offer.categories:
        yield Block.CATEGORY
    if fitting.is_over(request, today):
        yield Block.OVER
    elif not fitting.shares_a_time(offer, request, today):
        yield Block.TIME
    if fitting.too_far(offer, km):
        yield Block.DISTANCE
    yield from _against_a_wish(offer, request, today)
    yield from _not_these_two(offer, request)
    if fitting.is_away(offer, request, today):
        yield Block.PAUSE
    if room := no_room(offer, request.hours_per_week):
        yield room


def _against_a_wish(offer: OfferFacts, request: RequestFacts, today: date) -> Iterator[Block]:
    if fitting.language_missing(offer, request):
        yield Block.LANGUAGE
    if fitting.wrong_gender(offer, request):
        yield Block.GENDER
    if fitting.car_missing(offer, request):
        yield Block.CAR
    yield from _against_an_answer(offer, request)
    if fitting.papers_missing(offer, request, today):
        yield Block.PREREQUISITE


def _against_an_answer(offer: OfferFacts, request: RequestFacts) -> Iterator[Block]:
    """What a helper has said of where, with whom and what not."""
    if fitting.wrong_place(offer, request):
        yield Block.PLACE
    if fitting.wrong_company(offer, request):
        yield Block.COMPANY
    if fitting.brings_unwanted(offer, request):
        yield Block.UNWANTED


def _not_these_two(offer: OfferFacts, request: RequestFacts) -> Iterator[Block]:
    if request.id in offer.said_no or request.person in offer.apart:
        yield Block.SAID_NO
    if request.id in offer.busy_with or request.person in offer.asked_by:
        yield Block.ALREADY
    if offer.person == request.person:
        yield Block.THE_SAME
