"""What was said long before somebody at the office could note it as read is not new after an update."""

from datetime import timedelta

import pytest

from makers import a_city, an_engagement
from mittendrin.core.clock import system_clock
from mittendrin.database.migrating import migrate
from mittendrin.database.sealing import seal
from mittendrin.engagements.hearing_back import new_feedback
from mittendrin.engagements.tables import Feedback
from mittendrin.volunteering.sides import Side

pytestmark = pytest.mark.usefixtures("database")
READS = "2026-11-30T18:17:00:000000"


async def test_only_what_is_recent_is_new() -> None:
    await a_city()
    engagement, _proposal = await an_engagement()
    now = system_clock()
    said = {Side.VOLUNTEER: now - timedelta(days=31), Side.REQUESTER: now - timedelta(days=2)}
    for side, given in said.items():
        row = Feedback(engagement=engagement, side=side.value, said=seal("Es war schön."), given_at=given)
        await Feedback.insert(row)
    await Feedback.raw("DELETE FROM migration WHERE name = {}", READS)
    await migrate()
    assert len(await new_feedback()) == 1
    rows = await Feedback.select(Feedback.side, Feedback.read_at).order_by(Feedback.id)
    assert [(one["side"], one["read_at"]) for one in rows] == [
        ("volunteer", said[Side.VOLUNTEER]),
        ("requester", None),
    ]
