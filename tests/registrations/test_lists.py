"""The list of a date as the club sees it, and the ticks on it."""

from datetime import timedelta

import pytest

from makers import CLUB, NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.refusal import Refused
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations import absences, actions
from mittendrin.registrations.attendance import note_attendance
from mittendrin.registrations.lists import DateList, list_of_date
from mittendrin.registrations.rules import Target
from registrations.seen import of

pytestmark = pytest.mark.usefixtures("database")


def names(listed: DateList) -> dict[str, list[str]]:
    return {
        "coming": [guest.registration.name for guest in listed.coming],
        "regular": [guest.registration.name for guest in listed.coming if guest.regular],
        "waiting": [one.name for one in listed.waiting],
        "absent": [one.name for one in listed.absent],
    }


async def test_the_list_shows_who_comes_who_waits_and_who_stays_away() -> None:
    event = await a_published_event(terms=seats(2, SignUpMode.REGULAR))
    date = (await occurrence_ids(event))[1]
    for name in ("Anna", "Berta", "Cilly"):
        receipt = await actions.sign_up(Target(event, None), a_wish(name), VISITOR, NOW)
        if name == "Berta":
            await absences.leave_free(await of(receipt), date, VISITOR, NOW)
    for name in ("Dora", "Emma"):
        await actions.sign_up(Target(event, date), a_wish(name), VISITOR, NOW)
    listed = await list_of_date(date, NOW)
    assert names(listed) == {
        "coming": ["Anna", "Dora"],
        "regular": ["Anna"],
        "waiting": ["Emma"],
        "absent": ["Berta"],
    }
    assert listed.people == 2


async def test_ticks_can_be_put_right() -> None:
    event = await a_published_event(terms=seats(5))
    date = (await occurrence_ids(event))[0]
    for name in ("Anna", "Berta"):
        await actions.sign_up(Target(event, date), a_wish(name), VISITOR, NOW)
    with pytest.raises(Refused, match="noch nicht begonnen"):
        await note_attendance(date, (), CLUB, NOW)
    after = NOW + timedelta(days=2)
    anna, berta = [guest.registration.id for guest in (await list_of_date(date, after)).coming]
    await note_attendance(date, {anna}, CLUB, after)
    await note_attendance(date, {berta}, CLUB, after)
    assert [guest.present for guest in (await list_of_date(date, after)).coming] == [False, True]


async def test_who_has_not_answered_an_offer_is_not_counted_as_coming() -> None:
    event = await a_published_event(terms=seats(2))
    date = (await occurrence_ids(event))[1]
    await actions.sign_up(Target(event, date), a_wish("Anna"), VISITOR, NOW)
    berta = await actions.sign_up(Target(event, date), a_wish("Berta"), VISITOR, NOW)
    await actions.sign_up(Target(event, date), a_wish("Cilly"), VISITOR, NOW)
    await actions.sign_off(await of(berta), VISITOR, NOW)
    listed = await list_of_date(date, NOW)
    assert (names(listed)["coming"], listed.sure, listed.unsure) == (["Anna", "Cilly"], 1, 1)
