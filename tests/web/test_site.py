"""When somebody answers the telephone, in words."""

import datetime as dt

import pytest

from mittendrin.core.clock import at_local
from mittendrin.web.site import NOBODY, Site

NINE, NOON, ONE, FOUR = dt.time(9), dt.time(12), dt.time(13), dt.time(16)
DAY = ((NINE, FOUR),)
OFFICE = Site(
    "Kaiserslautern", "Seniorenbüro", "+496990009001", (DAY, DAY, DAY, DAY, ((NINE, NOON),), (), ()), ""
)
LUNCH = Site("X", "Y", "", (((NINE, NOON), (ONE, FOUR)), (), DAY, (), (), (), ()), "")


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> dt.datetime:
    return at_local(dt.date(2026, month, day), dt.time(hour, minute))


@pytest.mark.parametrize(
    ("now", "when"),
    [
        (at(24, 8, 59), "heute ab 9 Uhr"),
        (at(24, 9), "heute bis 16 Uhr"),
        (at(24, 15, 59), "heute bis 16 Uhr"),
        (at(24, 16), "morgen ab 9 Uhr"),
        (at(27, 12), "am Montag ab 9 Uhr"),
        (at(28, 10), "am Montag ab 9 Uhr"),
        (at(29, 10), "morgen ab 9 Uhr"),
        (at(24, 17, month=12), "am Montag ab 9 Uhr"),
    ],
)
def test_says_when_somebody_answers(now: dt.datetime, when: str) -> None:
    assert OFFICE.call_hint(now) == f"Rufen Sie uns an, {when}:"


def test_an_office_without_hours_only_asks_to_call() -> None:
    assert NOBODY.call_hint(at(24, 10)) == "Rufen Sie uns an:"


def test_the_hint_holds_until_its_next_turn() -> None:
    now = at(24, 0)
    turns = []
    while now < at(26, 0):
        before, turn = OFFICE.call_hint(now), OFFICE.next_turn(now)
        assert OFFICE.call_hint(turn - dt.timedelta(seconds=1)) == before
        turns.append(turn)
        now = turn
    assert turns == [at(24, 9), at(24, 16), at(25, 0), at(25, 9), at(25, 16), at(26, 0)]


def test_hours_in_words() -> None:
    assert OFFICE.office_hours == "Montag bis Donnerstag 9 bis 16 Uhr, Freitag 9 bis 12 Uhr"
    assert LUNCH.office_hours == "Montag 9 bis 12 Uhr und 13 bis 16 Uhr, Mittwoch 9 bis 16 Uhr"
    assert LUNCH.call_hint(at(23, 12, 30)) == "Rufen Sie uns an, heute ab 13 Uhr:"
