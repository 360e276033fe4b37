"""Only its end is another one: that is said wherever the date stands, with the reason that all were promised to see."""

from datetime import datetime, timedelta

import pytest

from html_page import words
from makers import BERLIN, CLUB, NOW, TUESDAYS_AT_TEN, a_club, a_published_event, occurrence_ids, some_content
from mittendrin.audit.rules import SYSTEM
from mittendrin.desks.club.event_preview import preview
from mittendrin.events.filters import Filter
from mittendrin.events.form_words import town
from mittendrin.events.history import changes_of_dates
from mittendrin.events.previewing import Unpublished
from mittendrin.events.queries import date
from mittendrin.programme.queries import programme
from mittendrin.programme.rules import Month
from mittendrin.registrations.after_all import take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from visitor import Visitor

TUESDAY = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
pytestmark = pytest.mark.usefixtures("database")


async def longer(reason: str = "Wir feiern.", hours: int = 2, place: str = "") -> tuple[int, int]:
    """The event, and its first date."""
    event = await a_published_event(when=TUESDAYS_AT_TEN)
    first = (await occurrence_ids(event))[0]
    await move_date(first, Move(TUESDAY, TUESDAY + timedelta(hours=hours), place, reason), CLUB, NOW)
    return event, first


async def test_the_page_of_the_event_says_it_with_the_reason(visitor: Visitor) -> None:
    await longer()
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "NEUES ENDE: 12 statt 11 Uhr. Wir feiern." in words(visitor.page.main)


async def test_so_does_the_printed_month(database: object) -> None:
    await longer()
    january = (await programme(Month(2027, 1), Filter(), "")).as_text("")
    assert "NEUES ENDE: Gymnastik im Sitzen" in january
    assert "12 statt 11 Uhr" in january
    assert "Wir feiern" in january


async def test_back_at_its_usual_end_nothing_is_marked() -> None:
    _event, first = await longer()
    await move_date(first, Move(TUESDAY, TUESDAY + timedelta(hours=1), "", "Doch nicht."), SYSTEM, NOW)
    assert (await date(first, NOW)).change is None


async def test_called_off_and_back_again_it_still_says_its_end() -> None:
    _event, first = await longer()
    await call_off_date(first, CallingOff("Frau Demo ist krank."), CLUB, NOW)
    assert (await date(first, NOW)).usual_end is None
    await take_place_after_all(first, CLUB, NOW)
    assert str((await date(first, NOW)).change) == "NEUES ENDE: 12 statt 11 Uhr"


async def test_called_off_and_back_at_its_usual_end_nothing_is_marked() -> None:
    first = (await occurrence_ids(await a_published_event(when=TUESDAYS_AT_TEN)))[0]
    await call_off_date(first, CallingOff("Frau Demo ist krank."), CLUB, NOW)
    await take_place_after_all(first, CLUB, NOW)
    assert (await date(first, NOW)).change is None


async def test_the_history_names_both_ends() -> None:
    event, _first = await longer()
    (change,) = await changes_of_dates(event)
    assert change.words == "Termin verlegt: 12.1., 10–11 Uhr → 12.1., 10–12 Uhr"


@pytest.mark.parametrize(
    ("hours", "place", "said"),
    [
        (2, "", "Dienstag, 12. Januar 2027: jetzt 10 bis 12 Uhr"),
        (2, "Rathaus", "Dienstag, 12. Januar 2027: jetzt 10 bis 12 Uhr, Rathaus"),
        (1, "Rathaus", "Dienstag, 12. Januar, 10 bis 11 Uhr: anderer Ort, Rathaus"),
    ],
)
async def test_the_dates_to_check_say_what_is_new(hours: int, place: str, said: str) -> None:
    event, _first = await longer(hours=hours, place=place)
    version = Unpublished(await some_content(when=TUESDAYS_AT_TEN), await a_club(), event)
    assert (await preview(version, await town(), NOW)).lines[0].words == said
