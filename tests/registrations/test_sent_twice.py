"""A double click, or Back and once more: the second time says what the first one said, and does nothing."""

from datetime import datetime, timedelta

import pytest

from makers import BERLIN, CLUB, NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.outbox.calls import Outcome
from mittendrin.outbox.rules import CallResult
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations import actions
from mittendrin.registrations.calls import Caller, note_result
from mittendrin.registrations.calls import answers_to as about_sign_ups
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.rules import Target
from people import a_responsible, sign_in
from registrations.seen import open_calls, script
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
TUESDAY = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
WEDNESDAY = TUESDAY + timedelta(days=1)
TO_WEDNESDAY = Move(WEDNESDAY, WEDNESDAY + timedelta(hours=1), "", "Heizung defekt")
ILL = CallingOff("Die Leiterin ist krank.", "Kommen Sie am Freitag.")


async def a_guest() -> int:
    event = await a_published_event(terms=seats(4))
    first = (await occurrence_ids(event))[0]
    await actions.sign_up(Target(event, first), a_wish("Demo-Person 1"), VISITOR, NOW)
    return first


async def acts(name: str) -> int:
    return int(await AuditEntry.count().where(AuditEntry.act == name))


async def test_a_move_tells_once() -> None:
    date = await a_guest()
    assert [await move_date(date, TO_WEDNESDAY, CLUB, NOW) for _twice in range(2)] == [1, 1]
    assert (await acts("date.moved"), await open_calls()) == (1, ["confirmed", "moved"])
    assert (
        "Bisher war es Dienstag, 12. Januar, 10 bis 11 Uhr. Jetzt ist es Mittwoch, 13. Januar"
        in await script("moved")
    )


async def test_a_move_to_where_it_is_calls_nobody() -> None:
    date = await a_guest()
    with pytest.raises(Refused, match="Tag, Uhrzeit, Ort und Treffpunkt sind wie bisher"):
        await move_date(date, Move(TUESDAY, TUESDAY + timedelta(hours=1), "", "Nur so"), CLUB, NOW)
    assert (await acts("date.moved"), await open_calls()) == (0, ["confirmed"])


async def test_calling_off_tells_once_and_another_reason_is_another_act() -> None:
    date = await a_guest()
    assert [await call_off_date(date, ILL, CLUB, NOW) for _twice in range(2)] == [1, 1]
    assert (await acts("date.called_off"), await open_calls()) == (1, ["called_off"])
    with pytest.raises(Refused, match="schon abgesagt"):
        await call_off_date(date, CallingOff("Wasserschaden."), CLUB, NOW)


async def test_a_call_is_settled_once_by_the_same_person_in_the_same_way() -> None:
    await a_guest()
    (row,) = await CallTask.select(CallTask.id)
    clerk = Caller(Doer("Demo-Büro", account_id=1), about_sign_ups)
    reached = Outcome(CallResult.REACHED)
    first, second = [await note_result(row["id"], reached, clerk, NOW) for _twice in range(2)]
    assert (second, second.tries, await acts("call.reached")) == (first, 1, 1)
    for other, result in (
        (Caller(Doer("Demo-Kollege", account_id=2), about_sign_ups), reached),
        (clerk, Outcome(CallResult.SIGNS_OFF)),
    ):
        with pytest.raises(Refused, match="schon erledigt"):
            await note_result(row["id"], result, other, NOW)


async def test_the_button_that_is_pressed_again_leads_on_as_before(visitor: Visitor) -> None:
    date = await a_guest()
    await sign_in(visitor, await a_responsible())
    page = f"/verein/demo-turnverein-barbarossa/termine/{date}"
    off = {"grund": ILL.reason, "stattdessen": ILL.instead}
    for _twice in range(2):
        await visitor.post(f"{page}/absagen", off)
        assert (visitor.page.status, visitor.page.errors) == (200, [])
