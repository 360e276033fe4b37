"""Names and numbers go out, and one of the two has neither a number nor a mail address: the office is in between."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from makers import CLUB, NOW, a_city, a_published_event, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR, Channel
from mittendrin.outbox.calls import open_calls_for
from mittendrin.outbox.rules import CallResult
from mittendrin.outbox.tables import CallTask
from mittendrin.outbox.wording import words
from mittendrin.people.copies import copy_to_relatives
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.places.queries import office
from mittendrin.registrations.actions import sign_off
from mittendrin.registrations.calls import leaves_open
from mittendrin.registrations.date_changes import Move, move_date
from mittendrin.registrations.queries import by_id
from mittendrin.rides.actions import answer
from mittendrin.rides.queries import PairView, pair_of
from mittendrin.rides.rules import Answer, Side
from mittendrin.rides.tables import RidePair
from mittendrin.rides.upkeep import settle_pairs
from riding import a_ride
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
DRIVER, GUEST = "Demo-Person Fahrerin", "Demo-Person Gast"
LETTER, PHONE, MAIL = (
    Contact("", address="Demoweg 1, Kaiserslautern"),
    Contact("", phone="+491713920041"),
    Contact("", email="demo@example.org"),
)
THEY_ARRANGE = "Verabreden Sie bitte, wann und wo Sie sich treffen."
OFFICE_ARRANGES = "Das Seniorenbüro klärt mit Ihnen beiden, wann und wo Sie sich treffen."


async def two_together(driver: Contact, guest: Contact) -> int:
    """On the fourth date, so that letters are read before it."""
    await a_city()
    event = await a_published_event(terms=seats(20))
    pair = await a_ride(event, (await occurrence_ids(event))[3])
    for name, one in ((DRIVER, driver), (GUEST, guest)):
        ways: dict[Any, Any] = {
            Person.phone: one.phone, Person.email: one.email, Person.address: one.address
        }  # fmt: skip
        await Person.update(ways).where(Person.name == name)
    for side in Side:
        await answer(await pair_of(pair, side, NOW), Answer.YES, VISITOR, NOW)
    return pair


async def told(view: PairView) -> tuple[str, str]:
    """In a mail or a letter, and on the telephone."""
    message = words("rides/messages/ride_together.txt", view=view, date=view.date, office=await office())
    return message.body, message.script


async def says(pair: int, side: Side, sentence: str) -> bool:
    return all(sentence in text for text in await told(await pair_of(pair, side, NOW)))


@pytest.mark.parametrize(("driver", "guest"), [(LETTER, LETTER), (LETTER, PHONE), (MAIL, LETTER)])
async def test_who_has_no_way_to_the_other_is_brought_together_by_the_office(
    driver: Contact, guest: Contact
) -> None:
    pair = await two_together(driver, guest)
    (call,) = await open_calls_for("ride_arrange")
    assert (call.owner, call.name, call.headline) == (
        None, f"{DRIVER} und {GUEST}", f"Bitte Treffpunkt klären: {DRIVER} und {GUEST}"
    )  # fmt: skip
    assert "Bitte vermitteln Sie Treffpunkt und Uhrzeit." in call.script
    ways = {LETTER: "Demoweg 1, Kaiserslautern", PHONE: "0171 39 20 041", MAIL: "demo@example.org"}
    assert call.script.endswith(
        f"{DRIVER} (fährt): {ways[driver]}, kommt aus: Betzenberg\n{GUEST}: {ways[guest]}, kommt aus: Betzenberg"
    )
    assert [await says(pair, side, OFFICE_ARRANGES) for side in Side] == [True, True]
    assert [await says(pair, side, THEY_ARRANGE) for side in Side] == [False, False]


@pytest.mark.parametrize(
    ("driver", "guest"), [(PHONE, PHONE), (MAIL, MAIL), (PHONE, replace(MAIL, phone="+491713920042"))]
)
async def test_who_can_reach_each_other_arrange_it_themselves(driver: Contact, guest: Contact) -> None:
    pair = await two_together(driver, guest)
    assert await open_calls_for("ride_arrange") == []
    assert [await says(pair, side, THEY_ARRANGE) for side in Side] == [True, True]


async def test_who_has_the_number_calls_whoever_could_not_write() -> None:
    pair = await two_together(MAIL, PHONE)
    assert await open_calls_for("ride_arrange") == []
    assert await says(pair, Side.GIVER, "Rufen Sie bitte an, denn Sie haben die Nummer.")
    assert await says(pair, Side.TAKER, f"{DRIVER} ruft Sie an.")


async def test_the_page_says_so_too(visitor: Visitor) -> None:
    pair = await two_together(LETTER, LETTER)
    await visitor.get((await pair_of(pair, Side.TAKER, NOW)).path)
    assert OFFICE_ARRANGES in visitor.page.text
    assert ("Demoweg" in visitor.page.text, THEY_ARRANGE in visitor.page.text) == (False, False)


async def test_it_is_a_talk_and_stays_open_until_both_know() -> None:
    await two_together(LETTER, PHONE)
    (call,) = await open_calls_for("ride_arrange")
    assert leaves_open(call, CallResult.VOICE_MAIL)


@pytest.mark.parametrize("becomes", ["gone", "moved"])
async def test_there_is_nothing_to_arrange_once_it_comes_to_nothing(becomes: str) -> None:
    pair = await two_together(LETTER, LETTER)
    view = await pair_of(pair, Side.GIVER, NOW)
    if becomes == "gone":
        row = await RidePair.select(RidePair.taker).where(RidePair.id == pair).first()
        assert row
        await sign_off(await by_id(row["taker"]), VISITOR, NOW)
    else:
        starts = view.date.starts + timedelta(days=1)
        move = Move(starts, starts + timedelta(hours=1), "", "Raum belegt")
        await move_date(view.occurrence_id, move, CLUB, NOW)
    await settle_pairs(NOW)
    assert await open_calls_for("ride_arrange") == []


async def test_no_relative_reads_what_the_office_has_to_do() -> None:
    pair = await two_together(LETTER, LETTER)
    for side in Side:
        person = (await pair_of(pair, side, NOW)).person_id
        assert person
        relative = Contact(f"Demo-Kind {side}", f"+49171392005{person}")
        await trust(person, Trust(relative, "Kind", (Scope.COPIES,), Channel.PHONE), CLUB, NOW)
    moment: dict[Any, Any] = {CallTask.created_at: NOW + timedelta(seconds=1)}
    await CallTask.update(moment).where(CallTask.created_at == NOW)
    await copy_to_relatives(NOW + timedelta(minutes=5))
    copied = await CallTask.select(CallTask.copy_of).where(CallTask.purpose == "copy")
    assert {row["copy_of"] for row in copied} >= {"ride_together"}
    assert "ride_arrange" not in {row["copy_of"] for row in copied}
