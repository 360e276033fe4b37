"""Dates that are far off, or last several days."""

from dataclasses import replace
from datetime import date, time

import pytest

from events.reading import titles
from makers import NOW, TUESDAYS_AT_TEN, a_published_event, seats
from mittendrin.events.queries import coming_dates
from mittendrin.events.recurrence import Repeat, When
from visitor import Visitor


@pytest.mark.parametrize(
    ("weekday", "shown"), [(3, []), (4, ["Reise"]), (5, ["Reise"]), (6, ["Reise"]), (0, [])]
)
async def test_what_lasts_several_days_is_found_on_each(
    visitor: Visitor, weekday: int, shown: list[str]
) -> None:
    fair = When(Repeat.DATES, date(2027, 1, 15), days=3)
    await a_published_event(title="Reise", when=fair)
    await visitor.get(f"/veranstaltungen?tag={weekday}")
    assert titles(visitor) == shown


async def test_what_begins_in_two_years_has_a_page_with_all_that_counts(visitor: Visitor) -> None:
    """Dates are laid out for 400 days, and later ones would be none at all."""
    leap_day = When(Repeat.DATES, date(2028, 2, 29), starts=time(15), ends=time(17))
    await a_published_event(title="Schalttagsfest", when=leap_day, terms=seats(20))
    await visitor.get("/veranstaltungen?ab=2028-02-28")
    await visitor.click("Schalttagsfest")
    assert "keine Termine geplant" not in visitor.page.text
    assert "Dienstag, 29. Februar 2028, 15 bis 17 Uhr" in visitor.page.text
    assert "Ich komme mit" in visitor.page.text
    await visitor.get(f"{visitor.page.path}.ics")
    assert "DTSTART;TZID=Europe/Berlin:20280229T150000" in visitor.page.answer.text


@pytest.mark.parametrize(
    ("first_day", "months", "shown"),
    [
        (date(2028, 11, 1), (4, 5), [date(2029, 4, day) for day in (2, 9, 16, 23, 30)]),
        (date(2027, 6, 1), (5,), [date(2028, 5, day) for day in (1, 8, 15, 22, 29)]),
    ],
    ids=["begins after all that is laid out", "begins before its season"],
)
@pytest.mark.usefixtures("database")
async def test_a_season_that_is_far_off_shows_its_first_month(
    first_day: date, months: tuple[int, ...], shown: list[date]
) -> None:
    mondays = replace(TUESDAYS_AT_TEN, first_day=first_day, weekdays=(0,), months=months, until=None)
    event = await a_published_event(when=mondays)
    dates = await coming_dates(event, NOW, 100)
    assert [one.day for one in dates] == shown
