"""A helper has mistyped a plan of visits: while nobody has told the other one, it is taken back without a word."""

from datetime import date, time
from typing import Any

import pytest

from app_fixtures import StandingClock
from engagement_makers import a_trial, a_visit
from makers import NOW, OFFICE, a_city
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, take_back
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
HELPER = Voice(VISITOR, Side.VOLUNTEER)
AT_NIGHT = Plan(date(2027, 1, 12), time(19), Rhythm.WEEKLY, 10)


async def of_visits() -> list[str]:
    calls = [one for one in await open_calls(None) if one.purpose.startswith("visit")]
    return [one.script.splitlines()[0] for one in calls]


async def test_what_nobody_was_told_of_goes_without_a_word(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    engagement = await a_trial()
    await plan_visits(engagement, AT_NIGHT, HELPER, NOW)
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    await visitor.submit("Eintrag zurücknehmen")
    assert not await Visit.exists()
    assert await of_visits() == []
    assert "zurücknehmen" not in visitor.page.text
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.ONCE), HELPER, NOW)
    assert len(await of_visits()) == 1


async def test_what_they_know_of_stays_and_is_called_off_one_by_one(visitor: Visitor) -> None:
    await a_city()
    engagement = await a_trial()
    known = await a_visit(engagement)
    made: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(made).where(CallTask.purpose == "visits_planned")
    await plan_visits(engagement, AT_NIGHT, HELPER, NOW)
    for _again in range(2):
        await take_back(engagement, HELPER, NOW)
        assert await Visit.select(Visit.id) == [{"id": known}]
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert "zurücknehmen" not in visitor.page.text


async def test_only_the_helper_takes_back(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    engagement = await a_trial()
    await plan_visits(engagement, AT_NIGHT, HELPER, NOW)
    found = await pair(engagement)
    await visitor.get(found.path(Side.REQUESTER))
    assert "zurücknehmen" not in visitor.page.text
    await visitor.post(f"{found.path(Side.REQUESTER)}/zuruecknehmen")
    assert visitor.page.status == 404
    assert await Visit.count() == 10


async def test_what_the_office_has_arranged_stays(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    engagement = await a_trial()
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), Voice(OFFICE), NOW)
    arranged = await Visit.select(Visit.starts_at, Visit.state, Visit.slot).order_by(
        Visit.starts_at, Visit.id
    )
    await plan_visits(engagement, Plan(date(2027, 1, 14), time(19), Rhythm.ONCE), HELPER, NOW)
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert "1 Termin haben wir noch nicht weitergesagt." in visitor.page.text
    await visitor.submit("Eintrag zurücknehmen")
    assert (
        await Visit.select(Visit.starts_at, Visit.state, Visit.slot).order_by(Visit.starts_at, Visit.id)
        == arranged
    )
    assert "zurücknehmen" not in visitor.page.text
