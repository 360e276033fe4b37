"""An incident is reported: at once everything around that person rests, and only the lead reads and decides."""

from datetime import timedelta
from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_help_request, a_proposal, an_account, an_engagement
from mittendrin.accounts.rules import Role
from mittendrin.audit.rules import VISITOR, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.engagements.answering import Answer, answer
from mittendrin.engagements.pairs import pair, the_other
from mittendrin.engagements.pausing import go_on_after_pause
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import (
    KEPT_AFTER_DECISION,
    decide_incident,
    forget_incidents,
    open_incidents,
    read_incident,
    report_incident,
)
from mittendrin.incidents.rules import Decision, Report
from mittendrin.incidents.tables import Incident
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal

pytestmark = pytest.mark.usefixtures("database")
LEAD = Doer("Frau Leitung", account_id=1)
WHAT = "Es fehlte Geld in der Küche."


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


async def a_helper_with_two() -> tuple[int, int]:
    """Helps one already and is asked for another: the helper, and the proposal that waits."""
    await a_city()
    await an_account("leitung@example.org", Role.LEAD, "Frau Leitung")
    engagement, _proposal = await an_engagement()
    await Offer.update({Offer.most_people: 2}).where(Offer.id > 0)
    code = await a_help_request(contact=Contact("Demo-Person 4", phone="+491713920034"))
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row and engagement
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    return await id_of("Demo-Person Hilfe"), await a_proposal(1, row["id"])


async def report(about: int) -> int:
    note = WHAT + " Wieder." * len(await open_incidents())
    await report_incident(Report(about, note, "Demo-Person Suche"), OFFICE, NOW)
    return (await open_incidents())[-1].id


async def states(table: Any) -> list[str]:
    return [row["status"] for row in await table.select(table.status).order_by(table.id)]


async def test_everything_around_the_person_rests_at_once() -> None:
    helper, proposal = await a_helper_with_two()
    await report(helper)
    assert await states(Engagement) == ["paused"]
    assert await states(Offer) == ["paused"]
    assert (await states(Proposal))[-1] == "withdrawn"
    with pytest.raises(Refused):
        await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)


@pytest.mark.parametrize("side", [None, *Side])
async def test_nobody_but_the_lead_lets_it_go_on(side: Side | None) -> None:
    helper, _proposal = await a_helper_with_two()
    await report(helper)
    with pytest.raises(Refused, match="klärt"):
        await go_on_after_pause(1, Voice(VISITOR, side), NOW)
    assert await states(Engagement) == ["paused"]


async def test_the_lead_is_told_without_a_word_of_it() -> None:
    helper, _proposal = await a_helper_with_two()
    before = await CallTask.count()
    await report(helper)
    mails = await Mail.select().where(Mail.purpose == "incident")
    assert [mail["recipient"] for mail in mails] == ["leitung@example.org"]
    assert not any(word in mails[0]["body"] for word in ("Geld", "Demo-Person", "Küche"))
    assert await CallTask.count() == before


async def test_without_a_lead_the_office_is_asked() -> None:
    await a_city()
    await an_engagement()
    await report(await id_of("Demo-Person Hilfe"))
    tasks = await CallTask.select().where(CallTask.purpose == "incident")
    assert len(tasks) == 1
    assert "Geld" not in tasks[0]["script"] + tasks[0]["headline"]


async def test_what_was_written_stands_nowhere_else_and_each_reading_is_logged() -> None:
    helper, _proposal = await a_helper_with_two()
    number = await report(helper)
    assert [one.note for one in await open_incidents()] == [""]
    assert (await read_incident(number, LEAD, NOW)).note == WHAT
    rows = [*await AuditEntry.select(), *await Mail.select(), *await CallTask.select()]
    assert not any("Geld" in str(row) for row in rows)
    of_it = AuditEntry.subject == f"incident:{number}"
    acts = await AuditEntry.select(AuditEntry.act, AuditEntry.actor_name).where(of_it).order_by(AuditEntry.id)
    assert acts == [
        {"act": "incident.reported", "actor_name": "Demo-Büro"},
        {"act": "incident.read", "actor_name": "Frau Leitung"},
    ]


async def test_from_then_on_nobody_finds_the_others_number_unless_it_goes_on() -> None:
    helper, _proposal = await a_helper_with_two()
    for decision, found in ((Decision.GO_ON, True), (Decision.END, False)):
        number = await report(helper)
        assert [await finds_the_other(side) for side in Side] == [False, False]
        await decide_incident(number, decision, LEAD, NOW)
        assert [await finds_the_other(side) for side in Side] == [found, found]


async def finds_the_other(side: Side) -> bool:
    return await the_other(await pair(1), side, NOW) is not None


async def test_it_goes_on_as_it_was() -> None:
    helper, _proposal = await a_helper_with_two()
    await decide_incident(await report(helper), Decision.GO_ON, LEAD, NOW)
    assert (await states(Engagement), await states(Offer)) == (["first_meeting"], ["active"])
    assert await open_incidents() == []


async def test_it_ends_and_the_offer_rests_on() -> None:
    helper, _proposal = await a_helper_with_two()
    await decide_incident(await report(helper), Decision.END, LEAD, NOW)
    assert (await states(Engagement), await states(Offer)) == (["ended"], ["paused"])
    assert (await states(HelpRequest))[0] == "open"
    assert not await Mail.exists().where(Mail.purpose == "ended")


async def test_of_two_incidents_the_last_one_lets_it_go_on() -> None:
    helper, _proposal = await a_helper_with_two()
    first, second = await report(helper), await report(helper)
    await decide_incident(first, Decision.GO_ON, LEAD, NOW)
    assert await states(Engagement) == ["paused"]
    await decide_incident(second, Decision.GO_ON, LEAD, NOW)
    assert (await states(Engagement), await states(Offer)) == (["first_meeting"], ["active"])


async def test_it_is_decided_once() -> None:
    helper, _proposal = await a_helper_with_two()
    number = await report(helper)
    await decide_incident(number, Decision.GO_ON, LEAD, NOW)
    with pytest.raises(Refused):
        await decide_incident(number, Decision.END, LEAD, NOW)
    with pytest.raises(NotFound):
        await decide_incident(99, Decision.END, LEAD, NOW)
    with pytest.raises(NotFound):
        await report_incident(Report(99, WHAT, ""), OFFICE, NOW)


async def test_half_a_year_after_the_decision_it_is_forgotten() -> None:
    helper, _proposal = await a_helper_with_two()
    number = await report(helper)
    assert await forget_incidents(NOW + KEPT_AFTER_DECISION) == 0
    await decide_incident(number, Decision.GO_ON, LEAD, NOW)
    assert await forget_incidents(NOW + KEPT_AFTER_DECISION - timedelta(seconds=1)) == 0
    assert await forget_incidents(NOW + KEPT_AFTER_DECISION) == 1
    assert await Incident.count() == 0
