"""A visit is called what it is: by telephone a talk, and on the way to the shop an appointment."""

from datetime import date, time, timedelta

import pytest

from databases import Database
from engagement_makers import a_trial, a_visit
from makers import NOW, OFFICE, a_category, a_city
from mittendrin.core.refusal import Refused
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import call_off, come_after_all, plan_visits, say_cannot
from mittendrin.outbox.tables import CallTask
from mittendrin.places.rules import Meets
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import HelpRequest
from people import a_clerk, sign_in
from visitor import Visitor

THIS = {Meets.VISIT: "Dieser Besuch", Meets.PHONE: "Dieses Gespräch", Meets.ANYHOW: "Dieser Termin"}
WORDS = {Meets.VISIT: "Besuch", Meets.PHONE: "Gespräch", Meets.ANYHOW: "Termin"}
AT = "am Dienstag, 12. Januar um 10 Uhr"
HELPER = Voice(OFFICE, Side.VOLUNTEER)
FIRST = {
    Meets.VISIT: f"Demo-Person Hilfe kommt zu Ihnen: {AT}.",
    Meets.PHONE: f"Ihr Gespräch mit Demo-Person Hilfe ist verabredet: {AT}.",
    Meets.ANYHOW: f"Ihr Termin mit Demo-Person Hilfe ist verabredet: {AT}.",
}
OFF = {
    Meets.VISIT: f"A{AT[1:]} fällt der Besuch aus.",
    Meets.PHONE: f"A{AT[1:]} fällt das Gespräch aus.",
    Meets.ANYHOW: f"A{AT[1:]} fällt der Termin aus.",
}


async def a_trial_of(meets: Meets) -> int:
    """Known by what the office says of the kind of help, not by its address."""
    await a_city()
    engagement = await a_trial()
    shopping = await a_category("einkauf")
    await HelpCategory.update({HelpCategory.meets: meets.value}).where(HelpCategory.id == shopping)
    return engagement


async def said(purpose: str) -> list[str]:
    found = CallTask.select(CallTask.script).where(CallTask.purpose == purpose).order_by(CallTask.id)
    return [row["script"] for row in await found]


@pytest.mark.parametrize("meets", Meets)
async def test_what_is_planned_and_called_off_has_its_own_name(database: Database, meets: Meets) -> None:
    engagement = await a_trial_of(meets)
    visit = await a_visit(engagement)
    assert [one.splitlines()[0] for one in await said("visits_planned")] == [FIRST[meets]]
    await CallTask.update({CallTask.state: "done"}).where(CallTask.id > 0)
    await call_off(visit, HELPER, NOW)
    assert await said("visit_called_off") == [OFF[meets]]


@pytest.mark.parametrize("meets", Meets)
async def test_so_has_what_falls_out_in_a_pause(database: Database, meets: Meets) -> None:
    engagement = await a_trial_of(meets)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 3), HELPER, NOW)
    await pause(engagement, date(2027, 2, 2), HELPER, NOW)
    (script,) = await said("paused")
    others = {one for one in WORDS.values() if one != WORDS[meets]}
    assert (WORDS[meets] in script, [one for one in others if one in script]) == (True, [])
    assert OFF[meets] in script


@pytest.mark.parametrize("meets", Meets)
async def test_so_it_stands_on_the_page_of_the_helper(visitor: Visitor, meets: Meets) -> None:
    engagement = await a_trial_of(meets)
    await a_visit(engagement)
    await visitor.get((await pair(engagement)).path(Side.VOLUNTEER))
    assert f"Die nächsten {'Gespräche' if meets is Meets.PHONE else WORDS[meets] + 'e'}" in visitor.page.text


@pytest.mark.parametrize("meets", Meets)
async def test_so_has_what_is_refused(database: Database, meets: Meets) -> None:
    engagement = await a_trial_of(meets)
    visit = await a_visit(engagement)
    with pytest.raises(Refused, match=f"steht schon ein {WORDS[meets]}"):
        await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.WEEKLY, 2), HELPER, NOW)
    with pytest.raises(Refused, match=f"^{THIS[meets]} ist inzwischen vorbei"):
        await say_cannot(visit, HELPER, NOW + timedelta(days=7))
    await call_off(visit, HELPER, NOW)
    with pytest.raises(Refused, match=f"^{THIS[meets]} fällt aus"):
        await come_after_all(visit, HELPER, NOW)
    await pause(engagement, date(2027, 2, 2), HELPER, NOW)
    with pytest.raises(Refused, match="gibt es erst") as refused:
        await plan_visits(engagement, Plan(date(2027, 1, 14), time(10), Rhythm.ONCE), HELPER, NOW)
    assert refused.value.sentence.startswith(f"{WORDS[meets]}e gibt")


@pytest.mark.parametrize("meets", Meets)
async def test_so_it_stands_on_the_page_of_the_office(visitor: Visitor, meets: Meets) -> None:
    engagement = await a_trial_of(meets)
    await a_visit(engagement)
    await sign_in(visitor, await a_clerk())
    await visitor.get(f"/buero/hilfe/einsaetze/{engagement}")
    others = {f"{one}e eintragen" for one in WORDS.values() if one != WORDS[meets]}
    assert f"{WORDS[meets]}e eintragen" in visitor.page.text
    assert [one for one in others if one in visitor.page.text] == []


@pytest.mark.parametrize(
    ("place", "meets"), [("home", Meets.VISIT), ("phone", Meets.PHONE), ("venue", Meets.ANYHOW)]
)
async def test_what_somebody_says_of_the_place_counts_more(
    database: Database, place: str, meets: Meets
) -> None:
    engagement = await a_trial_of(Meets.VISIT)
    await HelpRequest.update({HelpRequest.place: place}).where(HelpRequest.id > 0)
    assert (await pair(engagement)).meets is meets


async def test_what_goes_beyond_the_last_day_is_said_to_both(database: Database) -> None:
    """It is planned all the same: the two have agreed on it."""
    engagement = await a_trial_of(Meets.VISIT)
    await CallTask.delete(force=True)
    await HelpRequest.update({HelpRequest.wanted_until: date(2027, 1, 12)}).where(HelpRequest.id > 0)
    await plan_visits(engagement, Plan(date(2027, 1, 12), time(10), Rhythm.ONCE), HELPER, NOW)
    (script,) = await said("visits_planned")
    assert "länger" not in script
    await plan_visits(engagement, Plan(date(2027, 1, 19), time(10), Rhythm.ONCE), HELPER, NOW)
    (script,) = await said("visits_planned")
    assert "Bisher haben Sie Hilfe bis Dienstag, 12. Januar gesucht. Soll es länger gehen?" in script
