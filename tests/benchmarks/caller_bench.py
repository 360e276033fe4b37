"""Who is calling? Found among 50,000 people while somebody waits on the telephone: the search alone, best of ten.

`python -m benchmarks caller_bench`; PostgreSQL is measured when MITTENDRIN_TEST_POSTGRES is set.
"""

import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import databases
from benchmarks.throwaway_database import a_database
from benchmarks.town_bench import in_the_database
from mittendrin.core.text import name_form
from mittendrin.people.queries import people_by_name, people_by_phone_end
from mittendrin.people.tables import Person

PEOPLE = 50_000
AT_ONCE = 500
TRIES = 10
GOAL_MS = 100
FOUND = 21
FIRST = ("Erna", "Grete", "Hans", "Karl", "Inge", "Ursula", "Jürgen", "Günter", "Manuela", "Michael")
LAST = ("Müller", "Mueller", "Schmidt", "Weiß", "Schäfer", "Bauer", "Köhler", "Klein", "Wolf", "Schröder")
ENDINGS = ("", "mann", "berger", "stein", "hofer", "bach", "thal", "feld", "wald", "moser")

Search = Callable[[], Awaitable[object]]
SEARCHES: dict[str, Search] = {
    "a part of a name, many are called so": lambda: people_by_name("mull", FOUND),
    "first and family name": lambda: people_by_name("Jürgen Schäferthal", FOUND),
    "a name that nobody has": lambda: people_by_name("Xaver Zwirn", FOUND),
    "the last four digits": lambda: people_by_phone_end("4711", FOUND),
}


def main() -> None:
    for kind in databases.KINDS:
        with a_database(kind) as database:
            print(f"\nCallers, {kind}, {PEOPLE} people", flush=True)
            in_the_database(database, _measure)


async def _measure() -> None:
    await _fill()
    for what, search in SEARCHES.items():
        print(f"  {what:40}{await _best_of(search):8.1f} ms   < {GOAL_MS} ms", flush=True)


async def _fill() -> None:
    dice = random.Random(1)
    for _block in range(PEOPLE // AT_ONCE):
        await Person.insert(*(_somebody(dice) for _one in range(AT_ONCE)))


def _somebody(dice: random.Random) -> Person:
    name = f"{dice.choice(FIRST)} {dice.choice(LAST)}{dice.choice(ENDINGS)}"
    phone = f"+4917139{dice.randrange(10**5):05}"
    return Person(
        name=name,
        phone=phone,
        search=name_form(name),
        phone_end=phone[-4:],
        created_at=datetime(2027, 1, 11, tzinfo=UTC),
    )


async def _best_of(search: Search) -> float:
    return min([await _timed(search) for _try in range(TRIES)])


async def _timed(search: Search) -> float:
    begun = time.perf_counter()
    await search()
    return 1000 * (time.perf_counter() - begun)
