"""Who helps whom in the sample, through the acts that people use."""

from datetime import datetime, time, timedelta

from mittendrin.audit.rules import VISITOR, Channel, Doer
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.refusal import Refused
from mittendrin.demo.help import Wish
from mittendrin.demo.people import Person
from mittendrin.demo.scene import Scene
from mittendrin.demo.sign_ups import office_hour
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.queries import visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.people.rules import Contact
from mittendrin.places.queries import districts
from mittendrin.volunteering.candidates import fitting_offers, request_facts
from mittendrin.volunteering.clearances import papers_of, see_paper
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.grid import PARTS_A_DAY, WHOLE_WEEK
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.queries import categories
from mittendrin.volunteering.reasons import reasons
from mittendrin.volunteering.rules import Helper, OfferContent, OfferEntry, RequestContent, RequestEntry
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import Frequency, OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from mittendrin.volunteering.taking_in import take_in_offer, take_in_request

AT_TEN, AT_FOUR, CAFE = time(10), time(16), "Café am Markt"
# How far each of these has come; every step needs those before it.
STEPS = ("asked_volunteer", "asked_requester", "first_meeting", "trial", "running", "ended")

_WAYS = {
    "received": (),
    "clarifying": (RequestState.CLARIFYING,),
    "on_hold": (RequestState.CLARIFYING, RequestState.ON_HOLD),
    "referred": (RequestState.REFERRED,),
    "closed": (RequestState.CLOSED,),
}


async def help_each_other(scene: Scene) -> None:
    for number, wish in enumerate(scene.sample.help.offers):
        await _offer(wish, number, scene)
        scene.tick()
    for number, wish in enumerate(scene.sample.help.requests):
        await _request(wish, number, scene)
        scene.tick()


async def _offer(wish: Wish, number: int, scene: Scene) -> None:
    came = office_hour(scene.now, number)
    content = OfferContent(
        categories=(await _category(wish),),
        times=_times(number, parts=3),
        frequency=Frequency.WEEKLY,
        hours_per_week=1 + number % 4,
        most_people=1 + number % 2,
        district_id=await _district(wish, scene),
        reach_km=(5, 20)[number % 2],
        has_car=number % 3 == 0,
        languages=("de", "ru") if number % 5 == 0 else ("de",),
        interests="",
        note=wish.text,
    )
    code = await take_in_offer(OfferEntry(_contact(wish, scene), content, f"offer-{number}"), VISITOR, came)
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row  # noqa: S101 - made this moment
    if wish.state in ("paused", "ended"):
        await decide_offer(row["id"], OfferState.ACTIVE, "", _clerk(wish, scene), came)
    if wish.state != "received":
        await decide_offer(row["id"], OfferState(wish.state), "", _clerk(wish, scene), came)
    if wish.state == "active":
        await _show_papers(row["id"], scene.team.office_for("", Channel.COUNTER), came)


async def _show_papers(offer_id: int, by: Doer, came: datetime) -> None:
    """Whoever already helps where a paper is asked for has shown it."""
    for one in await papers_of(offer_id, local_day(came)):
        await see_paper(offer_id, one.name, local_day(came - timedelta(days=20)), by, came)


async def _request(wish: Wish, number: int, scene: Scene) -> None:
    came = office_hour(scene.now, number)
    content = RequestContent(
        category=await _category(wish),
        what=wish.text,
        times=_times(number, parts=2),
        soon=number % 10 == 0,
        frequency=Frequency.WEEKLY if number % 3 else Frequency.ONCE,
        district_id=await _district(wish, scene),
        languages=("de",),
        language_needed=False,
        interests="",
        helper=Helper.ANYBODY,
        helper_reason="",
        note="",
        may_be_public=number % 4 == 0,
    )
    entry = RequestEntry(_contact(wish, scene), content, f"request-{number}")
    code = await take_in_request(entry, _clerk(wish, scene), came)
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row  # noqa: S101 - made this moment
    await _decide(row["id"], wish, scene, came)


