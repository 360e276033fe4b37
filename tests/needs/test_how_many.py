"""A club changes how many it wants, or wants nobody more, while some help already and others are asked."""

import pytest

from engagements.test_answering import another_offer, open_calls, says, state_of
from engagements.test_several_helpers import both_agree, state_of_request
from makers import CLUB, NOW, OFFICE, a_proposal
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.clock import local_day
from mittendrin.engagements.answering import Answer
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.telling import Voice
from mittendrin.needs.actions import archive, change, let_through, subject_of
from mittendrin.needs.upkeep import archive_what_is_over
from mittendrin.outbox.tables import Mail
from mittendrin.publishing.queries import waiting_content
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.tables import Engagement
from needing import a_need_content, a_public_need, request_of

pytestmark = pytest.mark.usefixtures("database")


async def asked_of(need_id: int, letters: str) -> list[int]:
    request = await request_of(need_id)
    return [await a_proposal(await another_offer(f"Demo-Person {letter}"), request) for letter in letters]


async def wants_now(need_id: int, helpers: int) -> None:
    await change(need_id, await a_need_content(helpers=helpers), CLUB, NOW)
    found = await waiting_content(subject_of(need_id))
    assert found
    await let_through(found[0], OFFICE, NOW)


async def decided() -> list[str]:
    rows = (
        await AuditEntry.select(AuditEntry.detail)
        .where(AuditEntry.act == "help_request.decided")
        .order_by(AuditEntry.id)
    )
    return [row["detail"] for row in rows]


async def settled() -> list[str]:
    """What those read who are not needed any more, and the club when it was still asked about them."""
    told = ["not_this_time", "question_settled"]
    rows = await Mail.select(Mail.purpose).where(Mail.purpose.is_in(told)).order_by(Mail.purpose, Mail.id)
    return [row["purpose"] for row in rows]


async def goes_on() -> list[str]:
    rows = await Engagement.select(Engagement.status).order_by(Engagement.id)
    return [row["status"] for row in rows]


async def test_more_are_wanted_than_have_been_found() -> None:
    need = await a_public_need(helpers=1)
    await both_agree(*await asked_of(need, "A"))
    assert await state_of_request() == "matched"
    await wants_now(need, 3)
    assert (await state_of_request(), await decided()) == ("open", ["vermittelt", "offen"])
    assert len(await asked_of(need, "BC")) == 2


async def test_as_many_help_as_are_wanted_now_and_whoever_is_asked_is_thanked() -> None:
    need = await a_public_need(helpers=3)
    helps, said_yes, thinks = await asked_of(need, "ABC")
    await both_agree(helps)
    await says(said_yes, Side.VOLUNTEER, Answer.YES)
    await wants_now(need, 1)
    assert (await state_of_request(), await decided()) == ("matched", ["vermittelt"])
    assert [await state_of(one) for one in (said_yes, thinks)] == ["withdrawn", "withdrawn"]
    assert await settled() == ["not_this_time", "question_settled", "question_settled"]
    assert (await open_calls(), await goes_on()) == ([], ["first_meeting"])


async def test_of_two_that_it_still_thinks_about_one_is_enough_now() -> None:
    need = await a_public_need(helpers=2)
    first, second = await asked_of(need, "AB")
    for one in (first, second):
        await says(one, Side.VOLUNTEER, Answer.YES)
    await wants_now(need, 1)
    assert await state_of_request() == "open"
    await says(first, Side.REQUESTER, Answer.YES)
    assert (await state_of_request(), await state_of(second)) == ("matched", "withdrawn")
    assert await settled() == ["not_this_time", "question_settled"]


async def test_where_more_help_than_are_wanted_one_may_end() -> None:
    need = await a_public_need(helpers=2)
    for one in await asked_of(need, "AB"):
        await both_agree(one)
    await wants_now(need, 1)
    first, second = await Engagement.select(Engagement.id).order_by(Engagement.id)
    await finish(first["id"], Ending(), Voice(OFFICE), NOW)
    assert await state_of_request() == "matched"
    await finish(second["id"], Ending(), Voice(OFFICE), NOW)
    assert await state_of_request() == "open"


@pytest.mark.parametrize(("helpers", "state"), [(1, "matched"), (2, "open")])
async def test_in_the_archive_what_runs_goes_on_and_counts_when_it_comes_back(
    helpers: int, state: str
) -> None:
    need = await a_public_need(helpers=1)
    await both_agree(*await asked_of(need, "A"))
    await archive(need, CLUB, NOW)
    assert (await state_of_request(), await goes_on()) == ("closed", ["first_meeting"])
    await wants_now(need, helpers)
    assert (await state_of_request(), await goes_on()) == (state, ["first_meeting"])


async def test_after_its_last_day_nobody_new_is_looked_for_when_the_last_one_ends() -> None:
    over = await a_public_need(until=local_day(NOW))
    await both_agree(*await asked_of(over, "A"))
    assert await archive_what_is_over(NOW.replace(day=NOW.day + 1)) == 1
    (one,) = await Engagement.select(Engagement.id)
    await finish(one["id"], Ending(), Voice(OFFICE), NOW)
    assert await state_of_request() == "closed"
