"""Whoever comes with the name and the number of somebody who is gone is asked about, and nobody else."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from makers import NOW, OFFICE
from mittendrin.core.marks import Change, marks
from mittendrin.core.refusal import Refused
from mittendrin.farewells.actions import say_farewell
from mittendrin.outbox.tables import CallTask
from mittendrin.people.actions import find_or_add
from mittendrin.people.changing import change_contact
from mittendrin.people.departures import KEPT, SOMEBODY_ELSE, forget_departures, refuse_departed
from mittendrin.people.rules import Contact, Leaving

pytestmark = pytest.mark.usefixtures("database")
EVERYBODY = Contact("Demo-Person Suche", phone="+491713920032")


async def calls_for(purpose: str) -> list[tuple[str, str]]:
    rows = await CallTask.select().where(CallTask.purpose == purpose)
    return [(row["recipient_name"], row["reached_at"]) for row in rows]


async def test_the_office_is_asked_back_once() -> None:
    person = await find_or_add(EVERYBODY, NOW)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    spelled = replace(EVERYBODY, name="demo-person suche", email="neu@example.org")
    with pytest.raises(Refused, match="verstorben vermerkt") as refused:
        await refuse_departed(spelled, is_somebody_else=False)
    assert refused.value.field == SOMEBODY_ELSE
    await refuse_departed(spelled, is_somebody_else=True)
    await find_or_add(spelled, NOW)
    assert await calls_for("ask_back") == []


@pytest.mark.parametrize(
    "other",
    [
        replace(EVERYBODY, phone="+491713920035"),
        replace(EVERYBODY, name="Demo-Person Witwe"),
        Contact("Demo-Person Suche", address="x"),
    ],
)
async def test_other_people_are_not_asked_about(other: Contact) -> None:
    await say_farewell(await find_or_add(EVERYBODY, NOW), Leaving.DIED, OFFICE, NOW)
    await refuse_departed(other, is_somebody_else=False)
    await find_or_add(other, NOW)
    assert await calls_for("ask_back") == []


async def test_nobody_gives_a_number_to_somebody_who_is_gone() -> None:
    person = await find_or_add(EVERYBODY, NOW)
    await say_farewell(person, Leaving.DIED, OFFICE, NOW)
    with pytest.raises(Refused):
        await change_contact(person, Change(EVERYBODY, marks(asdict(EVERYBODY))), OFFICE, NOW)


async def test_half_a_year_later_it_is_forgotten() -> None:
    await say_farewell(await find_or_add(EVERYBODY, NOW), Leaving.DIED, OFFICE, NOW)
    assert await forget_departures(NOW + KEPT - timedelta(seconds=1)) == 0
    assert await forget_departures(NOW + KEPT) == 1
