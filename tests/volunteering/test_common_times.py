"""Only a day that is still to come and on which the helper is there is a time in common. Today is Monday, 11 January 2027."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from databases import Database
from makers import NOW, a_pair
from mittendrin.core.clock import local_day
from mittendrin.volunteering.candidates import fitting_offers, fitting_requests, offer_facts, request_facts
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.matching import Block, Match, blocks, match, requests_for, suggestions
from mittendrin.volunteering.near_misses import near_misses
from mittendrin.volunteering.reasons import hindrance, reasons
from mittendrin.volunteering.single_days import write_days
from mittendrin.volunteering.tables import HelpRequest, Offer
from volunteering.a_fitting_pair import OFFER, REQUEST, TUESDAY_MORNING
from volunteering.made_up import TODAY

TUESDAY, WEDNESDAY, THURSDAY = (TODAY + timedelta(days=one) for one in (1, 2, 3))
NEXT_TUESDAY = TUESDAY + timedelta(days=7)
TUESDAY_AND_THURSDAY = grid_of([(1, Part.MORNING), (3, Part.MORNING)])
TWO_DAYS = replace(REQUEST, times=TUESDAY_AND_THURSDAY, on_days=(TUESDAY, THURSDAY), frequency="once")
ON_TUESDAYS, ON_THURSDAYS = OFFER, replace(OFFER, times=grid_of([(3, Part.MORNING)]))
TWO_TUESDAYS = replace(TWO_DAYS, times=TUESDAY_MORNING, on_days=(TUESDAY, NEXT_TUESDAY))
FIRST_AWAY = ((TODAY, WEDNESDAY),)
SECOND_AWAY = ((NEXT_TUESDAY - timedelta(days=1), NEXT_TUESDAY),)


def fits(offer: OfferFacts, request: RequestFacts, today: date) -> Match:
    found = match(offer, request, today)
    assert found
    return found


def test_a_named_day_that_is_over_is_no_time_in_common() -> None:
    assert blocks(ON_TUESDAYS, TWO_DAYS, TUESDAY) == []
    assert blocks(ON_TUESDAYS, TWO_DAYS, WEDNESDAY) == [Block.TIME]
    assert blocks(ON_THURSDAYS, TWO_DAYS, WEDNESDAY) == []
    both = replace(OFFER, times=TUESDAY_AND_THURSDAY)
    assert reasons(fits(both, TWO_DAYS, WEDNESDAY))[1] == "donnerstags vormittags frei"


def test_a_day_that_is_over_is_wished_no_more() -> None:
    before, after = (fits(ON_THURSDAYS, TWO_DAYS, day) for day in (TUESDAY, WEDNESDAY))
    assert after.score - before.score == 15_000


@pytest.mark.parametrize(
    ("until", "fitting"),
    [(TODAY, False), (TUESDAY, True), (THURSDAY, True), (None, True)],
    ids=["the day before", "on it", "later", "without an end"],
)
def test_a_day_of_the_week_counts_as_long_as_it_comes_until_the_last_one(
    until: date | None, *, fitting: bool
) -> None:
    weekly = replace(REQUEST, times=TUESDAY_AND_THURSDAY | 1, until=until)
    assert blocks(ON_TUESDAYS, weekly, TODAY) == ([] if fitting else [Block.TIME])


def test_from_wednesday_to_friday_there_is_no_tuesday() -> None:
    weekly = replace(REQUEST, until=WEDNESDAY + timedelta(days=2))
    assert [blocks(OFFER, weekly, day) for day in (TUESDAY, WEDNESDAY)] == [[], [Block.TIME]]


@pytest.mark.parametrize(
    "away",
    [{"gone": FIRST_AWAY}, {"gone": SECOND_AWAY}, {"free_from": WEDNESDAY}],
    ids=["on the first", "on the second", "begins later"],
)
def test_of_two_days_somebody_may_miss_one(away: dict[str, Any]) -> None:
    half = fits(replace(OFFER, **away), TWO_TUESDAYS, TODAY)
    assert fits(OFFER, TWO_TUESDAYS, TODAY).score - half.score == 15_000


@pytest.mark.parametrize(
    "away",
    [{"gone": (*FIRST_AWAY, *SECOND_AWAY)}, {"free_from": NEXT_TUESDAY + timedelta(days=1)}],
    ids=["two pauses", "begins too late"],
)
def test_of_two_days_somebody_may_not_miss_both(away: dict[str, Any]) -> None:
    absent = replace(OFFER, **away)
    assert blocks(absent, TWO_TUESDAYS, TODAY) == [Block.PAUSE]
    (miss,) = near_misses(TWO_TUESDAYS, [absent], TODAY)
    assert hindrance(miss) == "passt, hat aber Pause bis Mittwoch, 20. Januar 2027"


def test_a_pause_on_the_only_day_on_which_they_could_meet_is_in_the_way() -> None:
    """There on Thursday, but never free then."""
    absent = replace(ON_TUESDAYS, gone=FIRST_AWAY)
    assert blocks(absent, TWO_DAYS, TODAY) == [Block.PAUSE]
    (miss,) = near_misses(TWO_DAYS, [absent], TODAY)
    assert hindrance(miss) == "passt, hat aber Pause bis Donnerstag, 14. Januar 2027"


def test_a_pause_over_every_such_day_until_the_last_one_is_in_the_way() -> None:
    absent = replace(OFFER, gone=((TUESDAY, TUESDAY),))
    weekly = [replace(REQUEST, until=day) for day in (THURSDAY, NEXT_TUESDAY)]
    assert [blocks(absent, one, TODAY) for one in weekly] == [[Block.PAUSE], []]
    (miss,) = near_misses(weekly[0], [absent], TODAY)
    assert hindrance(miss) == "passt, hat aber Pause bis Mittwoch, 13. Januar 2027"


def test_a_single_day_of_an_offer_in_its_own_pause_is_in_the_way_of_both() -> None:
    named = replace(OFFER, times=0, on_days=(TUESDAY,), day_parts=1, gone=FIRST_AWAY)
    assert blocks(named, TWO_DAYS, TODAY) == [Block.PAUSE]
    assert blocks(named, replace(REQUEST, frequency="once"), TODAY) == [Block.PAUSE]


def test_people_read_on_which_of_the_days_somebody_comes() -> None:
    first, second = "am Dienstag, 12. Januar", "am Dienstag, 19. Januar"
    both = reasons(fits(OFFER, TWO_TUESDAYS, TODAY))
    assert both[1] == "dienstags vormittags frei"
    away = reasons(fits(replace(OFFER, gone=FIRST_AWAY), TWO_TUESDAYS, TODAY))
    assert away[1] == f"dienstags vormittags frei, und zwar {second}"
    assert away[-1] == "hat Pause: Montag, 11. Januar 2027 bis Mittwoch, 13. Januar 2027"
    assert reasons(fits(replace(OFFER, gone=SECOND_AWAY), TWO_TUESDAYS, TODAY))[1].endswith(first)
    later = reasons(fits(replace(OFFER, free_from=WEDNESDAY), TWO_TUESDAYS, TODAY))
    assert later[1].endswith(second)
    assert reasons(fits(OFFER, TWO_TUESDAYS, WEDNESDAY))[1] == "dienstags vormittags frei"
    only_then = replace(OFFER, times=0, on_days=(NEXT_TUESDAY,), day_parts=1)
    assert reasons(fits(only_then, TWO_TUESDAYS, TODAY))[1] == f"{second} vormittags frei"


async def a_pair_for(days: tuple[date, ...], **of_offer: Any) -> tuple[int, int]:
    offer, request = await a_pair()
    wished: dict[Any, Any] = {
        HelpRequest.on_days: write_days(days),
        HelpRequest.times: TUESDAY_AND_THURSDAY,
        HelpRequest.frequency: "once",
    }
    await HelpRequest.update(wished).where(HelpRequest.id == request)
    free: dict[Any, Any] = {Offer.times: TUESDAY_MORNING, **of_offer}
    await Offer.update({getattr(Offer, str(name), name): value for name, value in free.items()}).where(
        Offer.id == offer
    )
    return offer, request


async def found_on(day: date, offer: int, request: int) -> list[int]:
    """How many fit, in both directions."""
    wanted, free = await request_facts(request), await offer_facts(offer, day)
    helpers = suggestions(wanted, await fitting_offers(wanted, day), day)
    return [len(helpers), len(requests_for(free, await fitting_requests(free, day), day))]


async def test_the_day_after_nobody_is_suggested_for_it(database: Database) -> None:
    pair = await a_pair_for((TUESDAY, THURSDAY))
    assert local_day(NOW) == TODAY
    assert [await found_on(day, *pair) for day in (TUESDAY, WEDNESDAY)] == [[1, 1], [0, 0]]


@pytest.mark.parametrize(
    ("gone", "found"),
    [(FIRST_AWAY, [1, 1]), (SECOND_AWAY, [1, 1]), (((TODAY, NEXT_TUESDAY),), [0, 0])],
    ids=["on the first", "on the second", "on both"],
)
async def test_the_database_rules_out_only_who_is_away_on_all_days(
    database: Database, gone: tuple[tuple[date, date], ...], found: list[int]
) -> None:
    ((first, last),) = gone
    pair = await a_pair_for((TUESDAY, NEXT_TUESDAY), gone_from=first, gone_until=last)
    assert await found_on(TODAY, *pair) == found
