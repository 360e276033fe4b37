"""A date moves to another hour, and its meeting point names the old one."""

from datetime import datetime, timedelta

import pytest

from makers import BERLIN, CLUB, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.registrations.date_changes import Move, move_date
from visitor import Visitor

USUAL = "um 9.50 Uhr am Haupteingang, Gleis 1"
PAGE = "/veranstaltungen/gymnastik-im-sitzen"


async def moved_to(hours: tuple[int, ...], usual: str = USUAL, **who: str) -> None:
    event = await a_published_event(terms=seats(9), meeting_point=usual)
    first = (await occurrence_ids(event))[0]
    await a_sign_up(event, a_wish(**who))
    for hour in hours:
        starts = datetime(2027, 1, 12, hour, tzinfo=BERLIN)
        await move_date(first, Move(starts, starts + timedelta(hours=1), "", "Heizung"), CLUB, NOW)


async def test_the_page_says_where_to_meet_this_time_and_on_the_other_days(visitor: Visitor) -> None:
    await moved_to((11,))
    await visitor.get(PAGE)
    assert "TreffpunktDiesmal hier: am Haupteingang, Gleis 1" in visitor.page.text
    assert f"Treffpunkt an anderen Tagen{USUAL}" in visitor.page.text


async def test_at_its_usual_hour_there_is_one_meeting_point(visitor: Visitor) -> None:
    await moved_to(())
    await visitor.get(PAGE)
    assert f"Treffpunkt{USUAL}" in visitor.page.text
    assert "an anderen Tagen" not in visitor.page.text


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("usual", "said"),
    [
        (USUAL, f"Der Treffpunkt „{USUAL}“ gilt nicht mehr. Treffpunkt ist jetzt: am Haupteingang, Gleis 1."),
        ("Wir treffen uns um 9 am Tor", "Der Treffpunkt „Wir treffen uns um 9 am Tor“ gilt nicht mehr."),
        ("am Tor", ""),
    ],
)
async def test_whoever_is_signed_up_hears_what_became_of_it(usual: str, said: str) -> None:
    await moved_to((11,), usual, email="erna@example.org")
    (body,) = [
        row["body"] for row in await Mail.select(Mail.body, Mail.subject) if "Achtung" in row["subject"]
    ]
    assert [line.strip() for line in body.splitlines() if "Treffpunkt" in line] == ([said] if said else [])


@pytest.mark.usefixtures("database")
async def test_two_moves_in_one_call_say_what_became_of_it() -> None:
    await moved_to((11, 12))
    open_now = (CallTask.purpose == "moved") & (CallTask.state == CallState.OPEN.value)
    (call,) = await CallTask.select(CallTask.script).where(open_now)
    assert f"Der Treffpunkt „{USUAL}“ gilt nicht mehr." in call["script"]
