"""Somebody is gone who was to go with somebody else: whoever counts on it is called, and nothing goes out by itself."""

from typing import Any

import pytest

from makers import CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.farewells.actions import say_farewell
from mittendrin.farewells.queries import left_by
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Leaving
from mittendrin.people.tables import Person
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, PairState, Side
from mittendrin.rides.upkeep import settle_pairs
from riding import a_ride

pytestmark = pytest.mark.usefixtures("database")
DRIVER, GUEST = "Demo-Person Fahrerin", "Demo-Person Gast"


async def a_ride_with_yes_of(*sides: Side) -> int:
    await a_city()
    event_id = await a_published_event(terms=seats(20))
    pair = await a_ride(event_id, (await occurrence_ids(event_id))[0])
    for side in sides:
        await answer(await pair_of(pair, side, NOW), Answer.YES, VISITOR, NOW)
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    await Mail.delete(force=True)
    return pair


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


async def told() -> list[tuple[str, str]]:
    rows = await CallTask.select(CallTask.recipient_name, CallTask.purpose).where(
        CallTask.state == CallState.OPEN.value
    )
    return [(row["recipient_name"], row["purpose"]) for row in rows]


@pytest.mark.parametrize("leaving", Leaving)
async def test_a_driver_who_said_yes_is_called_without_a_name(leaving: Leaving) -> None:
    pair, guest = await a_ride_with_yes_of(Side.GIVER), await id_of(GUEST)
    assert [one.contact.name for one in (await left_by(guest, NOW)).affected] == [DRIVER]
    await say_farewell(guest, leaving, CLUB, NOW)
    assert await settle_pairs(NOW) == 0
    assert (await told(), await Mail.count()) == ([(DRIVER, "farewell")], 0)
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell").first()
    assert call and "Leider wird nichts daraus." in call["script"]
    assert not any(word in call["script"] for word in ("Gast", "verstorben", "umgezogen"))
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.OVER


@pytest.mark.parametrize("leaving", Leaving)
@pytest.mark.parametrize(("gone", "yes", "asked"), [(GUEST, (), DRIVER), (DRIVER, (Side.GIVER,), GUEST)])
async def test_who_was_asked_and_has_not_answered_is_called_too(
    gone: str, yes: tuple[Side, ...], asked: str, leaving: Leaving
) -> None:
    await a_ride_with_yes_of(*yes)
    await say_farewell(await id_of(gone), leaving, CLUB, NOW)
    assert await settle_pairs(NOW) == 0
    assert (await told(), await Mail.count()) == ([(asked, "farewell")], 0)
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell").first()
    assert call and "Darauf müssen Sie nicht mehr antworten." in call["script"]
    assert "Sie haben Ja gesagt" not in call["script"]


async def test_whom_nobody_has_asked_yet_waits_for_nothing() -> None:
    await a_ride_with_yes_of()
    await say_farewell(await id_of(DRIVER), Leaving.DIED, CLUB, NOW)
    assert (await told(), await Mail.count()) == ([], 0)


async def test_whom_nobody_has_reached_yet_waits_for_nothing() -> None:
    await a_ride_with_yes_of(Side.GIVER)
    again: dict[Any, Any] = {CallTask.state: CallState.OPEN.value}
    await CallTask.update(again).where(CallTask.recipient_name == GUEST, CallTask.purpose == "ride_asked")
    await say_farewell(await id_of(DRIVER), Leaving.DIED, CLUB, NOW)
    assert (await told(), await Mail.count()) == ([], 0)


@pytest.mark.parametrize(
    ("leaving", "gone", "said"),
    [
        (Leaving.DIED, GUEST, "Möchten Sie trotzdem kommen?"),
        (Leaving.HOME, GUEST, "Möchten Sie trotzdem kommen?"),
        (Leaving.DIED, DRIVER, "Wenn Sie es wünschen, suchen wir eine andere Mitfahrt."),
        (Leaving.HOME, DRIVER, "Sollen wir eine andere Mitfahrt suchen?"),
    ],
)
async def test_of_a_ride_it_is_said_in_words_for_a_ride(leaving: Leaving, gone: str, said: str) -> None:
    await a_ride_with_yes_of(*Side)
    await say_farewell(await id_of(gone), leaving, CLUB, NOW)
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell").first()
    assert call and said in call["script"]
    assert "Sie wollten zusammen fahren: Gymnastik im Sitzen, " in call["script"]
    assert "mitgeht" not in call["script"]
