"""What the office decides, and who reads of it."""

import pytest

from databases import Database
from makers import NOW, OFFICE, a_city, a_pair, a_proposal
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.deciding import decide_offer, decide_offer_and_tell, decide_request_and_tell
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import Proposal


async def test_whoever_has_a_mail_address_reads_what_was_decided(database: Database) -> None:
    await a_city()
    offer, _request = await a_pair()
    await decide_offer_and_tell(offer, OfferState.PAUSED, "", OFFICE, NOW)
    mail = await Mail.select(Mail.recipient, Mail.subject).where(Mail.purpose == "decided").first()
    assert mail == {"recipient": "hilfe@example.org", "subject": "Ihr Angebot macht Pause"}


async def test_whoever_talks_with_the_office_needs_no_call_about_it(database: Database) -> None:
    _offer, request = await a_pair()
    await decide_request_and_tell(request, RequestState.CLOSED, "", OFFICE, NOW)
    assert not await CallTask.exists().where(CallTask.state == CallState.OPEN.value)


async def test_who_was_asked_hears_that_the_request_is_closed(database: Database) -> None:
    offer, request = await a_pair()
    await a_proposal(offer, request)
    await decide_request_and_tell(request, RequestState.CLOSED, "", OFFICE, NOW)
    assert await Mail.count().where(Mail.purpose == "question_settled") == 1
    assert [row["status"] for row in await Proposal.select(Proposal.status)] == ["withdrawn"]
    assert await AuditEntry.exists().where(AuditEntry.act == "proposal.withdrawn")


async def test_a_quiet_decision_says_nothing_to_anybody(database: Database) -> None:
    offer, request = await a_pair()
    await a_proposal(offer, request)
    before = await Mail.count()
    await decide_offer(offer, OfferState.ENDED, "", OFFICE, NOW)
    assert await Mail.count() == before
    assert await AuditEntry.exists().where(AuditEntry.act == "proposal.withdrawn")


async def test_a_refused_decision_lets_nobody_go(database: Database) -> None:
    offer, request = await a_pair()
    await a_proposal(offer, request)
    with pytest.raises(Refused):
        await decide_request_and_tell(request, RequestState.RECEIVED, "", OFFICE, NOW)
    assert [row["status"] for row in await Proposal.select(Proposal.status)] == ["asked_volunteer"]
