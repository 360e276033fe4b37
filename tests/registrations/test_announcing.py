"""A sign-up empties prepared pages only when a word that they show has changed, and no others."""

import pytest

from makers import NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.capacity import FEW_SEATS
from mittendrin.events.queries import date
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations import actions
from mittendrin.registrations.rules import Receipt, Target
from mittendrin.web.tables import PublicChange
from registrations.seen import of

pytestmark = pytest.mark.usefixtures("database")
SEATS = FEW_SEATS + 2


async def sign_up(event: int, occurrence: int, number: int) -> Receipt:
    wish = a_wish(f"Demo-Person {number}", phone=f"+49171392{number:04}")
    return await actions.sign_up(Target(event, occurrence), wish, VISITOR, NOW)


async def emptied() -> list[str]:
    """Since the last time."""
    rows = await PublicChange.select(PublicChange.area).order_by(PublicChange.id)
    await PublicChange.delete(force=True)
    return [row["area"] for row in rows]


async def test_pages_are_emptied_when_the_word_changes_and_only_those_of_this_event() -> None:
    await a_published_event(title="Daneben", terms=seats(SEATS))
    event = await a_published_event(title="Tanztee", terms=seats(SEATS))
    occurrence = (await occurrence_ids(event))[1]
    await emptied()
    seen = []
    for number in range(SEATS + 2):
        last = await sign_up(event, occurrence, number)
        seen.append(((await date(occurrence, NOW)).decision.public_word, await emptied()))
    theirs = ["programme", "event:tanztee"]
    assert seen == [
        ("Plätze frei", []),
        ("wenige Plätze", theirs),
        ("wenige Plätze", []),
        ("wenige Plätze", []),
        ("wenige Plätze", []),
        ("ausgebucht: Warteliste", theirs),
        ("ausgebucht: Warteliste", []),
        ("ausgebucht: Warteliste", []),
    ]
    await actions.sign_off(await of(last), VISITOR, NOW)
    assert await emptied() == []


async def test_a_regular_place_empties_only_when_a_word_changes() -> None:
    event = await a_published_event(title="Yoga", terms=seats(SEATS, SignUpMode.REGULAR))
    await emptied()
    seen, receipts = [], []
    for number in range(SEATS + 2):
        wish = a_wish(f"Demo-Person {number}", phone=f"+49171392{number:04}")
        receipts.append(await actions.sign_up(Target(event, None), wish, VISITOR, NOW))
        seen.append(set(await emptied()))
    theirs = {"programme", "event:yoga"}
    assert seen == [set(), theirs, set(), set(), set(), theirs, set(), set()]
    # The seat goes on to whoever waits: every date is as full as before.
    await actions.sign_off(await of(receipts[0]), VISITOR, NOW)
    assert await emptied() == []


async def test_one_date_of_a_regular_place_that_fills_up_empties_the_lists() -> None:
    event = await a_published_event(title="Yoga", terms=seats(SEATS, SignUpMode.REGULAR))
    third = (await occurrence_ids(event))[2]
    for number in range(SEATS - FEW_SEATS - 1):
        await sign_up(event, third, number)
    await emptied()
    receipt = await actions.sign_up(Target(event, None), a_wish("Demo-Stammgast"), VISITOR, NOW)
    assert await emptied() == ["programme", "event:yoga"]
    await actions.sign_off(await of(receipt), VISITOR, NOW)
    assert await emptied() == ["programme", "event:yoga"]
