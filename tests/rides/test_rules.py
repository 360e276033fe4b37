"""Who could go with whom."""

from typing import Any

from mittendrin.rides.rules import Asked, Kind, Match, PairState, Rider, matches, still_wishing


def rider(number: int, **wish: Any) -> Rider:
    values: dict[str, Any] = {
        "party": 1, "needs_ride": False, "seats": 0, "not_alone": False, "comes_from": "",
    }  # fmt: skip
    return Rider(id=number, person=number, name=f"Demo-Person {number}", **{**values, **wish})


def pairs(found: list[Match]) -> list[tuple[str, int, int]]:
    return [(one.kind.value, one.giver.id, one.taker.id) for one in found]


def test_whoever_comes_from_the_same_place_stands_first() -> None:
    riders = [
        rider(1, seats=2),
        rider(2, seats=1, comes_from="Betzenberg"),
        rider(3, needs_ride=True, comes_from="betzenberg "),
    ]
    assert pairs(matches(riders, [])) == [("ride", 2, 3), ("ride", 1, 3)]


def test_a_car_takes_no_more_than_it_has_seats() -> None:
    riders = [rider(1, seats=2), rider(2, needs_ride=True, party=2), rider(3, needs_ride=True)]
    asked = [Asked(Kind.RIDE, 1, 2, PairState.ASKED)]
    assert pairs(matches(riders, [])) == [("ride", 1, 2), ("ride", 1, 3)]
    assert matches(riders, asked) == []


def test_a_seat_that_is_given_already_is_not_counted() -> None:
    riders = [rider(1, seats=2), rider(2, needs_ride=True), rider(3, needs_ride=True)]
    (left,) = matches(riders, [Asked(Kind.RIDE, 1, 2, PairState.ASKED)])
    assert left == Match(Kind.RIDE, rider(1, seats=1), riders[2])


def test_after_a_no_the_seat_is_free_and_who_said_no_is_not_asked_again_that_day() -> None:
    riders = [rider(1, seats=1), rider(2, needs_ride=True), rider(3, needs_ride=True), rider(4, seats=1)]
    by_taker = [Asked(Kind.RIDE, 1, 2, PairState.OVER, frozenset({2}))]
    assert pairs(matches(riders, by_taker)) == [("ride", 1, 3), ("ride", 4, 3)]
    by_giver = [Asked(Kind.RIDE, 1, 2, PairState.OVER, frozenset({1}))]
    assert pairs(matches(riders, by_giver)) == [("ride", 4, 2), ("ride", 4, 3)]


def test_two_of_whom_nobody_said_no_may_be_asked_again_and_stand_last() -> None:
    riders = [rider(1, seats=1), rider(2, needs_ride=True), rider(3, needs_ride=True)]
    found = matches(riders, [Asked(Kind.RIDE, 1, 2, PairState.OVER)])
    assert pairs(found) == [("ride", 1, 3), ("ride", 1, 2)]
    assert [one.again for one in found] == [False, True]


def test_a_no_to_a_ride_says_nothing_of_going_together() -> None:
    riders = [rider(1, seats=1, not_alone=True), rider(2, needs_ride=True, not_alone=True)]
    asked = [Asked(Kind.RIDE, 1, 2, PairState.OVER, frozenset({1}))]
    assert pairs(matches(riders, asked)) == [("company", 1, 2)]


def test_two_who_come_alone_go_together_and_nobody_twice() -> None:
    riders = [rider(number, not_alone=True) for number in (1, 2, 3)]
    assert pairs(matches(riders, [])) == [("company", 1, 2), ("company", 1, 3), ("company", 2, 3)]
    assert matches(riders, [Asked(Kind.COMPANY, 1, 2, PairState.BOTH)]) == []


def test_nobody_drives_themselves() -> None:
    assert matches([rider(1, seats=3, needs_ride=True, not_alone=True)], []) == []


def test_who_still_wishes_is_neither_asked_nor_brought_together() -> None:
    riders = [
        rider(1, seats=2),
        rider(2, needs_ride=True),
        rider(3, needs_ride=True, not_alone=True),
        rider(4, not_alone=True),
        rider(5, needs_ride=True),
    ]
    asked = [
        Asked(Kind.RIDE, 1, 2, PairState.ASKED),
        Asked(Kind.RIDE, 1, 3, PairState.BOTH),
        Asked(Kind.COMPANY, 3, 4, PairState.OVER),
        Asked(Kind.RIDE, 1, 5, PairState.OVER),
    ]
    assert [one.id for one in still_wishing(riders, asked)] == [3, 4, 5]
