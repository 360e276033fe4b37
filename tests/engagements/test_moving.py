"""One visit is moved by agreement: the other one hears it once, with the day that they know and the new one."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from engagement_makers import HELPER, a_stand_in, a_trial, a_visit, for_one_day, on_the_day
from makers import BERLIN, NOW, OFFICE, a_city
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.desks.office.calling import answers_to
from mittendrin.engagements.caring import coming_meetings, remind_of_meeting
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.moving import Move, move_visit
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, come_after_all, plan_visits, say_cannot, take_back
from mittendrin.outbox.calls import CallLine, Outcome, open_calls
from mittendrin.outbox.calls import finish as finish_call
from mittendrin.outbox.rules import CallResult, CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from people import a_clerk, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
ASKER, BY_OFFICE = Voice(VISITOR, Side.REQUESTER), Voice(OFFICE)
OLD = "Dienstag, 12. Januar um 10 Uhr"
NEW = "Donnerstag, 14. Januar um 15 Uhr"
THURSDAY = {"besuch-tag": "14", "besuch-monat": "1", "besuch-jahr": "2027", "besuch-uhr": "15"}


def at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=BERLIN)


TUESDAY_AT_TEN, THURSDAY_AT_THREE = at(12, 10), at(14, 15)


async def moved(
    visit: int, to: datetime = THURSDAY_AT_THREE, voice: Voice = HELPER, now: datetime = NOW
) -> None:
    row = await Visit.select(Visit.starts_at).where(Visit.id == visit).first()
    assert row
    await move_visit(visit, Move(to, row["starts_at"]), voice, now)


async def all_is_heard() -> None:
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)


async def a_known_visit(number: int = 1) -> int:
    """Both have heard of it; on Tuesdays at ten."""
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, number), BY_OFFICE, NOW)
    await all_is_heard()
    row = await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id).first()
    assert row
    return int(row["id"])


async def calls() -> list[CallLine]:
    return [one for one in await open_calls(None) if one.purpose.startswith("visit")]


async def said() -> list[tuple[str, str]]:
    return [(one.purpose, one.name) for one in await calls()]


async def hears(call: CallLine) -> None:
    await finish_call(call.id, Outcome(CallResult.REACHED), OFFICE, NOW)


async def visits() -> list[tuple[datetime, str]]:
    rows = await Visit.select(Visit.starts_at, Visit.state).order_by(Visit.starts_at, Visit.id)
    return [(row["starts_at"], row["state"]) for row in rows]


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
    with pytest.raises(Refused, match="inzwischen ein anderer"):
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


async def test_i_cannot_is_about_the_new_day() -> None:
    visit = await a_known_visit()
    await moved(visit)
    await hears((await calls())[0])
    await say_cannot(visit, HELPER, NOW)
    assert [line.starts_at for line, _pair in await missing_visits(NOW)] == [THURSDAY_AT_THREE]
    (call,) = await calls()
    assert (NEW in call.script, OLD in call.script) == (True, False)


async def test_whoever_has_not_heard_of_the_move_hears_all_of_it_in_one_call() -> None:
    visit = await a_known_visit()
    await moved(visit)
    await say_cannot(visit, HELPER, NOW)
    (call,) = await calls()
    assert (call.purpose, NEW in call.script) == ("visit_helper_cannot", True)
    assert f"Am {OLD} ist kein Termin mehr." in call.script
    await come_after_all(visit, HELPER, NOW)
    (call,) = await calls()
    assert (call.purpose, OLD in call.script, NEW in call.script) == ("visit_moved_requester", True, True)
    await say_cannot(visit, HELPER, NOW)
    await moved(visit, TUESDAY_AT_TEN)
    assert (await visits(), await said()) == ([(TUESDAY_AT_TEN, "planned")], [])


async def test_who_cannot_come_then_comes_another_day() -> None:
    visit = await a_known_visit()
    await say_cannot(visit, HELPER, NOW)
    await hears((await calls())[0])
    await moved(visit)
    (call,) = await calls()
    assert (OLD in call.script, NEW in call.script) == (True, True)
    assert await missing_visits(NOW) == []
    await moved(visit, TUESDAY_AT_TEN)
    assert [one[0] for one in await said()] == ["visits_planned"]


async def test_before_anybody_knows_that_the_helper_cannot_it_is_only_moved() -> None:
    visit = await a_known_visit()
    await say_cannot(visit, HELPER, NOW)
    await moved(visit)
    assert await said() == [("visit_moved_requester", "Demo-Person Suche")]


@pytest.mark.parametrize("voice", [BY_OFFICE, HELPER])
async def test_what_is_called_off_is_the_day_that_they_know(voice: Voice) -> None:
    visit = await a_known_visit()
    await moved(visit)
    await call_off(visit, voice, NOW)
    told = [one for one in await calls() if one.name == "Demo-Person Suche"]
    assert [(one.purpose, OLD in one.script, NEW in one.script) for one in told] == [
        ("visit_called_off", True, False)
    ]


async def test_a_pause_and_an_end_name_the_day_that_they_know() -> None:
    visit = await a_known_visit()
    await moved(visit)
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    await pause(row["engagement"], date(2027, 1, 20), HELPER, NOW)
    (call,) = [one for one in await open_calls(None) if one.purpose == "paused"]
    assert (OLD in call.script, await said()) == (True, [])


async def test_nothing_of_a_move_is_said_after_the_end() -> None:
    visit = await a_known_visit()
    await moved(visit)
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    await finish(row["engagement"], Ending(), HELPER, NOW)
    assert await said() == []


async def with_a_stand_in() -> tuple[int, int]:
    visit, stand_in = await a_known_visit(), await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), BY_OFFICE, NOW)
    await all_is_heard()
    return visit, stand_in


async def test_who_would_have_come_instead_has_said_yes_to_that_day_alone() -> None:
    visit, _stand_in = await with_a_stand_in()
    with pytest.raises(Refused, match="schon eine Vertretung"):
        await moved(visit)
    await moved(visit, voice=Voice(replace(OFFICE, account_id=7), Side.REQUESTER))
    row = await Visit.select(Visit.stand_in, Visit.state, Visit.said_no).where(Visit.id == visit).first()
    assert row == {"stand_in": None, "state": "planned", "said_no": ""}
    (stays,) = [one for one in await open_calls(None) if one.purpose == "stand_in_stays"]
    assert (stays.name, OLD in stays.script) == ("Demo-Person Ersatz", True)
    assert [one.name for one in await calls()] == ["Demo-Person Hilfe"]


@pytest.mark.parametrize(
    ("voice", "state"), [(HELPER, "called_off"), (Voice(OFFICE, Side.REQUESTER), "helper_cannot")]
)
async def test_on_the_telephone_they_say_that_the_new_day_does_not_suit(voice: Voice, state: str) -> None:
    visit = await a_known_visit()
    await moved(visit, voice=voice)
    (call,) = await calls()
    await answers_to(call)[CallResult.SIGNS_OFF].act(call, OFFICE, NOW)
    assert await visits() == [(THURSDAY_AT_THREE, state)]


async def test_of_help_for_one_day_both_are_reminded_of_the_new_day() -> None:
    visit = await on_the_day(await for_one_day())
    await all_is_heard()
    first = at(19, 10)

    async def reminds(now: datetime) -> list[bool]:
        found = await coming_meetings(now, now + timedelta(days=3))
        return [await remind_of_meeting(one, Side.REQUESTER, now) for one in found]

    stale = await coming_meetings(at(18, 9), at(20, 9))
    assert await reminds(at(18, 9)) == [True]
    await moved(visit, at(21, 10), now=at(18, 10))
    assert [await remind_of_meeting(one, Side.REQUESTER, at(18, 10)) for one in stale] == [False]
    assert await reminds(at(20, 9)) == [False]
    await all_is_heard()
    assert await reminds(at(20, 9)) == [True]
    await moved(visit, first + timedelta(days=3), now=at(20, 10))
    await moved(visit, at(21, 10), now=at(20, 10))
    assert await reminds(at(20, 10)) == [True]


async def test_the_helper_moves_it_by_link(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    found = await pair(engagement)
    await visitor.get(found.path(Side.VOLUNTEER))
    await visitor.click("Verlegen Dienstag, 12. Januar, 10 Uhr")
    assert "Termin verlegen" in visitor.page.heading
    await visitor.submit("Verlegen und Bescheid sagen", **(THURSDAY | {"besuch-tag": "3"}))
    assert "schon vorbei" in visitor.page.text
    await visitor.submit("Verlegen und Bescheid sagen", **THURSDAY)
    assert "Donnerstag, 14. Januar, 15 Uhr verabredet" in visitor.page.text
    assert await visits() == [(THURSDAY_AT_THREE, "planned")]


async def test_only_the_helper_does(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    path = (await pair(engagement)).path(Side.REQUESTER)
    await visitor.get(path)
    assert "Verlegen" not in visitor.page.text
    for answer in (
        await visitor.get(f"{path}/besuche/{visit}/verlegen"),
        await visitor.post(f"{path}/besuche/{visit}/verlegen", THURSDAY),
    ):
        assert answer.status == 404


async def test_the_office_moves_it_for_one_of_them(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    await a_visit(engagement)
    await all_is_heard()
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    await visitor.click("Verlegen Dienstag, 12. Januar, 10 Uhr")
    await visitor.submit("Verlegen und Bescheid sagen", **THURSDAY, seite="requester")
    assert (
        "Besuch verlegt: Dienstag, 12. Januar, 10 Uhr → Donnerstag, 14. Januar, 15 Uhr" in visitor.page.text
    )
    assert await said() == [("visit_moved_volunteer", "Demo-Person Hilfe")]


async def test_a_button_beside_another_day_does_nothing(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    found = await pair(engagement)
    for path, button in (
        (found.path(Side.VOLUNTEER), "Da kann ich nicht Dienstag, 12. Januar, 10 Uhr"),
        (found.path(Side.REQUESTER), "Ich brauche an diesem Tag niemanden Dienstag, 12. Januar, 10 Uhr"),
    ):
        await visitor.get(path)
        await moved(visit)
        await visitor.submit(button)
        assert "Der Tag ist inzwischen ein anderer." in visitor.page.text
        assert await visits() == [(THURSDAY_AT_THREE, "planned")]
        await moved(visit, TUESDAY_AT_TEN)
