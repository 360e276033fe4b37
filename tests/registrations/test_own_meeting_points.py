"""A single date may have a meeting point of its own: said in messages, on its page, in calendars and in print."""

from dataclasses import replace
from datetime import date as day
from datetime import datetime, time, timedelta

import pytest

from makers import (
    BERLIN,
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_sign_up,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.events.calendar_parts import part_of_date
from mittendrin.events.queries import date
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from people import a_responsible, sign_in
from visitor import Visitor

USUAL = "um 9.50 Uhr am Eingang"
PAGE = "/veranstaltungen/gymnastik-im-sitzen"
STARTS = datetime(2027, 1, 12, 10, tzinfo=BERLIN)


async def a_date() -> tuple[int, int]:
    event = await a_published_event(terms=seats(9), meeting_point=USUAL)
    return event, (await occurrence_ids(event))[0]


async def meets(occurrence_id: int, where: str | None, hour: int = 10, place: str = "") -> None:
    starts = STARTS.replace(hour=hour)
    move = Move(starts, starts + timedelta(hours=1), place, "Baustelle.", meeting_point=where)
    await move_date(occurrence_id, move, CLUB, NOW)


async def last_mail() -> str:
    rows = await Mail.select(Mail.body).order_by(Mail.id)
    return " ".join(rows[-1]["body"].split())


@pytest.mark.usefixtures("database")
async def test_whoever_is_signed_up_hears_of_it_though_time_and_place_stay() -> None:
    event, first = await a_date()
    await a_sign_up(event, a_wish(email="erna@example.org"))
    await a_sign_up(event, a_wish("Demo-Person 2", phone="+491713920002"))
    await meets(first, "am Tor")
    said = f"Der Treffpunkt „{USUAL}“ gilt nicht mehr. Treffpunkt ist jetzt: am Tor."
    assert "Tag, Uhrzeit und Ort bleiben." in await last_mail()
    assert said in await last_mail()
    rows = await CallTask.select(CallTask.script).where(CallTask.purpose == "moved")
    assert [said in " ".join(row["script"].split()) for row in rows] == [True]


@pytest.mark.usefixtures("database")
async def test_elsewhere_too() -> None:
    event, first = await a_date()
    await a_sign_up(event, a_wish(email="erna@example.org"))
    await meets(first, "am Brunnen", place="Rathaus")
    assert "Treffpunkt ist jetzt: am Brunnen." in await last_mail()
    assert (await date(first, NOW)).meeting_point == "am Brunnen"


@pytest.mark.usefixtures("database")
async def test_whoever_knows_it_hears_nothing_when_it_is_as_before() -> None:
    event, first = await a_date()
    await a_sign_up(event, a_wish("Demo-Person 2", phone="+491713920002"))
    await meets(first, "am Tor")
    await meets(first, None)
    still = CallTask.select(CallTask.id).where((CallTask.purpose == "moved") & (CallTask.state == "open"))
    assert not await still


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("where", "title", "notice", "line"),
    [
        ("am Tor", "ANDERER TREFFPUNKT: ", "Anderer Treffpunkt. Grund: Baustelle.", "Treffpunkt: am Tor"),
        ("", "OHNE TREFFPUNKT: ", "Ohne Treffpunkt. Grund: Baustelle.", ""),
    ],
)
async def test_calendars_say_it(where: str, title: str, notice: str, line: str) -> None:
    event, first = await a_date()
    await meets(first, where)
    content = (await part_of_date(event, first, "https://mittendrin.example.org")).content.decode()
    text = content.replace("\r\n ", "")
    assert (f"SUMMARY:{title}" in text, notice in text) == (True, True)
    assert ("Treffpunkt: " in text.replace(notice, ""), line in text) == (bool(line), True)