async def _decide(request_id: int, wish: Wish, scene: Scene, came: datetime) -> None:
    for state in _WAYS.get(wish.state, (RequestState.OPEN,)):
        await decide_request(request_id, state, "", _clerk(wish, scene), came)
    if wish.state in STEPS:
        await _bring_together(request_id, STEPS.index(wish.state), wish, scene)


async def _bring_together(request_id: int, steps: int, wish: Wish, scene: Scene) -> None:
    by, now = _clerk(wish, scene), _yesterday_at_ten(scene)
    request = await request_facts(request_id)
    found = suggestions(request, await fitting_offers(request, local_day(now)), local_day(now))
    if not found:
        raise Refused(f"Nobody in the sample can help with {wish.text}.")
    best = found[0]
    proposal = await propose(Pair(best.offer.id, request_id, ", ".join(reasons(best))), by, now)
    for side in (Side.VOLUNTEER, Side.REQUESTER)[:steps]:
        await answer(await by_id(proposal, side), Answer.YES, by, now)
    if steps >= STEPS.index("first_meeting"):
        await _engage(proposal, steps, by, scene)


async def _engage(proposal: int, steps: int, by: Doer, scene: Scene) -> None:
    row = await Engagement.select(Engagement.id).where(Engagement.proposal == proposal).first()
    assert row  # noqa: S101 - both have said yes
    meeting = Meeting(at_local(scene.today + timedelta(days=3), AT_FOUR), CAFE)
    voice, now = Voice(by), _yesterday_at_ten(scene)
    await plan_first_meeting(row["id"], meeting, voice, now)
    if steps >= STEPS.index("trial"):
        await begin_trial(row["id"], voice, now)
        await _visit(row["id"], steps, voice, scene)
    if steps >= STEPS.index("running"):
        await keep_on(row["id"], voice, now)
    if steps >= STEPS.index("ended"):
        await finish(row["id"], Ending(), voice, now)


async def _visit(engagement_id: int, steps: int, voice: Voice, scene: Scene) -> None:
    """Whoever is in the trial cannot come tomorrow: that is how the desk shows a red line."""
    now = _yesterday_at_ten(scene)
    plan = Plan(scene.today + timedelta(days=1), AT_FOUR, Rhythm.WEEKLY, 6)
    await plan_visits(engagement_id, plan, voice, now)
    first = (await visits_of(engagement_id, scene.now, scene.now))[0]
    if steps == STEPS.index("trial"):
        await say_cannot(first.id, Voice(voice.by, Side.VOLUNTEER), now)


def _yesterday_at_ten(scene: Scene) -> datetime:
    """While the office is open, so that the desk does not boast of calls before it."""
    return at_local(scene.today - timedelta(days=1), AT_TEN)


def _times(number: int, parts: int) -> int:
    """Another mixture for everybody: whole days, three or two parts of them, from Monday to Saturday."""
    days = [day for day in range(6) if (day + number) % 3]
    grid = sum(((1 << parts) - 1) << day * PARTS_A_DAY for day in days)
    return WHOLE_WEEK if number % 7 == 0 else grid


def _contact(wish: Wish, scene: Scene) -> Contact:
    person = _person(wish, scene)
    address = f"{person.street}, {person.postcode} {scene.sample.city.name}" if person.street else ""
    return Contact(person.name, phone=person.phone, email=person.email, address=address)


def _person(wish: Wish, scene: Scene) -> Person:
    return next(one for one in scene.sample.people if one.number == wish.person)


def _clerk(wish: Wish, scene: Scene) -> Doer:
    return scene.team.office_for(_person(wish, scene).name, Channel.PHONE)


async def _category(wish: Wish) -> int:
    return next(one.id for one in await categories() if one.slug == wish.category)


async def _district(wish: Wish, scene: Scene) -> int:
    slug = _person(wish, scene).district
    return next(one.id for one in await districts() if one.slug == slug)
