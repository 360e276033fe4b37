""" "sagt ab" on the call list about helping: a first meeting, a stand-in's own call, some of several visits."""

from datetime import date, datetime, time

import pytest

import people
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import BERLIN, NOW, OFFICE, a_city, a_pair, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.caring import Due, check_ins
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.engaging import Meeting, begin_trial, plan_first_meeting
from mittendrin.engagements.queries import missing_visit, missing_visits
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.outbox.tables import CallTask
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.tables import Engagement
from people import sign_in
from visitor import Visitor

MEETING = Meeting(datetime(2027, 1, 11, 15, tzinfo=BERLIN), "Café am Markt")
HELPER, ASKER = "Demo-Person Hilfe", "Demo-Person Suche"


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def an_engagement_by_telephone() -> int:
    pair = await a_pair()
    await Person.update({Person.email: "", Person.phone: "+491713920077"}, force=True)
    proposal = await a_proposal(*pair)
    for side in Side:
        await answer(await by_id(proposal, side), Answer.YES, VISITOR, NOW)
    row = await Engagement.select(Engagement.id).where(Engagement.proposal == proposal).first()
    assert row
    return int(row["id"])


async def keep_call(purpose: str, name: str) -> int:
    """Leaves this call alone on the list, so that its buttons are the only ones."""
    row = await CallTask.select(CallTask.id).where(
        CallTask.purpose == purpose, CallTask.recipient_name == name
    )
    await CallTask.delete().where(CallTask.id != row[0]["id"])
    return int(row[0]["id"])


async def calls() -> list[tuple[str, str, str]]:
    rows = await CallTask.select(CallTask.purpose, CallTask.recipient_name, CallTask.state).order_by(
        CallTask.id
    )
    return [(row["purpose"], row["recipient_name"], row["state"]) for row in rows]


async def states() -> list[str]:
    return [row["state"] for row in await Visit.select(Visit.state).order_by(Visit.starts_at, Visit.id)]


async def acts(name: str) -> int:
    return await AuditEntry.count().where(AuditEntry.act == name, AuditEntry.channel == "phone")


@pytest.mark.parametrize(("says", "hears"), [(HELPER, ASKER), (ASKER, HELPER)])
async def test_a_first_meeting_is_called_off_and_both_are_asked_for_another_day(
    clerk: Visitor, says: str, hears: str
) -> None:
    engagement = await an_engagement_by_telephone()
    await plan_first_meeting(engagement, MEETING, Voice(OFFICE), NOW)
    await keep_call("first_meeting", says)
    await clerk.get("/buero/anrufe")
    await clerk.submit("sagt ab")
    row = await Engagement.select(Engagement.first_meeting_at, Engagement.first_meeting_place).first()
    assert row == {"first_meeting_at": None, "first_meeting_place": ""}
    assert await calls() == [
        ("first_meeting", says, "done"),
        ("meeting_called_off", hears, "open"),
        ("meeting_again", says, "open"),
    ]
    assert await acts("engagement.meeting_called_off") == 1


async def test_a_new_first_meeting_ends_the_search_for_one(clerk: Visitor) -> None:
    engagement = await an_engagement_by_telephone()
    await plan_first_meeting(engagement, MEETING, Voice(OFFICE), NOW)
    await clerk.get(f"/buero/hilfe/einsaetze/{engagement}")
    await clerk.submit("Demo-Person Suche sagt ab")
    assert [one for one in await calls() if one[2] == "open" and "meeting" in one[0]] == [
        ("meeting_called_off", HELPER, "open"),
        ("meeting_again", ASKER, "open"),
    ]
    assert await check_ins(NOW.replace(day=25)) == []
    await plan_first_meeting(engagement, MEETING, Voice(OFFICE), NOW)
    still = [one[0] for one in await calls() if one[2] == "open" and "meeting" in one[0]]
    assert still == ["first_meeting", "first_meeting"]


async def test_when_both_were_reached_and_still_nobody_meets_they_are_asked_again(clerk: Visitor) -> None:
    engagement = await an_engagement_by_telephone()
    await plan_first_meeting(engagement, MEETING, Voice(OFFICE), NOW)
    await clerk.get(f"/buero/hilfe/einsaetze/{engagement}")
    await clerk.submit("Demo-Person Suche sagt ab")
    await CallTask.update({CallTask.state: "done"}, force=True)
    assert await check_ins(NOW.replace(day=25)) == [Due(engagement, "arrange")]


async def a_visit_with_a_stand_in() -> int:
    visit = await a_visit(await a_trial())
    stand_in = await a_stand_in()
    await say_cannot(visit, Voice(VISITOR, Side.VOLUNTEER), NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), NOW)
    return visit


