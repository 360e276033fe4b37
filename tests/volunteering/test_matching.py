"""The order of suggestions against a plain oracle, and what must hold whatever the case."""

from dataclasses import asdict
from datetime import timedelta
from fractions import Fraction
from functools import cache
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.fitting import kilometres
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.matching import (
    MOST_OPEN_PROPOSALS,
    Block,
    away,
    blocks,
    match,
    one_too_many,
    requests_for,
    suggestions,
)
from mittendrin.volunteering.near_misses import near_misses, near_requests
from mittendrin.volunteering.reasons import hindrance
from mittendrin.volunteering.weighing import A_POINT, WEIGHTS, score
from volunteering import made_up, oracle
from volunteering.a_fitting_pair import OFFER, REQUEST, TUESDAY_MORNING
from volunteering.made_up import TODAY

CASES = 3000


@cache
def cases() -> list[tuple[RequestFacts, list[OfferFacts]]]:
    dice = Random(1)
    return [(made_up.a_request(dice, dice.randint(1, 20)), made_up.offers(dice, 14)) for _ in range(CASES)]


def test_the_order_is_that_of_a_plain_oracle() -> None:
    found = twice = 0
    for request, offers in cases():
        expected = oracle.ranking(request, offers, TODAY)
        assert [one.offer.id for one in suggestions(request, offers, TODAY)] == expected
        found += len(expected) > 1
        twice += sum(oracle.may_be_proposed(one, request, TODAY) for one in offers) > len(expected)
    assert found > CASES / 40  # otherwise chance has tested nothing
    assert twice > CASES / 200


def test_points_are_those_of_the_oracle() -> None:
    for request, offers in cases():
        for one in suggestions(request, offers, TODAY):
            assert abs(Fraction(one.score, A_POINT) - oracle.points(one.offer, request, TODAY)) <= Fraction(
                1, 250
            )


def test_who_breaks_a_condition_is_never_suggested_and_nobody_is_over_a_limit() -> None:
    for request, offers in cases():
        suggested = [one.offer for one in suggestions(request, offers, TODAY)]
        fit = [one for one in offers if oracle.may_be_proposed(one, request, TODAY)]
        assert sorted(one.person for one in suggested) == sorted({one.person for one in fit})
        for offer in suggested:
            assert offer in fit
            assert offer.running + offer.open_proposals < offer.most_people


def test_the_order_of_the_input_does_not_matter() -> None:
    dice = Random(2)
    for request, offers in cases():
        shuffled = dice.sample(offers, len(offers))
        assert suggestions(request, shuffled, TODAY) == suggestions(request, offers, TODAY)


def test_an_unsuitable_offer_changes_nothing() -> None:
    dice = Random(3)
    for request, offers in cases():
        stranger = made_up.an_offer(dice, 1000)
        if oracle.may_be_proposed(stranger, request, TODAY):
            continue
        assert suggestions(request, [stranger, *offers], TODAY) == suggestions(request, offers, TODAY)


def test_a_near_miss_breaks_exactly_one_condition() -> None:
    for request, offers in cases():
        found = near_misses(request, offers, TODAY)
        for miss in found:
            assert blocks(miss.offer, request, TODAY) == [miss.block]
            assert hindrance(miss)
        people = [one.offer.person for one in (*suggestions(request, offers, TODAY), *found)]
        assert len(set(people)) == len(people)


