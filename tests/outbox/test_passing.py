"""Calls leave the list by themselves when their day is over, and everybody can see that nobody called."""

from datetime import datetime, timedelta

import pytest

import people
from app_fixtures import StandingClock
from databases import Database
from makers import BERLIN, NOW, a_city
from mittendrin.audit.queries import history
from mittendrin.outbox.actions import Occasion, ask_to_call
from mittendrin.outbox.calls import Outcome, note_try, open_calls
from mittendrin.outbox.passing import let_pass
from mittendrin.outbox.rules import CallResult, Recipient, Words, day_is_over
from mittendrin.outbox.tables import CallTask
from visitor import Visitor

ABOUT = "engagement:7"
TODAY = datetime(2027, 1, 11, 15, tzinfo=BERLIN)
TOMORROW = NOW + timedelta(days=1)


async def a_call(matters_until: datetime | None, purpose: str = "visit_called_off") -> int:
    said = Words("Der Besuch heute fällt aus", "", "Heute kommt niemand.")
    occasion = Occasion(purpose, ABOUT, None, NOW, matters_until=matters_until)
    await ask_to_call(Recipient("Demo-Person Suche", phone="+491713920032"), said, occasion, NOW)
    row = await CallTask.select(CallTask.id).order_by(CallTask.id, ascending=False).first()
    assert row
    return int(row["id"])


@pytest.mark.parametrize(
    ("now", "over"),
    [(TODAY, False), (TODAY.replace(hour=23), False), (TODAY.replace(day=12, hour=0), True)],
    ids=["before it", "later on the same day", "the day after"],
)
def test_a_call_matters_until_its_day_is_over(now: datetime, over: bool) -> None:
    assert day_is_over(TODAY, now) is over


def test_what_has_no_day_matters_for_ever() -> None:
    assert not day_is_over(None, NOW + timedelta(days=1000))


async def test_it_leaves_the_list_and_the_log_says_why(database: Database) -> None:
    await a_call(TODAY)
    farewell = await a_call(None, "farewell")
    assert await let_pass(NOW) == 0
    assert await let_pass(TOMORROW) == 1
    assert [one.id for one in await open_calls(None)] == [farewell]
    assert [(one.words, one.who) for one in await history(ABOUT)] == [
        ("Anruf oder Brief nicht mehr nötig: Der Tag ist vorbei", "Mittendrin")
    ]
    assert await let_pass(TOMORROW) == 0


async def test_the_call_list_names_whom_nobody_has_reached(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    await note_try(await a_call(TODAY), Outcome(CallResult.NOT_REACHED))
    await a_call(TODAY)
    await let_pass(TOMORROW)
    clock.now = TOMORROW
    await people.sign_in(visitor, await people.a_clerk())
    page = await visitor.get("/buero/anrufe")
    assert "Niemand muss angerufen werden." in page.text
    assert "Von der Liste genommen, weil der Tag vorbei ist: 2" in page.text
    assert ("1 Versuch, zuletzt: nicht erreicht" in page.text, "niemand hat angerufen" in page.text) == (
        True,
        True,
    )
