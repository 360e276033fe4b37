""" "An bestimmten Tagen": days that an offer names one by one. Today is Monday, 11 January 2027."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import WHOLE_DAY, Part, grid_of
from mittendrin.volunteering.matching import Block, blocks, match
from mittendrin.volunteering.near_misses import near_misses
from mittendrin.volunteering.reasons import free_in_words, hindrance, reasons
from volunteering.a_fitting_pair import OFFER, REQUEST, TUESDAY_MORNING
from volunteering.made_up import TODAY

TUESDAY, WEDNESDAY = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
MORNINGS, EVENINGS = 1 << Part.MORNING, 1 << Part.EVENING
ON_TUESDAY = replace(OFFER, times=0, on_days=(TUESDAY,), day_parts=MORNINGS)
APPOINTMENT = replace(REQUEST, on_days=(TUESDAY,), frequency="once")
ONCE = replace(REQUEST, frequency="once")
TWO_MORNINGS = grid_of([(1, Part.MORNING), (2, Part.MORNING)])


@pytest.mark.parametrize(
    ("offer", "request_"),
    [
        (ON_TUESDAY, APPOINTMENT),
        (ON_TUESDAY, replace(APPOINTMENT, frequency="weekly")),
        (ON_TUESDAY, ONCE),
        (replace(ON_TUESDAY, on_days=(TODAY, TUESDAY)), APPOINTMENT),
        (replace(ON_TUESDAY, free_from=TUESDAY), APPOINTMENT),
        (replace(ON_TUESDAY, times=TUESDAY_MORNING), REQUEST),
    ],
    ids=["on that day", "which day it is counts", "once", "one of two", "back by then", "each week too"],
)
def test_a_single_day_is_for_what_is_wanted_then_or_once(offer: OfferFacts, request_: RequestFacts) -> None:
    assert blocks(offer, request_, TODAY) == []


@pytest.mark.parametrize(
    ("offer", "request_"),
    [
        (ON_TUESDAY, REQUEST),
        (ON_TUESDAY, replace(REQUEST, frequency="on_call")),
        (ON_TUESDAY, replace(APPOINTMENT, on_days=(TUESDAY + timedelta(days=7),))),
        (replace(ON_TUESDAY, day_parts=EVENINGS), APPOINTMENT),
        (replace(ON_TUESDAY, on_days=(WEDNESDAY,)), ONCE),
        (replace(ON_TUESDAY, on_days=(TODAY - timedelta(days=6),)), ONCE),
        (replace(ON_TUESDAY, on_days=(WEDNESDAY,)), replace(ONCE, times=TWO_MORNINGS, until=TUESDAY)),
    ],
    ids=[
        "each week",
        "on call",
        "another week",
        "another part",
        "another day",
        "over",
        "after the last day",
    ],
)
def test_a_single_day_is_for_nothing_else(offer: OfferFacts, request_: RequestFacts) -> None:
    assert blocks(offer, request_, TODAY) == [Block.TIME]


def test_days_count_as_much_as_the_times_that_they_bring() -> None:
    """Two parts are wished for; each week, one is free, and on the day the other."""
    wished = replace(APPOINTMENT, times=grid_of([(1, Part.MORNING), (1, Part.EVENING)]))
    half, both = OFFER, replace(OFFER, on_days=(TUESDAY,), day_parts=EVENINGS)
    points = [found.score for one in (half, both) if (found := match(one, wished, TODAY))]
    assert points[1] - points[0] == 15_000


def said(offer: OfferFacts, request: RequestFacts) -> str:
    found = match(offer, request, TODAY)
    assert found
    return reasons(found)[1]


def test_people_read_which_day_it_is() -> None:
    assert said(ON_TUESDAY, APPOINTMENT) == "am Dienstag, 12. Januar vormittags frei"
    assert said(replace(ON_TUESDAY, day_parts=WHOLE_DAY), APPOINTMENT) == "am Dienstag, 12. Januar frei"
    assert said(replace(ON_TUESDAY, times=TUESDAY_MORNING), APPOINTMENT) == "dienstags vormittags frei"
    evening_too = replace(APPOINTMENT, times=grid_of([(1, Part.MORNING), (1, Part.EVENING)]))
    assert said(replace(ON_TUESDAY, times=TUESDAY_MORNING, day_parts=EVENINGS), evening_too) == (
        "dienstags vormittags frei, auch am Dienstag, 12. Januar abends"
    )


def test_no_more_days_are_named_than_people_can_keep_in_mind() -> None:
    days = tuple(date(2027, 1, day) for day in (12, 13, 14))
    two = "am Dienstag, 12. Januar und am Mittwoch, 13. Januar jeweils vormittags"
    assert free_in_words(0, days[:2], MORNINGS) == f"{two} frei"
    assert free_in_words(0, days, MORNINGS) == f"{two} und öfter frei"


def test_people_read_that_somebody_is_free_on_single_days_only() -> None:
    over = replace(ON_TUESDAY, id=2, person=2, on_days=(TODAY - timedelta(days=1),))
    assert [hindrance(one) for one in near_misses(REQUEST, [ON_TUESDAY, over], TODAY)] == [
        "passt, ist aber nur am Dienstag, 12. Januar vormittags frei",
        "passt, aber die genannten Tage sind vorbei",
    ]


def test_a_day_that_is_too_late_is_named_with_the_last_one() -> None:
    too_late = replace(ON_TUESDAY, on_days=(WEDNESDAY,))
    wished = replace(ONCE, times=TWO_MORNINGS, until=TUESDAY)
    assert [hindrance(one) for one in near_misses(wished, [too_late], TODAY)] == [
        "passt, ist aber nur am Mittwoch, 13. Januar vormittags frei; gesucht ist bis Dienstag, 12. Januar"
    ]
    assert match(too_late, replace(wished, until=WEDNESDAY), TODAY)
