"""Who helps whom in the sample, through the acts that people use."""

from datetime import date, datetime, time, timedelta

from mittendrin.audit.rules import VISITOR, Channel, Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.refusal import Refused
from mittendrin.demo.help import Wish
from mittendrin.demo.people import Person
from mittendrin.demo.scene import Scene
from mittendrin.demo.sign_ups import office_hour
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.ending import Ending, finish, give_feedback
from mittendrin.engagements.engaging import Meeting, begin_trial, keep_on, plan_first_meeting
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.pausing import pause
from mittendrin.engagements.queries import visits_of
from mittendrin.engagements.rules import Plan, Rhythm
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visiting import plan_visits, say_cannot
from mittendrin.people.rules import Contact, Same
from mittendrin.places.queries import districts
from mittendrin.volunteering.candidates import fitting_offers, request_facts
from mittendrin.volunteering.clearances import papers_of, see_paper
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.grid import PARTS_A_DAY, WHOLE_DAY, WHOLE_WEEK
from mittendrin.volunteering.in_time import DAYS_TO_ANSWER
from mittendrin.volunteering.matching import suggestions
from mittendrin.volunteering.proposals import Pair, propose, withdraw
from mittendrin.volunteering.queries import categories
from mittendrin.volunteering.reasons import reasons
from mittendrin.volunteering.rules import (
    ByPhone,
    Company,
    Helper,
    OfferContent,
    OfferEntry,
    RequestContent,
    RequestEntry,
)
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import Frequency, OfferState, RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from mittendrin.volunteering.taking_in import take_in_offer, take_in_request
from mittendrin.volunteering.upkeep import follow_up

AT_TEN, AT_FOUR, CAFE = time(10), time(16), "Café am Markt"
# How far an engagement has come; every step needs those before it.
STEPS = ("first_meeting", "trial", "running", "paused", "ended", "feedback_done")
HAVE_MET = STEPS[1:]
# How many have said yes to a proposal that came no further.
YESES = {
    "asked_volunteer": 0, "volunteer_no": 0, "not_now": 0, "expired": 0, "withdrawn": 0,
    "asked_requester": 1, "requester_no": 1,
}  # fmt: skip
LONG_AGO, A_WEEK = timedelta(days=20), timedelta(weeks=1)
# Of this kind is the help that is in its trial: whatever day tomorrow is, a stand-in can be found.
ANY_TIME = "tiere"

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
    came = office_hour(scene.now if wish.state == "received" else scene.now - LONG_AGO, number)
    code = await take_in_offer(
        OfferEntry(_contact(wish, scene), await _offered(wish, number, scene), f"offer-{number}", same=Same.YES),
        VISITOR, came,
    )  # fmt: skip
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row  # noqa: S101 - made this moment
    if wish.state in ("paused", "ended"):
        await decide_offer(row["id"], OfferState.ACTIVE, "", _clerk(wish, scene), came)
    if wish.state != "received":
        await decide_offer(row["id"], OfferState(wish.state), "", _clerk(wish, scene), came)
    if wish.state == "active":
        await _show_papers(row["id"], scene.team.office_for("", Channel.COUNTER), came)


async def _offered(wish: Wish, number: int, scene: Scene) -> OfferContent:
    return OfferContent(
        categories=(await _category(wish),),
        times=WHOLE_WEEK if wish.category == ANY_TIME else _times(number, parts=3),
        frequency=Frequency.WEEKLY,
        hours_per_week=1 + number % 4,
        most_people=1 + number % 2,
        district_id=await _district(wish, scene),
        reach_km=(5, 20)[number % 2],
        has_car=number % 3 == 0,
        languages=("de", "ru") if number % 5 == 0 else ("de",),
        interests="",
        note=wish.text,
        on_days=(local_day(scene.now) + timedelta(days=9),) if number % 10 == 3 else (),
        day_parts=WHOLE_DAY if number % 10 == 3 else 0,
        by_phone=ByPhone.TOO if number % 2 or wish.category == "telefonkette" else ByPhone.NO,
        company=Company.PAIR if number % 10 == 6 else Company.ANY,
        commitment=("", "half_year", "open")[number % 3],
        unwanted=("smoke",) if number % 8 == 5 else (),
        gone=_holidays(scene) if number % 8 == 7 else None,
    )


def _holidays(scene: Scene) -> tuple[date, date]:
    """In three weeks, for two."""
    first = scene.today + timedelta(weeks=3)
    return first, first + timedelta(weeks=2)


async def _show_papers(offer_id: int, by: Doer, came: datetime) -> None:
    """Whoever already helps where a paper is asked for has shown it."""
    for one in await papers_of(offer_id, local_day(came)):
        await see_paper(offer_id, one.name, local_day(came - timedelta(days=20)), by, came)


async def _request(wish: Wish, number: int, scene: Scene) -> None:
    long_ago = wish.state == "expired" or wish.state in HAVE_MET
    came = office_hour(scene.now - LONG_AGO if long_ago else scene.now, number)
    entry = RequestEntry(
        _contact(wish, scene), await _wanted(wish, number, scene), f"request-{number}", same=Same.YES
    )
    code = await take_in_request(entry, _clerk(wish, scene), came)
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row  # noqa: S101 - made this moment
    await _decide(row["id"], wish, scene, came)


