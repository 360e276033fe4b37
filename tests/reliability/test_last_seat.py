"""Two hundred people want the last seat in the same second, at real server processes."""

import asyncio
import re
from collections import Counter

import pytest

from constraints import check_violation
from databases import Database
from makers import a_published_event, occurrence_ids, seats
from mittendrin.events.rules import SignUpTerms
from mittendrin.events.tables import Event, Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.tables import Registration
from reliability.crowd import Crowd, a_crowd
from servers import running_server

PEOPLE, FEWER_PEOPLE = 200, 60


async def test_the_last_seat_is_given_once_and_everybody_else_is_told_clearly(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITTENDRIN_PROXIES", "127.0.0.1")
    workers = 2 if database.kind == "postgres" else 1
    slug, date = await an_event("Der letzte Platz", seats(1))
    with running_server(database.address, workers=workers) as server:
        async with a_crowd(server, slug, date, connections=PEOPLE) as crowd:
            assert await rush(crowd, slug, date, PEOPLE) == {"confirmed": 1, "waiting": PEOPLE - 1}
            slug, date = await an_event("Ohne Warteliste", seats(1, waiting_list=False))
            assert await rush(crowd, slug, date, FEWER_PEOPLE) == {"confirmed": 1, "full": FEWER_PEOPLE - 1}
            slug, date = await an_event("Paare", seats(3))
            told = await rush(crowd, slug, date, FEWER_PEOPLE, party=2)
            assert told == {"confirmed": 1, "waiting": FEWER_PEOPLE - 1}
    assert await CallTask.count() == await Registration.count() == PEOPLE + FEWER_PEOPLE + 1
    counts = await Occurrence.select(Occurrence.taken, Occurrence.waiting).where(Occurrence.taken > 0)
    assert sorted((row["taken"], row["waiting"]) for row in counts) == [
        (1, 0),
        (1, PEOPLE - 1),
        (2, FEWER_PEOPLE - 1),
    ]


@pytest.mark.usefixtures("database")
async def test_the_database_itself_refuses_one_too_many() -> None:
    _slug, date = await an_event("Der letzte Platz", seats(1))
    with pytest.raises(Exception) as refusal:
        await Occurrence.update({Occurrence.taken: 2}).where(Occurrence.id == date)
    assert check_violation(refusal.value)


async def an_event(title: str, terms: SignUpTerms) -> tuple[str, int]:
    event = await a_published_event(title=title, terms=terms)
    row = await Event.select(Event.slug).where(Event.id == event).first()
    assert row
    return row["slug"], (await occurrence_ids(event))[0]


async def rush(crowd: Crowd, slug: str, date: int, people: int, party: int = 1) -> dict[str, int]:
    """What everybody read in the end, which is what the database holds. Nobody had to come twice."""
    answers = await asyncio.gather(*(crowd.sign_up(slug, date, number, party) for number in range(people)))
    assert {answer.status for answer in answers} <= {303, 422}
    pages = await asyncio.gather(*(crowd.read(answer, number) for number, answer in enumerate(answers)))
    told = [what_it_says(page) for page in pages]
    rows = await Registration.select(Registration.code, Registration.status).where(
        Registration.occurrence == date
    )
    stored = {row["code"]: row["status"] for row in rows}
    assert stored == {answer.code: said for answer, said in zip(answers, told, strict=True) if answer.code}
    return dict(Counter(told))


def what_it_says(page: str) -> str:
    """In the words of the page: who has a seat, who waits because it is full, and who hears that it is full."""
    heading = re.search(r"<h1[^>]*>([^<]+)</h1>", page)
    full = re.search("Alle Plätze sind belegt|So viele Plätze sind nicht mehr frei", page) is not None
    match heading and heading.group(1), full:
        case "Sie sind angemeldet.", False:
            return "confirmed"
        case "Sie stehen auf der Warteliste.", True:
            return "waiting"
        case _, True:
            return "full"
    raise AssertionError(page)
