"""At the desk of helping the same sent twice is done, told and noted once, and answers like the first."""

from typing import Any

import pytest

import people
from engagement_makers import a_trial
from incident_makers import report
from makers import NOW, a_city, a_pair
from mittendrin.audit.tables import AuditEntry
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact
from mittendrin.volunteering.tables import HelpRequest, Offer
from people import sign_in
from visitor import Visitor

HELPER = "Demo-Person Hilfe"
IN_SPRING = {"tag": "1", "monat": "3", "jahr": "2027"}
TO_MARCH = {f"bis-{part}": value for part, value in IN_SPRING.items()}
IN_MARCH = {f"wieder-{part}": value for part, value in IN_SPRING.items()}


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def noted(subject: str) -> list[str]:
    rows = AuditEntry.select(AuditEntry.act).where(AuditEntry.subject == subject).order_by(AuditEntry.id)
    return [row["act"] for row in await rows if row["act"] != "person.looked_at"]


async def twice(clerk: Visitor, path: str, form: dict[str, Any]) -> list[int]:
    return [(await clerk.post(path, form)).status for _once in range(2)]


@pytest.mark.parametrize(
    ("form", "acts"),
    [
        ({"antwort": "ja"}, ["offer.confirmed"]),
        ({"antwort": "spaeter"}, ["offer.confirmed", "offer.rests"]),
        ({"antwort": "pause", **TO_MARCH}, ["offer.confirmed", "offer.pauses"]),
        ({"antwort": "weiter"}, ["offer.confirmed", "offer.pauses"]),
    ],
    ids=["yes", "later", "pause", "there again"],
)
async def test_what_a_helper_says_on_the_telephone(
    clerk: Visitor, form: dict[str, str], acts: list[str]
) -> None:
    offer, _request = await a_pair()
    before = await noted(f"offer:{offer}")
    assert await twice(clerk, f"/buero/hilfe/angebote/{offer}/gilt", form) == [200, 200]
    assert (await noted(f"offer:{offer}"))[len(before) :] == acts


async def test_another_answer_on_the_same_day_counts(clerk: Visitor) -> None:
    offer, _request = await a_pair()
    for form in ({"antwort": "ja"}, {"antwort": "weiter"}, {"antwort": "ja"}):
        await clerk.post(f"/buero/hilfe/angebote/{offer}/gilt", form)
    assert (await noted(f"offer:{offer}")).count("offer.confirmed") == 3


async def test_what_has_ended_does_not_stand_any_more(clerk: Visitor) -> None:
    offer, _request = await a_pair()
    await Offer.update({Offer.status: "ended"}, force=True)
    before = await noted(f"offer:{offer}")
    await clerk.post(f"/buero/hilfe/angebote/{offer}/gilt", {"antwort": "ja"})
    assert clerk.page.errors == ["Dieses Angebot gilt nicht mehr."]
    assert await noted(f"offer:{offer}") == before


@pytest.mark.parametrize("to", ["paused", "ended"])
async def test_what_becomes_of_an_offer(clerk: Visitor, to: str) -> None:
    offer, _request = await a_pair()
    before = await noted(f"offer:{offer}")
    assert await twice(clerk, f"/buero/hilfe/angebote/{offer}/stand", {"stand": to}) == [200, 200]
    assert (await noted(f"offer:{offer}"))[len(before) :] == ["offer.decided"]


@pytest.mark.parametrize("to", ["closed", "on_hold"])
async def test_what_becomes_of_a_request(clerk: Visitor, to: str) -> None:
    _offer, request = await a_pair()
    before = await noted(f"help_request:{request}")
    assert await twice(clerk, f"/buero/hilfe/gesuche/{request}/stand", {"stand": to}) == [200, 200]
    assert (await noted(f"help_request:{request}"))[len(before) :] == ["help_request.decided"]


async def test_a_colleague_who_decided_first_is_seen(clerk: Visitor) -> None:
    _offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.status: "closed"}, force=True)
    await clerk.post(f"/buero/hilfe/gesuche/{request}/stand", {"stand": "closed"})
    assert clerk.page.errors == ["Das ist inzwischen anders. Laden Sie bitte die Seite neu."]


async def test_when_a_request_is_asked_about_again(clerk: Visitor) -> None:
    _offer, request = await a_pair()
    path = f"/buero/hilfe/gesuche/{request}"
    await clerk.post(f"{path}/stand", {"stand": "on_hold"})
    before = await noted(f"help_request:{request}")
    assert await twice(clerk, f"{path}/ruht-bis", IN_MARCH) == [200, 200]
    assert (await noted(f"help_request:{request}"))[len(before) :] == ["help_request.rests_until"]


async def test_a_farewell_that_was_a_mistake(clerk: Visitor) -> None:
    person = await find_or_add(Contact("Demo-Person Irrtum", phone="+491713920039"), NOW)
    await clerk.post(f"/buero/personen/{person}/abschied/verstorben", {})
    assert await twice(clerk, f"/buero/personen/{person}/irrtum", {}) == [200, 200]
    assert (await noted(f"person:{person}")).count("person.came_back") == 1


async def test_a_clerk_reads_that_an_incident_is_open(clerk: Visitor) -> None:
    engagement = await a_trial()
    await report(HELPER)
    await clerk.post(f"/buero/hilfe/einsaetze/{engagement}/weiter", {})
    assert clerk.page.errors == ["Hier ist ein Vorfall offen. Zuerst entscheidet die Leitung."]
