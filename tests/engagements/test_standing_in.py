from datetime import date

import pytest
from msgspec.structs import replace

from mittendrin.engagements.standing_in import stand_ins
from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import WHOLE_WEEK, Part, grid_of

TUESDAY, TUESDAY_MORNING = date(2027, 1, 12), grid_of([(1, Part.MORNING)])
SOMEBODY = OfferFacts(
    id=1, person=1, categories=frozenset({7}), times=TUESDAY_MORNING, hours_per_week=2, most_people=1, running=0,
    open_proposals=0, district=3, place=None, reach_km=5, languages=frozenset({"de"}), interests=frozenset(),
    gender="", frequency="weekly", free_from=None, last_asked_on=None, placed=0, waiting_since=date(2027, 1, 1),
)  # fmt: skip
REQUEST = RequestFacts(
    id=9, person=99, category=7, times=WHOLE_WEEK, hours_per_week=1, district=3, place=None,
    languages=frozenset(), language_needed=False, interests=frozenset(), gender="", frequency="weekly",
    waiting_since=date(2027, 1, 1),
)  # fmt: skip


def found(*offers: OfferFacts) -> list[int]:
    return [one.id for one in stand_ins(REQUEST, offers, TUESDAY_MORNING, TUESDAY)]


def test_somebody_who_is_free_then_can_come() -> None:
    assert found(SOMEBODY) == [1]


def test_somebody_who_has_named_just_this_day_can_come() -> None:
    that_day = replace(SOMEBODY, times=0, on_days=(TUESDAY,), day_parts=1)
    next_day = replace(that_day, id=2, on_days=(date(2027, 1, 13),))
    assert found(that_day, next_day) == [1]


@pytest.mark.parametrize(
    "change",
    [
        {"categories": frozenset({8})},
        {"times": grid_of([(1, Part.EVENING)])},
        {"times": grid_of([(2, Part.MORNING)])},
        {"running": 1},
        {"free_from": date(2027, 1, 13)},
        {"said_no": frozenset({9})},
    ],
    ids=str,
)
def test_who_is_not_free_or_does_something_else_is_not_on_the_list(change: dict[str, object]) -> None:
    assert found(replace(SOMEBODY, **change)) == []  # type: ignore[arg-type]


def test_who_is_asked_for_something_else_may_be_asked_for_one_morning() -> None:
    assert found(replace(SOMEBODY, open_proposals=2)) == [1]


def test_the_nearest_comes_first_then_who_has_helped_least() -> None:
    far, busy = replace(SOMEBODY, id=2, district=4), replace(SOMEBODY, id=3, placed=4)
    assert found(far, busy, SOMEBODY) == [1, 3, 2]


def test_the_list_is_short() -> None:
    assert len(found(*(replace(SOMEBODY, id=number) for number in range(1, 30)))) == 5


def test_for_a_visit_it_does_not_matter_that_the_first_appointment_is_over() -> None:
    over = replace(REQUEST, on_days=(date(2027, 1, 5),))
    assert stand_ins(over, [SOMEBODY], TUESDAY_MORNING, TUESDAY) == [SOMEBODY]
