"""Help for one day: nobody has met before, so both are reminded of the visit as of a first meeting."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest

from engagement_makers import HELPER, for_one_day, on_the_day
from makers import BERLIN, OFFICE
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, say_cannot
from mittendrin.jobs.caring import care
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.places.rules import Meets
from mittendrin.places.tables import HelpCategory

pytestmark = pytest.mark.usefixtures("database")
DAY_BEFORE = datetime(2027, 1, 18, 7, tzinfo=BERLIN)
REMINDED = "meeting_reminder"


async def heard() -> None:
    """Whoever is called has been told of the visit."""
    called = CallTask.purpose == "visits_planned"
    await CallTask.update({CallTask.state: CallState.DONE.value}).where(called)


async def written() -> list[str]:
    return await Mail.select(Mail.subject).where(Mail.purpose == REMINDED).output(as_list=True)


async def said() -> list[str]:
    waits = (CallTask.purpose == REMINDED) & (CallTask.state == CallState.OPEN.value)
    return await CallTask.select(CallTask.script).where(waits).output(as_list=True)


@pytest.mark.parametrize(
    "meets, helper, asker",
    [
        (Meets.VISIT, "Ihr Besuch bei Demo-Person Suche", "Demo-Person Hilfe kommt zu Ihnen"),
        (Meets.ANYHOW, "Ihr Termin mit Demo-Person Suche", "Ihr Termin mit Demo-Person Hilfe"),
    ],
)
async def test_the_day_before_both_are_reminded_once(meets: Meets, helper: str, asker: str) -> None:
    await on_the_day(await for_one_day())
    await HelpCategory.update({HelpCategory.meets: meets.value}, force=True)
    await heard()
    for days in range(-3, 2):
        await care(DAY_BEFORE + timedelta(days=days))
    assert await written() == [f"Bald ist es so weit: {helper}"]
    assert await said() == [f"Wir erinnern Sie: {asker}, am Dienstag, 19. Januar um 10 Uhr."]


async def test_whom_a_call_tells_of_it_anyway_is_not_called_twice() -> None:
    await on_the_day(await for_one_day())
    await care(DAY_BEFORE)
    assert (len(await written()), await said()) == (1, [])


@pytest.mark.parametrize("act", [call_off, say_cannot])
async def test_of_a_visit_that_falls_out_nobody_is_reminded(
    act: Callable[[int, Voice, datetime], Awaitable[None]],
) -> None:
    visit = await on_the_day(await for_one_day())
    await heard()
    await care(DAY_BEFORE)
    await act(visit, HELPER if act is say_cannot else Voice(OFFICE), DAY_BEFORE + timedelta(hours=1))
    assert await said() == []
