"""Whoever ends or pauses on the day of a visit leaves nobody waiting in vain."""

from datetime import date, datetime, time
from typing import Any

import pytest

from databases import Database
from engagement_makers import a_stand_in, a_trial, a_visit
from makers import BERLIN, NOW, OFFICE, an_engagement
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.rules import EndReason, Plan, Rhythm
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.outbox.calls import open_calls
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement

HELPER, ASKER = Voice(VISITOR, Side.VOLUNTEER), Voice(VISITOR, Side.REQUESTER)
# Of the visit's day, two hours before it.
TODAY = datetime(2027, 1, 12, 8, tzinfo=BERLIN)


async def stop(how: str, engagement: int, voice: Voice, now: datetime) -> None:
    if how == "paused":
        await pause(engagement, date(2027, 2, 1), voice, now)
    else:
        await finish(engagement, Ending(), voice, now)


async def calls(*purposes: str) -> list[dict[str, Any]]:
    return [
        {"to": one.name, "why": one.purpose, "due": one.due_at, "first": one.script.splitlines()[0]}
        for one in await open_calls(None)
        if one.purpose in purposes
    ]


async def states() -> list[str]:
    return [row["state"] for row in await Visit.select(Visit.state).order_by(Visit.starts_at, Visit.id)]


@pytest.mark.parametrize("how", ["ended", "paused"])
async def test_a_helper_who_stops_on_the_day_is_a_red_line_and_a_call_at_once(
    database: Database, how: str
) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    await plan_visits(engagement, Plan(date(2027, 1, 19), time(10), Rhythm.ONCE), HELPER, NOW)
    await stop(how, engagement, HELPER, TODAY)
    assert await states() == ["helper_cannot", "called_off"]
    assert [line.id for line, _pair in await missing_visits(TODAY)] == [visit]
    cannot = "Demo-Person Hilfe kann am Dienstag, 12. Januar um 10 Uhr leider nicht."
    assert await calls("visit_helper_cannot") == [
        {"to": "Demo-Person Suche", "why": "visit_helper_cannot", "due": TODAY, "first": cannot}
    ]


@pytest.mark.parametrize("how", ["ended", "paused"])
async def test_a_stand_in_of_that_day_comes_all_the_same(database: Database, how: str) -> None:
    engagement = await a_trial()
    visit = await a_visit(engagement)
    stand_in = await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), Voice(OFFICE), TODAY)
    before = await calls("visit_stand_in", "stand_in_goes")
    await stop(how, engagement, HELPER, TODAY)
    assert await states() == ["stand_in"]
    assert await calls("visit_stand_in", "stand_in_goes", "stand_in_stays") == before


@pytest.mark.parametrize("how", ["ended", "paused"])
async def test_a_helper_hears_at_once_on_the_telephone_which_visit_falls_out(
    database: Database, how: str
) -> None:
    engagement = await a_trial()
    await a_visit(engagement)
    await stop(how, engagement, ASKER, TODAY)
    assert await states() == ["called_off"]
    assert [(one["to"], one["due"]) for one in await calls(how)] == [("Demo-Person Hilfe", TODAY)]
    script = next(one.script for one in await open_calls(None) if one.purpose == how)
    assert "Am Dienstag, 12. Januar um 10 Uhr fällt der Termin aus." in script


async def test_nobody_is_looked_for_where_help_is_not_needed(database: Database) -> None:
    engagement = await a_trial()
    await a_visit(engagement)
    await finish(engagement, Ending(EndReason.NOT_NEEDED), HELPER, TODAY)
    assert await states() == ["called_off"]
    assert [(one["to"], one["due"]) for one in await calls("ended")] == [("Demo-Person Suche", TODAY)]


async def test_a_meeting_that_was_to_come_is_named_and_never_was(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    meeting = Meeting(datetime(2027, 1, 12, 15, tzinfo=BERLIN), "Café Beispiel")
    await plan_first_meeting(engagement, meeting, HELPER, NOW)
    await finish(engagement, Ending(), HELPER, TODAY)
    assert await Engagement.select(Engagement.first_meeting_at, Engagement.first_meeting_place) == [
        {"first_meeting_at": None, "first_meeting_place": ""}
    ]
    assert [(one["to"], one["due"]) for one in await calls("ended", "first_meeting")] == [
        ("Demo-Person Suche", TODAY)
    ]
    script = next(one.script for one in await open_calls(None) if one.purpose == "ended")
    assert "Das erste Treffen am Dienstag, 12. Januar um 15 Uhr fällt aus." in script
