"""The fast way over a whole list says what matching.py says, pair by pair, and in the same order."""

from random import Random

from msgspec.structs import replace

from mittendrin.volunteering.all_pairs import NEVER, by_category, top
from mittendrin.volunteering.matching import match, suggestions
from volunteering import made_up
from volunteering.made_up import TODAY

TOWNS = 1500


def test_points_and_hard_conditions_are_those_of_matching() -> None:
    dice, fitting = Random(1), 0
    for _town in range(TOWNS):
        offers, requests = made_up.offers(dice, 12), made_up.requests(dice, 8)
        for category in by_category(offers, requests, TODAY):
            for request, row in zip(category.requests, category.points.tolist(), strict=True):
                for offer, points in zip(category.offers, row, strict=True):
                    found = match(offer, request, TODAY)
                    assert (found.score if found else None) == (points if points > NEVER // 2 else None)
                    fitting += found is not None
    assert fitting > TOWNS / 2


def test_whoever_is_left_out_fits_nothing() -> None:
    dice = Random(2)
    for _town in range(TOWNS // 3):
        offers, requests = made_up.offers(dice, 12), made_up.requests(dice, 8)
        looked_at = {
            (offer.id, request.id)
            for category in by_category(offers, requests, TODAY)
            for offer in category.offers
            for request in category.requests
        }
        for offer in offers:
            for request in requests:
                assert (offer.id, request.id) in looked_at or match(offer, request, TODAY) is None


def test_the_best_are_those_of_matching_in_its_order() -> None:
    dice = Random(3)
    for _town in range(TOWNS // 3):
        offers, requests = made_up.offers(dice, 30), made_up.requests(dice, 8)
        found = {
            request.id: [(offer.id, points) for offer, points in best]
            for category in by_category(offers, requests, TODAY)
            for request, best in top(category, 3)
        }
        assert found == {
            request.id: [(one.offer.id, one.score) for one in suggestions(request, offers, TODAY, 3)]
            for request in requests
        }


def test_more_interests_than_one_word_of_bits_are_counted() -> None:
    dice = Random(4)
    many = frozenset(f"Hobby {number}" for number in range(200))
    offers = [replace(one, interests=many) for one in made_up.offers(dice, 12, least=12)]
    requests = [
        replace(one, interests=frozenset({f"Hobby {one.id}", "Hobby 199", "Hobby 0"}))
        for one in made_up.requests(dice, 12, least=12)
    ]
    for category in by_category(offers, requests, TODAY):
        for request, best in top(category, 20):
            expected = suggestions(request, offers, TODAY)
            assert best == [(one.offer, one.score) for one in expected]
