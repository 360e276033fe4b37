"""Whatever day the sample city is loaded: one-offs keep weekday and season."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from mittendrin.demo.events import Event, open_dates, read_events
from mittendrin.events.dates import PAUSES
from mittendrin.events.recurrence import Repeat

A_YEAR_AND_A_BIT = 400
# Where the city's own list has them.
ONE_OFFS = {
    "sicher-im-internet-betrug-erkennen": date(2027, 2, 11),
    "online-banking-ohne-angst": date(2027, 3, 9),
    "fotos-vom-handy-drucken": date(2027, 4, 20),
    "fahrkarten-am-automaten-ueben": date(2027, 4, 14),
    "bus-training-mit-rollator": date(2027, 5, 12),
    "vortrag-pflegegrad-beantragen": date(2027, 1, 27),
    "vortrag-wohnung-umbauen-ohne-stufen": date(2027, 2, 24),
    "vortrag-gut-hoeren-gut-dabei-sein": date(2027, 3, 17),
    "vortrag-enkeltrick-und-falsche-polizisten": date(2027, 1, 20),
    "fuehrung-durch-das-rathaus": date(2027, 3, 3),
    "fuehrung-kaiserpfalz": date(2027, 4, 28),
    "besuch-im-japanischen-garten": date(2027, 5, 19),
    "sommerfest-im-volkspark": date(2027, 6, 12),
    "nachmittag-im-zoo-mit-enkeln": date(2027, 7, 7),
    "theaterbesuch-am-nachmittag": date(2027, 2, 21),
    "tagesfahrt-nach-speyer": date(2027, 5, 26),
    "tagesfahrt-deutsche-weinstrasse": date(2027, 9, 22),
    "mehrtagesfahrt-an-den-bodensee-4-tage": date(2027, 6, 14),
    "seniorenfreizeit-an-der-mosel-5-tage": date(2027, 9, 6),
    "fastnacht-der-senioren": date(2027, 2, 7),
    "adventskaffee": date(2027, 12, 5),
}
# They fit on more than one day of their season.
LATEST = {"adventskaffee": date(2027, 12, 19), "sommerfest-im-volkspark": date(2027, 6, 26)}
Loaded = tuple[date, Event]
A_YEAR = [date(2026, 11, 1) + timedelta(days=n) for n in range(366)]
LEAP_DAYS = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


@pytest.fixture(scope="module")
def on_each_day() -> dict[str, list[Loaded]]:
    found: dict[str, list[Loaded]] = defaultdict(list)
    for today in [*A_YEAR, *LEAP_DAYS]:
        for event in read_events(today):
            if event.when.repeat is Repeat.DATES:
                found[event.slug].append((today, event))
    return found


def season(day: date) -> tuple[int, int, int]:
    """Month, weekday, and which of its kind in the month."""
    return day.month, day.weekday(), (day.day - 1) // 7


@pytest.mark.parametrize("slug", ONE_OFFS)
def test_a_one_off_keeps_weekday_and_season_and_can_be_signed_up_for(
    slug: str, on_each_day: dict[str, list[Loaded]]
) -> None:
    first = season(ONE_OFFS[slug])
    last = season(LATEST.get(slug, ONE_OFFS[slug]))
    for today, event in on_each_day[slug]:
        day = event.when.first_day
        assert first <= season(day) <= last, today
        assert open_dates(event, today, 1, PAUSES) == [day]
        assert today < day <= today + timedelta(days=A_YEAR_AND_A_BIT)


def test_there_are_these_and_no_others(on_each_day: dict[str, list[Loaded]]) -> None:
    assert set(on_each_day) == set(ONE_OFFS)


@pytest.mark.parametrize("today", [date(2026, 11, 29), date(2026, 12, 9), date(2027, 12, 14)], ids=str)
def test_whoever_loads_the_city_in_advent_finds_the_coffee_in_advent(today: date) -> None:
    (coffee,) = [event for event in read_events(today) if event.slug == "adventskaffee"]
    assert today < coffee.when.first_day < date(today.year, 12, 24)
