"""Whoever waits for us too long gets a call, once for each state; and stands on a list until something happens."""

from datetime import timedelta

import pytest

import people
from databases import Database
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_engagement, an_offer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.engagements.arranging import to_arrange
from mittendrin.engagements.engaging import Meeting, plan_first_meeting
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.asking_again import CONFIRMED_FOR
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.waiting import DAYS_TO_LOOK, DAYS_TO_TALK, keep_promises
from people import sign_in
from visitor import Visitor

A_SECOND = timedelta(seconds=1)


async def calls() -> list[tuple[str, str]]:
    rows = await CallTask.select(CallTask.purpose, CallTask.state).order_by(CallTask.id)
    return [(row["purpose"], row["state"]) for row in rows]


async def test_a_talk_that_does_not_come_about_becomes_a_call(database: Database) -> None:
    await an_offer()
    await decide_offer(1, OfferState.INTERVIEW, "", OFFICE, NOW)
    late = add_office_days(NOW, DAYS_TO_TALK)
    assert [await keep_promises(now) for now in (late - A_SECOND, late, late + A_SECOND)] == [0, 1, 0]
    assert await calls() == [("still_talking", "open")]
    await decide_offer(1, OfferState.ACTIVE, "", OFFICE, late)
    assert await calls() == [("still_talking", "outdated")]


async def test_what_is_not_clear_becomes_a_call_each_time_it_is_not(database: Database) -> None:
    await a_help_request()
    now = NOW
    for _twice in range(2):
        await decide_request(1, RequestState.CLARIFYING, "", OFFICE, now)
        now = add_office_days(now, DAYS_TO_TALK)
        assert [await keep_promises(now) for _once in range(2)] == [1, 0]
        await decide_request(1, RequestState.OPEN, "", OFFICE, now)
    assert await calls() == [("still_clarifying", "outdated")] * 2


async def test_whoever_is_looked_for_in_vain_hears_of_it(database: Database) -> None:
    offer, request = await a_pair()
    late = add_office_days(NOW, DAYS_TO_LOOK)
    assert [await keep_promises(now) for now in (late - A_SECOND, late, late)] == [0, 1, 0]
    assert await calls() == [("still_looking", "open")]
    await decide_request(request, RequestState.ON_HOLD, "", OFFICE, late)
    await decide_request(request, RequestState.OPEN, "", OFFICE, late)
    await a_proposal(offer, request)
    assert await keep_promises(add_office_days(late, DAYS_TO_LOOK)) == 0


async def test_whoever_has_no_telephone_is_written_to_once(database: Database) -> None:
    await an_offer()
    await Person.update({Person.phone: ""}, force=True)
    late = add_office_days(NOW, 3)
    assert [await keep_promises(late + timedelta(days=day)) for day in range(3)] == [1, 0, 0]
    assert await Mail.count().where(Mail.purpose == "promised_call") == 1


@pytest.mark.parametrize("state", [OfferState.ACTIVE, OfferState.PAUSED])
async def test_an_old_offer_stands_on_the_list_also_in_its_pause(
    database: Database, state: OfferState
) -> None:
    offer, _request = await a_pair()
    await Person.update({Person.phone: ""}, force=True)
    await Offer.update({Offer.status: state.value}).where(Offer.id == offer)
    old = NOW + CONFIRMED_FOR
    assert [len((await desk_lists(now)).to_ask_again) for now in (old - timedelta(days=1), old)] == [0, 1]


@pytest.mark.parametrize(
    ("days", "listed", "button"),
    [
        (None, [1, 0, 0], "Tag verabreden"),
        (0, [0, 0, 1], "Treffen ansehen"),
        (6, [0, 0, 1], "Treffen ansehen"),
        (7, [0, 0, 1], "Treffen ansehen"),
        (8, [0, 0, 0], ""),
        (-1, [0, 1, 0], "Nein: neuen Tag verabreden"),
    ],
)
async def test_first_meetings_are_those_of_the_next_seven_days(
    visitor: Visitor, days: int | None, listed: list[int], button: str
) -> None:
    """One that is past is asked about until somebody says whether it was."""
    await a_city()
    engagement, _proposal = await an_engagement()
    if days is not None:
        at = NOW + timedelta(days=days, hours=1)
        planned_on = NOW - timedelta(days=3)
        await plan_first_meeting(engagement, Meeting(at, "Café am Markt"), Voice(OFFICE), planned_on)
    found = await desk_lists(NOW)
    assert [len(one) for one in (await to_arrange(NOW), found.met, found.meetings)] == listed
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe")
    assert [
        link.text.partition(" Demo-Person Hilfe")[0]
        for link in visitor.page.links
        if "einsaetze" in link.href
    ] == ([button] if button else [])