async def _wanted(wish: Wish, number: int, scene: Scene) -> RequestContent:
    lasts = number % 3 or wish.state in HAVE_MET
    return RequestContent(
        category=await _category(wish),
        what=wish.text,
        times=_times(number, parts=2),
        soon=number % 10 == 0,
        frequency=Frequency.WEEKLY if lasts else Frequency.ONCE,
        district_id=await _district(wish, scene),
        languages=("de",),
        language_needed=False,
        interests="",
        helper=Helper.ANYBODY,
        helper_reason="",
        note="",
        may_be_public=number % 4 == 0,
        place=("", "home", "outside")[number % 3],
        costs=("", "asker", "talk")[number % 3],
        until=scene.today + timedelta(weeks=26) if number % 5 == 2 else None,
        needs=("pets",) if number % 9 == 4 else (),
    )


async def _decide(request_id: int, wish: Wish, scene: Scene, came: datetime) -> None:
    for state in _WAYS.get(wish.state, (RequestState.OPEN,)):
        await decide_request(request_id, state, "", _clerk(wish, scene), came)
    if wish.state in (*YESES, *STEPS):
        await _bring_together(request_id, wish, scene)


async def _bring_together(request_id: int, wish: Wish, scene: Scene) -> None:
    now = _yesterday_at_ten(scene)
    if wish.state == "expired":
        now -= LONG_AGO
    if wish.state in HAVE_MET:
        now -= A_WEEK
    request = await request_facts(request_id)
    found = suggestions(request, await fitting_offers(request, local_day(now)), local_day(now))
    if not found:
        raise Refused(f"Nobody in the sample can help with {wish.text}.")
    best = found[0]
    proposal = await propose(Pair(best.offer.id, request_id, ", ".join(reasons(best))), _office(scene), now)
    for side in (Side.VOLUNTEER, Side.REQUESTER)[: YESES.get(wish.state, 2)]:
        await _says(proposal, side, Answer.YES, scene, now)
    if wish.state in STEPS:
        await _engage(proposal, STEPS.index(wish.state), _clerk(wish, scene), scene)
    else:
        await _let_go(proposal, wish.state, scene, now)


async def _says(proposal: int, side: Side, said: Answer, scene: Scene, now: datetime) -> None:
    """On the telephone, each for themselves."""
    view = await by_id(proposal, side)
    await answer(view, said, scene.team.office_for(view.to.name, Channel.PHONE), now)


async def _let_go(proposal: int, state: str, scene: Scene, now: datetime) -> None:
    """What came of it, if it was no yes; a proposal that is still asked about stays as it is."""
    answers = {
        "volunteer_no": (Side.VOLUNTEER, Answer.NO),
        "requester_no": (Side.REQUESTER, Answer.NO),
        "not_now": (Side.VOLUNTEER, Answer.LATER),
    }
    if state in answers:
        side, said = answers[state]
        await _says(proposal, side, said, scene, now)
    elif state == "withdrawn":
        await withdraw(proposal, _office(scene), now)
    elif state == "expired":
        for _twice in range(2):
            now = add_office_days(now, DAYS_TO_ANSWER)
            await follow_up(proposal, now)


async def _engage(proposal: int, steps: int, by: Doer, scene: Scene) -> None:
    row = await Engagement.select(Engagement.id).where(Engagement.proposal == proposal).first()
    assert row  # noqa: S101 - both have said yes
    voice, now, have_met = Voice(by), _yesterday_at_ten(scene), STEPS[steps] in HAVE_MET
    meeting = Meeting(at_local(scene.today + timedelta(days=-2 if have_met else 3), AT_FOUR), CAFE)
    await plan_first_meeting(row["id"], meeting, voice, now - A_WEEK if have_met else now)
    if steps >= STEPS.index("trial"):
        await begin_trial(row["id"], voice, now)
        await _visit(row["id"], steps, voice, scene)
    if steps >= STEPS.index("running"):
        await keep_on(row["id"], voice, now)
    await _rest_or_end(row["id"], steps, voice, scene)


async def _rest_or_end(engagement_id: int, steps: int, voice: Voice, scene: Scene) -> None:
    now = _yesterday_at_ten(scene)
    if steps == STEPS.index("paused"):
        await pause(engagement_id, scene.today + timedelta(weeks=3), voice, now)
    if steps >= STEPS.index("ended"):
        await finish(engagement_id, Ending(), voice, now)
    if steps == STEPS.index("feedback_done"):
        said = "Es hat gut gepasst. Vielen Dank an alle!"
        await give_feedback(engagement_id, said, Voice(voice.by, Side.REQUESTER), now)


async def _visit(engagement_id: int, steps: int, voice: Voice, scene: Scene) -> None:
    """Whoever is in the trial cannot come tomorrow: that is how the desk shows a red line."""
    now = _yesterday_at_ten(scene)
    plan = Plan(scene.today + timedelta(days=1), AT_FOUR, Rhythm.WEEKLY, 6)
    await plan_visits(engagement_id, plan, voice, now)
    first = (await visits_of(engagement_id, scene.now, scene.now))[0]
    if steps == STEPS.index("trial"):
        helper = (await pair(engagement_id)).helper.name
        by = scene.team.office_for(helper, Channel.PHONE)
        await say_cannot(first.id, Voice(by, Side.VOLUNTEER), now)


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
    first_name, _surname = person.name.split(maxsplit=1)
    return Contact(person.name, person.phone, person.email, address, first_name)


def _person(wish: Wish, scene: Scene) -> Person:
    return next(one for one in scene.sample.people if one.number == wish.person)


def _office(scene: Scene) -> Doer:
    return scene.team.office_for("", Channel.WEB)


def _clerk(wish: Wish, scene: Scene) -> Doer:
    return scene.team.office_for(_person(wish, scene).name, Channel.PHONE)


async def _category(wish: Wish) -> int:
    return next(one.id for one in await categories() if one.slug == wish.category)


async def _district(wish: Wish, scene: Scene) -> int:
    slug = _person(wish, scene).district
    return next(one.id for one in await districts() if one.slug == slug)
