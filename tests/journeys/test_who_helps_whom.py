"""Somebody offers time on the web, somebody asks for help by telephone; the office brings them together."""

import re
from datetime import timedelta

import people
from app_fixtures import StandingClock
from makers import a_city, a_help_request, an_offer
from mittendrin.engagements.tables import ContactRelease
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer, Proposal
from people import sign_in
from visitor import Visitor

DESK = "/buero/hilfe"


async def test_from_two_wishes_to_a_running_engagement(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    await an_offer()
    await a_help_request()
    await sign_in(visitor, await people.a_clerk())
    request_page = await the_clerk_opens_both_and_asks_the_volunteer(visitor)
    await the_volunteer_says_yes_by_link(visitor)
    await the_requester_says_yes_by_telephone(visitor, request_page)
    await they_meet_and_try_it(visitor, clock, request_page)
    await it_ends_and_numbers_are_hidden_later(visitor, clock)


async def the_clerk_opens_both_and_asks_the_volunteer(visitor: Visitor) -> str:
    await visitor.get(DESK)
    assert "Neue Gesuche: 1" in visitor.page.text
    await visitor.click("Kennenlernen Demo-Person Hilfe")
    await visitor.submit("Aktiv: darf vorgeschlagen werden")
    await visitor.get(DESK)
    await visitor.click("Anrufen und klären Demo-Person Suche")
    await visitor.submit("Alles klar: Gesuch öffnen")
    words = "wohnt im selben Stadtteil, dienstags vormittags frei, hat noch keinen Einsatz"
    assert words in visitor.page.text
    await visitor.submit("Fragen Demo-Person Hilfe")
    assert "Helfende Person ist gefragt" in visitor.page.text
    return visitor.page.path


async def the_volunteer_says_yes_by_link(visitor: Visitor) -> None:
    asked = await Mail.select(Mail.body, Mail.recipient).where(Mail.purpose == "ask_volunteer").first()
    assert asked and asked["recipient"] == "hilfe@example.org"
    assert "Demo-Person Suche" not in asked["body"]
    link = re.search(r"/vorschlag/\w+/\w+", asked["body"])
    assert link
    await visitor.get(link[0])
    assert "Demo-Person Suche" not in visitor.page.text
    await visitor.submit("Ja, gern")
    assert "Jetzt fragen wir Demo-Person." in visitor.page.text


async def the_requester_says_yes_by_telephone(visitor: Visitor, request_page: str) -> None:
    asking = CallTask.purpose == "ask_requester"
    assert await CallTask.exists().where(asking, CallTask.state == CallState.OPEN.value)
    await visitor.get(request_page)
    await visitor.submit("Ja", kanal="phone")
    assert "Beide sagen Ja" in visitor.page.text
    assert await CallTask.exists().where(asking, CallTask.state == CallState.OUTDATED.value)
    told = await Mail.select(Mail.body).where(Mail.purpose == "both_yes_volunteer").first()
    assert told and "Demo-Person Suche" in told["body"]


async def they_meet_and_try_it(visitor: Visitor, clock: StandingClock, request_page: str) -> None:
    await visitor.click("Einsatz ansehen")
    day = {"tag-tag": "14", "tag-monat": "1", "tag-jahr": "2027"}
    await visitor.submit("Treffen eintragen und beiden sagen", **day, uhr="15 Uhr", ort="Café am Markt")
    assert await Mail.exists().where(Mail.purpose == "first_meeting")
    assert "Erstes Treffen: Donnerstag, 14. Januar 2027, 15 Uhr, Café am Markt" in visitor.page.text
    clock.now += timedelta(days=4)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(request_page)
    await visitor.click("Einsatz ansehen")
    await visitor.submit("Sie haben sich getroffen: Probezeit beginnt")
    assert "Probezeit bis Freitag, 12. Februar 2027" in visitor.page.text


async def it_ends_and_numbers_are_hidden_later(visitor: Visitor, clock: StandingClock) -> None:
    await visitor.submit("Es läuft gut: weiter so")
    await visitor.submit("Einsatz beenden")
    assert [row["status"] for row in await Engagement.select(Engagement.status)] == ["ended"]
    assert [row["status"] for row in await HelpRequest.select(HelpRequest.status)] == ["open"]
    ends = await ContactRelease.select(ContactRelease.ends_at)
    assert {row["ends_at"] for row in ends} == {clock.now + timedelta(days=30)}


async def test_a_no_stays_between_that_person_and_the_office(visitor: Visitor) -> None:
    await a_city()
    await an_offer()
    code = await a_help_request()
    await sign_in(visitor, await people.a_clerk())
    offer = await Offer.select(Offer.id).first()
    request = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert offer and request
    await visitor.get(f"{DESK}/angebote/{offer['id']}")
    await visitor.submit("Aktiv: darf vorgeschlagen werden")
    await visitor.get(f"{DESK}/gesuche/{request['id']}")
    await visitor.submit("Alles klar: Gesuch öffnen")
    await visitor.submit("Fragen Demo-Person Hilfe")
    await visitor.submit("In 3 Monaten wieder fragen")
    assert [row["status"] for row in await Proposal.select(Proposal.status)] == ["volunteer_no"]
    assert "Gerade passt niemand ganz." in visitor.page.text
    assert not await CallTask.exists().where(CallTask.purpose == "ask_requester")
    assert not await CallTask.exists().where(CallTask.state == CallState.OPEN.value)
