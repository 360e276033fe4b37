"""The same report twice is one incident, one decision and one mail; with other words it is another one."""

import pytest

from incident_makers import id_of
from makers import NOW, a_city, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.pairs import pair
from mittendrin.incidents.actions import decide_incident, open_incidents, report_incident
from mittendrin.incidents.rules import Decision, Report
from mittendrin.volunteering.sides import Side
from visitor import Visitor


async def test_pressed_twice_by_link_it_is_one(visitor: Visitor) -> None:
    await a_city()
    path = (await pair((await an_engagement())[0])).path(Side.REQUESTER)
    for words in ("Es fehlte Geld.", "Es fehlte Geld.", "Es fehlte viel Geld."):
        await visitor.post(f"{path}/vorfall", {"was": words})
        assert visitor.page.status == 200
    assert len(await open_incidents()) == 2


@pytest.mark.usefixtures("database")
async def test_what_is_decided_can_happen_again() -> None:
    await an_engagement()
    told = Report(await id_of("Demo-Person Hilfe"), "Es fehlte Geld.", "Demo-Person")
    for _once in range(2):
        await report_incident(told, VISITOR, NOW)
    (first,) = await open_incidents()
    await decide_incident(first.id, Decision.GO_ON, VISITOR, NOW)
    await report_incident(told, VISITOR, NOW)
    assert [one.id for one in await open_incidents()] != [first.id]
