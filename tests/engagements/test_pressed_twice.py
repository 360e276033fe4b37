"""A button says what somebody wishes: pressed twice, or on an old page, it never does the opposite."""

from typing import Any

import pytest

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import NOW, OFFICE, a_city
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import visit_of
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import Agreed, call_off, say_cannot, send_stand_in
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side
from visitor import Visitor

OF_VISITS = ["visit_helper_cannot", "visit_takes_place", "visit_called_off"]


async def by_link(visitor: Visitor, visit: int, wish: str, side: Side = Side.VOLUNTEER) -> int:
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    path = (await pair(row["engagement"])).path(side)
    return (await visitor.post(f"{path}/besuche/{visit}", {"besuch-stand": wish} if wish else {})).status


async def state_of(visit: int) -> str:
    row = await Visit.select(Visit.state).where(Visit.id == visit).first()
    assert row
    return str(row["state"])


async def acts() -> list[str]:
    rows = (
        await AuditEntry.select(AuditEntry.act).where(AuditEntry.act.like("visit.%")).order_by(AuditEntry.id)
    )
    return [row["act"] for row in rows]


async def calls() -> list[dict[str, Any]]:
    said = CallTask.purpose.is_in(OF_VISITS) & (CallTask.state == CallState.OPEN.value)
    return await CallTask.select(CallTask.purpose, CallTask.recipient_name).where(said).order_by(CallTask.id)


async def test_who_says_twice_that_they_cannot_come_does_not_come(visitor: Visitor) -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    assert [await by_link(visitor, visit, "kann-nicht") for _once in range(2)] == [200, 200]
    assert await state_of(visit) == "helper_cannot"
    assert await acts() == ["visit.planned", "visit.helper_cannot"]
    assert await calls() == [{"purpose": "visit_helper_cannot", "recipient_name": "Demo-Person Suche"}]


async def test_a_page_from_before_the_telephone_call_says_the_same_as_the_call(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    await visitor.submit("Da kann ich nicht Dienstag, 12. Januar, 10 Uhr")
    assert "Wir suchen eine Vertretung" in visitor.page.text
    assert await state_of(visit) == "helper_cannot"


async def test_who_says_twice_that_they_come_after_all_comes(visitor: Visitor) -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    for wish in ("kann-nicht", "kann-doch", "kann-doch"):
        assert await by_link(visitor, visit, wish) == 200
    assert await state_of(visit) == "planned"
    assert await acts() == ["visit.planned", "visit.helper_cannot", "visit.takes_place"]


async def test_who_needs_nobody_says_so_twice(visitor: Visitor) -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    for _once in range(2):
        assert await by_link(visitor, visit, "faellt-aus", Side.REQUESTER) == 200
    assert await acts() == ["visit.planned", "visit.called_off"]
    assert await by_link(visitor, visit, "kann-nicht") == 200
    assert await state_of(visit) == "called_off"


async def test_who_comes_too_late_after_all_reads_what_is_so(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    agreed = Agreed(await a_stand_in(), stand_in_said_yes=True, requester_said_yes=True)
    await send_stand_in(visit, agreed, Voice(OFFICE), NOW)
    assert await by_link(visitor, visit, "kann-nicht") == 200
    assert await by_link(visitor, visit, "kann-doch") == 422
    assert "Zu diesem Besuch kommt schon eine Vertretung." in visitor.page.text
    await call_off(visit, Voice(OFFICE, Side.REQUESTER), NOW)
    assert await by_link(visitor, visit, "kann-doch") == 422
    assert "Dieser Besuch fällt aus. Tragen Sie bitte einen neuen ein." in visitor.page.text
    assert await state_of(visit) == "called_off"


@pytest.mark.parametrize("wish", ["", "faellt-aus", "kann-alles"])
async def test_what_no_button_of_this_side_says_changes_nothing(visitor: Visitor, wish: str) -> None:
    await a_city()
    visit = await a_visit(await a_trial())
    assert await by_link(visitor, visit, wish) == 422
    assert await state_of(visit) == "planned"
    assert "Die Seite war schon älter. Drücken Sie bitte noch einmal." in visitor.page.text


async def test_nothing_is_done_twice_at_the_office_either(database: Database) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    for _once in range(2):
        await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    assert (await acts(), len(await calls())) == (["visit.planned", "visit.helper_cannot"], 1)
    assert (await visit_of(engagement, visit, NOW)).helper_cannot
