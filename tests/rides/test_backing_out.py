"""Whoever has said yes and cannot after all says so: they still come, and the other is not left waiting."""

from asyncio import gather
from datetime import timedelta

import pytest

import people
from makers import NOW, a_city, a_club, a_published_event, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import VISITOR, by_link_of
from mittendrin.core.refusal import Refused
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from mittendrin.rides.actions import answer
from mittendrin.rides.backing_out import back_out
from mittendrin.rides.of_date import rides_of_date
from mittendrin.rides.queries import pair_of
from mittendrin.rides.rules import Answer, PairState, Side
from mittendrin.rides.upkeep import settle_pairs
from people import sign_in
from riding import DRIVES, a_ride, a_rider
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
DRIVER, GUEST = "Demo-Person Fahrerin", "Demo-Person Gast"


async def a_ride_with_yes_of(*sides: Side) -> tuple[int, Target]:
    await a_city()
    event = await a_published_event(await a_club(), terms=seats(20))
    target = Target(event, (await occurrence_ids(event))[2])
    assert target.occurrence_id
    pair = await a_ride(event, target.occurrence_id)
    for side in sides:
        await answer(await pair_of(pair, side, NOW), Answer.YES, VISITOR, NOW)
    return pair, target


async def open_calls(pair: int) -> list[tuple[str, str]]:
    rows = await CallTask.select(CallTask.recipient_name, CallTask.purpose).where(
        CallTask.about == f"ride:{pair}", CallTask.state == "open"
    )
    return [(row["recipient_name"], row["purpose"]) for row in rows]


async def backs_out(pair: int, side: Side) -> None:
    await back_out(await pair_of(pair, side, NOW), VISITOR, NOW)


@pytest.mark.parametrize(("side", "told"), [(Side.GIVER, GUEST), (Side.TAKER, DRIVER)])
async def test_the_other_hears_of_it_once_and_both_still_come(side: Side, told: str) -> None:
    pair, _target = await a_ride_with_yes_of(*Side)
    for _twice in range(2):
        await backs_out(pair, side)
    assert await open_calls(pair) == [(told, "ride_called_off")]
    (call,) = await CallTask.select(CallTask.script).where(CallTask.purpose == "ride_called_off")
    assert ("Hilfe beim Hinkommen" in call["script"]) == (told == GUEST)
    assert await Registration.count().where(Registration.status == "confirmed") == 2
    found = [await pair_of(pair, one, NOW) for one in Side]
    assert [(one.state, one.other) for one in found] == [(PairState.OVER, None)] * 2
    assert await settle_pairs(NOW) == 0


async def test_whoever_was_only_asked_hears_nothing() -> None:
    pair, _target = await a_ride_with_yes_of(Side.GIVER)
    await backs_out(pair, Side.GIVER)
    assert await open_calls(pair) == []
    with pytest.raises(Refused):
        await answer(await pair_of(pair, Side.TAKER, NOW), Answer.YES, VISITOR, NOW)


async def test_somebody_else_may_drive_then() -> None:
    pair, target = await a_ride_with_yes_of(*Side)
    assert target.occurrence_id
    await a_rider(target, "Demo-Person Zwei", DRIVES)
    assert (await rides_of_date(target.occurrence_id, NOW)).matches == []
    await backs_out(pair, Side.GIVER)
    assert [one.giver.name for one in (await rides_of_date(target.occurrence_id, NOW)).matches] == [
        "Demo-Person Zwei"
    ]


@pytest.mark.parametrize("side", Side)
async def test_without_a_yes_there_is_nothing_to_take_back(side: Side) -> None:
    pair, _target = await a_ride_with_yes_of()
    with pytest.raises(Refused, match="nichts mehr abzusagen"):
        await backs_out(pair, side)


async def test_after_it_has_begun_nothing_is_taken_back() -> None:
    pair, _target = await a_ride_with_yes_of(*Side)
    view = await pair_of(pair, Side.GIVER, NOW)
    with pytest.raises(Refused, match="nichts mehr abzusagen"):
        await back_out(view, VISITOR, view.date.starts)


async def test_one_backs_out_while_the_other_says_yes() -> None:
    pair, _target = await a_ride_with_yes_of(Side.GIVER)
    giver, taker = [await pair_of(pair, side, NOW) for side in Side]
    await gather(
        back_out(giver, VISITOR, NOW), answer(taker, Answer.YES, VISITOR, NOW), return_exceptions=True
    )
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.OVER
    assert (DRIVER, "ride_together") not in await open_calls(pair)


async def test_by_link_it_takes_two_steps(visitor: Visitor) -> None:
    pair, _target = await a_ride_with_yes_of(*Side)
    view = await pair_of(pair, Side.TAKER, NOW)
    await visitor.get(view.path)
    assert f"{DRIVER} bekommt Bescheid." in visitor.page.text
    await visitor.submit("Ja, absagen")
    assert visitor.page.path == view.path
    assert ("Diesmal ist nichts daraus geworden." in visitor.page.text, DRIVER in visitor.page.text) == (
        True,
        False,
    )
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert next((one.on_behalf_of, one.detail) for one in lines if one.act == "ride.answered") == (
        GUEST,
        "Doch nicht",
    )
    await forget(NOW + timedelta(days=80))
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert not any(one.on_behalf_of for one in lines)


async def test_a_caller_backs_out_at_the_desk_of_the_club(visitor: Visitor) -> None:
    pair, target = await a_ride_with_yes_of(*Side)
    await sign_in(visitor, await people.a_responsible())
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{target.occurrence_id}/mitfahrten")
    await visitor.submit(f"Absagen: {DRIVER}")
    assert "nichts daraus geworden" in visitor.page.text
    assert f"Absagen: {GUEST}" not in visitor.page.text
    assert await open_calls(pair) == [(GUEST, "ride_called_off")]


async def test_the_log_says_for_whom_a_clerk_wrote_it_down() -> None:
    pair, _target = await a_ride_with_yes_of(*Side)
    view = await pair_of(pair, Side.GIVER, NOW)
    await back_out(view, by_link_of(view.to.name), NOW)
    lines = await history(f"occurrence:{view.occurrence_id}")
    assert lines[0].on_behalf_of == DRIVER
