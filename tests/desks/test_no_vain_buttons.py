"""What is sure to be refused has no button at the helping desk: in its place stands why, in the words of the refusal."""

from datetime import date

import pytest

import people
from makers import NOW, OFFICE, a_pair, an_offer
from mittendrin.core.refusal import Refused
from mittendrin.people.tables import Person
from mittendrin.volunteering.deciding import decide_offer, decide_request
from mittendrin.volunteering.interests import note_interest
from mittendrin.volunteering.limits import why_not_to_ask
from mittendrin.volunteering.openings import why_not_active
from mittendrin.volunteering.proposals import Pair, propose
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer
from needing import a_public_need, request_of
from people import sign_in
from visitor import Visitor

DESK, ACTIVE = "/buero/hilfe", "Aktiv: darf vorgeschlagen werden"
RESTS = "Hier klärt die Leitung gerade etwas. Bis dahin ruht alles."


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_pair()
    await sign_in(visitor, await people.a_clerk())
    return visitor


def buttons(desk: Visitor) -> str:
    return " ".join(label for form in desk.page.forms for label, _name, _value in form.buttons)


async def a_second_offer() -> int:
    code = await an_offer()
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert row
    await decide_offer(row["id"], OfferState.INTERVIEW, "", OFFICE, NOW)
    return int(row["id"])


async def test_the_list_says_that_another_offer_is_active(clerk: Visitor) -> None:
    second = await a_second_offer()
    why = (await why_not_active([second]))[second]
    assert why.startswith("Diese Person hat schon ein aktives Angebot:")
    for path in (DESK, f"{DESK}/angebote/{second}"):
        await clerk.get(path)
        assert (why in clerk.page.text, ACTIVE in buttons(clerk)) == (True, False)
    with pytest.raises(Refused) as refused:
        await decide_offer(second, OfferState.ACTIVE, "", OFFICE, NOW)
    assert str(refused.value) == why


async def test_where_a_case_rests_nothing_becomes_active_or_open(clerk: Visitor) -> None:
    second = await a_second_offer()
    clarifying = RequestState.CLARIFYING.value
    await HelpRequest.update({HelpRequest.status: clarifying}, force=True)
    await Person.update({Person.held: True}, force=True)
    for path in (DESK, f"{DESK}/gesuche/1", f"{DESK}/angebote/{second}"):
        await clerk.get(path)
        assert RESTS in clerk.page.text
        assert (ACTIVE in buttons(clerk), "Gesuch öffnen" in buttons(clerk)) == (False, False)
    with pytest.raises(Refused, match="Bis dahin ruht alles"):
        await decide_request(1, RequestState.OPEN, "", OFFICE, NOW)


async def test_whoever_is_on_a_pause_or_full_is_not_asked_from_the_interested(clerk: Visitor) -> None:
    offer, request = 1, await request_of(await a_public_need())
    await note_interest(offer, request)
    await Offer.update({Offer.paused_until: date(2027, 2, 1)}).where(Offer.id == offer)
    why = await why_not_to_ask(offer, request, NOW.date())
    await clerk.get(f"{DESK}/gesuche/{request}/interessierte")
    assert why == "Diese Person hat Pause bis Montag, 1. Februar 2027."
    assert (why in clerk.page.text, "Fragen" in buttons(clerk)) == (True, False)
    with pytest.raises(Refused, match="Pause bis Montag"):
        await propose(Pair(offer, request, ""), OFFICE, NOW)


async def test_for_a_request_that_is_not_open_nobody_is_asked(clerk: Visitor) -> None:
    offer, request = 1, await request_of(await a_public_need())
    await note_interest(offer, request)
    await HelpRequest.update({HelpRequest.status: RequestState.ON_HOLD.value}).where(
        HelpRequest.id == request
    )
    await clerk.get(f"{DESK}/gesuche/{request}/interessierte")
    assert "Dieses Gesuch ist gerade nicht offen." in clerk.page.text
    assert "Fragen" not in buttons(clerk)
