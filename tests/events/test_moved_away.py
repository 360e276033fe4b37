"""A date that has moved to another day still stands on its old one, where people look who know no other."""

from datetime import datetime, timedelta

import pytest

from html_page import words
from makers import BERLIN, NOW, TUESDAYS_AT_TEN, a_published_event, occurrence_ids
from mittendrin.audit.rules import SYSTEM
from mittendrin.events.filters import Filter
from mittendrin.programme.queries import programme
from mittendrin.programme.rules import Month
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from visitor import Visitor

WEDNESDAY = datetime(2027, 2, 3, 15, 0, tzinfo=BERLIN)
TRACE = "VERLEGT: Gymnastik im Sitzen 10 Uhr · auf Mittwoch, 3. Februar, 15 bis 16 Uhr · Stadtteilbüro Ost, Raum 2 Wasserschaden."


async def one_moved(number: int = 1, **content: object) -> int:
    """Of the second Tuesday, 19 January."""
    event_id = await a_published_event(when=TUESDAYS_AT_TEN, **content)
    moved = (await occurrence_ids(event_id))[number]
    await move_date(moved, Move(WEDNESDAY, WEDNESDAY + timedelta(hours=1), "", "Wasserschaden."), SYSTEM, NOW)
    return moved


def cards(visitor: Visitor) -> list[str]:
    return [words(item) for item in visitor.page.main.iter("li") if "date" in item.get("class", "").split()]


async def test_the_list_of_its_old_day_says_where_it_went(visitor: Visitor) -> None:
    await one_moved()
    await visitor.get("/veranstaltungen?ab=2027-01-19&zeit=heute")
    assert (visitor.page.text.count("Dienstag, 19. Januar: 1 verlegt"), cards(visitor)) == (1, [TRACE])


async def test_where_nothing_takes_place_it_counts_in_words_what_became_of_it(visitor: Visitor) -> None:
    moved = await one_moved()
    other = await a_published_event(title="Chor", when=TUESDAYS_AT_TEN)
    await call_off_date((await occurrence_ids(other))[1], CallingOff("Krank."), SYSTEM, NOW)
    await visitor.get("/veranstaltungen?ab=2027-01-19&zeit=heute")
    assert "Dienstag, 19. Januar: 1 abgesagt und 1 verlegt" in visitor.page.text
    await visitor.get("/veranstaltungen?ab=2027-01-21&zeit=heute")
    assert "Donnerstag, 21. Januar: kein Termin" in visitor.page.text
    # Its trace and the date itself are one.
    await call_off_date(moved, CallingOff("Sturm."), SYSTEM, NOW)
    await visitor.get("/veranstaltungen?ab=2027-01-19")
    assert "19. bis 25. Januar: 2 abgesagt" in visitor.page.text


async def test_so_does_the_start_page(visitor: Visitor) -> None:
    await one_moved(number=0)
    await visitor.get("/")
    assert cards(visitor) == [TRACE]


@pytest.mark.parametrize(
    ("query", "traces"),
    [
        pytest.param("stadtteil=innenstadt-ost", 1, id="the usual district"),
        pytest.param("suche=Gymnastik", 1, id="searched for"),
        pytest.param("suche=Tanzen", 0, id="searched for something else"),
        pytest.param("tag=1", 1, id="its old weekday"),
        pytest.param("tag=2", 0, id="its new weekday"),
    ],
)
async def test_the_filter_is_asked_as_of_the_old_day(visitor: Visitor, query: str, traces: int) -> None:
    await one_moved()
    await visitor.get(f"/veranstaltungen?ab=2027-01-19&zeit=heute&{query}")
    assert cards(visitor) == [TRACE] * traces


async def test_a_trace_is_no_answer_to_a_search(visitor: Visitor) -> None:
    """So the next steps lead on to what does take place."""
    await one_moved()
    await visitor.get("/veranstaltungen?ab=2027-01-19&zeit=heute&suche=Gymnastik")
    assert "In den nächsten vier Wochen: 5 Termine" in visitor.page.text


async def test_only_another_day_leaves_a_trace(visitor: Visitor) -> None:
    """Of another hour on the same day the date itself tells; what was called off later is off on both days."""
    event_id = await a_published_event(when=TUESDAYS_AT_TEN)
    first, second, _rest = (await occurrence_ids(event_id))[:3]
    later = datetime(2027, 1, 12, 15, 0, tzinfo=BERLIN)
    await move_date(first, Move(later, later + timedelta(hours=1), "", ""), SYSTEM, NOW)
    await move_date(second, Move(WEDNESDAY, WEDNESDAY + timedelta(hours=1), "", ""), SYSTEM, NOW)
    await call_off_date(second, CallingOff("Krank."), SYSTEM, NOW)
    await visitor.get("/veranstaltungen?zeit=monat")
    assert [card.split(" ")[0] for card in cards(visitor)] == [
        "Gymnastik",
        "ABGESAGT:",
        "Gymnastik",
        "Gymnastik",
        "ABGESAGT:",
        "Gymnastik",
    ]


async def test_called_off_later_it_still_says_so_on_its_old_day(visitor: Visitor) -> None:
    moved = await one_moved()
    await call_off_date(moved, CallingOff("Die Leiterin ist krank."), SYSTEM, NOW)
    await visitor.get("/veranstaltungen?ab=2027-01-19&zeit=heute")
    assert cards(visitor) == [
        "ABGESAGT: Gymnastik im Sitzen 10 Uhr · war verlegt auf Mittwoch, 3. Februar, 15 bis 16 Uhr · "
        "Stadtteilbüro Ost, Raum 2 Die Leiterin ist krank."
    ]
    january = (await programme(Month(2027, 1), Filter(), "")).as_text("")
    assert "FÄLLT AUS: Gymnastik im Sitzen" in january
    assert "War verlegt auf Mittwoch, 3. Februar, 15 bis 16 Uhr. Die Leiterin ist krank" in january
