"""A mail that has not gone out yet, because the mail server was away: what it says no longer goes to anybody."""

from datetime import datetime, time
from typing import Any

import pytest

from engagement_makers import a_stand_in, a_trial, a_visit
from incident_makers import HELPER, report
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.outbox.tables import Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
TODAY = datetime(2027, 1, 12, 8, tzinfo=BERLIN)
BY_HELPER = Voice(VISITOR, Side.VOLUNTEER)


async def everybody_has_mail() -> None:
    for number, row in enumerate(await Person.select(Person.id).order_by(Person.id)):
        said: dict[Any, Any] = {Person.email: f"person{number}@example.org"}
        await Person.update(said).where(Person.id == row["id"])


async def states(*purposes: str) -> list[tuple[str, str]]:
    rows = (
        await Mail.select(Mail.purpose, Mail.state).where(Mail.purpose.is_in([*purposes])).order_by(Mail.id)
    )
    return [(row["purpose"], row["state"]) for row in rows]


@pytest.mark.parametrize("how", ["reported", "ended"])
async def test_name_and_number_of_the_other_stay_here(how: str) -> None:
    engagement, _proposal = await an_engagement()
    assert await states("both_yes_volunteer") == [("both_yes_volunteer", "pending")]
    if how == "reported":
        await report(HELPER)
    else:
        await finish(engagement, Ending(), Voice(OFFICE), NOW)
    assert await states("both_yes_volunteer") == [("both_yes_volunteer", "withdrawn")]


async def test_whoever_comes_today_is_still_told_when_the_helper_stops() -> None:
    engagement = await a_trial()
    visit, stand_in = await a_visit(engagement, time(10)), await a_stand_in()
    await everybody_has_mail()
    await say_cannot(visit, BY_HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), TODAY)
    await finish(engagement, Ending(), BY_HELPER, TODAY)
    assert sorted(await states("visit_stand_in", "stand_in_goes")) == [
        ("stand_in_goes", "pending"),
        ("visit_stand_in", "pending"),
    ]
    await report(HELPER)
    assert sorted(await states("visit_stand_in", "stand_in_goes")) == [
        ("stand_in_goes", "withdrawn"),
        ("visit_stand_in", "withdrawn"),
    ]
