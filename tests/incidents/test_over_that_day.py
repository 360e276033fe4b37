"""A helper has stopped on the day of a visit, somebody else was found or is looked for, and then an incident is reported."""

from datetime import datetime
from typing import Any

import pytest

from engagement_makers import a_stand_in, a_trial, a_visit
from incident_makers import ASKER, HELPER, id_of
from makers import BERLIN, OFFICE
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.releases import stand_in_contacts
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import report_incident
from mittendrin.incidents.rules import Report
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
TODAY = datetime(2027, 1, 12, 8, tzinfo=BERLIN)
FALLS_OUT = "Leider fällt der Termin aus:"
OF_VISITS = ("visit_helper_cannot", "visit_stand_in", "stand_in_goes", "stand_in_stays", "visits_rest")


async def left_that_day() -> tuple[int, Agreed]:
    """The visit, and who would come."""
    engagement = await a_trial()
    visit, stand_in = await a_visit(engagement), await a_stand_in()
    await finish(engagement, Ending(EndReason.NO_TIME), Voice(VISITOR, Side.VOLUNTEER), TODAY)
    return visit, Agreed(stand_in, stand_in_said_yes=True, requester_said_yes=True)


async def calls() -> list[dict[str, Any]]:
    return [
        {"to": one.name, "why": one.purpose, "due": one.due_at, "first": one.script.splitlines()[0]}
        for one in await open_calls(None)
        if one.purpose in OF_VISITS
    ]


@pytest.mark.parametrize("reported", [HELPER, ASKER])
async def test_a_stand_in_on_the_way_is_called_and_has_no_address_any_more(reported: str) -> None:
    visit, agreed = await left_that_day()
    await send_stand_in(visit, agreed, Voice(OFFICE), TODAY)
    await CallTask.update({CallTask.state: CallState.DONE.value}).where(CallTask.purpose == "stand_in_goes")
    await report_incident(Report(await id_of(reported), "Es fehlte Geld.", "Demo-Person"), OFFICE, TODAY)
    assert await Visit.select(Visit.state) == [{"state": "called_off"}]
    with pytest.raises(NotFound):
        await stand_in_contacts(visit, TODAY)
    stays = (
        "Am Dienstag, 12. Januar um 10 Uhr müssen Sie doch nicht einspringen. Danke, dass Sie bereit waren!"
    )
    assert sorted(await calls(), key=lambda one: one["why"]) == [
        {"to": "Demo-Person Ersatz", "why": "stand_in_stays", "due": TODAY, "first": stays},
        {"to": "Demo-Person Suche", "why": "visits_rest", "due": TODAY, "first": FALLS_OUT},
    ]


@pytest.mark.parametrize("reported", [HELPER, ASKER])
async def test_nobody_is_looked_for_any_more(reported: str) -> None:
    visit, agreed = await left_that_day()
    await report_incident(Report(await id_of(reported), "Es fehlte Geld.", "Demo-Person"), OFFICE, TODAY)
    assert await missing_visits(TODAY) == []
    with pytest.raises(Refused):
        await send_stand_in(visit, agreed, Voice(OFFICE), TODAY)
    assert await calls() == [
        {"to": "Demo-Person Suche", "why": "visits_rest", "due": TODAY, "first": FALLS_OUT}
    ]
