"""What the office decides, and who reads of it."""

import pytest

import people
from databases import Database
from makers import NOW, OFFICE, a_city, a_pair, a_proposal, an_engagement
from mittendrin.audit.queries import history
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.engagements.ending import Ending, finish
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.telling import Voice
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.deciding import decide_offer, decide_offer_and_tell, decide_request_and_tell
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.story import request_story
from mittendrin.volunteering.tables import Proposal
from people import sign_in
from visitor import Visitor


async def test_whoever_has_a_mail_address_reads_what_was_decided(database: Database) -> None:
    await a_city()
    offer, _request = await a_pair()
    await decide_offer_and_tell(offer, OfferState.PAUSED, "", OFFICE, NOW)
    mail = await Mail.select(Mail.recipient, Mail.subject).where(Mail.purpose == "decided").first()
    assert mail == {"recipient": "hilfe@example.org", "subject": "Ihr Angebot macht Pause"}


async def test_whoever_has_no_mail_address_is_called(database: Database) -> None:
    _offer, request = await a_pair()
    await decide_request_and_tell(request, RequestState.REFERRED, "Demo-Dienst, 069 90 00 90 09", OFFICE, NOW)
    calls = await CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.state == CallState.OPEN.value
    )
    assert [(one["recipient_name"], one["script"].strip()) for one in calls] == [
        (
            "Demo-Person Suche",
            "Es geht um: Einmal in der Woche einkaufen gehen. "
            "Bei Ihrem Gesuch hilft jetzt eine andere Stelle weiter. "
            "Wenden Sie sich bitte an: Demo-Dienst, 069 90 00 90 09",
        )
    ]


async def test_nobody_is_referred_to_nowhere(visitor: Visitor) -> None:
    await a_city()
    _offer, request = await a_pair()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    await visitor.submit("Weiterverweisen")
    assert visitor.page.errors == ["Schreiben Sie bitte, wer weiterhilft. Am besten mit Telefonnummer."]
    assert (await request_story(request)).status is RequestState.OPEN
    await visitor.submit("Weiterverweisen", **{"an-wen": "Demo-Dienst, 069 90 00 90 09"})
    assert (await request_story(request)).status is RequestState.REFERRED
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "decided").first()
    assert call
    assert "Wenden Sie sich bitte an: Demo-Dienst, 069 90 00 90 09" in call["script"]


async def test_the_next_decision_makes_the_call_about_the_last_one_needless(database: Database) -> None:
    _offer, request = await a_pair()
    for state in (RequestState.ON_HOLD, RequestState.OPEN):
        await decide_request_and_tell(request, state, "", OFFICE, NOW)
    calls = await CallTask.select(CallTask.state).where(CallTask.purpose == "decided").order_by(CallTask.id)
    assert [one["state"] for one in calls] == ["outdated", "open"]


async def test_whoever_talks_with_the_office_needs_no_call_about_it(visitor: Visitor) -> None:
    await a_city()
    offer, request = await a_pair()
    await sign_in(visitor, await people.a_clerk())
    for path, button in ((f"gesuche/{request}", "Ruhen lassen"), (f"angebote/{offer}", "Pause ohne Datum")):
        await visitor.get(f"/buero/hilfe/{path}")
        await visitor.submit(button, gesagt="ja")
    calls = await CallTask.select(CallTask.state, CallTask.taken_by_name)
    assert calls == [{"state": "done", "taken_by_name": "Herr Büro"}]


async def test_a_matched_request_is_closed_by_the_end_of_its_engagement(database: Database) -> None:
    engagement, _proposal = await an_engagement()
    assert (await request_story(1)).may_become == []
    with pytest.raises(Refused, match="Beenden Sie bitte zuerst den Einsatz"):
        await decide_request_and_tell(1, RequestState.CLOSED, "", OFFICE, NOW)
    await finish(engagement, Ending(EndReason.NOT_NEEDED), Voice(OFFICE), NOW)
    story = await request_story(1)
    assert story.status is RequestState.CLOSED
    lines = await history("help_request:1")
    said = [line.detail for line in lines if line.act == "help_request.decided"]
    assert said == ["erledigt", "vermittelt", "offen"]


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