def test_both_directions_agree() -> None:
    for seed in range(CASES // 3):
        dice = Random(seed)
        offer, requests = made_up.an_offer(dice, 1), made_up.requests(dice, 5)
        fits = [found for one in requests if (found := match(offer, one, TODAY))]
        in_order = sorted(fits, key=lambda one: (-one.score, one.request.waiting_since, one.request.id))
        people = [one.request.person or -one.request.id for one in in_order]
        best = [one for place, one in enumerate(in_order) if people[place] not in people[:place]]
        assert requests_for(offer, requests, TODAY) == best


def points_of(offer: OfferFacts, request: RequestFacts = REQUEST) -> Fraction:
    found = match(offer, request, TODAY)
    assert found
    return Fraction(found.score, A_POINT)


FAIR = {
    "load": ({"running": 1}, -7.5),
    "load of an open question": ({"open_proposals": 1}, -7.5),
    "cool-down": ({"last_asked_on": TODAY - timedelta(days=13)}, -10),
    "no cool-down after fourteen days": ({"last_asked_on": TODAY - timedelta(days=14)}, 0),
    "never placed": ({"placed": 0}, 8),
    "never asked": ({"last_asked_on": None}, 5),
    "not asked for ninety days": ({"last_asked_on": TODAY - timedelta(days=90)}, 5),
    "asked eighty-nine days ago": ({"last_asked_on": TODAY - timedelta(days=89)}, 0),
}


@pytest.mark.parametrize(("change", "moved"), FAIR.values(), ids=FAIR)
def test_fairness_moves_the_order_as_published(change: dict[str, Any], moved: float) -> None:
    other = replace(OFFER, id=2, person=2, **change)
    assert points_of(other) - points_of(OFFER) == moved
    order = [one.offer.id for one in suggestions(REQUEST, [other, OFFER], TODAY)]
    assert order == ([2, 1] if moved > 0 else [1, 2])


def test_a_request_with_a_proposal_stands_behind_a_quiet_one() -> None:
    asked, quiet = replace(REQUEST, id=1, proposals=1), replace(REQUEST, id=2, person=98)
    assert points_of(OFFER, quiet) - points_of(OFFER, asked) == -WEIGHTS.asked_for_already
    assert [one.request.id for one in requests_for(OFFER, [asked, quiet], TODAY)] == [2, 1]


LESS: dict[str, tuple[dict[str, Any], int]] = {
    "time": ({"times": TUESDAY_MORNING | grid_of([(2, Part.NOON)])}, -15),
    "regularity": ({"frequency": "on_call"}, -15),
    "language": ({"languages": frozenset({"ru"})}, -15),
    "interests": ({"interests": frozenset({"Schach"})}, -10),
}


@pytest.mark.parametrize(("change", "lost"), LESS.values(), ids=LESS)
def test_each_part_of_the_fit_counts_as_published(change: dict[str, Any], lost: int) -> None:
    assert points_of(OFFER, replace(REQUEST, **change)) - points_of(OFFER) == lost


def test_whoever_is_known_comes_first() -> None:
    assert points_of(replace(OFFER, knows=frozenset({99}))) - points_of(OFFER) == WEIGHTS.continuity


def test_the_first_six_weights_make_a_hundred() -> None:
    assert sum(weight for weight in list(asdict(WEIGHTS).values())[:6]) == 100
    best = replace(OFFER, knows=frozenset({99}))
    assert points_of(best) == 100


BROKEN: dict[Block, tuple[dict[str, Any], dict[str, Any]]] = {
    Block.CATEGORY: ({"categories": frozenset({2})}, {}),
    Block.OVER: ({}, {"on_days": (TODAY - timedelta(days=1),)}),
    Block.TIME: ({"times": grid_of([(1, Part.EVENING)])}, {}),
    Block.DISTANCE: ({"district": 2, "place": (49.38, 7.82)}, {}),
    Block.LANGUAGE: ({}, {"languages": frozenset({"ru"}), "language_needed": True}),
    Block.GENDER: ({"gender": "man"}, {"gender": "woman"}),
    Block.CAR: ({}, {"car_needed": True}),
    Block.PLACE: ({"by_phone": "only"}, {}),
    Block.COMPANY: ({"company": "team"}, {}),
    Block.UNWANTED: ({"unwanted": frozenset({"pets"})}, {"brings": frozenset({"pets"})}),
    Block.PREREQUISITE: ({}, {"papers": frozenset({"paper"})}),
    Block.SAID_NO: ({"said_no": frozenset({1})}, {}),
    Block.ALREADY: ({"busy_with": frozenset({1})}, {}),
    Block.THE_SAME: ({"person": 99}, {}),
    Block.PAUSE: ({"free_from": TODAY + timedelta(days=1)}, {}),
    Block.FULL: ({"running": 2}, {}),
    Block.HOURS: ({"running": 1, "hours_taken": 2}, {}),
    Block.ASKED: ({"open_proposals": MOST_OPEN_PROPOSALS, "most_people": 9}, {}),
}


def test_every_condition_has_a_case() -> None:
    assert list(BROKEN) == list(Block)


@pytest.mark.parametrize(("block", "of_offer", "of_request"), [(k, *v) for k, v in BROKEN.items()])
def test_a_condition_keeps_away(block: Block, of_offer: dict[str, Any], of_request: dict[str, Any]) -> None:
    offer, request = replace(OFFER, **of_offer), replace(REQUEST, **of_request)
    assert blocks(offer, request, TODAY) == [block]
    assert suggestions(request, [offer], TODAY) == []


def test_whoever_is_back_by_then_fits_an_appointment() -> None:
    then = TODAY + timedelta(days=8)
    away = replace(OFFER, free_from=then)
    assert blocks(away, replace(REQUEST, on_days=(then - timedelta(days=7), then)), TODAY) == []
    assert blocks(away, replace(REQUEST, on_days=(then - timedelta(days=7),)), TODAY) == [Block.PAUSE]


def test_an_open_question_keeps_the_last_place() -> None:
    asked = replace(OFFER, most_people=1, open_proposals=1)
    assert blocks(asked, REQUEST, TODAY) == [Block.ASKED]


def test_an_open_question_keeps_the_last_hour() -> None:
    asked = replace(OFFER, most_people=3, running=1, hours_taken=1, open_proposals=1, hours_asked=1)
    assert blocks(asked, REQUEST, TODAY) == [Block.ASKED]
    assert blocks(replace(asked, hours_per_week=3), REQUEST, TODAY) == []


def test_nobody_is_proposed_for_more_hours_than_are_left() -> None:
    """Those of running engagements and those wanted, and beside them those of open questions."""
    two = replace(REQUEST, hours_per_week=2)
    assert blocks(replace(OFFER, hours_taken=1), two, TODAY) == [Block.HOURS]
    assert blocks(replace(OFFER, hours_asked=1, open_proposals=1), two, TODAY) == [Block.ASKED]
    assert blocks(replace(OFFER, hours_per_week=4, hours_taken=1, hours_asked=1), two, TODAY) == []
    assert [one_too_many(replace(OFFER, hours_taken=one), 1) for one in (1, 2)] == [False, True]


def test_whoever_declined_a_person_is_not_proposed_to_them_for_something_else() -> None:
    assert blocks(replace(OFFER, apart=frozenset({99})), replace(REQUEST, id=7), TODAY) == [Block.SAID_NO]


def test_a_draw_goes_to_the_one_who_waits_longest() -> None:
    longer = replace(OFFER, id=7, person=7, waiting_since=TODAY - timedelta(days=3))
    found = suggestions(REQUEST, [OFFER, longer, replace(OFFER, id=5, person=5)], TODAY)
    assert [one.offer.id for one in found] == [7, 1, 5]


def test_of_two_offers_of_one_person_the_better_one_is_named() -> None:
    worse = replace(OFFER, id=2, interests=frozenset(), waiting_since=TODAY - timedelta(days=9))
    assert [one.offer.id for one in suggestions(REQUEST, [worse, OFFER], TODAY)] == [1]
    assert near_misses(REQUEST, [OFFER, replace(worse, times=1 << 27)], TODAY) == []


def test_between_two_people_one_question_is_open_at_a_time() -> None:
    assert blocks(replace(OFFER, asked_by=frozenset({99})), replace(REQUEST, id=7), TODAY) == [Block.ALREADY]


def test_a_helper_reads_of_each_person_one_request() -> None:
    requests = [replace(REQUEST, id=number, person=person) for number, person in ((1, 99), (2, 99), (3, 98))]
    assert [one.request.id for one in requests_for(OFFER, requests, TODAY)] == [1, 3]
    nobodys = [replace(REQUEST, id=number, person=0) for number in (1, 2)]
    assert [one.request.id for one in requests_for(OFFER, nobodys, TODAY)] == [1, 2]


def test_the_other_direction_names_what_is_in_the_way() -> None:
    """Of one person the nearest, first what a word can arrange."""
    other_time = replace(REQUEST, id=2, times=grid_of([(1, Part.EVENING)]))
    further = replace(other_time, id=3, district=2, place=(49.45, 7.79))
    by_car = replace(REQUEST, id=4, person=98, car_needed=True)
    found = near_requests(OFFER, [by_car, further, other_time, replace(REQUEST, id=5, category=9)], TODAY)
    assert [(one.request.id, one.block) for one in found] == [(2, Block.TIME), (4, Block.CAR)]
    assert [away(one, TODAY) for one in (OFFER, replace(OFFER, running=2))] == [None, Block.FULL]


def test_kilometres_are_those_on_the_globe() -> None:
    towns = [place for place in made_up.PLACES.values() if place]
    for one in towns:
        for other in towns:
            assert kilometres(one, other) == pytest.approx(oracle.on_the_globe(one, other), rel=0.003)


def test_of_those_who_are_full_the_nearest_stands_first() -> None:
    full = replace(OFFER, running=2)
    further = replace(full, id=2, person=2, district=3, place=(49.44, 7.76))
    unknown = replace(full, id=3, person=3, district=None, place=None)
    found = near_misses(REQUEST, [unknown, further, full], TODAY)
    assert [one.offer.id for one in found] == [1, 2, 3]


def test_what_a_word_can_arrange_is_shown_before_what_nobody_can_change() -> None:
    full = [replace(OFFER, id=number, person=number, running=2) for number in range(2, 9)]
    other_time = replace(OFFER, id=9, person=9, times=1 << 27, district=3, place=(49.44, 7.76))
    assert [one.offer.id for one in near_misses(REQUEST, [*full, other_time], TODAY)] == [9, 2, 3, 4, 5]


def test_a_score_is_a_whole_number() -> None:
    assert isinstance(score(OFFER, REQUEST, TODAY, 0.3), int)
