"""A date that had moved, was called off and takes place after all: why it had moved is said again everywhere."""

from datetime import datetime, timedelta

import pytest

from makers import BERLIN, CLUB, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.events.calendar_parts import part_of_date
from mittendrin.events.queries import date
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import Mail
from mittendrin.registrations.after_all import event_takes_place_after_all, take_place_after_all
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.series_changes import call_off_event
from visitor import Visitor

ILL = CallingOff("Die Leiterin ist krank.", "Wir rufen Sie an.")
STARTS = datetime(2027, 1, 13, 15, tzinfo=BERLIN)
MOVE = Move(STARTS, STARTS + timedelta(hours=1), "", "Der Raum ist belegt.", "Kommen Sie am Freitag.")


async def a_moved_date(mode: SignUpMode = SignUpMode.EACH_DATE) -> tuple[int, int]:
    event = await a_published_event(terms=seats(9, mode))
    first = (await occurrence_ids(event))[0]
    await move_date(first, MOVE, CLUB, NOW)
    return event, first


async def last_mail() -> str:
    rows = await Mail.select(Mail.body).order_by(Mail.id)
    return " ".join(rows[-1]["body"].split())


@pytest.mark.usefixtures("database")
async def test_the_date_says_why_it_had_moved_and_so_do_calendars() -> None:
    event, first = await a_moved_date()
    await call_off_date(first, ILL, CLUB, NOW)
    off = await date(first, NOW)
    assert (off.reason, off.instead) == (ILL.reason, ILL.instead)
    await take_place_after_all(first, CLUB, NOW)
    back = await date(first, NOW)
    assert (back.reason, back.instead, back.starts) == (MOVE.reason, MOVE.instead, MOVE.starts)
    text = (await part_of_date(event, first, "https://mittendrin.example.org")).content.decode()
    assert f"Grund: {MOVE.reason}" in text.replace("\r\n ", "")
    kept = await Occurrence.select(Occurrence.move_reason, Occurrence.move_instead)
    assert {(row["move_reason"], row["move_instead"]) for row in kept} == {("", "")}


@pytest.mark.usefixtures("database")
async def test_of_a_second_round_too() -> None:
    _event, first = await a_moved_date()
    for hours in (0, 1):
        await call_off_date(first, ILL, CLUB, NOW + timedelta(hours=hours))
        await take_place_after_all(first, CLUB, NOW + timedelta(hours=hours))
    assert (await date(first, NOW)).reason == MOVE.reason


@pytest.mark.usefixtures("database")
async def test_it_comes_back_without_a_reason_in_the_log() -> None:
    _event, first = await a_moved_date()
    await call_off_date(first, ILL, CLUB, NOW)
    await take_place_after_all(first, CLUB, NOW)
    rows = await AuditEntry.select(AuditEntry.act, AuditEntry.reason).order_by(AuditEntry.id)
    said = {row["act"]: bool(row["reason"]) for row in rows if row["act"].startswith("date.")}
    assert said == {"date.moved": True, "date.called_off": True, "date.takes_place": False}


@pytest.mark.usefixtures("database")
async def test_whoever_is_signed_up_reads_why() -> None:
    event, first = await a_moved_date()
    await a_sign_up(event, a_wish(email="erna@example.org"))
    await call_off_date(first, ILL, CLUB, NOW)
    await take_place_after_all(first, CLUB, NOW)
    assert f"Warum er verlegt ist: {MOVE.reason} Stattdessen: {MOVE.instead}" in await last_mail()


@pytest.mark.usefixtures("database")
async def test_when_all_comes_back_the_next_date_says_why_it_had_moved() -> None:
    event, _first = await a_moved_date(mode=SignUpMode.COURSE)
    await a_sign_up(event, a_wish(email="erna@example.org"), whole=True)
    await call_off_event(event, ILL, CLUB, NOW)
    await event_takes_place_after_all(event, CLUB, NOW)
    assert f"Warum er verlegt ist: {MOVE.reason} Stattdessen: {MOVE.instead}" in await last_mail()


async def test_the_page_of_the_event_says_it_too(visitor: Visitor) -> None:
    _event, first = await a_moved_date()
    await call_off_date(first, ILL, CLUB, NOW)
    await take_place_after_all(first, CLUB, NOW)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert MOVE.reason in visitor.page.text
    assert ILL.reason not in visitor.page.text
