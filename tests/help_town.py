"""A town in which many offer and ask for help, with a past: as rows, because acts would take hours."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from mittendrin.people.tables import Person
from mittendrin.places.tables import District, HelpCategory
from mittendrin.volunteering.grid import slots_on
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.states import EngagementState, Frequency, OfferState, ProposalState, RequestState
from mittendrin.volunteering.tables import (
    Engagement,
    HelpRequest,
    Offer,
    OfferCategory,
    Proposal,
)

TODAY = date(2027, 1, 11)
NOW = datetime(2027, 1, 11, 7, tzinfo=UTC)
AT_ONCE = 500
DISTRICTS = 18
INTERESTS = ("Garten", "Musik", "Schach", "Wald", "Kochen", "Hunde", "Bücher", "Fußball", "Nähen", "Reisen")
HOW_OFTEN = [one.value for one in Frequency]
UNDECIDED, YES = ProposalState.ASKED_VOLUNTEER, ProposalState.BOTH_YES
NO = (ProposalState.VOLUNTEER_NO, ProposalState.REQUESTER_NO)


async def build(many: int, dice: Random) -> None:
    """As many active offers and open requests; for a third of the offers something has happened already."""
    await add_start_set()
    kinds = await HelpCategory.select(HelpCategory.id).where(HelpCategory.professional.eq(False))
    categories = [row["id"] for row in kinds]
    districts = await _districts(dice)
    people = await _people(2 * many)
    offers = await _insert(Offer, [_offer(one, dice, districts) for one in people[:many]])
    liked = [(one, kind) for one in offers for kind in dice.sample(categories, dice.choice([1, 1, 2, 3]))]
    await _insert(OfferCategory, [OfferCategory(offer=one, category=kind) for one, kind in liked])
    asking = [_request(one, dice, (dice.choice(categories), *districts)) for one in people[many:]]
    requests = await _insert(HelpRequest, asking)
    await _past(offers, requests, dice)


async def _districts(dice: Random) -> list[int]:
    towns = [
        District(
            slug=f"stadtteil-{number}",
            name=f"Stadtteil {number}",
            latitude=49.44 + dice.uniform(-0.06, 0.06),
            longitude=7.77 + dice.uniform(-0.1, 0.1),
        )
        for number in range(DISTRICTS)
    ]
    return await _insert(District, towns)


async def _people(many: int) -> list[int]:
    return await _insert(
        Person, [Person(name=f"Demo-Person {number}", created_at=NOW) for number in range(many)]
    )


def _offer(person: int, dice: Random, districts: list[int]) -> Offer:
    asked = dice.choice([None, None, 5, 40, 200])
    return Offer(
        **_of_both(person, dice, districts, "offer") | _single_days(dice),
        status=OfferState.ACTIVE.value,
        hours_per_week=dice.randint(1, 6),
        most_people=dice.randint(1, 3),
        reach_km=dice.choice([0, 2, 5, 5, 20]),
        gender=dice.choice(["", "woman", "woman", "man"]),
        has_car=dice.random() < 0.4,
        languages=dice.choice(["de", "de", "de", "de,ru", "de,tr"]),
        paused_until=TODAY + timedelta(days=30) if dice.random() < 0.1 else None,
        ask_again_on=TODAY + timedelta(days=60) if dice.random() < 0.05 else None,
        last_asked_at=None if asked is None else NOW - timedelta(days=asked),
        confirmed_at=NOW,
    )


def _single_days(dice: Random) -> dict[str, Any]:
    """One in ten names some; half of these have no other time."""
    if dice.random() > 0.1:
        return {}
    days = sorted(dice.sample(range(-2, 20), 3))
    named = ",".join((TODAY + timedelta(days=day)).isoformat() for day in days)
    return {"on_days": named, "day_parts": dice.randint(1, 15)} | dice.choice([{}, {"times": 0}])


def _request(person: int, dice: Random, places: tuple[int, ...]) -> HelpRequest:
    category, *districts = places
    said = _of_both(person, dice, districts, "request")
    day = TODAY + timedelta(days=dice.randint(0, 19)) if dice.random() < 0.1 else None
    if day:
        said["times"] |= slots_on(day, dice.randint(1, 15))
    return HelpRequest(
        **said,
        status=RequestState.OPEN.value,
        category=category,
        what="Einmal in der Woche",
        soon=person % 8 == 0,
        hours_per_week=dice.randint(1, 3),
        helper_gender="woman" if dice.random() < 0.1 else "",
        languages=dice.choice(["de", "de", "ru"]),
        language_needed=dice.random() < 0.3,
        needs="car" if dice.random() < 0.1 else "",
        on_days=day.isoformat() if day else "",
    )


def _of_both(person: int, dice: Random, districts: list[int], kind: str) -> dict[str, Any]:
    came = NOW - timedelta(days=dice.randint(0, 100))
    return {
        "code": f"{kind[0].upper()}{person:07}",
        "key": f"{kind}-{person}",
        "person": person,
        "times": dice.getrandbits(28) & dice.getrandbits(28),
        "frequency": dice.choice(HOW_OFTEN),
        "district": dice.choice(districts),
        "interests": ", ".join(dice.sample(INTERESTS, dice.randint(0, 3))),
        "created_at": came,
        "status_at": came,
    }


async def _past(offers: list[int], requests: list[int], dice: Random) -> None:
    asked = dice.sample(offers, len(offers) // 3)
    states = [dice.choice([UNDECIDED, YES, *NO]) for _one in asked]
    made = [
        _proposal(*pair, dice)
        for pair in zip(asked, states, [dice.choice(requests) for _one in asked], strict=True)
    ]
    proposals = await _insert(Proposal, made)
    agreed = [one for one, state in zip(proposals, states, strict=True) if state is YES]
    await _insert(Engagement, [_engagement(one, dice) for one in agreed])


def _proposal(offer: int, state: ProposalState, request: int, dice: Random) -> Proposal:
    return Proposal(
        offer=offer,
        request=request,
        status=state.value,
        open_pair=f"{offer}:{request}" if state is UNDECIDED else None,
        volunteer_code=f"{dice.getrandbits(32):08X}",
        requester_code=f"{dice.getrandbits(32):08X}",
        created_at=NOW,
        asked_volunteer_at=NOW,
        answer_until=NOW,
    )


def _engagement(proposal: int, dice: Random) -> Engagement:
    state = dice.choice([EngagementState.RUNNING, EngagementState.TRIAL, EngagementState.ENDED])
    return Engagement(
        proposal=proposal, status=state.value, code_word="Brezel", status_at=NOW, created_at=NOW
    )


async def _insert(table: Any, rows: list[Any]) -> list[int]:
    numbers: list[int] = []
    for first in range(0, len(rows), AT_ONCE):
        numbers += [row["id"] for row in await table.insert(*rows[first : first + AT_ONCE])]
    return numbers
