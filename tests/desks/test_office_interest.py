"""Beside a request at the office: its neutral wording, and who came because of what an organisation needs."""

import people
from makers import NOW, OFFICE, a_city, a_pair, an_offer
from mittendrin.volunteering.deciding import decide_offer
from mittendrin.volunteering.interests import note_interest
from mittendrin.volunteering.showing import ShownRequest, shown_requests
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from needing import a_public_need, request_of
from people import sign_in
from visitor import Visitor

DESK = "/buero/hilfe/gesuche"


async def test_the_clerk_releases_a_neutral_wording_and_takes_it_back(visitor: Visitor) -> None:
    _offer, request = await a_pair()
    await HelpRequest.update({HelpRequest.may_be_public: True}).where(HelpRequest.id == request)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"{DESK}/{request}")
    await visitor.click("Ohne Namen auf der Internetseite zeigen")
    await visitor.submit("So zeigen", neutral="")
    assert visitor.page.errors == ["Schreiben Sie bitte, was zu sehen sein soll."]
    await visitor.submit("So zeigen", neutral="Frau Suche braucht jemanden")
    assert visitor.page.errors == ["Das verrät, wer es ist: „Suche“. Schreiben Sie es bitte anders."]
    await visitor.submit("So zeigen", neutral="jemand zum Einkaufen, dienstags")
    assert "Gesucht in Innenstadt Ost: jemand zum Einkaufen, dienstags" in visitor.page.text
    assert await shown_requests() == [ShownRequest("Innenstadt Ost", "jemand zum Einkaufen, dienstags")]
    await visitor.submit("Nicht mehr zeigen")
    assert await shown_requests() == []


async def test_without_the_persons_yes_there_is_nothing_to_release(visitor: Visitor) -> None:
    _offer, request = await a_pair()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"{DESK}/{request}/oeffentlich")
    assert "Die Person möchte nicht, dass ihr Gesuch zu sehen ist." in visitor.page.text


async def test_whoever_is_interested_is_proposed_by_a_person(visitor: Visitor) -> None:
    await a_city()
    request = await request_of(await a_public_need())
    code = await an_offer()
    offer = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert offer
    await note_interest(offer["id"], request)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"{DESK}/{request}")
    await visitor.click("Interessiert: 1")
    assert "Lernen Sie die Person zuerst kennen." in visitor.page.text
    await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    await visitor.get(f"{DESK}/{request}/interessierte")
    await visitor.submit("Fragen: Demo-Person Hilfe")
    assert await Proposal.select(Proposal.offer, Proposal.request, Proposal.reasons) == [
        {"offer": offer["id"], "request": request, "reasons": "hat sich selbst dafür gemeldet"}
    ]
    await visitor.get(f"/buero/hilfe/angebote/{offer['id']}")
    assert (
        "Interessiert sich für: Einkaufen für den Mittagstisch (Demo-Turnverein Barbarossa)"
        in visitor.page.text
    )


async def test_whoever_helps_already_is_asked_by_the_offer_that_counts(visitor: Visitor) -> None:
    active, _request = await a_pair()
    request = await request_of(await a_public_need())
    code = await an_offer()
    offer = (await Offer.select(Offer.id).where(Offer.code == code).first() or {})["id"]
    await note_interest(offer, request)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"{DESK}/{request}/interessierte")
    await visitor.submit("Fragen: Demo-Person Hilfe")
    assert await Proposal.select(Proposal.offer, Proposal.request) == [{"offer": active, "request": request}]


async def test_nobody_else_can_be_smuggled_in(visitor: Visitor) -> None:
    offer, _request = await a_pair()
    request = await request_of(await a_public_need())
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(f"{DESK}/{request}/interessierte")
    await visitor.post(f"{DESK}/{request}/interessierte", {"angebot": str(offer)})
    assert visitor.page.errors == ["Diese Person hat sich hier nicht gemeldet."]
    assert await Proposal.count() == 0
