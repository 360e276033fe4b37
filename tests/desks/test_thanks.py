"""The start page thanks with true numbers, or not at all."""

from datetime import date, timedelta

import pytest

from app_fixtures import StandingClock
from engagement_makers import a_trial
from makers import NOW, OFFICE, TUESDAYS_AT_TEN, a_club, a_published_event, occurrence_ids
from mittendrin.core.clock import local_day
from mittendrin.desks.visitor.thanks import Thanks, thanks
from mittendrin.engagements.pairs import pair
from mittendrin.engagements.tables import Hours
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.volunteering.tables import Offer
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


async def clubs_invite(number: int) -> None:
    for n in range(number):
        await a_published_event(await a_club(f"Demo-Verein {n}"), title=f"Treff {n}", when=TUESDAYS_AT_TEN)


async def hours_of(engagement: int, *days: date) -> None:
    for day in days:
        await Hours.insert(
            Hours(engagement=engagement, day=day, minutes=90, written_at=NOW - timedelta(days=1))
        )


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        (Thanks(38, 18, "Oktober", ""), ["18 Vereine und Treffs laden in diesem Monat zu 38 Terminen ein."]),
        (
            Thanks(38, 2, "Oktober", "612 Stunden"),
            ["Im Oktober waren Menschen hier 612 Stunden füreinander da."],
        ),
        (Thanks(2, 3, "Oktober", ""), []),
    ],
)
def test_small_numbers_are_not_said(said: Thanks, sentences: list[str]) -> None:
    assert said.sentences == sentences


async def test_only_what_takes_place_is_counted() -> None:
    await clubs_invite(3)
    event = await a_published_event(await a_club("Demo-Verein 0"), title="Fällt einmal aus")
    before = await thanks(NOW)
    await call_off_date((await occurrence_ids(event))[0], CallingOff("Krank"), OFFICE, NOW)
    after = await thanks(NOW)
    assert (before.dates - after.dates, after.organisations) == (1, 3)


async def a_helper(name: str) -> int:
    """An engagement in which this person gives their time."""
    engagement_id = await a_trial()
    offer = (await pair(engagement_id)).offer_id
    await Offer.update({Offer.person: await find_or_add(Contact(name), NOW)}).where(Offer.id == offer)
    return engagement_id


async def test_one_helper_alone_is_not_told_of_however_many_they_help() -> None:
    last_month = local_day(NOW).replace(day=1) - timedelta(days=3)
    person = await find_or_add(Contact("Demo-Person 1"), NOW)
    for number in range(3):
        await hours_of(await a_helper(f"Demo-Person {number}"), last_month)
    await Offer.update({Offer.person: person}, force=True)
    assert (await thanks(NOW)).hours == ""


async def test_hours_are_those_of_the_month_before_as_of_last_night() -> None:
    last_month = local_day(NOW).replace(day=1) - timedelta(days=3)
    for number in range(2):
        await hours_of(await a_helper(f"Demo-Person {number}"), last_month)
    assert (await thanks(NOW)).hours == ""
    third = await a_helper("Demo-Person 3")
    await hours_of(third, last_month, last_month - timedelta(days=1))
    await Hours.insert(
        Hours(engagement=third, day=last_month - timedelta(days=2), minutes=600, written_at=NOW)
    )
    assert (await thanks(NOW)).hours == "6 Stunden"


async def test_the_start_page_thanks_only_when_there_is_something_to_thank_for(
    visitor: Visitor, clock: StandingClock
) -> None:
    await clubs_invite(2)
    await visitor.get("/")
    assert "Danke" not in visitor.page.text
    await clubs_invite(3)
    await visitor.get("/")
    assert "3 Vereine und Treffs laden in diesem Monat zu" in visitor.page.text
    clock.now += timedelta(days=31)
    await visitor.get("/")
    assert "3 Vereine und Treffs laden in diesem Monat zu" in visitor.page.text
