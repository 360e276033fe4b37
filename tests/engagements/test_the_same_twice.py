"""The same act sent twice answers like the first and happens once; with other words it is another one."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import EndReason, Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side, by_id
from visitor import Visitor

VOLUNTEER, REQUESTER = Side.VOLUNTEER, Side.REQUESTER
DAY = {"bis-tag": "1", "bis-monat": "2", "bis-jahr": "2027"}
VISITS = {
    "besuch-tag": "12", "besuch-monat": "1", "besuch-jahr": "2027", "besuch-uhr": "10", "rhythmus": "weekly",
    "wie-oft": "2",
}  # fmt: skip


async def traces() -> tuple[int, int, int]:
    return await AuditEntry.count(), await Mail.count(), await CallTask.count()


async def twice(visitor: Visitor, path: str, typed: dict[str, str]) -> list[int]:
    """The second one leaves nothing behind."""
    first = (await visitor.post(path, typed)).status
    after, shown = await traces(), visitor.page.heading
    second = (await visitor.post(path, typed)).status
    assert (await traces(), visitor.page.heading) == (after, shown)
    return [first, second]


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("said", Answer)
async def test_an_answer_to_a_proposal(visitor: Visitor, side: Side, said: Answer) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    if side is REQUESTER:
        await answer(await by_id(proposal, VOLUNTEER), Answer.YES, OFFICE, NOW)
    path = (await by_id(proposal, side)).path
    assert await twice(visitor, path, {"antwort": said.value}) == [200, 200]
    other = Answer.NO if said is Answer.YES else Answer.YES
    assert (await visitor.post(path, {"antwort": other.value})).status == 422


async def test_a_yes_counts_as_said_whatever_the_other_says(visitor: Visitor) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    path = (await by_id(proposal, VOLUNTEER)).path
    await visitor.post(path, {"antwort": "ja"})
    for said in (Answer.LATER, Answer.LATER):
        await answer(await by_id(proposal, REQUESTER), said, OFFICE, NOW)
    assert [(await visitor.post(path, {"antwort": said})).status for said in ("ja", "spaeter")] == [200, 422]


@pytest.mark.parametrize(
    ("side", "deed", "typed"),
    [
        (VOLUNTEER, "planen", VISITS),
        (REQUESTER, "pause", DAY),
        (REQUESTER, "ende", {"grund": "no_time"}),
        (VOLUNTEER, "ende", {"grund": "other", "grund-text": "Ich ziehe um."}),
    ],
)
async def test_what_is_done_by_link(visitor: Visitor, side: Side, deed: str, typed: dict[str, Any]) -> None:
    await a_city()
    path = (await pair(await a_trial())).path(side)
    assert await twice(visitor, f"{path}/{deed}", typed) == [200, 200]


async def test_the_end_with_other_words_is_another_one(visitor: Visitor) -> None:
    await a_city()
    path = (await pair(await a_trial())).path(REQUESTER)
    said = {"grund": "other", "grund-text": "Es ging nicht."}
    answers = [
        (await visitor.post(f"{path}/ende", typed)).status for typed in (said, said, {"grund": "other"})
    ]
    assert answers == [200, 200, 422]


async def test_a_pause_and_its_end_and_what_is_said_afterwards(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    path = (await pair(engagement)).path(REQUESTER)
    await visitor.post(f"{path}/pause", DAY)
    assert await twice(visitor, f"{path}/weiter", {}) == [200, 200]
    await finish(engagement, Ending(EndReason.NO_TIME), Voice(OFFICE), NOW)
    assert await twice(visitor, f"{path}/rueckmeldung", {"rueckmeldung": "Es war nett."}) == [200, 200]
    assert (await visitor.post(f"{path}/rueckmeldung", {"rueckmeldung": "Doch nicht."})).status == 422
    assert await twice(visitor, f"{path}/niemand-mehr", {}) == [200, 200]


async def test_a_first_meeting_is_called_off_once_and_never_another_one(visitor: Visitor) -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    path, voice = (await pair(engagement)).path(VOLUNTEER), Voice(OFFICE)
    for day in (3, 4):
        meeting = Meeting(NOW + timedelta(days=day), "Café am Markt")
        for _once in range(2):
            await plan_first_meeting(engagement, meeting, voice, NOW)
    assert await AuditEntry.count().where(AuditEntry.act == "engagement.meeting_planned") == 2
    stale, shown = [{"treffen-am": (NOW + timedelta(days=day)).isoformat()} for day in (3, 4)]
    assert (await visitor.post(f"{path}/treffen-absagen", stale)).status == 422
    assert "Das Treffen ist jetzt an einem anderen Tag. Prüfen Sie bitte den Tag." in visitor.page.text
    assert (await visitor.post(f"{path}/treffen-absagen", {})).status == 422
    assert await twice(visitor, f"{path}/treffen-absagen", shown) == [200, 200]


@pytest.mark.usefixtures("database")
async def test_what_the_office_notes_down() -> None:
    engagement, _proposal = await an_engagement()
    plan, voice = Plan(date(2027, 1, 12), time(10), Rhythm.ONCE), Voice(OFFICE)
    for act in (
        lambda: begin_trial(engagement, voice, NOW),
        lambda: plan_visits(engagement, plan, voice, NOW),
        lambda: keep_on(engagement, voice, NOW),
    ):
        await act()
        after = await traces()
        await act()
        assert await traces() == after