async def test_the_page_the_list_and_print_say_it(visitor: Visitor) -> None:
    _event, first = await a_date()
    await meets(first, "am Tor")
    await visitor.get(PAGE)
    assert "ANDERER TREFFPUNKT." in visitor.page.text
    assert "TreffpunktDiesmal hier: am Tor" in visitor.page.text
    assert f"Treffpunkt an anderen Tagen{USUAL}" in visitor.page.text
    await visitor.get("/veranstaltungen")
    assert "ANDERER TREFFPUNKT. Treffpunkt: am Tor. Baustelle." in visitor.page.text
    printed = (await visitor.client.get("/programm/2027-01.txt")).text
    assert "Treffpunkt: am Tor" in printed


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(("room", "met"), [("Raum 2", "am Tor"), ("Raum 5", "am Eingang")])
async def test_when_the_series_changes_it_stays_with_its_place(room: str, met: str) -> None:
    event, _first = await a_date()
    second = (await occurrence_ids(event))[1]
    starts = STARTS + timedelta(days=7)
    move = Move(starts, starts + timedelta(hours=2), "", "Baustelle.", meeting_point="am Tor")
    await move_date(second, move, CLUB, NOW)
    at_eleven = replace(TUESDAYS_AT_TEN, first_day=day(2027, 1, 19), starts=time(11), ends=time(12))
    change = SeriesChange(day(2027, 1, 19), at_eleven, await a_venue(), room, "Neue Leitung.")
    await change_series(event, change, CLUB, NOW)
    assert (await date(second, NOW)).meeting_point == met


@pytest.mark.usefixtures("database")
async def test_called_off_and_back_it_meets_where_it_met() -> None:
    _event, first = await a_date()
    await meets(first, "am Tor")
    await call_off_date(first, CallingOff("Krank."), CLUB, NOW)
    assert (await date(first, NOW)).own_meeting_point == "am Tor"


async def to_move(visitor: Visitor, first: int) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{first}/verlegen")
    assert visitor.page.form("Weiter: Angaben prüfen").value("treffpunkt") == USUAL


async def test_the_form_asks_for_it_and_the_check_page_says_it(visitor: Visitor) -> None:
    _event, first = await a_date()
    await to_move(visitor, first)
    await visitor.submit(
        "Weiter: Angaben prüfen", von="14", bis="15", treffpunkt="um 13.50 Uhr am Tor", grund="Heizung"
    )
    assert "Treffpunktum 13.50 Uhr am Tor" in visitor.page.text
    await visitor.submit("Jetzt verlegen")
    assert (await date(first, NOW)).meeting_point == "um 13.50 Uhr am Tor"


async def test_what_was_left_standing_does_not_go_along_to_another_place_unless_it_is_typed_again(
    visitor: Visitor,
) -> None:
    _event, first = await a_date()
    await to_move(visitor, first)
    await visitor.submit("Weiter: Angaben prüfen", ort="Rathaus", grund="Heizung")
    assert f"Treffpunkt „{USUAL}“: Er gehört zum bisherigen Ort." in visitor.page.text
    await visitor.submit("Etwas ändern")
    assert visitor.page.form("Weiter: Angaben prüfen").value("treffpunkt") == ""
    await visitor.submit("Weiter: Angaben prüfen", treffpunkt=USUAL)
    assert "Er gehört zum bisherigen Ort." not in visitor.page.text
    await visitor.submit("Jetzt verlegen")
    assert (await date(first, NOW)).meeting_point == USUAL


async def test_only_another_meeting_point_is_a_change(visitor: Visitor) -> None:
    _event, first = await a_date()
    await to_move(visitor, first)
    await visitor.submit("Weiter: Angaben prüfen", grund="Heizung")
    assert visitor.page.errors == [
        "Tag, Uhrzeit, Ort und Treffpunkt sind wie bisher. Ändern Sie bitte etwas davon."
    ]
    await visitor.submit("Weiter: Angaben prüfen", treffpunkt="am Tor")
    await visitor.submit("Jetzt verlegen")
    assert "ANDERER TREFFPUNKT. Treffpunkt: am Tor. Heizung" in visitor.page.text
