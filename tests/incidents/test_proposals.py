"""A proposal that an incident ends: whoever is not reported hears what everybody hears, and nobody is left waiting."""

from typing import Any

import pytest

from incident_makers import ASKER, HELPER, report
from makers import NOW, a_city, a_pair, a_proposal
from mittendrin.audit.rules import VISITOR
from mittendrin.engagements.answering import Answer, answer
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.sides import Side, by_id

pytestmark = pytest.mark.usefixtures("database")
SETTLED = ("not_this_time", "question_settled")


async def told() -> list[tuple[str, str]]:
    mails = await Mail.select(Mail.purpose, Mail.recipient_name).where(Mail.purpose.is_in([*SETTLED]))
    calls = await CallTask.select(CallTask.purpose, CallTask.recipient_name).where(
        CallTask.purpose.is_in([*SETTLED])
    )
    return [(one["purpose"], one["recipient_name"]) for one in (*mails, *calls)]


async def everybody_has_heard() -> None:
    made: dict[Any, Any] = {CallTask.state: CallState.DONE.value}
    await CallTask.update(made, force=True)
    sent: dict[Any, Any] = {Mail.state: MailState.SENT.value}
    await Mail.update(sent, force=True)


@pytest.mark.parametrize(
    ("said_yes", "reported", "expected"),
    [
        (True, ASKER, [("not_this_time", HELPER)]),
        (True, HELPER, [("question_settled", ASKER)]),
        (False, ASKER, [("question_settled", HELPER)]),
        (False, HELPER, []),
    ],
)
async def test_the_other_one_hears_the_usual_sentence(
    said_yes: bool, reported: str, expected: list[tuple[str, str]]
) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    if said_yes:
        await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await everybody_has_heard()
    await report(reported)
    assert await told() == expected


async def test_a_question_that_has_not_gone_out_yet_stays_here() -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await report(ASKER)
    waiting = (Mail.state == MailState.PENDING.value) & Mail.purpose.like("ask%")
    assert not await Mail.exists().where(waiting)
    assert not await CallTask.exists().where(
        CallTask.state == CallState.OPEN.value, CallTask.purpose.like("ask%")
    )
