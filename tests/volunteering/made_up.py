"""Offers and requests by chance that repeats, small enough that every rule is met often."""

from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from msgspec.structs import replace

from mittendrin.volunteering.facts import OfferFacts, RequestFacts
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.states import Frequency

TODAY = date(2027, 1, 11)
PLACES = {1: (49.445, 7.778), 2: (49.432, 7.737), 3: (49.44, 7.76), 4: (49.38, 7.82), 5: None}
LANGUAGES = ("de", "ru", "tr")
INTERESTS = ("Garten", "Musik", "Schach", "Wald")
HOW_OFTEN = [one.value for one in Frequency]
BROUGHT = ("pets", "smoke", "stairs")
PEOPLE = 30
OF_THE_PERSON = (
    "most_people", "running", "open_proposals", "free_from", "last_asked_on", "placed", "seen",
    "said_no", "apart", "knows", "busy_with", "asked_by", "hours_per_week", "hours_taken", "hours_asked",
    "gone",
)  # fmt: skip
One = TypeVar("One")


def an_offer(dice: Random, number: int) -> OfferFacts:
    district = dice.choice([None, 1, 2, 3, 4, 5])
    return OfferFacts(
        id=number,
        person=dice.randint(1, PEOPLE),
        categories=_some(dice, (1, 2, 3), at_least=1),
        times=dice.choice([0, 1, 1]) * (dice.getrandbits(28) & dice.getrandbits(28)),
        hours_per_week=dice.randint(2, 9),
        most_people=dice.randint(1, 3),
        running=dice.choice([0, 0, 0, 1, 2]),
        open_proposals=dice.choice([0, 0, 0, 1, 2]),
        district=district,
        place=PLACES.get(district or 0),
        reach_km=dice.choice([0, 2, 5, 20]),
        languages=_some(dice, LANGUAGES),
        interests=_some(dice, INTERESTS),
        gender=dice.choice(["", "woman", "man"]),
        frequency=dice.choice(HOW_OFTEN),
        free_from=_perhaps(dice, TODAY + timedelta(days=dice.randint(-1, 1)), one_in=6),
        last_asked_on=_perhaps(dice, TODAY - timedelta(days=dice.choice([0, 13, 14, 89, 90])), one_in=2),
        placed=dice.choice([0, 0, 1]),
        waiting_since=TODAY - timedelta(days=dice.randint(0, 3)),
        seen=_papers(dice),
        has_car=dice.random() < 0.5,
        **(_single_days(dice) | _history(dice) | _answers(dice)),
    )


def _answers(dice: Random) -> dict[str, Any]:
    begins = TODAY + timedelta(days=dice.randint(-1, 2))
    return {
        "by_phone": dice.choice([*["too"] * 24, "", "only"]),
        "company": dice.choice([*[""] * 24, "pair", "team"]),
        "unwanted": _some(dice, BROUGHT) if dice.randrange(8) == 0 else frozenset(),
        "gone": ((begins, begins + timedelta(days=dice.randint(0, 2))),) if dice.randrange(12) == 0 else (),
    }


def _single_days(dice: Random) -> dict[str, Any]:
    return {"on_days": _days(dice, [0, 0, 1, 2, 3]), "day_parts": dice.randint(1, 15)}


def _papers(dice: Random) -> frozenset[tuple[str, date]]:
    until = TODAY + timedelta(days=dice.choice([0, 1]))
    return _some(dice, (("paper", until), ("another", until)))


def _history(dice: Random) -> dict[str, Any]:
    """Numbers are those of requests and of people."""
    return {
        "said_no": _few(dice, one_in=6),
        "apart": _few(dice, one_in=8),
        "knows": _few(dice, one_in=3),
        "busy_with": _few(dice, one_in=8),
        "asked_by": _few(dice, one_in=30),
        "hours_taken": dice.choice([0, 0, 0, 0, 0, 1, 2]),
        "hours_asked": dice.choice([0, 0, 0, 0, 0, 0, 1]),
    }


def a_request(dice: Random, number: int) -> RequestFacts:
    district = dice.choice([None, 1, 2, 3, 4, 5])
    return RequestFacts(
        id=number,
        person=dice.randint(0, PEOPLE),
        category=dice.randint(1, 3),
        hours_per_week=dice.choice([1, 1, 2, 3, 4]),
        district=district,
        place=PLACES.get(district or 0),
        languages=_some(dice, LANGUAGES),
        language_needed=dice.random() < 0.3,
        interests=_some(dice, INTERESTS),
        gender=dice.choice(["", "", "", "woman", "man"]),
        frequency=dice.choice(HOW_OFTEN),
        waiting_since=TODAY - timedelta(days=dice.randint(0, 3)),
        proposals=dice.choice([0, 0, 1]),
        papers=frozenset(dice.sample(["paper", "another"], dice.choice([0, 0, 0, 1, 2]))),
        car_needed=dice.random() < 0.2,
        **_wished_times(dice),
        places=dice.choice([1, 1, 2, 3]),
        until=_perhaps(dice, TODAY + timedelta(days=dice.randint(-1, 8)), one_in=8),
        by_phone=dice.random() < 0.08,
        team=dice.random() < 0.3,
        brings=_some(dice, BROUGHT) if dice.randrange(4) == 0 else frozenset(),
    )


def _days(dice: Random, how_many: list[int]) -> tuple[date, ...]:
    """Often the same day of two weeks."""
    near = [-1, 0, 1, 2, 6, 7, 8, 9]
    return tuple(TODAY + timedelta(days=dice.choice(near)) for _day in range(dice.choice(how_many)))


def _wished_times(dice: Random) -> dict[str, Any]:
    """Named days bring their weekdays."""
    on_days, parts = _days(dice, [0, 0, 0, 0, 1, 2]), dice.randint(1, 15)
    named = grid_of((day.weekday(), part) for day in on_days for part in Part if parts >> part & 1)
    return {"on_days": on_days, "times": dice.getrandbits(28) & dice.getrandbits(28) | named}


def offers(dice: Random, most: int, least: int = 0) -> list[OfferFacts]:
    """In no order."""
    numbers = dice.sample(range(1, 10 * most + 1), dice.randint(least, most))
    return _one_person_each([an_offer(dice, number) for number in numbers])


def requests(dice: Random, most: int, least: int = 0) -> list[RequestFacts]:
    numbers = dice.sample(range(1, 10 * most + 1), dice.randint(least, most))
    return [replace(a_request(dice, number), soon=number % 3 == 0) for number in numbers]


def _one_person_each(offers: list[OfferFacts]) -> list[OfferFacts]:
    """What is a person's is the same in all their offers."""
    first: dict[int, OfferFacts] = {}
    for one in offers:
        first.setdefault(one.person, one)
    return [
        replace(one, **{name: getattr(first[one.person], name) for name in OF_THE_PERSON}) for one in offers
    ]


def _some(dice: Random, values: tuple[One, ...], at_least: int = 0) -> frozenset[One]:
    return frozenset(dice.sample(values, dice.randint(at_least, len(values))))


def _few(dice: Random, one_in: int) -> frozenset[int]:
    return frozenset(dice.choices(range(1, PEOPLE + 1), k=PEOPLE // one_in))


def _perhaps(dice: Random, day: date, one_in: int) -> date | None:
    return day if dice.randrange(one_in) == 0 else None
