"""From the second Tuesday on it is Wednesday: sign-ups follow with their codes, and everybody learns of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from databases import Database
from makers import (
    CLUB,
    NOW,
    TUESDAYS_AT_TEN,
    a_published_event,
    a_venue,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.dates import lay_out
from mittendrin.events.queries import coming_dates, event_by_slug
from mittendrin.events.queries import date as date_of
from mittendrin.events.rules import SignUpMode
from mittendrin.events.setting_aside import archive
from mittendrin.events.tables import Event, Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.actions import sign_off, sign_up
from mittendrin.registrations.date_changes import CallingOff, Move, move_date
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Status, Target
from mittendrin.registrations.series import SeriesChange, going_on
from mittendrin.registrations.series_changes import call_off_event, change_series
from mittendrin.registrations.tables import Registration
from registrations.seen import open_calls

WEDNESDAYS = replace(TUESDAYS_AT_TEN, weekdays=(2,), first_day=date(2027, 1, 19))
SECOND_WEEK = date(2027, 1, 19)


async def to_wednesdays() -> SeriesChange:
    return SeriesChange(SECOND_WEEK, WEDNESDAYS, await a_venue(), "Raum 5", "Der Raum ist dienstags belegt.")


async def test_sign_ups_follow_in_their_week_with_codes_counts_and_order(database: Database) -> None:
    old_id = await a_published_event(terms=seats(2))
    first, second, *_rest = await occurrence_ids(old_id)
    stays = await sign_up(Target(old_id, first), a_wish("Demo-Person 1"), CLUB, NOW)
    follows = await sign_up(Target(old_id, second), a_wish("Demo-Person 2", party=2), CLUB, NOW)
    waits = await sign_up(Target(old_id, second), a_wish("Demo-Person 3"), CLUB, NOW)

    new_id = await change_series(old_id, await to_wednesdays(), CLUB, NOW)

    new_first = (await occurrence_ids(new_id))[0]
    assert (await by_code(stays.code)).target == Target(old_id, first)
    moved = await by_code(follows.code)
    assert (moved.target, moved.status) == (Target(new_id, new_first), Status.CONFIRMED)
    assert (await by_code(waits.code)).target == Target(new_id, new_first)
    counts = await Occurrence.select(Occurrence.taken, Occurrence.waiting).where(Occurrence.id == new_first)
    assert counts == [{"taken": 2, "waiting": 1}]
    told = await CallTask.select(CallTask.recipient_name).where(CallTask.purpose == "moved")
    assert sorted(row["recipient_name"] for row in told) == ["Demo-Person 2", "Demo-Person 3"]


async def test_the_address_stays_with_the_running_series(database: Database) -> None:
    old_id = await a_published_event()
    new_id = await change_series(old_id, await to_wednesdays(), CLUB, NOW)
    running = await event_by_slug("gymnastik-im-sitzen")
    assert (running.id, running.follows) == (new_id, old_id)
    assert [one.day for one in await coming_dates(old_id, NOW)] == [date(2027, 1, 12)]
    assert [one.day for one in (await coming_dates(new_id, NOW))[:2]] == [
        date(2027, 1, 20),
        date(2027, 1, 27),
    ]
    ended = await Event.select(Event.slug).where(Event.id == old_id).first()
    assert ended == {"slug": "gymnastik-im-sitzen-bis-2027-01-18"}


async def test_a_regular_place_goes_on_and_takes_its_seat_on_the_new_dates(database: Database) -> None:
    old_id = await a_published_event(terms=seats(3, SignUpMode.REGULAR))
    place = await sign_up(Target(old_id, None), a_wish(party=2), CLUB, NOW)
    new_id = await change_series(old_id, await to_wednesdays(), CLUB, NOW)
    assert (await by_code(place.code)).target == Target(new_id, None)
    rows = await Occurrence.select(Occurrence.taken).where(Occurrence.event == new_id)
    assert {row["taken"] for row in rows} == {2}


async def test_where_there_are_fewer_new_dates_who_has_none_is_told_that_theirs_falls_away(
    database: Database,
) -> None:
    old_id = await a_published_event(terms=seats(2))
    _first, second, third, *_rest = await occurrence_ids(old_id)
    kept = await sign_up(Target(old_id, second), a_wish("Demo-Person 1"), CLUB, NOW)
    lost = await sign_up(Target(old_id, third), a_wish("Demo-Person 2"), CLUB, NOW)
    fortnightly = replace(await to_wednesdays(), when=replace(WEDNESDAYS, every=2))
    new_id = await change_series(old_id, fortnightly, CLUB, NOW)
    assert (await by_code(kept.code)).target == Target(new_id, (await occurrence_ids(new_id))[0])
    assert (await by_code(lost.code)).target == Target(old_id, third)
    told = await CallTask.select(CallTask.purpose, CallTask.recipient_name).where(CallTask.state == "open")
    assert sorted((row["recipient_name"], row["purpose"]) for row in told) == [
        ("Demo-Person 1", "confirmed"),
        ("Demo-Person 1", "moved"),
        ("Demo-Person 2", "called_off"),
    ]


@pytest.mark.parametrize("day", [date(2027, 1, 11), date(2027, 1, 12)])
async def test_a_change_needs_a_date_before_it_and_lies_ahead(database: Database, day: date) -> None:
    old_id = await a_published_event()
    with pytest.raises(Refused):
        await change_series(old_id, replace(await to_wednesdays(), day=day), CLUB, NOW)


async def test_what_nobody_sees_is_not_split(database: Database) -> None:
    event_id = await a_published_event()
    change = await to_wednesdays()
    await archive(event_id, CLUB, NOW)
    with pytest.raises(Refused, match="nicht zu sehen"):
        await change_series(event_id, change, CLUB, NOW)
    assert await Event.count() == 1


async def test_the_whole_event_called_off_tells_everybody_and_stays_to_be_seen(database: Database) -> None:
    event_id = await a_published_event(terms=seats(3))
    for number, occurrence in enumerate((await occurrence_ids(event_id))[:2], start=1):
        await sign_up(Target(event_id, occurrence), a_wish(f"Demo-Person {number}"), CLUB, NOW)
    assert await call_off_event(event_id, CallingOff("Die Leiterin ist krank."), CLUB, NOW) == 2
    assert all(one.called_off for one in await coming_dates(event_id, NOW))
    with pytest.raises(Refused):
        await call_off_event(event_id, CallingOff("noch einmal"), CLUB, NOW)


async def test_whoever_comes_every_week_is_told_once_that_all_is_off(database: Database) -> None:
    event_id = await a_published_event(terms=seats(3, SignUpMode.REGULAR))
    date = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, None), a_wish("Demo-Person 1", party=2), CLUB, NOW)
    await sign_up(Target(event_id, date), a_wish("Demo-Person 2"), CLUB, NOW)
    assert await call_off_event(event_id, CallingOff("Die Leiterin ist krank."), CLUB, NOW) == 2
    assert await open_calls() == ["called_off", "event_called_off"]


async def test_a_date_that_somebody_has_signed_off_from_is_not_forgotten(database: Database) -> None:
    event_id = await a_published_event(terms=seats(2))
    receipt = await sign_up(Target(event_id, (await occurrence_ids(event_id))[0]), a_wish(), CLUB, NOW)
    await sign_off(await by_code(receipt.code), CLUB, NOW)
    with pytest.raises(Refused, match="Sagen Sie ihn bitte einzeln ab"):
        async with transaction():
            await lay_out(event_id, WEDNESDAYS, seats(2), NOW)
    assert len(await occurrence_ids(event_id)) == 12


async def test_today_is_the_day_in_the_city(database: Database) -> None:
    old_id = await a_published_event()
    half_past_midnight = datetime(2027, 1, 18, 23, 30, tzinfo=UTC)
    for now, said in (
        (half_past_midnight, "Heute ist zu früh: Manche sind schon unterwegs. Nehmen Sie frühestens morgen."),
        (half_past_midnight + timedelta(days=1), "Dieser Tag ist schon vorbei."),
    ):
        with pytest.raises(Refused, match=said):
            await change_series(old_id, await to_wednesdays(), CLUB, now)


async def test_where_nothing_takes_place_today_nobody_is_on_the_way(database: Database) -> None:
    old_id = await a_published_event()
    noon_of_a_wednesday = datetime(2027, 1, 20, 11, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        await change_series(
            old_id, replace(await to_wednesdays(), day=date(2027, 1, 20)), CLUB, noon_of_a_wednesday
        )
    assert refused.value.sentence == "Heute ist zu früh. Nehmen Sie frühestens morgen."


async def from_second_week(event_id: int, **others: Any) -> SeriesChange:
    """Time and place stay; so much else is new."""
    content = content_of(await load(event_id))
    when = going_on(content.when, content.when, SECOND_WEEK)
    return SeriesChange(SECOND_WEEK, when, content.venue_id, content.room, "Alles wird teurer.", others)


async def scripts() -> list[str]:
    rows = await CallTask.select(CallTask.script).where(CallTask.purpose == "moved", CallTask.state == "open")
    return [" ".join(row["script"].split()) for row in rows]


async def test_title_price_and_all_else_change_from_the_day_on(database: Database) -> None:
    old_id = await a_published_event(terms=seats(2))
    _first, second, *_rest = await occurrence_ids(old_id)
    await sign_up(Target(old_id, second), a_wish(), CLUB, NOW)
    change = await from_second_week(old_id, title="Gymnastik im Stehen", price=400, price_note="")
    new_id = await change_series(old_id, change, CLUB, NOW)

    assert change.of(content_of(await load(old_id))) == content_of(await load(new_id))
    assert (await load(old_id)).title == "Gymnastik im Sitzen"
    (said,) = await scripts()
    assert said == (
        "Guten Tag Demo-Person 1. Es gibt eine Änderung bei Gymnastik im Sitzen. Tag, Uhrzeit und Ort bleiben: "
        "Dienstag, 19. Januar, 10 bis 11 Uhr. Der Ort: Stadtteilbüro Ost, Raum 2. "
        "Das ist neu: Titel: Gymnastik im Stehen. Preis: 4 Euro. Der Grund: Alles wird teurer. "
        "Ihr Platz bleibt. Passt das für Sie?"
    )


async def test_a_better_description_moves_everybody_and_calls_nobody(database: Database) -> None:
    old_id = await a_published_event(terms=seats(2))
    receipt = await sign_up(Target(old_id, (await occurrence_ids(old_id))[1]), a_wish(), CLUB, NOW)
    new_id = await change_series(old_id, await from_second_week(old_id, description="Mit Musik."), CLUB, NOW)
    assert (await by_code(receipt.code)).target.event_id == new_id
    assert await open_calls() == ["confirmed"]


async def test_nobody_loses_a_seat_to_fewer_seats_or_another_kind_of_sign_up(database: Database) -> None:
    old_id = await a_published_event(terms=seats(4))
    await sign_up(Target(old_id, (await occurrence_ids(old_id))[3]), a_wish(party=3), CLUB, NOW)
    with pytest.raises(Refused, match="3 Plätze vergeben"):
        await change_series(old_id, await from_second_week(old_id, terms=seats(2)), CLUB, NOW)
    with pytest.raises(Refused, match="Art der Anmeldung"):
        course = seats(4, SignUpMode.COURSE)
        await change_series(old_id, await from_second_week(old_id, terms=course), CLUB, NOW)
    assert await Event.count() == 1


async def test_what_is_signed_up_for_before_the_day_is_in_nobodys_way(database: Database) -> None:
    old_id = await a_published_event(terms=seats(4))
    await sign_up(Target(old_id, (await occurrence_ids(old_id))[0]), a_wish(party=3), CLUB, NOW)
    course = seats(2, SignUpMode.COURSE)
    new_id = await change_series(old_id, await from_second_week(old_id, terms=course), CLUB, NOW)
    assert content_of(await load(new_id)).terms == course


async def test_with_more_seats_the_list_moves(database: Database) -> None:
    old_id = await a_published_event(terms=seats(1))
    second = (await occurrence_ids(old_id))[1]
    await sign_up(Target(old_id, second), a_wish("Demo-Person 1"), CLUB, NOW)
    waits = await sign_up(Target(old_id, second), a_wish("Demo-Person 2"), CLUB, NOW)
    await change_series(old_id, await from_second_week(old_id, terms=seats(2)), CLUB, NOW)
    assert (await by_code(waits.code)).status is Status.OFFERED


async def test_a_date_that_was_moved_to_before_the_change_takes_place_as_everybody_was_told(
    database: Database,
) -> None:
    old_id = await a_published_event(terms=seats(2))
    second = (await occurrence_ids(old_id))[1]
    receipt = await sign_up(Target(old_id, second), a_wish(), CLUB, NOW)
    earlier = datetime(2027, 1, 14, 9, tzinfo=UTC)
    await move_date(second, Move(earlier, earlier + timedelta(hours=1), "", "Sturm."), CLUB, NOW)
    await change_series(old_id, await to_wednesdays(), CLUB, NOW)
    assert (await by_code(receipt.code)).target == Target(old_id, second)
    assert not (await date_of(second, NOW)).called_off


async def test_what_we_still_wanted_to_say_of_the_old_date_is_not_said_any_more(database: Database) -> None:
    old_id = await a_published_event(terms=seats(1))
    second = (await occurrence_ids(old_id))[1]
    first_in = await sign_up(Target(old_id, second), a_wish("Demo-Person 1"), CLUB, NOW)
    await sign_up(Target(old_id, second), a_wish("Demo-Person 2"), CLUB, NOW)
    at_noon = datetime(2027, 1, 19, 11, tzinfo=UTC)
    await move_date(second, Move(at_noon, at_noon + timedelta(hours=1), "", "Sturm."), CLUB, NOW)
    await sign_off(await by_code(first_in.code), CLUB, NOW)
    mondays = replace(WEDNESDAYS, weekdays=(0,), first_day=date(2027, 1, 18))
    monday = replace(await to_wednesdays(), day=date(2027, 1, 18), when=mondays)
    await change_series(old_id, monday, CLUB, NOW)
    (moved,) = [one for one in await scripts() if "Demo-Person 2" in one]
    assert (
        "Bisher war es Dienstag, 19. Januar, 10 bis 11 Uhr. Jetzt ist es Montag, 18. Januar, 10 bis 11 Uhr"
        in moved
    )
    (offered,) = await Registration.select(Registration.offer_ends_at).where(
        Registration.status == Status.OFFERED.value
    )
    assert offered["offer_ends_at"] <= datetime(2027, 1, 17, 9, tzinfo=UTC)