async def test_a_stand_in_who_cannot_either_is_a_red_line_again_and_not_asked_twice(clerk: Visitor) -> None:
    visit = await a_visit_with_a_stand_in()
    await keep_call("stand_in_goes", "Demo-Person Ersatz")
    await clerk.get("/buero/anrufe")
    await clerk.submit("sagt ab")
    assert [line.id for line, _pair in await missing_visits(NOW)] == [visit]
    assert (await missing_visit(visit, NOW)).candidates == []
    assert await calls() == [
        ("stand_in_goes", "Demo-Person Ersatz", "done"),
        ("visit_helper_cannot", ASKER, "open"),
    ]
    script = await CallTask.select(CallTask.script).where(CallTask.purpose == "visit_helper_cannot").first()
    assert script
    assert script["script"].startswith("Die Vertretung kann am")
    assert await acts("visit.stand_in_cannot") == 1


async def test_a_stand_in_says_so_on_the_page_of_the_engagement(clerk: Visitor) -> None:
    visit = await a_visit_with_a_stand_in()
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    await clerk.get(f"/buero/hilfe/einsaetze/{row['engagement']}")
    await clerk.submit("Die Vertretung kann nicht Dienstag, 12. Januar, 10 Uhr")
    assert await states() == ["helper_cannot"]


async def three_visits(name: str) -> int:
    engagement = await an_engagement_by_telephone()
    await begin_trial(engagement, Voice(OFFICE), NOW)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), Voice(OFFICE), NOW)
    return await keep_call("visits_planned", name)


async def choose(clerk: Visitor, call: int, *places: int) -> None:
    ids = [str(row["id"]) for row in await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id)]
    await clerk.get("/buero/anrufe")
    assert f"/buero/anrufe/{call}/besuche" in [link.href for link in clerk.page.links]
    await clerk.get(f"/buero/anrufe/{call}/besuche")
    await clerk.submit("Diese Besuche absagen", besuche=[ids[place] for place in places])


async def test_of_several_visits_the_one_who_is_visited_calls_some_off(clerk: Visitor) -> None:
    call = await three_visits(ASKER)
    await choose(clerk, call, 0, 2)
    assert await states() == ["called_off", "planned", "called_off"]
    assert await calls() == [("visits_planned", ASKER, "done"), ("visits_called_off", HELPER, "open")]
    assert await acts("visit.called_off") == 2
    assert "Demo-Person Suche: sagt ab." in clerk.page.text


async def test_of_several_visits_the_helper_cannot_come_to_some(clerk: Visitor) -> None:
    call = await three_visits(HELPER)
    await choose(clerk, call, 1)
    assert await states() == ["planned", "helper_cannot", "planned"]
    assert await calls() == [("visits_planned", HELPER, "done"), ("visit_helper_cannot", ASKER, "open")]


async def test_the_same_choice_sent_twice_is_answered_like_the_first(clerk: Visitor) -> None:
    call = await three_visits(ASKER)
    await clerk.get(f"/buero/anrufe/{call}/besuche")
    asked, answers = clerk.page, []
    first, *_rest = [row["id"] for row in await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id)]
    for _twice in range(2):
        clerk.page = asked
        await clerk.submit("Diese Besuche absagen", besuche=[str(first)])
        answers.append((clerk.page.status, clerk.page.heading))
    assert answers == [(200, answers[0][1])] * 2
    assert await acts("visit.called_off") == 1


async def test_nothing_is_called_off_without_saying_which(clerk: Visitor) -> None:
    call = await three_visits(ASKER)
    await choose(clerk, call)
    assert clerk.page.answer.status_code == 422
    assert await states() == ["planned"] * 3
    assert await calls() == [("visits_planned", ASKER, "open")]


async def test_there_is_nothing_to_choose_for_any_other_call(clerk: Visitor) -> None:
    engagement = await an_engagement_by_telephone()
    await plan_first_meeting(engagement, MEETING, Voice(OFFICE), NOW)
    call = await keep_call("first_meeting", ASKER)
    await clerk.get(f"/buero/anrufe/{call}/besuche")
    assert clerk.page.answer.status_code == 404


async def test_what_happens_to_one_visit_leaves_the_calls_about_another_alone(clerk: Visitor) -> None:
    await three_visits(ASKER)
    first, second, _third = [
        row["id"] for row in await Visit.select(Visit.id).order_by(Visit.starts_at, Visit.id)
    ]
    for visit in (first, second):
        await say_cannot(visit, Voice(VISITOR, Side.VOLUNTEER), NOW)
    await clerk.get(f"/buero/hilfe/besuche/{second}")
    await clerk.submit("Niemand gefunden: Besuch fällt aus")
    still = [(one[0], one[2]) for one in await calls() if one[2] == "open"]
    assert still == [
        ("visits_planned", "open"),
        ("visit_helper_cannot", "open"),
        ("visit_called_off", "open"),
    ]
