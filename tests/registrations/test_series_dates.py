"""What was said of a single date still holds when its series changes from a day on."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from makers import BERLIN, CLUB, NOW, TUESDAYS_AT_TEN, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import load
from mittendrin.events.content import content_of
from mittendrin.events.queries import coming_dates
from mittendrin.events.recurrence import When
from mittendrin.events.rules import Newcomers, SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.registrations import series_versions
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.minimum import go_ahead
from mittendrin.registrations.queries import by_code
from mittendrin.registrations.rules import Target
from mittendrin.registrations.series import SeriesChange
from mittendrin.registrations.series_changes import change_series
from mittendrin.registrations.series_dates import Turn, fates_of, who_hear_nothing, without_a_date
from registrations.seen import open_calls

pytestmark = pytest.mark.usefixtures("database")
FROM = date(2027, 1, 19)
SAME = replace(TUESDAYS_AT_TEN, first_day=FROM)
AFTERNOONS = replace(SAME, starts=time(14), ends=time(15))
CLOSED = CallingOff("Saal gesperrt", "Kaffee im Park")
THURSDAY = datetime(2027, 2, 4, 14, tzinfo=UTC)
TO_THURSDAY = Move(THURSDAY, THURSDAY.replace(hour=15), "Rathaus", "Saal gesperrt", "")


async def changed(event_id: int, when: When = SAME, **others: Any) -> SeriesChange:
    old = await load(event_id)
    return SeriesChange(FROM, when, old.venue, others.pop("room", old.room), "Neu", others)


async def of_february() -> list[tuple[int, str, str, str, str, str]]:
    """All dates from 2 to 8 February: event, when, and what was said of it."""
    days = (Occurrence.starts_at > datetime(2027, 2, 1, tzinfo=UTC)) & (
        Occurrence.starts_at < datetime(2027, 2, 8, tzinfo=UTC)
    )
    return [
        (
            row["event"],
            f"{row['starts_at'].astimezone(BERLIN):%d. %H}–{row['ends_at'].astimezone(BERLIN):%H}",
            row["state"],
            row["reason"],
            row["instead"],
            row["place"],
        )
        for row in await Occurrence.select().where(days).order_by(Occurrence.starts_at, Occurrence.id)
    ]


@pytest.mark.parametrize("with_a_guest", [False, True])
@pytest.mark.parametrize(
    ("when", "others", "said"),
    [
        (SAME, {"bring": "Handtuch"}, "02. 10–11"),
        (SAME, {"room": "Raum 5"}, "02. 10–11"),
        (AFTERNOONS, {}, "02. 14–15"),
        (replace(SAME, weekdays=(1, 4)), {}, "02. 10–11"),
    ],
)
async def test_what_was_called_off_stays_so(
    when: When, others: dict[str, Any], said: str, *, with_a_guest: bool
) -> None:
    event_id = await a_published_event(terms=seats(20))
    fourth = (await occurrence_ids(event_id))[3]
    receipt = await sign_up(Target(event_id, fourth), a_wish(), CLUB, NOW) if with_a_guest else None
    await call_off_date(fourth, CLOSED, CLUB, NOW)
    calls = await open_calls()

    new_id = await change_series(event_id, await changed(event_id, when, **others), CLUB, NOW)

    assert (await of_february())[0] == (new_id, said, "called_off", "Saal gesperrt", "Kaffee im Park", "")
    assert {one[1][:3] for one in await of_february()} <= {"02.", "05."}
    assert await open_calls() == calls
    if receipt:
        assert (await by_code(receipt.code)).target == Target(new_id, fourth)


async def test_a_new_telephone_number_counts_at_once_and_brings_nothing_back() -> None:
    event_id = await a_published_event(terms=seats(20))
    await call_off_date((await occurrence_ids(event_id))[3], CLOSED, CLUB, NOW)
    known = content_of(await load(event_id)).newcomers
    change = await changed(event_id, newcomers=Newcomers(known.name, "+496313650000"))
    assert not await series_versions.submit(event_id, change, CLUB, NOW)
    assert [said[1:3] for said in await of_february()] == [("02. 10–11", "called_off")]


@pytest.mark.parametrize(
    ("when", "others"), [(SAME, {"bring": "Handtuch"}), (AFTERNOONS, {"room": "Raum 5"})]
)
async def test_what_was_moved_takes_place_as_everybody_was_told(when: When, others: dict[str, Any]) -> None:
    event_id = await a_published_event(terms=seats(20))
    fourth = (await occurrence_ids(event_id))[3]
    await sign_up(Target(event_id, fourth), a_wish(), CLUB, NOW)
    await move_date(fourth, TO_THURSDAY, CLUB, NOW)
    new_id = await change_series(event_id, await changed(event_id, when, **others), CLUB, NOW)
    said = (new_id, "04. 15–16", "scheduled", "Saal gesperrt", "", "Rathaus")
    assert await of_february() == [said]


async def test_only_the_place_was_moved_so_the_time_goes_with_the_series() -> None:
    event_id = await a_published_event(terms=seats(20))
    starts = datetime(2027, 2, 2, 9, tzinfo=UTC)
    at_the_town_hall = Move(starts, starts.replace(hour=10), "Rathaus", "Saal gesperrt", "")
    await move_date((await occurrence_ids(event_id))[3], at_the_town_hall, CLUB, NOW)
    new_id = await change_series(event_id, await changed(event_id, AFTERNOONS), CLUB, NOW)
    assert await of_february() == [(new_id, "02. 14–15", "scheduled", "Saal gesperrt", "", "Rathaus")]


async def test_what_was_moved_to_before_the_day_does_not_come_twice_and_stays_where_it_was() -> None:
    event_id = await a_published_event(terms=seats(20))
    second = (await occurrence_ids(event_id))[1]
    earlier = datetime(2027, 1, 14, 9, tzinfo=UTC)
    await move_date(second, Move(earlier, earlier.replace(hour=10), "", "Sturm.", ""), CLUB, NOW)
    new_id = await change_series(event_id, await changed(event_id, room="Raum 5"), CLUB, NOW)
    found = await Occurrence.select(Occurrence.event, Occurrence.starts_at, Occurrence.place).where(
        Occurrence.starts_at > datetime(2027, 1, 13, tzinfo=UTC),
        Occurrence.starts_at < datetime(2027, 1, 25, tzinfo=UTC),
    )
    where = "Stadtteilbüro Ost, Raum 2"
    assert found == [{"event": new_id, "starts_at": earlier, "place": where}]


@pytest.mark.parametrize("off", [False, True])
async def test_what_was_moved_to_today_stays_to_be_seen_today(off: bool) -> None:
    """Nobody is signed up, and the new rule has no date on its usual day."""
    event_id = await a_published_event(when=replace(TUESDAYS_AT_TEN, first_day=date(2027, 1, 5)))
    date_id = next(one.occurrence_id for one in await coming_dates(event_id, NOW))
    today = NOW.replace(hour=15)
    await move_date(date_id, Move(today, today.replace(hour=16), "", "Saal gesperrt"), CLUB, NOW)
    if off:
        await call_off_date(date_id, CLOSED, CLUB, NOW)
    tomorrow = date(2027, 1, 12)
    old = await load(event_id)
    wednesdays = replace(TUESDAYS_AT_TEN, first_day=tomorrow, weekdays=(2,))
    fates = await fates_of(Turn(event_id, tomorrow, content_of(old).when, wednesdays), NOW)
    assert fates.told_apart == (("Diese Termine bleiben abgesagt: Montag, 11. Januar.",) if off else ())
    await change_series(event_id, SeriesChange(tomorrow, wednesdays, old.venue, old.room, "Neu"), CLUB, NOW)
    assert [(one.day, one.called_off) for one in await coming_dates(event_id, NOW)] == [(NOW.date(), off)]


async def test_a_yes_to_few_guests_still_counts() -> None:
    event_id = await a_published_event(terms=replace(seats(20), minimum=5))
    fourth = (await occurrence_ids(event_id))[3]
    await go_ahead(fourth, CLUB, NOW)
    await change_series(event_id, await changed(event_id, bring="Handtuch"), CLUB, NOW)
    assert await Occurrence.select(Occurrence.id).where(Occurrence.goes_ahead.eq(True)) == [{"id": fourth}]


async def test_whoever_makes_the_change_reads_what_stays_and_what_no_longer_holds() -> None:
    event_id = await a_published_event(terms=seats(20))
    _first, second, third, fourth, *_rest = await occurrence_ids(event_id)
    await call_off_date(second, CLOSED, CLUB, NOW)
    await call_off_date(third, CLOSED, CLUB, NOW)
    await move_date(fourth, TO_THURSDAY, CLUB, NOW)
    await sign_up(Target(event_id, fourth), a_wish(), CLUB, NOW)

    async def read(when: When) -> tuple[tuple[str, ...], int]:
        fates = await fates_of(Turn(event_id, FROM, TUESDAYS_AT_TEN, when), NOW)
        return fates.told_apart, await without_a_date(fates)

    assert await read(SAME) == (
        (
            "Diese Termine bleiben abgesagt: Dienstag, 19. Januar; Dienstag, 26. Januar.",
            "Diese Termine bleiben verlegt: Donnerstag, 4. Februar.",
        ),
        0,
    )
    assert await read(replace(SAME, weekdays=(2,))) == (
        (
            "Diese Absagen und Verlegungen gelten nicht mehr: "
            "Dienstag, 19. Januar; Dienstag, 26. Januar; Donnerstag, 4. Februar.",
            "Prüfen Sie bitte die neuen Termine.",
        ),
        0,
    )


async def test_a_call_off_that_sign_ups_go_on_to_name_is_not_said_to_end() -> None:
    event_id = await a_published_event(terms=seats(20))
    _first, second, third, *_rest = await occurrence_ids(event_id)
    await sign_up(Target(event_id, second), a_wish(), CLUB, NOW)
    for one in (second, third):
        await call_off_date(one, CLOSED, CLUB, NOW)
    wednesdays = replace(SAME, weekdays=(2,))
    fates = await fates_of(Turn(event_id, FROM, TUESDAYS_AT_TEN, wednesdays), NOW)
    assert fates.told_apart == (
        "Diese Termine bleiben abgesagt: Dienstag, 19. Januar.",
        "Diese Absagen und Verlegungen gelten nicht mehr: Dienstag, 26. Januar.",
        "Prüfen Sie bitte die neuen Termine.",
    )
    assert await who_hear_nothing(fates) == 1
    await change_series(event_id, await changed(event_id, wednesdays), CLUB, NOW)
    left = await Occurrence.select(Occurrence.id).where(Occurrence.id.is_in([second, third]))
    assert left == [{"id": second}]


async def test_of_a_date_that_is_called_off_nobody_loses_a_seat_either() -> None:
    event_id = await a_published_event(terms=seats(4))
    fourth = (await occurrence_ids(event_id))[3]
    await sign_up(Target(event_id, fourth), a_wish(party=3), CLUB, NOW)
    await call_off_date(fourth, CLOSED, CLUB, NOW)
    with pytest.raises(Refused, match="3 Plätze vergeben"):
        await change_series(event_id, await changed(event_id, terms=seats(2)), CLUB, NOW)
    with pytest.raises(Refused, match="Art der Anmeldung"):
        course = seats(4, SignUpMode.COURSE)
        await change_series(event_id, await changed(event_id, terms=course), CLUB, NOW)
    assert await Event.count() == 1
