"""Both are asked; only two yeses bring them together, and everything is forgotten with the sign-ups."""

from asyncio import gather
from datetime import timedelta
from typing import Any

import pytest

from makers import CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.events.queries import date as date_of
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.farewells.actions import say_farewell
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Leaving
from mittendrin.registrations.absence_words import words_of_day
from mittendrin.registrations.absences import come_after_all, leave_free
from mittendrin.registrations.actions import sign_off
from mittendrin.registrations.queries import by_id
from mittendrin.registrations.rules import Target, Together
from mittendrin.registrations.tables import Registration
from mittendrin.rides.actions import Two, answer, ask
from mittendrin.rides.queries import pair_by_code, pair_of
from mittendrin.rides.rules import Answer, Kind, PairState, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.telling import about
from mittendrin.rides.upkeep import settle_pairs
from riding import DRIVES, NEEDS_A_RIDE, a_ride, a_rider, last_moment_of

OF_PAIR: Any = RidePair
pytestmark = pytest.mark.usefixtures("database")


async def a_date() -> tuple[int, int]:
    await a_city()
    event_id = await a_published_event(terms=seats(20))
    return event_id, (await occurrence_ids(event_id))[0]


async def says(pair_id: int, side: Side, said: Answer) -> None:
    await answer(await pair_of(pair_id, side, NOW), said, VISITOR, NOW)


async def said_to(pair_id: int) -> str:
    calls = await CallTask.select(CallTask.script).where(CallTask.about == about(pair_id))
    mails = await Mail.select(Mail.body).where(Mail.about == about(pair_id))
    return " ".join([*(row["script"] for row in calls), *(row["body"] for row in mails)])


async def test_whoever_offers_is_asked_first_and_names_move_only_after_both_said_yes() -> None:
    pair = await a_ride(*await a_date())
    asked = await said_to(pair)
    assert ("Fahrerin. Jemand braucht eine Mitfahrt" in asked, "Demo-Person Gast" in asked) == (True, False)
    with pytest.raises(Refused):
        await says(pair, Side.TAKER, Answer.YES)
    await says(pair, Side.GIVER, Answer.YES)
    assert "Gast. Jemand kann Sie" in await said_to(pair)
    assert (await pair_of(pair, Side.TAKER, NOW)).other is None
    await says(pair, Side.TAKER, Answer.YES)
    view = await pair_of(pair, Side.TAKER, NOW)
    assert (view.state, view.other and view.other.name) == (PairState.BOTH, "Demo-Person Fahrerin")
    assert "Es ist Demo-Person Fahrerin." in await said_to(pair)


async def test_of_a_no_nobody_hears() -> None:
    pair = await a_ride(*await a_date())
    before = await said_to(pair)
    await says(pair, Side.GIVER, Answer.NO)
    view = await pair_of(pair, Side.TAKER, NOW)
    assert (view.state, view.other, await said_to(pair)) == (PairState.OVER, None, before)
    assert not await CallTask.exists().where(
        CallTask.about == about(pair), CallTask.state == CallState.OPEN.value
    )
    with pytest.raises(Refused):
        await says(pair, Side.TAKER, Answer.YES)


async def test_after_a_no_of_the_second_the_first_hears_only_that_nothing_comes_of_it() -> None:
    pair = await a_ride(*await a_date())
    await says(pair, Side.GIVER, Answer.YES)
    await says(pair, Side.TAKER, Answer.NO)
    told = await CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.purpose == "ride_over"
    )
    assert [row["recipient_name"] for row in told] == ["Demo-Person Fahrerin"]
    assert "klappt es diesmal leider nicht" in told[0]["script"]
    assert "Gast" not in told[0]["script"]


async def test_who_does_not_answer_in_time_is_not_waited_for() -> None:
    event_id, _first = await a_date()
    pair = await a_ride(event_id, (await occurrence_ids(event_id))[1])
    await says(pair, Side.GIVER, Answer.YES)
    until = (await pair_of(pair, Side.TAKER, NOW)).answer_until
    assert until == last_moment_of(2)
    assert await settle_pairs(until - timedelta(seconds=1)) == 0
    assert [await settle_pairs(until) for _twice in range(2)] == [1, 0]
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.OVER
    assert await open_calls() == [("Demo-Person Fahrerin", "ride_over")]


