"""A question is answered before the day that it is about, and ends with it. Now is Monday, 11 January 2027."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from databases import Database
from makers import NOW, OFFICE, a_city, a_pair, a_proposal
from mittendrin.audit.rules import VISITOR, Channel, Doer
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.clock import at_local, local_day
from mittendrin.core.refusal import Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.tables import ContactRelease
from mittendrin.jobs.following_up import follow_up_proposals
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.desk_lists import desk_lists
from mittendrin.volunteering.grid import WHOLE_WEEK, Part, grid_of
from mittendrin.volunteering.in_time import latest_answer
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.single_days import write_days
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

TODAY = local_day(NOW)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (TODAY + timedelta(days=one) for one in (1, 2, 3, 4))
THE_DAY_BEFORE, ON_THE_DAY, THE_DAY_AFTER = (NOW + timedelta(days=one) for one in (1, 2, 3))
DESK = pytest.param(
    Doer(name="Demo-Büro", channel=Channel.PHONE), "Der Tag ist schon vorbei", id="at the desk"
)
LINK = pytest.param(VISITOR, "Danke für Ihr Ja! Der Tag ist leider schon vorbei", id="by link")


async def a_pair_for(*days: date, **changes: Any) -> tuple[int, int]:
    """Both are free at any time, but for what is said."""
    await a_city()
    offer, request = await a_pair()
    wished: dict[Any, Any] = {HelpRequest.times: WHOLE_WEEK, HelpRequest.on_days: write_days(days)}
    until: dict[Any, Any] = {HelpRequest.wanted_until: changes.pop("until", None)}
    how_often: dict[Any, Any] = {HelpRequest.frequency: changes.pop("frequency", "once")}
    await HelpRequest.update(wished | until | how_often).where(HelpRequest.id == request)
    free: dict[Any, Any] = {"times": WHOLE_WEEK, **changes}
    await Offer.update(free).where(Offer.id == offer)
    return offer, request


async def state_of(table: Any) -> str:
    (row,) = await table.select(table.status)
    return str(row["status"])


async def answer_until() -> datetime:
    (row,) = await Proposal.select(Proposal.answer_until)
    until: datetime = row["answer_until"]
    return until


async def says(side: Side, said: Answer, now: datetime, by: Doer = VISITOR) -> None:
    (row,) = await Proposal.select(Proposal.id)
    await answer(await by_id(row["id"], side), said, by, now)


@pytest.mark.parametrize(
    ("asked", "day", "until"),
    [
        (NOW, None, add_office_days(NOW, 5)),
        (NOW, TODAY + timedelta(days=40), add_office_days(NOW, 5)),
        (NOW, THURSDAY, NOW + timedelta(days=2)),
        (NOW, TUESDAY, at_local(TODAY, time(23, 59))),
        (NOW, TODAY, at_local(TODAY, time(23, 59))),
        (NOW + timedelta(days=2), TODAY + timedelta(days=7), NOW + timedelta(days=4)),
    ],
    ids=["no day", "far away", "the office day before", "tomorrow", "today", "a Monday"],
)
def test_a_question_is_answered_before_its_day(asked: datetime, day: date | None, until: datetime) -> None:
    assert latest_answer(asked, day) == until


async def test_the_day_after_nobody_is_looked_for_and_the_person_is_asked_once(database: Database) -> None:
    _offer, request = await a_pair_for(WEDNESDAY)
    await follow_up_proposals(ON_THE_DAY)
    assert await state_of(HelpRequest) == "open"
    for _twice in range(2):
        await follow_up_proposals(THE_DAY_AFTER)
    assert await state_of(HelpRequest) == "on_hold"
    (call,) = await CallTask.select(CallTask.script).where(CallTask.purpose == "ask_again")
    assert "Sie wollten Hilfe am Mittwoch, 13. Januar 2027. Dieser Tag ist vorbei." in call["script"]
    lists = await desk_lists(THE_DAY_AFTER)
    assert ([one.path for one in lists.over], lists.open) == ([f"gesuche/{request}"], [])


async def test_of_several_days_the_last_one_counts(database: Database) -> None:
    await a_pair_for(TUESDAY, WEDNESDAY)
    await follow_up_proposals(ON_THE_DAY)
    assert await state_of(HelpRequest) == "open"
    await follow_up_proposals(THE_DAY_AFTER)
    (call,) = await CallTask.select(CallTask.script).where(CallTask.purpose == "ask_again")
    assert "Sie wollten Hilfe, zuletzt am Mittwoch, 13. Januar 2027." in call["script"]


async def test_whoever_is_looked_for_again_is_wanted_beyond_the_day(database: Database) -> None:
    _offer, request = await a_pair_for(WEDNESDAY)
    await follow_up_proposals(THE_DAY_AFTER)
    await decide_request(request, RequestState.OPEN, "", OFFICE, THE_DAY_AFTER)
    assert await HelpRequest.select(HelpRequest.on_days, HelpRequest.status) == [
        {"on_days": "", "status": "open"}
    ]
    await follow_up_proposals(THE_DAY_AFTER + timedelta(days=1))
    assert await state_of(HelpRequest) == "open"


async def test_both_are_asked_to_answer_before_the_day_and_called_when_they_do_not(
    database: Database,
) -> None:
    await a_proposal(*await a_pair_for(WEDNESDAY))
    assert await answer_until() == THE_DAY_BEFORE
    (mail,) = await Mail.select(Mail.body).where(Mail.purpose == "ask_volunteer")
    assert "bitte bis Dienstag, 12. Januar" in mail["body"]
    await follow_up_proposals(THE_DAY_BEFORE)
    (call,) = await CallTask.select(CallTask.due_at).where(CallTask.purpose == "volunteer_silent")
    assert local_day(call["due_at"]) == TUESDAY
    assert len((await desk_lists(THE_DAY_BEFORE)).no_answer) == 1
    await says(Side.VOLUNTEER, Answer.YES, THE_DAY_BEFORE)
    (call,) = await CallTask.select(CallTask.due_at).where(CallTask.purpose == "ask_requester")
    assert (local_day(await answer_until()), local_day(call["due_at"])) == (TUESDAY, TUESDAY)
    await says(Side.REQUESTER, Answer.YES, ON_THE_DAY)
    assert await Engagement.count() == 1


@pytest.mark.parametrize("answered", [False, True], ids=["by nobody", "by the helper"])
async def test_with_the_day_the_question_ends(database: Database, *, answered: bool) -> None:
    await a_proposal(*await a_pair_for(WEDNESDAY))
    if answered:
        await says(Side.VOLUNTEER, Answer.YES, NOW)
    await follow_up_proposals(THE_DAY_AFTER)
    assert await state_of(Proposal) == "withdrawn"
    told = "not_this_time" if answered else "question_settled"
    assert await Mail.exists().where(Mail.purpose == told)


@pytest.mark.parametrize(("by", "words"), [DESK, LINK])
async def test_a_late_yes_of_the_helper_asks_nobody(database: Database, by: Doer, words: str) -> None:
    await a_proposal(*await a_pair_for(WEDNESDAY))
    with pytest.raises(Refused, match=words):
        await says(Side.VOLUNTEER, Answer.YES, THE_DAY_AFTER, by)
    assert await state_of(Proposal) == "asked_volunteer"
    assert not await CallTask.exists().where(CallTask.purpose == "ask_requester")


@pytest.mark.parametrize(("by", "words"), [DESK, LINK])
async def test_a_late_second_yes_releases_nothing(database: Database, by: Doer, words: str) -> None:
    await a_proposal(*await a_pair_for(WEDNESDAY))
    await says(Side.VOLUNTEER, Answer.YES, NOW)
    with pytest.raises(Refused, match=words):
        await says(Side.REQUESTER, Answer.YES, THE_DAY_AFTER, by)
    assert [await table.count() for table in (Engagement, ContactRelease)] == [0, 0]
    await says(Side.REQUESTER, Answer.NO, THE_DAY_AFTER, by)
    assert await state_of(Proposal) == "requester_no"


async def test_nobody_is_asked_for_a_day_that_is_over(database: Database) -> None:
    offer, request = await a_pair_for(TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="Der Tag ist schon vorbei"):
        await a_proposal(offer, request)


TUESDAYS = grid_of([(1, Part.MORNING)])
ONLY_ON_TUESDAY: dict[str, tuple[tuple[date, ...], dict[str, Any]]] = {
    "one of two days": ((TUESDAY, THURSDAY), {"times": TUESDAYS}),
    "weekly until Friday": ((), {"times": TUESDAYS, "until": FRIDAY, "frequency": "weekly"}),
    "a single day of the helper": ((), {"times": 0, "on_days": str(TUESDAY), "day_parts": 1}),
    "away on the second": ((TUESDAY, THURSDAY), {"gone_from": WEDNESDAY, "gone_until": FRIDAY}),
}


@pytest.mark.parametrize(("days", "changes"), ONLY_ON_TUESDAY.values(), ids=ONLY_ON_TUESDAY)
async def test_whoever_could_come_only_before_is_asked_no_more(
    database: Database, days: tuple[date, ...], changes: dict[str, Any]
) -> None:
    """Somebody else may still come."""
    _offer, request = pair = await a_pair_for(*days, **changes)
    await a_proposal(*pair)
    await follow_up_proposals(NOW + timedelta(days=1))
    assert await state_of(Proposal) == "asked_volunteer"
    with pytest.raises(Refused, match="Der Tag ist leider schon vorbei"):
        await says(Side.VOLUNTEER, Answer.YES, NOW + timedelta(days=2))
    await follow_up_proposals(NOW + timedelta(days=2))
    assert [await state_of(table) for table in (Proposal, HelpRequest)] == ["withdrawn", "open"]
    lists = await desk_lists(NOW + timedelta(days=2))
    assert [one.path for one in lists.open] == [f"gesuche/{request}"]


async def test_what_has_no_time_in_common_anyway_is_not_over(database: Database) -> None:
    """Asked all the same, on the telephone."""
    offer, request = await a_pair_for(frequency="weekly", until=TODAY + timedelta(days=6), times=0)
    await a_proposal(offer, request)
    await follow_up_proposals(ON_THE_DAY)
    assert await state_of(Proposal) == "asked_volunteer"


async def test_whose_everything_rests_is_not_asked(database: Database) -> None:
    await a_pair_for(WEDNESDAY)
    await Person.update({Person.held: True}, force=True)
    await follow_up_proposals(THE_DAY_AFTER)
    assert await state_of(HelpRequest) == "open"
