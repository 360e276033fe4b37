"""A question is answered before the day that it is about, and ends with that day."""

from datetime import date, datetime, time
from typing import Any

from mittendrin.core.calendar_days import add_office_days, office_days_before
from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.volunteering.candidates import offer_facts, request_facts
from mittendrin.volunteering.common_times import day_in_question, times_in_common
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import is_over
from mittendrin.volunteering.pauses import ONE_DAY

DAYS_TO_ANSWER = 5  # office days
_LAST_MINUTE = time(23, 59)


def latest_answer(asked: datetime, day: date | None) -> datetime:
    """On the office day before, so that there is time to call; what is asked later, on the day before or on the day."""
    usual = add_office_days(asked, DAYS_TO_ANSWER)
    if day is None:
        return usual
    ends = (
        at_local(office_days_before(day, 1), to_local(asked).time()),
        at_local(day - ONE_DAY, _LAST_MINUTE),
        at_local(day, _LAST_MINUTE),
    )
    return min(usual, next((one for one in ends if one > asked), usual))


async def answer_until(offer_id: int, request_id: int, now: datetime) -> datetime:
    """Raises NotFound."""
    today = local_day(now)
    offer, request = await offer_facts(offer_id, today), await request_facts(request_id)
    return latest_answer(now, day_in_question(offer, request, today))


def is_past(offer: OfferFacts, request: RequestFacts, asked_on: date, today: date) -> bool:
    """The two could have met when they were asked, and cannot any more."""
    if is_over(request, today):
        return True
    return times_in_common(offer, request, asked_on) > 0 and not times_in_common(offer, request, today)


async def day_has_passed(proposal: dict[str, Any], now: datetime) -> bool:
    """A row with offer, request and when it was made. Raises NotFound."""
    today = local_day(now)
    offer, request = await offer_facts(proposal["offer"], today), await request_facts(proposal["request"])
    return is_past(offer, request, local_day(proposal["created_at"]), today)
