"""The day after somebody came instead: the words name whoever was there, and they are thanked themselves."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from engagement_makers import HELPER, a_stand_in, a_trial, a_visit, for_one_day, on_the_day
from incident_makers import report
from makers import BERLIN, NOW, OFFICE, a_city
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import say_cannot
from mittendrin.jobs.caring import care
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement, Offer

pytestmark = pytest.mark.usefixtures("database")
STAND_IN = "Demo-Person Ersatz"
DAY_BEFORE = datetime(2027, 1, 18, 9, tzinfo=BERLIN)
DAY_AFTER = datetime(2027, 1, 20, 7, tzinfo=BERLIN)
AFTER_A_VISIT = datetime(2027, 1, 13, 7, tzinfo=BERLIN)
THANKS = (
    "Danke, dass Sie am Dienstag, 12. Januar eingesprungen sind.\nWie war es für Sie? Ist etwas vorgefallen?"
)


async def somebody_comes_instead(visit: int, now: datetime) -> None:
    await say_cannot(visit, HELPER, now)
    await send_stand_in(visit, Agreed(await a_stand_in(), True, True), Voice(OFFICE), now)


async def a_visit_in_somebodys_place() -> int:
    await a_city()
    engagement = await a_trial()
    await somebody_comes_instead(await a_visit(engagement), NOW)
    return engagement


async def said(table: type[Mail | CallTask], purpose: str) -> list[str]:
    words: Any = Mail.body if table is Mail else CallTask.script
    rows: list[str] = await table.select(words).where(table.purpose == purpose).output(as_list=True)
    return rows


async def test_after_the_one_day_the_words_name_who_was_there() -> None:
    visit = await on_the_day(await for_one_day())
    await somebody_comes_instead(visit, DAY_BEFORE)
    await care(DAY_AFTER)
    assert await said(CallTask, "ended") == [
        "Sie wollten einmal Hilfe: Einkauf und Erledigung.\n"
        "Demo-Person Ersatz ist für Demo-Person Hilfe eingesprungen. Damit ist die Hilfe beendet.\n"
        "Wie war es für Sie?"
    ]
    (to_the_helper,) = await said(Mail, "ended")
    assert "Sie konnten nicht kommen, und jemand anderes ist eingesprungen." in to_the_helper
    untrue = ("gemeinsame Zeit", "Ihre Stunden", "Wie war es")
    assert [words for words in untrue if words in to_the_helper] == []
    assert len(await said(CallTask, "stand_in_thanks")) == 1


async def test_whoever_came_is_thanked_once_and_asked() -> None:
    await a_visit_in_somebodys_place()
    await care(NOW + timedelta(days=1))
    assert await said(CallTask, "stand_in_thanks") == []
    for days in range(20):
        await care(AFTER_A_VISIT + timedelta(days=days))
    rows = await CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.purpose == "stand_in_thanks"
    )
    assert rows == [{"recipient_name": STAND_IN, "script": THANKS}]


async def test_also_where_the_helper_has_stopped_that_very_day() -> None:
    engagement = await a_visit_in_somebodys_place()
    await finish(
        engagement, Ending(EndReason.NO_TIME), Voice(VISITOR, Side.VOLUNTEER), NOW + timedelta(days=1)
    )
    await care(AFTER_A_VISIT)
    assert await said(CallTask, "stand_in_thanks") == [THANKS]


async def test_nobody_is_thanked_about_whom_an_incident_is_reported() -> None:
    await a_visit_in_somebodys_place()
    await report(STAND_IN, AFTER_A_VISIT)
    await care(AFTER_A_VISIT)
    assert await said(CallTask, "stand_in_thanks") == []


async def test_whose_name_is_forgotten_is_somebody_else() -> None:
    visit = await on_the_day(await for_one_day())
    await somebody_comes_instead(visit, DAY_BEFORE)
    nobody: dict[Any, Any] = {Offer.person: None}
    await Offer.update(nobody).where(Offer.id == 2)
    await care(DAY_AFTER)
    (to_the_asker,) = await said(CallTask, "ended")
    assert "Jemand anderes ist für Demo-Person Hilfe eingesprungen." in to_the_asker
    assert [row["status"] for row in await Engagement.select(Engagement.status)] == ["ended"]
