"""The date that the form showed is gone before the last button: nobody is signed up for another one unasked."""

from datetime import timedelta

from app_fixtures import StandingClock
from databases import Database
from makers import CLUB, NOW, a_published_event, occurrence_ids, seats
from mittendrin.events import queries as events
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Event, Occurrence
from mittendrin.places.tables import Venue
from mittendrin.registrations.date_changes import CallingOff, Move, call_off_date, move_date
from mittendrin.registrations.tables import Registration
from registrations.seen import statuses
from visitor import Visitor

FORM = "/veranstaltungen/gymnastik-im-sitzen/anmelden"
SEND = "/veranstaltungen/gymnastik-im-sitzen/anmelden/absenden"
SAID = {"name": "Demo-Person 1", "telefon": "0171 3920001", "adresse": "Musterstraße 5", "personen": "2"}
CHECK, LAST = "Weiter: Angaben prüfen", "Jetzt absenden"
NEXT = "Der nächste ist Dienstag, 19. Januar, 10 bis 11 Uhr. Möchten Sie dann kommen?"


async def start(visitor: Visitor) -> list[int]:
    """On the check page for the first date, a moment later."""
    event = await a_published_event(terms=seats(4))
    await visitor.get(FORM)
    await visitor.submit(CHECK, **SAID)
    assert "Dienstag, 12. Januar" in visitor.page.text
    return await occurrence_ids(event)


async def call_off(date: int) -> None:
    await call_off_date(date, CallingOff("Der Raum ist belegt."), CLUB, NOW)


async def dates_signed_up_for() -> list[int]:
    return [row["occurrence"] for row in await Registration.select(Registration.occurrence)]


def typed(visitor: Visitor) -> dict[str, str]:
    return {name: value for name, value in visitor.page.form(CHECK).filled({}) if name in SAID}


def sent(visitor: Visitor) -> dict[str, str]:
    """What the last button would send of what was typed."""
    return {name: value for name, value in visitor.page.form(LAST).filled({}) if name in {*SAID, "termin"}}


async def test_a_date_called_off_meanwhile_is_not_swapped_for_the_next(
    database: Database, visitor: Visitor, clock: StandingClock
) -> None:
    first, second, *_rest = await start(visitor)
    await call_off(first)
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert (visitor.page.status, await statuses()) == (422, [])
    assert f"Dieser Termin fällt aus. {NEXT}" in visitor.page.text
    assert typed(visitor) == SAID
    await visitor.submit(CHECK)
    assert "Dienstag, 19. Januar" in visitor.page.text
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert await dates_signed_up_for() == [second]


async def test_neither_is_a_date_that_has_begun(visitor: Visitor, clock: StandingClock) -> None:
    await start(visitor)
    clock.now += timedelta(hours=26, minutes=30)
    await visitor.submit(LAST)
    assert (visitor.page.status, await statuses()) == (422, [])
    assert f"Dieser Termin ist schon vorbei. {NEXT}" in visitor.page.text
    assert typed(visitor) == SAID


async def test_nor_one_that_is_no_longer_in_the_plan(visitor: Visitor, clock: StandingClock) -> None:
    first, *_rest = await start(visitor)
    await Occurrence.delete().where(Occurrence.id == first)
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert (visitor.page.status, await statuses()) == (422, [])
    assert f"Diesen Termin gibt es nicht mehr. {NEXT}" in visitor.page.text
    assert typed(visitor) == SAID


async def test_the_way_back_to_the_form_says_it_too(visitor: Visitor) -> None:
    first, *_rest = await start(visitor)
    await call_off(first)
    await visitor.submit("Etwas ändern")
    assert (visitor.page.status, typed(visitor)) == (422, SAID)
    assert f"Dieser Termin fällt aus. {NEXT}" in visitor.page.text


async def test_pressed_twice_the_slip_is_shown_though_the_date_was_called_off_between(
    visitor: Visitor, clock: StandingClock
) -> None:
    first, *_rest = await start(visitor)
    clock.now += timedelta(seconds=30)
    form = dict(visitor.page.form(LAST).filled({}))
    slip = (await visitor.post(SEND, form)).path
    await call_off(first)
    assert (await visitor.post(SEND, form)).path == slip


LATER = Move(NOW + timedelta(hours=28), NOW + timedelta(hours=29), "", "Der Raum ist belegt.")


async def test_a_date_moved_meanwhile_is_asked_about_again(visitor: Visitor, clock: StandingClock) -> None:
    first, *_rest = await start(visitor)
    before = sent(visitor)
    await move_date(first, LATER, CLUB, NOW)
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert (visitor.page.status, await statuses()) == (422, [])
    assert visitor.page.errors == [
        "Der Termin hat sich gerade geändert. Jetzt gilt: Dienstag, 12. Januar, 12 bis 13 Uhr, "
        "Stadtteilbüro Ost, Raum 2. Passt das noch?"
    ]
    assert sent(visitor) == before
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert await dates_signed_up_for() == [first]


async def test_so_is_one_that_takes_place_elsewhere_now(visitor: Visitor, clock: StandingClock) -> None:
    first, *_rest = await start(visitor)
    date = await events.date(first, NOW)
    await move_date(first, Move(date.starts, date.ends, "Rathaus, Saal 2", "Belegt."), CLUB, NOW)
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert await statuses() == []
    assert visitor.page.errors[0].endswith("10 bis 11 Uhr, Rathaus, Saal 2. Passt das noch?")


async def test_pressed_twice_the_slip_is_shown_though_the_date_was_moved_between(
    visitor: Visitor, clock: StandingClock
) -> None:
    first, *_rest = await start(visitor)
    clock.now += timedelta(seconds=30)
    form = dict(visitor.page.form(LAST).filled({}))
    slip = (await visitor.post(SEND, form)).path
    await move_date(first, LATER, CLUB, NOW)
    assert (await visitor.post(SEND, form)).path == slip


async def test_without_another_date_the_sentence_stands_alone(visitor: Visitor, clock: StandingClock) -> None:
    dates = await start(visitor)
    for date in dates:
        await call_off(date)
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert (visitor.page.status, await statuses()) == (422, [])
    assert "Dieser Termin fällt aus." in visitor.page.text


async def test_a_regular_place_is_for_no_single_date(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4, SignUpMode.REGULAR))
    await visitor.get(FORM)
    assert ("termin", "") in visitor.page.form(CHECK).filled({})


async def test_long_words_for_when_and_where_keep_nobody_out(visitor: Visitor, clock: StandingClock) -> None:
    """Longer together than a field may be."""
    await start(visitor)
    await Venue.update({Venue.name: "Haus und Hof " * 9}, force=True)
    await Event.update({Event.room: "Oben links, " * 6}, force=True)
    await visitor.get(FORM)
    await visitor.submit(CHECK, **SAID)
    clock.now += timedelta(seconds=30)
    await visitor.submit(LAST)
    assert (visitor.page.status, await statuses()) == (200, ["confirmed"])