@pytest.mark.parametrize(("begins_in", "hours"), [(2, 2), (8, 5)])
async def test_an_answer_comes_before_it_begins(begins_in: int, hours: int) -> None:
    event_id, occurrence_id = await a_date()
    soon = NOW + timedelta(hours=begins_in)
    begins = {Occurrence.starts_at: soon, Occurrence.ends_at: soon + timedelta(hours=1)}
    await Occurrence.update(begins).where(Occurrence.id == occurrence_id)
    pair = await a_ride(event_id, occurrence_id)
    assert (await pair_of(pair, Side.GIVER, NOW)).answer_until == NOW + timedelta(hours=hours)


@pytest.mark.parametrize("side", Side)
async def test_whoever_has_a_partner_hears_when_that_one_signs_off(side: Side) -> None:
    pair = await a_ride(*await a_date())
    for one in Side:
        await says(pair, one, Answer.YES)
    row = await RidePair.select(RidePair.giver, RidePair.taker).where(RidePair.id == pair).first()
    assert row
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    await sign_off(await by_id(row[side.value]), VISITOR, NOW)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    gone, stays = ("Fahrerin", "Gast") if side is Side.GIVER else ("Gast", "Fahrerin")
    told = await CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.purpose == "ride_over"
    )
    assert [row["recipient_name"] for row in told] == [f"Demo-Person {stays}"]
    assert f"Demo-Person {gone} kommt leider doch nicht zu" in told[0]["script"]


async def a_regular_ride() -> tuple[int, int, int, int]:
    """Both have said yes: the pair, its date, and who drives and who is taken, with a regular place each."""
    await a_city()
    event = await a_published_event(terms=seats(20, SignUpMode.REGULAR))
    first = (await occurrence_ids(event))[0]
    driver = await a_rider(Target(event, None), "Demo-Person Fahrerin", DRIVES)
    guest = await a_rider(Target(event, None), "Demo-Person Gast", NEEDS_A_RIDE)
    await ask(Two(first, Kind.RIDE, driver, guest), CLUB, NOW)
    (row,) = await RidePair.select(RidePair.id)
    for side in Side:
        await says(row["id"], side, Answer.YES)
    return row["id"], first, driver, guest


async def test_a_regular_guest_who_stays_away_once_has_no_ride_that_day() -> None:
    pair, first, _driver, guest = await a_regular_ride()
    assert await settle_pairs(NOW) == 0
    await leave_free(await by_id(guest), first, VISITOR, NOW)
    view = await pair_of(pair, Side.GIVER, NOW)
    assert (view.gone, view.here) == (True, True)
    assert [await settle_pairs(NOW) for _twice in range(2)] == [1, 0]
    told = await CallTask.select(CallTask.recipient_name).where(CallTask.purpose == "ride_over")
    assert [row["recipient_name"] for row in told] == ["Demo-Person Fahrerin"]


async def test_whoever_comes_after_all_is_told_to_ask_for_the_ride() -> None:
    pair, first, driver, _guest = await a_regular_ride()
    await leave_free(await by_id(driver), first, VISITOR, NOW)
    await settle_pairs(NOW)
    await come_after_all(await by_id(driver), first, VISITOR, NOW)
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.OVER
    said = await words_of_day(await by_id(driver), await date_of(first, NOW), NOW)
    assert "Hatten Sie für diesen Tag eine Mitfahrt verabredet?" in said.script


async def test_an_absence_on_another_day_leaves_the_ride_alone() -> None:
    pair, first, driver, _guest = await a_regular_ride()
    event = await RidePair.select(OF_PAIR.occurrence.event).first()
    assert event
    other = (await occurrence_ids(event["occurrence.event"]))[1]
    assert other != first
    await leave_free(await by_id(driver), other, VISITOR, NOW)
    assert await settle_pairs(NOW) == 0
    assert (await pair_of(pair, Side.GIVER, NOW)).state is PairState.BOTH


@pytest.mark.parametrize("leaving", Leaving)
async def test_when_somebody_is_gone_the_partner_is_called_and_reads_nothing(leaving: Leaving) -> None:
    pair = await a_ride(*await a_date())
    for one in Side:
        await says(pair, one, Answer.YES)
    await CallTask.update({CallTask.state: CallState.DONE.value}, force=True)
    row = await RidePair.select(RidePair.giver).where(RidePair.id == pair).first()
    assert row
    person = await Registration.select(Registration.person).where(Registration.id == row["giver"]).first()
    assert person
    await say_farewell(person["person"], leaving, CLUB, NOW)
    assert await settle_pairs(NOW) == 0
    assert await open_calls() == [("Demo-Person Gast", "farewell")]
    (call,) = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell")
    assert "Sie wollten zusammen fahren: Gymnastik im Sitzen, " in call["script"]


