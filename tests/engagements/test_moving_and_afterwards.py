"""What follows when a visit has been moved: it is called off, somebody cannot come then, or it all ends."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from engagement_makers import HELPER, a_stand_in, for_one_day, on_the_day
from makers import NOW, OFFICE
from mittendrin.core.refusal import Refused
from mittendrin.desks.office.calling import answers_to
from mittendrin.engagements.caring import coming_meetings, remind_of_meeting
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.queries import missing_visits
from mittendrin.engagements.tables import Visit
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, come_after_all, say_cannot
from mittendrin.engagements.who_came import asked_instead, instead_of_helper
from mittendrin.incidents.resting import put_to_rest
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.rules import CallResult
from mittendrin.volunteering.sides import Side
from moving_visits import (
    NEW,
    OLD,
    THURSDAY_AT_THREE,
    TUESDAY_AT_TEN,
    a_known_visit,
    all_is_heard,
    at,
    calls,
    hears,
    moved,
    said,
    visits,
)

pytestmark = pytest.mark.usefixtures("database")
BY_OFFICE = Voice(OFFICE)
BY_OFFICE_ITSELF = Voice(replace(OFFICE, account_id=7), Side.REQUESTER)


async def test_i_cannot_is_about_the_new_day() -> None:
    visit = await a_known_visit()
    await moved(visit)
    await hears((await calls())[0])
    await say_cannot(visit, HELPER, NOW)
    assert [line.starts_at for line, _pair in await missing_visits(NOW)] == [THURSDAY_AT_THREE]
    (call,) = await calls()
    assert (NEW in call.script, OLD in call.script) == (True, False)


async def test_whoever_has_not_heard_of_the_move_hears_all_of_it_in_one_call() -> None:
    visit = await a_known_visit()
    await moved(visit)
    await say_cannot(visit, HELPER, NOW)
    (call,) = await calls()
    assert (call.purpose, NEW in call.script) == ("visit_helper_cannot", True)
    assert f"Am {OLD} ist kein Termin mehr." in call.script
    await come_after_all(visit, HELPER, NOW)
    (call,) = await calls()
    assert (call.purpose, OLD in call.script, NEW in call.script) == ("visit_moved_requester", True, True)
    await say_cannot(visit, HELPER, NOW)
    await moved(visit, TUESDAY_AT_TEN)
    assert (await visits(), await said()) == ([(TUESDAY_AT_TEN, "planned")], [])


async def test_also_where_the_day_is_the_same_and_only_the_hour_is_another() -> None:
    visit = await a_known_visit()
    await moved(visit, at(12, 15))
    await say_cannot(visit, HELPER, NOW)
    (call,) = await calls()
    assert f"Am {OLD} ist kein Termin mehr. Neu verabredet war eine andere Zeit." in call.script


async def test_who_cannot_come_then_comes_another_day() -> None:
    visit = await a_known_visit()
    await say_cannot(visit, HELPER, NOW)
    await hears((await calls())[0])
    await moved(visit)
    (call,) = await calls()
    assert (OLD in call.script, NEW in call.script) == (True, True)
    assert await missing_visits(NOW) == []
    await moved(visit, TUESDAY_AT_TEN)
    assert [one[0] for one in await said()] == ["visits_planned"]


async def test_before_anybody_knows_that_the_helper_cannot_it_is_only_moved() -> None:
    visit = await a_known_visit()
    await say_cannot(visit, HELPER, NOW)
    await moved(visit)
    assert await said() == [("visit_moved_requester", "Demo-Person Suche")]


@pytest.mark.parametrize("voice", [BY_OFFICE, HELPER])
async def test_what_is_called_off_is_the_day_that_they_know(voice: Voice) -> None:
    visit = await a_known_visit()
    await moved(visit)
    await call_off(visit, voice, NOW)
    told = [one for one in await calls() if one.name == "Demo-Person Suche"]
    assert [(one.purpose, OLD in one.script, NEW in one.script) for one in told] == [
        ("visit_called_off", True, False)
    ]


async def test_a_pause_and_an_end_name_the_day_that_they_know() -> None:
    visit = await a_known_visit()
    await moved(visit)
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    await pause(row["engagement"], date(2027, 1, 20), HELPER, NOW)
    (call,) = [one for one in await open_calls(None) if one.purpose == "paused"]
    assert (OLD in call.script, await said()) == (True, [])


async def stops(engagement: int, purpose: str) -> None:
    voice = Voice(OFFICE, Side.REQUESTER)
    if purpose == "paused":
        await pause(engagement, date(2027, 1, 20), voice, NOW)
    elif purpose == "ended":
        await finish(engagement, Ending(), voice, NOW)
    else:
        await put_to_rest((await pair(engagement)).asker_id, OFFICE, NOW)


@pytest.mark.parametrize("by_helper", [True, False])
@pytest.mark.parametrize("purpose", ["paused", "ended", "visits_rest"])
async def test_the_helper_hears_of_the_day_that_they_know(purpose: str, by_helper: bool) -> None:
    visit = await a_known_visit()
    if by_helper:
        await moved(visit)
        await all_is_heard()
        await moved(visit, TUESDAY_AT_TEN)
    else:
        await moved(visit, voice=Voice(OFFICE, Side.REQUESTER))
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    await stops(row["engagement"], purpose)
    told = [one for one in await open_calls(None) if one.purpose == purpose]
    (script,) = [one.script for one in told if one.name == "Demo-Person Hilfe"]
    assert ("12. Januar" in script, "14. Januar" in script) == (True, False)


async def test_nothing_of_a_move_is_said_after_the_end() -> None:
    visit = await a_known_visit()
    await moved(visit)
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    await finish(row["engagement"], Ending(), HELPER, NOW)
    assert await said() == []


async def with_a_stand_in() -> tuple[int, int]:
    visit, stand_in = await a_known_visit(), await a_stand_in()
    await say_cannot(visit, HELPER, NOW)
    await send_stand_in(visit, Agreed(stand_in, True, True), BY_OFFICE, NOW)
    await all_is_heard()
    return visit, stand_in


async def test_who_would_have_come_instead_has_said_yes_to_that_day_alone() -> None:
    visit, _stand_in = await with_a_stand_in()
    with pytest.raises(Refused, match="schon eine Vertretung"):
        await moved(visit)
    await moved(visit, voice=BY_OFFICE_ITSELF)
    row = await Visit.select(Visit.stand_in, Visit.state, Visit.said_no).where(Visit.id == visit).first()
    assert row == {"stand_in": None, "state": "planned", "said_no": ""}
    (stays,) = [one for one in await open_calls(None) if one.purpose == "stand_in_stays"]
    assert (stays.name, OLD in stays.script) == ("Demo-Person Ersatz", True)
    assert [one.name for one in await calls()] == ["Demo-Person Hilfe"]


async def test_who_would_have_come_instead_stays_known_with_that_day() -> None:
    visit, _stand_in = await with_a_stand_in()
    row = await Visit.select(Visit.engagement).where(Visit.id == visit).first()
    assert row
    known = await instead_of_helper(row["engagement"])
    await moved(visit, voice=BY_OFFICE_ITSELF)
    (still,) = await instead_of_helper(row["engagement"])
    assert (still.at, still.person_id) == (TUESDAY_AT_TEN, known[0].person_id)
    assert await visits() == [(TUESDAY_AT_TEN, "called_off"), (THURSDAY_AT_THREE, "planned")]
    asker = (await pair(row["engagement"])).asker_id
    assert await asked_instead(still.person_id, NOW) == {asker}
    await moved(visit, TUESDAY_AT_TEN)
    assert len(await instead_of_helper(row["engagement"])) == 1


@pytest.mark.parametrize(
    ("voice", "state"), [(HELPER, "called_off"), (Voice(OFFICE, Side.REQUESTER), "helper_cannot")]
)
async def test_on_the_telephone_they_say_that_the_new_day_does_not_suit(voice: Voice, state: str) -> None:
    visit = await a_known_visit()
    await moved(visit, voice=voice)
    (call,) = await calls()
    await answers_to(call)[CallResult.SIGNS_OFF].act(call, OFFICE, NOW)
    assert await visits() == [(THURSDAY_AT_THREE, state)]


async def test_of_help_for_one_day_both_are_reminded_of_the_new_day() -> None:
    visit = await on_the_day(await for_one_day())
    await all_is_heard()
    first = at(19, 10)

    async def reminds(now: datetime) -> list[bool]:
        found = await coming_meetings(now, now + timedelta(days=3))
        return [await remind_of_meeting(one, Side.REQUESTER, now) for one in found]

    stale = await coming_meetings(at(18, 9), at(20, 9))
    assert await reminds(at(18, 9)) == [True]
    await moved(visit, at(21, 10), now=at(18, 10))
    assert [await remind_of_meeting(one, Side.REQUESTER, at(18, 10)) for one in stale] == [False]
    assert await reminds(at(20, 9)) == [False]
    await all_is_heard()
    assert await reminds(at(20, 9)) == [True]
    await moved(visit, first + timedelta(days=3), now=at(20, 10))
    await moved(visit, at(21, 10), now=at(20, 10))
    assert await reminds(at(20, 10)) == [True]
