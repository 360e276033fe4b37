"""Whatever day the sample city is loaded: one-offs keep weekday and season."""

from datetime import date, timedelta

import pytest

from mittendrin.demo.events import open_dates
from mittendrin.demo.reading import read_sample
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
TWO_YEARS = [date(2026, 11, 1) + timedelta(days=9 * n) for n in range(82)]
SPECIAL = [
    date(2026, 12, 24), date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 28), date(2027, 10, 31),
    date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2028, 3, 26), date(2028, 10, 29),
]  # fmt: skip


def season(day: date) -> tuple[int, int, int]:
    """Month, weekday, and which of its kind in the month."""
    return day.month, day.weekday(), (day.day - 1) // 7


@pytest.mark.parametrize("today", sorted({*TWO_YEARS, *SPECIAL}), ids=str)
def test_one_offs_keep_weekday_and_season_and_can_be_signed_up_for(today: date) -> None:
    single = {event.slug: event for event in read_sample(today).events if event.when.repeat is Repeat.DATES}
    assert {slug: season(event.when.first_day) for slug, event in single.items()} == {
        slug: season(day) for slug, day in ONE_OFFS.items()
    }
    for event in single.values():
        assert open_dates(event, today, 1, PAUSES) == [event.when.first_day]
        assert today < event.when.first_day <= today + timedelta(days=A_YEAR_AND_A_BIT)