async def open_calls() -> list[tuple[str, str]]:
    rows = await CallTask.select(CallTask.recipient_name, CallTask.purpose).where(
        CallTask.state == CallState.OPEN.value, CallTask.purpose != "confirmed"
    )
    return [(row["recipient_name"], row["purpose"]) for row in rows]


async def test_an_answer_counts_once() -> None:
    pair = await a_ride(*await a_date())
    tries = [says(pair, Side.GIVER, Answer.YES), says(pair, Side.GIVER, Answer.NO)]
    found = await gather(*tries, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["NoneType", "Refused"]


async def test_who_does_not_fit_is_not_asked() -> None:
    event_id, occurrence_id = await a_date()
    target = Target(event_id, occurrence_id)
    driver = await a_rider(target, "Demo-Person Fahrerin", DRIVES)
    guest = await a_rider(target, "Demo-Person Gast", NEEDS_A_RIDE)
    for two in (
        Two(occurrence_id, Kind.RIDE, guest, driver),
        Two(occurrence_id, Kind.COMPANY, driver, guest),
        Two(occurrence_id, Kind.RIDE, driver, 999),
    ):
        with pytest.raises(Refused, match="passt nicht mehr zusammen"):
            await ask(two, CLUB, NOW)
    assert await RidePair.count() == 0


async def test_two_clerks_give_one_seat_to_one_person() -> None:
    event_id, occurrence_id = await a_date()
    target = Target(event_id, occurrence_id)
    driver = await a_rider(target, "Demo-Person Fahrerin", Together(seats=1, comes_from="Betzenberg"))
    guests = [await a_rider(target, f"Demo-Person Gast {n}", NEEDS_A_RIDE) for n in (1, 2)]
    both = (ask(Two(occurrence_id, Kind.RIDE, driver, guest), CLUB, NOW) for guest in guests)
    found = await gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["NoneType", "Refused"]
    assert await RidePair.count() == 1


async def test_two_are_asked_once_however_often_it_is_pressed() -> None:
    event_id, occurrence_id = await a_date()
    target = Target(event_id, occurrence_id)
    two = [await a_rider(target, name, wish) for name, wish in (("Fahrerin", DRIVES), ("Gast", NEEDS_A_RIDE))]
    asked = Two(occurrence_id, Kind.RIDE, two[0], two[1])
    await gather(ask(asked, CLUB, NOW), ask(asked, CLUB, NOW))
    await ask(asked, CLUB, NOW)
    assert (await RidePair.count(), len(await open_calls())) == (1, 1)
    (pair,) = await RidePair.select(RidePair.id)
    await says(pair["id"], Side.GIVER, Answer.YES)
    with pytest.raises(Refused, match="passt nicht mehr zusammen"):
        await ask(asked, CLUB, NOW)


async def test_whoever_has_signed_off_goes_with_nobody() -> None:
    pair = await a_ride(*await a_date())
    row = await RidePair.select(RidePair.taker).where(RidePair.id == pair).first()
    assert row
    await sign_off(await by_id(row["taker"]), VISITOR, NOW)
    assert (await pair_of(pair, Side.GIVER, NOW)).gone
    assert await settle_pairs(NOW) == 1
    with pytest.raises(Refused, match="kommt an diesem Tag nicht mehr"):
        await says(pair, Side.GIVER, Answer.YES)


async def test_an_address_that_we_have_not_signed_opens_nothing() -> None:
    pair = await a_ride(*await a_date())
    view = await pair_of(pair, Side.GIVER, NOW)
    with pytest.raises(NotFound):
        await pair_by_code(view.code, "0" * 32, NOW)


async def test_it_is_forgotten_with_the_sign_ups() -> None:
    pair = await a_ride(*await a_date())
    await says(pair, Side.GIVER, Answer.YES)
    await forget(NOW + timedelta(days=60))
    wishes = await Registration.select(
        Registration.needs_ride, Registration.ride_seats, Registration.ride_from
    )
    nothing = {"needs_ride": False, "ride_seats": 0, "ride_from": ""}
    assert (await RidePair.count(), wishes, await said_to(pair)) == (0, [nothing, nothing], "")
