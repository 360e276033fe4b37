"""A series that is another one from a day on: its two pages lead to each other, as long as both matter."""

from dataclasses import replace
from datetime import date, timedelta

from app_fixtures import StandingClock
from makers import CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_venue, occurrence_ids
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from visitor import Visitor

NEW = "/veranstaltungen/gymnastik-im-sitzen"
OLD = "/veranstaltungen/gymnastik-im-sitzen-bis-2027-01-26"
TOGETHER = "Bis Dienstag, 19. Januar, findet es noch wie bisher statt."
WEDNESDAYS = replace(TUESDAYS_AT_TEN, weekdays=(2,), first_day=date(2027, 1, 27))


async def changed_from_the_third_week_on(visitor: Visitor) -> int:
    """Whoever has the page open before, sees the change as well. Answers the id of the old one."""
    old_id = await a_published_event()
    assert "wie bisher" not in (await visitor.get(NEW)).text
    change = SeriesChange(date(2027, 1, 26), WEDNESDAYS, await a_venue(), "Raum 5", "Der Raum ist belegt.")
    await change_series(old_id, change, CLUB, NOW)
    return old_id


async def test_both_pages_lead_to_the_other_one(visitor: Visitor) -> None:
    await changed_from_the_third_week_on(visitor)
    assert TOGETHER in (await visitor.get(NEW)).text
    await visitor.click("Nächster Termin wie bisher: Dienstag, 12. Januar, 10 bis 11 Uhr")
    assert visitor.page.path == OLD
    assert "Ab Mittwoch, 27. Januar, ist etwas anders." in visitor.page.text
    await visitor.click("So geht es weiter")
    assert visitor.page.path == NEW


async def test_the_page_that_goes_on_follows_what_happens_to_the_dates_before(visitor: Visitor) -> None:
    first, second, *_rest = await occurrence_ids(await changed_from_the_third_week_on(visitor))
    assert TOGETHER in (await visitor.get(NEW)).text
    await call_off_date(second, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    assert "Bis Dienstag, 12. Januar, findet es noch wie bisher statt." in (await visitor.get(NEW)).text
    await call_off_date(first, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    assert "wie bisher" not in (await visitor.get(NEW)).text


async def test_with_time_only_the_new_one_counts(visitor: Visitor, clock: StandingClock) -> None:
    await changed_from_the_third_week_on(visitor)
    await visitor.get(NEW)
    clock.now = NOW + timedelta(days=17)
    assert "wie bisher" not in (await visitor.get(NEW)).text
    assert "Seit Mittwoch, 27. Januar, ist etwas anders." in (await visitor.get(OLD)).text
