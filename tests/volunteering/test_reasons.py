"""What people read of a match: reasons, never points."""

import pytest
from msgspec.structs import replace

from mittendrin.volunteering.grid import WHOLE_WEEK, Part, Slot, grid_of, slots_of
from mittendrin.volunteering.matching import match
from mittendrin.volunteering.near_misses import near_misses, near_requests
from mittendrin.volunteering.reasons import away_in_words, free_in_words, hindrance, reasons
from volunteering.a_fitting_pair import OFFER, REQUEST
from volunteering.made_up import TODAY


def test_people_read_reasons() -> None:
    offer = replace(OFFER, languages=frozenset({"de", "ru"}), district=2, place=(49.439, 7.764), placed=0)
    request = replace(REQUEST, languages=frozenset({"ru"}), interests=frozenset({"Musik"}))
    found = match(offer, request, TODAY)
    assert found
    assert reasons(found) == [
        "wohnt etwa 1 km entfernt",
        "dienstags vormittags frei",
        "spricht Russisch",
        "redet auch gern über Musik",
        "hat noch keinen Einsatz",
    ]


@pytest.mark.parametrize(
    ("slots", "words"),
    [
        ([], ""),
        ([(1, Part.MORNING), (2, Part.EVENING)], "dienstags vormittags und mittwochs abends frei"),
        ([(0, Part.MORNING), (0, Part.NOON)], "montags vormittags und mittags frei"),
        (
            [(day, part) for day in (0, 2, 4) for part in (Part.MORNING, Part.NOON)],
            "montags vormittags und mittags, mittwochs vormittags und mittags und öfter frei",
        ),
        (slots_of(WHOLE_WEEK), "jederzeit frei"),
    ],
)
def test_no_day_is_named_twice(slots: list[Slot], words: str) -> None:
    assert free_in_words(grid_of(slots)) == words


def test_people_read_that_somebody_comes_by_car_where_it_matters() -> None:
    driver = replace(OFFER, has_car=True)
    found = [match(driver, replace(REQUEST, car_needed=needed), TODAY) for needed in (True, False)]
    assert ["kommt mit dem Auto" in reasons(one) for one in found if one] == [True, False]


def test_people_read_what_is_less_than_wished() -> None:
    found = match(replace(OFFER, frequency="monthly"), REQUEST, TODAY)
    assert found
    assert reasons(found)[-1] == "kann nur einmal im Monat"


@pytest.mark.parametrize(
    ("taken", "near", "away"),
    [
        (
            0,
            "passt, hat aber nur noch 2 Stunden in der Woche frei",
            "hat nur noch 2 Stunden in der Woche frei.",
        ),
        (
            1,
            "passt, hat aber nur noch 1 Stunde in der Woche frei",
            "hat nur noch 1 Stunde in der Woche frei.",
        ),
        (
            2,
            "passt, gibt aber schon so viele Stunden, wie es geht",
            "gibt schon so viele Stunden, wie es geht.",
        ),
    ],
)
def test_people_read_how_many_hours_are_left(taken: int, near: str, away: str) -> None:
    busy = replace(OFFER, running=1, hours_taken=taken, most_people=3)
    (full,) = near_misses(replace(REQUEST, hours_per_week=3), [busy], TODAY)
    assert (hindrance(full), full.can_be_arranged) == (near, False)
    assert away_in_words(busy, full.block, TODAY) == f"Diese Person {away}"


def test_people_read_what_blocks() -> None:
    evening = replace(OFFER, times=grid_of([(1, Part.EVENING)]))
    far = replace(OFFER, person=2, district=2, place=(49.38, 7.8225), reach_km=2)
    assert [(hindrance(one), one.can_be_arranged) for one in near_misses(REQUEST, [evening, far], TODAY)] == [
        ("passt, ist aber nur dienstags abends frei", True),
        ("passt, ist aber 6 km zu weit weg", True),
    ]
    (without_paper,) = near_misses(replace(REQUEST, papers=frozenset({"Führungszeugnis"})), [OFFER], TODAY)
    assert hindrance(without_paper) == "passt, aber noch nicht gesehen: Führungszeugnis"
    assert not without_paper.can_be_arranged
    russian = replace(REQUEST, languages=frozenset({"ru"}), language_needed=True)
    (without_words,) = near_misses(russian, [OFFER], TODAY)
    assert not without_words.can_be_arranged
    (on_foot,) = near_misses(replace(REQUEST, car_needed=True), [OFFER], TODAY)
    assert (hindrance(on_foot), on_foot.can_be_arranged) == ("passt, hat aber kein Auto", False)


@pytest.mark.parametrize("wished", ["woman", "man"])
def test_whoever_has_not_said_woman_or_man_is_named_and_whoever_has_said_the_other_is_not(
    wished: str,
) -> None:
    other = {"woman": "man", "man": "woman"}[wished]
    silent, said = replace(OFFER, gender=""), replace(OFFER, id=2, person=2, gender=other)
    (near,) = near_misses(replace(REQUEST, gender=wished), [silent, said], TODAY)
    assert (near.offer, hindrance(near)) == (silent, "passt, hat aber nicht gesagt, ob Frau oder Mann")
    assert not near.can_be_arranged
    assert [one.block for one in near_requests(silent, [replace(REQUEST, gender=wished)], TODAY)] == [
        near.block
    ]
