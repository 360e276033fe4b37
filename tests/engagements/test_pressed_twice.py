"""A button says what somebody wishes: pressed twice, or on an old page, it never does the opposite."""

from datetime import date, time
from typing import Any

import pytest

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import NOW, OFFICE, a_city, an_offer
from mittendrin.audit.tables import AuditEntry
from mittendrin.engagements.coming_instead import Agreed, send_stand_in, stand_in_cannot
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import visit_of, visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, call_off_several, plan_visits, say_cannot
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer
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
    assert "Dafür gibt es schon eine Vertretung." in visitor.page.text
    await call_off(visit, Voice(OFFICE, Side.REQUESTER), NOW)
    assert await by_link(visitor, visit, "kann-doch") == 422
    assert "Dieser Termin fällt aus. Tragen Sie bitte einen neuen Tag ein." in visitor.page.text
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


async def _open_calls() -> list[str]:
    rows = CallTask.select(CallTask.purpose).where(CallTask.state == CallState.OPEN.value)
    return [row["purpose"] for row in await rows.order_by(CallTask.id)]


async def test_several_called_off_twice_are_told_once(database: Database) -> None:
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), Voice(OFFICE), NOW)
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    ids = [one.id for one in await visits_of(engagement, NOW, NOW)]
    for chosen in (ids[:2], ids[:2], ids):
        await call_off_several(chosen, Voice(OFFICE, Side.REQUESTER), NOW)
    assert await acts() == ["visit.planned", *["visit.called_off"] * 3]
    assert await _open_calls() == ["visits_called_off", "visits_called_off"]


async def test_a_stand_in_who_is_sent_twice_is_told_once(database: Database) -> None:
    visit = await a_visit(await a_trial())
    await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    agreed = Agreed(await a_stand_in(), stand_in_said_yes=True, requester_said_yes=True)
    before = await _open_calls()
    for _once in range(2):
        await send_stand_in(visit, agreed, Voice(OFFICE), NOW)
    assert await acts() == ["visit.planned", "visit.helper_cannot", "visit.stand_in"]
    assert (await _open_calls()).count("stand_in_goes") == before.count("stand_in_goes") + 1


async def test_a_stand_in_who_cannot_either_says_so_twice_and_takes_nobody_else_away(
    database: Database,
) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await say_cannot(visit, Voice(OFFICE, Side.VOLUNTEER), NOW)
    first = await a_stand_in()
    code = await an_offer(contact=Contact("Demo-Person Noch", phone="+491713920036"))
    other = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert other
    await decide_offer(other["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    await send_stand_in(visit, Agreed(first, True, True), Voice(OFFICE), NOW)
    for _once in range(2):
        await stand_in_cannot(visit, first, OFFICE, NOW)
    assert (await acts()).count("visit.stand_in_cannot") == 1
    await send_stand_in(visit, Agreed(other["id"], True, True), Voice(OFFICE), NOW)
    await stand_in_cannot(visit, first, OFFICE, NOW)
    assert (await visit_of(engagement, visit, NOW)).stand_in == "Demo-Person Noch"
