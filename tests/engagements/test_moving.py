"""One visit is moved by agreement: the other one hears it once, with the day that they know and the new one."""

from datetime import date, datetime, time

import pytest

from engagement_makers import HELPER, a_trial
from makers import NOW, OFFICE
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.moving import Move, move_visit
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, take_back
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from moving_visits import (
    NEW,
    OLD,
    THURSDAY_AT_THREE,
    TUESDAY_AT_TEN,
    a_known_visit,
    at,
    calls,
    hears,
    moved,
    said,
    visits,
)

pytestmark = pytest.mark.usefixtures("database")
ASKER, BY_OFFICE = Voice(VISITOR, Side.REQUESTER), Voice(OFFICE)


async def test_the_other_one_hears_the_old_day_and_the_new_one() -> None:
    visit = await a_known_visit(2)
    await moved(visit)
    assert await visits() == [(THURSDAY_AT_THREE, "planned"), (at(19, 10), "planned")]
    (call,) = await calls()
    assert (call.purpose, call.name) == ("visit_moved_requester", "Demo-Person Suche")
    assert (OLD in call.script, NEW in call.script) == (True, True)
    assert "Die anderen Termine bleiben, wie sie sind." in call.script
    entry = await AuditEntry.select(AuditEntry.detail).where(AuditEntry.act == "visit.moved").first()
    assert entry == {"detail": "Dienstag, 12. Januar, 10 Uhr → Donnerstag, 14. Januar, 15 Uhr"}


async def test_a_mail_says_whom_to_call_when_it_does_not_suit() -> None:
    await a_known_visit(3)
    last = await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id, ascending=False).first()
    assert last
    await moved(last["id"], at(28, 15), ASKER)
    mail = await Mail.select(Mail.body).where(Mail.purpose == "visit_moved_volunteer").first()
    assert mail
    for words in (
        "Dienstag, 26. Januar 2027, 10 Uhr",
        "Donnerstag, 28. Januar 2027, 15 Uhr",
        "Rufen Sie uns",
    ):
        assert words in mail["body"]


async def test_what_is_soon_is_told_at_once() -> None:
    visit = await a_known_visit()
    await moved(visit, now=at(11, 9))
    assert [one.due_at for one in await calls()] == [at(11, 9)]


async def test_moved_by_the_office_both_hear_it() -> None:
    await moved(await a_known_visit(), voice=BY_OFFICE)
    assert sorted(name for _purpose, name in await said()) == ["Demo-Person Hilfe", "Demo-Person Suche"]


async def test_moved_twice_before_anybody_has_called_is_one_true_call() -> None:
    visit = await a_known_visit()
    await moved(visit, at(13, 9))
    await moved(visit)
    (call,) = await calls()
    assert (OLD in call.script, NEW in call.script, "13. Januar" in call.script) == (True, True, False)


async def test_moved_back_before_anybody_has_called_is_no_call() -> None:
    visit = await a_known_visit()
    await moved(visit)
    await moved(visit, TUESDAY_AT_TEN)
    assert await said() == []


async def test_moved_back_afterwards_is_another_one() -> None:
    visit = await a_known_visit()
    await moved(visit)
    await hears((await calls())[0])
    await moved(visit, TUESDAY_AT_TEN)
    (call,) = await calls()
    assert call.script.index(NEW) < call.script.index(OLD)


async def test_whoever_has_not_heard_of_the_visit_hears_only_of_the_new_day() -> None:
    engagement = await a_trial()
    await CallTask.delete(force=True)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 2), HELPER, NOW)
    row = await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id).first()
    assert row
    await moved(row["id"])
    (call,) = await calls()
    assert (call.purpose, NEW in call.script, "12. Januar" in call.script) == ("visits_planned", True, False)
    await take_back(engagement, HELPER, NOW)
    assert (await visits(), await said()) == ([], [])


async def test_pressed_twice_it_is_moved_once() -> None:
    visit = await a_known_visit()
    for _once in range(2):
        await move_visit(visit, Move(THURSDAY_AT_THREE, TUESDAY_AT_TEN), HELPER, NOW)
    assert await AuditEntry.count().where(AuditEntry.act == "visit.moved") == 1
    assert len(await calls()) == 1


async def test_an_old_page_moves_nothing() -> None:
    visit = await a_known_visit()
    await moved(visit, at(13, 9))
    with pytest.raises(Refused, match="inzwischen eine andere"):
        await move_visit(visit, Move(THURSDAY_AT_THREE, TUESDAY_AT_TEN), HELPER, NOW)
    with pytest.raises(NotFound):
        await move_visit(0, Move(THURSDAY_AT_THREE, TUESDAY_AT_TEN), HELPER, NOW)


@pytest.mark.parametrize(("to", "why"), [(at(4, 7), "schon vorbei"), (at(19, 10), "steht schon ein Termin")])
async def test_what_a_new_one_may_not_be_a_moved_one_is_not_either(to: datetime, why: str) -> None:
    visit = await a_known_visit(2)
    with pytest.raises(Refused, match=why):
        await moved(visit, to)
    assert await visits() == [(TUESDAY_AT_TEN, "planned"), (at(19, 10), "planned")]


async def test_not_in_a_pause_and_not_when_it_has_begun() -> None:
    visit = await a_known_visit(3)
    with pytest.raises(Refused, match="inzwischen vorbei"):
        await moved(visit, now=at(12, 11))
    last = await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id, ascending=False).first()
    assert last
    engagement = (await Visit.select(Visit.engagement).first() or {})["engagement"]
    await pause(engagement, date(2027, 1, 20), HELPER, NOW)
    with pytest.raises(Refused, match="nicht in einer Pause"):
        await moved(last["id"], at(27, 10))
