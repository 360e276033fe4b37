"""Whoever speaks for somebody stands in the log, also beside a call and beside the answer about an offer."""

import pytest

import people
from incident_makers import ASKER, report
from makers import NOW, OFFICE, a_city, a_pair, a_published_event, a_sign_up, a_wish, an_engagement, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.incidents.actions import decide_incident
from mittendrin.incidents.rules import Decision
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.deciding import decide_request_and_tell
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await people.sign_in(visitor, await people.a_clerk())
    return visitor


async def speakers(act: str) -> list[str]:
    rows = await AuditEntry.select(AuditEntry.speaker).where(AuditEntry.act == act)
    return [row["speaker"] for row in rows]


async def test_beside_a_call(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person 1"))
    await clerk.get("/buero/anrufe")
    await clerk.submit("sagt ab", anrufer="die Tochter")
    assert await Registration.select(Registration.status) == [{"status": "signed_off"}]
    assert (await speakers("call.signs_off"), await speakers("registration.signed_off")) == (
        ["die Tochter"],
        ["die Tochter"],
    )


async def test_who_spoke_is_not_typed_twice(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person 1"))
    await clerk.get("/buero/anrufe")
    form = next(one for one in clerk.page.forms if one.action.endswith("/ergebnis"))
    await clerk.post(form.action, {"anrufer": "die Tochter", "notiz": "ruft zurück"})
    assert clerk.page.errors == ["Wählen Sie bitte ein Ergebnis."]
    kept = next(one for one in clerk.page.forms if one.action == form.action)
    assert (kept.value("anrufer"), kept.value("notiz")) == ("die Tochter", "ruft zurück")


async def test_beside_the_answer_about_an_offer(clerk: Visitor) -> None:
    offer, _request = await a_pair()
    await clerk.get(f"/buero/hilfe/angebote/{offer}")
    await clerk.submit("Ja, das gilt noch", anrufer="der Sohn")
    assert await speakers("offer.confirmed") == ["der Sohn"]


async def test_enter_beside_it_says_nothing(clerk: Visitor) -> None:
    offer, _request = await a_pair()
    await clerk.get(f"/buero/hilfe/angebote/{offer}")
    await clerk.post(f"/buero/hilfe/angebote/{offer}/gilt", {"anrufer": "der Sohn"})
    assert clerk.page.errors == ["Wählen Sie bitte, wie es weitergeht."]
    assert await speakers("offer.confirmed") == []


async def test_what_was_ended_after_an_incident_is_reopened_with_a_reason_alone() -> None:
    await a_city()
    await an_engagement()
    await decide_incident(await report(ASKER), Decision.END, OFFICE, NOW)
    (request,) = await HelpRequest.select(HelpRequest.id, HelpRequest.status)
    assert request["status"] != RequestState.OPEN.value
    with pytest.raises(Refused, match="nach einem Vorfall") as refused:
        await decide_request_and_tell(request["id"], RequestState.OPEN, "", OFFICE, NOW)
    assert refused.value.field == "grund"
    await decide_request_and_tell(request["id"], RequestState.OPEN, "Es war ein Irrtum.", OFFICE, NOW)
    assert await HelpRequest.exists().where(HelpRequest.status == RequestState.OPEN.value)
