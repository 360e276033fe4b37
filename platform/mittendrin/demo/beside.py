"""What grows beside an engagement in the sample: hours, a stand-in, a relative, a ride, and an incident that is settled."""

from datetime import datetime, time, timedelta
from typing import Any

from mittendrin.audit.rules import Channel, Doer
from mittendrin.core.clock import at_local
from mittendrin.demo.rows import Fault
from mittendrin.demo.scene import Scene
from mittendrin.engagements.coming_instead import Agreed, send_stand_in
from mittendrin.engagements.hours import Entry, count_hours, write_hours
from mittendrin.engagements.pairs import Pair as Two
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.queries import missing_visit, visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.incidents.actions import decide_incident, open_incidents, report_incident
from mittendrin.incidents.rules import Decision, Report
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.registrations.rules import ALONE, Together
from mittendrin.rides.actions import Two as Riders
from mittendrin.rides.actions import answer, ask
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, Kind
from mittendrin.rides.rules import Side as RideSide
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement

AN_HOUR_AND_A_HALF, TEN = 90, time(10)
EVERY_FIFTH = 5


def together(number: int, place: str) -> Together:
    """`place`: where they come from. Of those who sign up for a date, each fifth one drives, and the next has no way to get there."""
    if number % EVERY_FIFTH == 0:
        return Together(seats=2, comes_from=place)
    if number % EVERY_FIFTH == 1:
        return Together(needs_ride=True, comes_from=place)
    return ALONE


async def show_what_else_happens(scene: Scene) -> None:
    running = await _engagement(EngagementState.RUNNING)
    then = at_local(scene.today - timedelta(days=1), TEN)
    await _count_hours(running, scene, then)
    await _come_instead(scene, then)
    await _trust_a_relative(running, scene, then)
    await _settle_an_incident(await _engagement(EngagementState.FEEDBACK_DONE), scene, then)
    await _go_together(scene, then)


async def _engagement(state: EngagementState) -> Two:
    row = await Engagement.select(Engagement.id).where(Engagement.status == state.value).first()
    assert row  # noqa: S101 - the sample has one in each state
    return await pair(row["id"])


async def _count_hours(found: Two, scene: Scene, then: datetime) -> None:
    voice = _helper(found, scene)
    await count_hours(found, voice, then)
    for days in (1, 2):
        await write_hours(found, Entry(scene.today - timedelta(days=days), AN_HOUR_AND_A_HALF), voice, then)


async def _come_instead(scene: Scene, then: datetime) -> None:
    """At the first visit for which somebody else is free; on a Sunday that may be one of another day."""
    under_way = [EngagementState.RUNNING.value, EngagementState.TRIAL.value]
    rows = await Engagement.select(Engagement.id).where(Engagement.status.is_in(under_way))
    for days in range(2, 9):
        for row in rows:
            if await _somebody_comes(await pair(row["id"]), scene, then):
                return
        for row in rows:
            plan = Plan(scene.today + timedelta(days=days), TEN, Rhythm.ONCE)
            await plan_visits(row["id"], plan, _helper(await pair(row["id"]), scene), then)
    raise Fault("Nobody in the sample can come instead.")


async def _somebody_comes(found: Two, scene: Scene, then: datetime) -> bool:
    for visit in await visits_of(found.id, scene.now, scene.now):
        candidates = (await missing_visit(visit.id, then)).candidates
        if candidates and not visit.helper_cannot:
            await say_cannot(visit.id, _helper(found, scene), then)
            agreed = Agreed(candidates[0].offer_id, stand_in_said_yes=True, requester_said_yes=True)
            await send_stand_in(visit.id, agreed, Voice(_asker(found, scene), Side.REQUESTER), then)
            return True
    return False


async def _trust_a_relative(found: Two, scene: Scene, then: datetime) -> None:
    """Somebody who has signed up themselves: nobody new is made up for it."""
    relative = scene.sample.people[-1]
    contact = Contact(relative.name, phone=relative.phone, email=relative.email)
    given = Trust(contact, "Nachbarin", (Scope.SIGN_UPS, Scope.HELP), Channel.PHONE)
    await trust(_there(found.asker_id), given, _asker(found, scene), then)


async def _settle_an_incident(found: Two, scene: Scene, then: datetime) -> None:
    """What somebody had misunderstood; the lead has asked both, and it goes on."""
    helper, by = await person(_there(found.helper_id)), _asker(found, scene)
    said = "Eine Verabredung war vergessen. Beide haben miteinander gesprochen."
    await report_incident(Report(helper.id, said, found.asker.name), by, then)
    (incident,) = await open_incidents()
    await decide_incident(incident.id, Decision.GO_ON, scene.team.office_for("", Channel.WEB), then)


async def _go_together(scene: Scene, then: datetime) -> None:
    for event in scene.sample.events:
        for number in {one.date for one in event.sign_ups if one.date}:
            date_id = (await scene.date(event, number)).occurrence_id
            rides = [one for one in (await rides_of_date(date_id, then)).matches if one.kind is Kind.RIDE]
            if rides:
                await _both_say_yes(
                    Riders(date_id, Kind.RIDE, rides[0].giver.id, rides[0].taker.id), scene, then
                )
                return
    raise Fault("Nobody in the sample can go together.")


async def _both_say_yes(riders: Riders, scene: Scene, then: datetime) -> None:
    await ask(riders, scene.team.office_for("", Channel.WEB), then)
    (asked,) = (await rides_of_date(riders.occurrence_id, then)).pairs
    for side in (RideSide.GIVER, RideSide.TAKER):
        view = await pair_of(asked.id, side, then)
        await answer(view, Answer.YES, scene.team.office_for(asked.names[side], Channel.PHONE), then)


def _helper(found: Two, scene: Scene) -> Voice:
    return Voice(scene.team.office_for(found.helper.name, Channel.PHONE), Side.VOLUNTEER)


def _asker(found: Two, scene: Scene) -> Doer:
    return scene.team.office_for(found.asker.name, Channel.PHONE)


def _there(number: Any) -> int:
    assert number  # noqa: S101 - nobody in the sample is forgotten yet
    return int(number)
