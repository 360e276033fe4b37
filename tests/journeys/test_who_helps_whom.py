"""Somebody offers time on the web, somebody asks for help by telephone; the office brings them together."""

import re
from datetime import datetime, timedelta

import people
from app_fixtures import StandingClock
from makers import BERLIN, NOW, OFFICE, a_city, a_help_request, an_offer
from mittendrin.engagements.tables import ContactRelease
from mittendrin.outbox.rules import CallResult, CallState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.states import OfferState
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
    link = await the_helper_cannot_come_today(visitor, clock)
    await somebody_stands_in(visitor)
    await the_helper_ends_it(visitor, clock, link)


async def the_clerk_opens_both_and_asks_the_volunteer(visitor: Visitor) -> str:
    await visitor.get(DESK)
    assert "Neue Gesuche: 1" in visitor.page.text
    await visitor.click("Ansehen und anrufen Demo-Person Hilfe, Angebot 1")
    await visitor.submit("Aktiv: darf vorgeschlagen werden")
    await visitor.get(DESK)
    await visitor.click("Ansehen und anrufen Demo-Person Suche, Gesuch 1")
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
    assert "Jetzt fragen wir die andere Person." in visitor.page.text


async def the_requester_says_yes_by_telephone(visitor: Visitor, request_page: str) -> None:
    asking = CallTask.purpose == "ask_requester"
    assert await CallTask.exists().where(asking, CallTask.state == CallState.OPEN.value)
    await visitor.get(request_page)
    assert "Antwort: helfende Person: Ja Demo-Person Hilfe, über den Link" in visitor.page.text
    assert "Dann lesen Sie ihr gleich Namen, Nummer und Codewort vor." in visitor.page.text
    await visitor.submit("Ja", kanal="phone")
    assert "haben Ja gesagt" in visitor.page.text
    known = await CallTask.select(CallTask.state, CallTask.result).where(
        CallTask.purpose == "both_yes_requester"
    )
    assert known == [{"state": CallState.DONE.value, "result": CallResult.REACHED.value}]
    assert await CallTask.exists().where(asking, CallTask.state == CallState.DONE.value)
    told = await Mail.select(Mail.body).where(Mail.purpose == "both_yes_volunteer").first()
    assert told and "Demo-Person Suche" in told["body"]


async def they_meet_and_try_it(visitor: Visitor, clock: StandingClock, request_page: str) -> None:
    await visitor.click("Das erste Treffen eintragen")
    day = {"tag-tag": "14", "tag-monat": "1", "tag-jahr": "2027"}
    await visitor.submit("Treffen eintragen und beiden sagen", **day, uhr="15 Uhr", ort="Café am Markt")
    assert await Mail.exists().where(Mail.purpose == "first_meeting")
    assert "Erstes Treffen: Donnerstag, 14. Januar 2027, 15 Uhr, Café am Markt" in visitor.page.text
    clock.now += timedelta(days=4)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(request_page)
    await visitor.click("Einsatz ansehen Demo-Person Hilfe, Nummer 1")
    await visitor.submit("Ja, sie haben sich getroffen: Probezeit beginnt")
    assert "Probezeit bis Freitag, 12. Februar 2027" in visitor.page.text


async def the_helper_cannot_come_today(visitor: Visitor, clock: StandingClock) -> str:
    """Plans a visit for Tuesday, and on Tuesday something comes between."""
    told = await Mail.select(Mail.body).where(Mail.purpose == "first_meeting").first()
    found = re.search(r"/einsatz/\w+/\w+", told["body"]) if told else None
    assert found
    await visitor.get(found[0])
    day = {"besuch-tag": "19", "besuch-monat": "1", "besuch-jahr": "2027", "besuch-uhr": "10"}
    await visitor.submit("Eintragen und Bescheid sagen", **day)
    clock.now = datetime(2027, 1, 19, 8, tzinfo=BERLIN)
    await visitor.get(found[0])
    await visitor.submit("Heute kann ich nicht Dienstag, 19. Januar, 10 Uhr")
    call = await CallTask.select(CallTask.recipient_name, CallTask.due_at).where(
        CallTask.purpose == "visit_helper_cannot", CallTask.state == CallState.OPEN.value
    )
    assert call == [{"recipient_name": "Demo-Person Suche", "due_at": clock.now}]
    return found[0]


async def somebody_stands_in(visitor: Visitor) -> None:
    stand_in = Contact("Demo-Person Ersatz", phone="+491713920035")
    offer = await Offer.select(Offer.id).where(Offer.code == await an_offer(contact=stand_in)).first()
    assert offer
    await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(DESK)
    assert "Demo-Person Hilfe kann nicht kommen. Demo-Person Suche wartet." in visitor.page.text
    await visitor.click("Vertretung finden Demo-Person Suche, Besuch 1")
    both = {"ja-vertretung": "ja", "ja": "ja"}
    await visitor.submit("Diese Vertretung kommt", angebot=str(offer["id"]), **both)
    assert "eine Vertretung kommt" in visitor.page.text
    of_it = CallTask.purpose.is_in(["visit_stand_in", "stand_in_goes"])
    told = await CallTask.select(CallTask.recipient_name).where(of_it).order_by(CallTask.id)
    assert [row["recipient_name"] for row in told] == ["Demo-Person Suche", "Demo-Person Ersatz"]


async def the_helper_ends_it(visitor: Visitor, clock: StandingClock, link: str) -> None:
    """The request opens again, and numbers are hidden later."""
    await visitor.get(link)
    await visitor.submit("Ja, wir hören auf", grund="no_time")
    assert [row["status"] for row in await Engagement.select(Engagement.status)] == ["ended"]
    assert [row["status"] for row in await HelpRequest.select(HelpRequest.status)] == ["open"]
    ends = await ContactRelease.select(ContactRelease.ends_at)
    assert {row["ends_at"] for row in ends} == {clock.now + timedelta(days=30)}
    told = await CallTask.select(CallTask.script).where(CallTask.purpose == "ended").first()
    assert told and "Demo-Person Hilfe kommt nicht mehr zu Ihnen." in told["script"]
    assert "Zeit mehr" not in told["script"]


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
    await visitor.submit("Alles klar: Gesuch öffnen", gesagt="ja")
    await visitor.submit("Fragen Demo-Person Hilfe")
    await visitor.submit("In 3 Monaten wieder fragen")
    assert [row["status"] for row in await Proposal.select(Proposal.status)] == ["not_now"]
    assert "Gerade passt niemand ganz." in visitor.page.text
    assert not await CallTask.exists().where(CallTask.purpose == "ask_requester")
    assert not await CallTask.exists().where(CallTask.state == CallState.OPEN.value)
