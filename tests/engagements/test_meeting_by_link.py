"""A first meeting is called off by link, too, at any hour: the other hears it at once."""

from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from databases import Database
from makers import NOW, OFFICE, a_city, an_engagement
from mittendrin.engagements.caring import Coming, remind_of_meeting
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from visitor import Visitor

NAMES = {Side.VOLUNTEER: "Demo-Person Hilfe", Side.REQUESTER: "Demo-Person Suche"}


async def a_meeting() -> int:
    await a_city()
    engagement, _proposal = await an_engagement()
    await plan_first_meeting(
        engagement, Meeting(NOW + timedelta(days=3), "Café am Markt"), Voice(OFFICE), NOW
    )
    return engagement


@pytest.mark.parametrize("side", Side)
async def test_either_calls_the_first_meeting_off_and_the_other_is_called_at_once(
    visitor: Visitor, side: Side
) -> None:
    engagement = await a_meeting()
    await visitor.get((await pair(engagement)).path(side))
    await visitor.submit("Da kann ich nicht Das erste Treffen")
    assert "Das Seniorenbüro verabredet es mit Ihnen beiden." in visitor.page.text
    assert (await pair(engagement)).first_meeting_at is None
    calls = await CallTask.select(CallTask.recipient_name, CallTask.due_at).where(
        CallTask.purpose == "meeting_called_off", CallTask.state == CallState.OPEN.value
    )
    other = next(one for one in Side if one is not side)
    assert calls == [{"recipient_name": NAMES[other], "due_at": NOW}]


async def test_afterwards_there_is_nothing_to_call_off(visitor: Visitor, clock: StandingClock) -> None:
    engagement = await a_meeting()
    clock.now = NOW + timedelta(days=4)
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert "Da kann ich nicht" not in visitor.page.text


async def test_the_mails_lead_to_where_it_is_called_off(database: Database) -> None:
    engagement = await a_meeting()
    coming = Coming(await pair(engagement), NOW + timedelta(days=3))
    await remind_of_meeting(coming, Side.VOLUNTEER, NOW + timedelta(days=2))
    rows = await Mail.select(Mail.body).where(Mail.purpose.is_in(["first_meeting", "meeting_reminder"]))
    path = (await pair(engagement)).path(Side.VOLUNTEER)
    assert len(rows) == 2
    assert all(path in row["body"] and "Sagen Sie es bitte hier." in row["body"] for row in rows)
