"""Dates that are far off, or last several days."""

from datetime import date, time

import pytest

from events.reading import titles
from makers import a_published_event, seats
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
