"""Monday morning at the office: many wait, and a clerk takes two lines of a draft."""

import people
from makers import NOW, OFFICE, a_city, a_help_request, an_offer
from mittendrin.people.rules import Contact
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from people import sign_in
from visitor import Visitor

HELPERS = ("Demo-Person Adler", "Demo-Person Buche", "Demo-Person Dachs")
ASKERS = ("Demo-Person Rose", "Demo-Person Tanne", "Demo-Person Veilchen", "Demo-Person Weide")


INTERESTS = ("Garten", "Musik", "Schach")


async def test_a_clerk_takes_two_lines_of_a_draft(visitor: Visitor) -> None:
    await a_city()
    await three_offer_and_four_ask()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/hilfe/sammelvorschlag")
    assert lines(visitor) == [
        "Fragen Demo-Person Adler für Demo-Person Rose",
        "Fragen Demo-Person Buche für Demo-Person Tanne",
        "Fragen Demo-Person Dachs für Demo-Person Veilchen",
    ]
    assert "Für ein offenes Gesuch passt gerade niemand." in visitor.page.text
    await visitor.submit("Fragen Demo-Person Buche für Demo-Person Tanne")
    assert len(lines(visitor)) == 2
    await visitor.submit("Fragen Demo-Person Adler für Demo-Person Rose")
    assert lines(visitor) == ["Fragen Demo-Person Dachs für Demo-Person Veilchen"]
    asked = await Proposal.select(Proposal.offer, Proposal.request).order_by(Proposal.id)
    assert asked == [{"offer": 2, "request": 2}, {"offer": 1, "request": 1}]


async def three_offer_and_four_ask() -> None:
    """Each of the three likes what one of those asking likes; the fourth of them likes nothing special."""
    for number, name in enumerate(HELPERS):
        code = await an_offer(contact=Contact(name, phone=f"+49171392004{number}"))
        interests = {Offer.interests: INTERESTS[number]}
        (offer,) = await Offer.update(interests).where(Offer.code == code).returning(Offer.id)
        await decide_offer(offer["id"], OfferState.ACTIVE, "", OFFICE, NOW)
    for number, name in enumerate(ASKERS):
        code = await a_help_request(contact=Contact(name, phone=f"+49171392005{number}"))
        interests = {HelpRequest.interests: ", ".join(INTERESTS[number : number + 1])}
        (request,) = (
            await HelpRequest.update(interests).where(HelpRequest.code == code).returning(HelpRequest.id)
        )
        await decide_request(request["id"], RequestState.OPEN, "", OFFICE, NOW)


def lines(visitor: Visitor) -> list[str]:
    return [label for form in visitor.page.forms for label, name, _value in form.buttons if name == "zeile"]
