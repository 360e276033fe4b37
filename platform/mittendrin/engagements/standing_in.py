"""Who could come instead, today or on the day of a visit: a short list for the telephone.

The same hard conditions as for a proposal, for this one part of this one day. Who is asked for something else at the
moment may be asked for this as well.
"""

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import UNKNOWN_KM, distance
from mittendrin.volunteering.matching import LEAST_HOURS, Block, blocks

SHORT_LIST = 5


def offers_in(said_no: str) -> frozenset[int]:
    """Of those who wanted to come instead and then could not, as a visit remembers them."""
    return frozenset(int(one) for one in said_no.split(",") if one)


def with_offer(said_no: str, offer_id: int) -> str:
    return ",".join(part for part in (said_no, str(offer_id)) if part)


def stand_ins(request: RequestFacts, offers: Iterable[OfferFacts], slot: int, day: date) -> list[OfferFacts]:
    """The nearest first; then whoever has helped least, and has waited longest."""
    that_day = replace(request, times=slot, on_days=(day,), hours_per_week=LEAST_HOURS)
    free = [one for one in offers if set(blocks(one, that_day, day)) <= {Block.ASKED, Block.ALREADY}]
    return sorted(free, key=lambda one: _order(one, that_day))[:SHORT_LIST]


def _order(offer: OfferFacts, request: RequestFacts) -> tuple[float, int, date, int]:
    km = distance(offer, request)
    return (UNKNOWN_KM if km is None else km, offer.placed, offer.waiting_since, offer.id)
