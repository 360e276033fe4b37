"""Whom matching finds: what a request wants stands beside its name, and what should be asked about before a visit."""

from typing import Any

import pytest

import people
from html_page import words
from makers import NOW, OFFICE, a_city, a_help_request, a_pair, a_proposal, an_offer
from mittendrin.people.rules import Contact
from mittendrin.volunteering.access import unsaid
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.states import OfferState, RequestState
from mittendrin.volunteering.tables import HelpRequest, Offer, Proposal
from people import sign_in
from visitor import Visitor

ASK = "Bitte vorher fragen, ob das in Ordnung ist: Ein Rollstuhl ist dabei."


@pytest.mark.parametrize(
    ("needs", "abilities", "open_still"),
    [
        ("", "", ""),
        ("wheelchair,pets", "pets", "Ein Rollstuhl ist dabei"),
        ("stairs,smoke", "", "Es gibt Treppen und keinen Aufzug und In der Wohnung wird geraucht"),
        ("wheelchair", "wheelchair,walker", ""),
        ("car", "", ""),
    ],
)
def test_what_nobody_has_called_all_right_is_asked_about(needs: str, abilities: str, open_still: str) -> None:
    assert unsaid(needs, abilities) == open_still


async def a_clerk_with_a_wheelchair(visitor: Visitor) -> tuple[int, int]:
    await a_city()
    offer, request = await a_pair()
    needs: dict[Any, Any] = {HelpRequest.needs: "wheelchair"}
    await HelpRequest.update(needs).where(HelpRequest.id == request)
    await sign_in(visitor, await people.a_clerk())
    return offer, request


async def test_both_directions_and_an_open_proposal_say_what_to_ask_about(visitor: Visitor) -> None:
    offer, request = await a_clerk_with_a_wheelchair(visitor)
    pages = (f"/buero/hilfe/gesuche/{request}", f"/buero/hilfe/angebote/{offer}")
    for page in pages:
        await visitor.get(page)
        assert ASK in visitor.page.text
    await a_proposal(offer, request)
    await visitor.get(pages[0])
    assert ASK in visitor.page.text
    fine: dict[Any, Any] = {Offer.abilities: "wheelchair"}
    await Offer.update(fine).where(Offer.id == offer)
    await visitor.get(pages[0])
    assert "Bitte vorher fragen" not in visitor.page.text


async def test_an_offer_reads_what_each_request_asks_for_and_when(visitor: Visitor) -> None:
    offer, _request = await a_clerk_with_a_wheelchair(visitor)
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    box = what_fits(visitor)
    assert "Demo-Person Suche" in box
    assert "Einkauf und Erledigung: Einmal in der Woche einkaufen gehen. Dienstag vormittags" in box


def what_fits(visitor: Visitor) -> str:
    (box,) = [
        words(one) for one in visitor.page.tree.iter("section") if "Welche Gesuche passen?" in words(one)
    ]
    return box


async def another_request() -> int:
    """Open, of somebody else."""
    code = await a_help_request(contact=Contact("Demo-Person Zwei", phone="+491713920040"))
    row = await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first()
    assert row
    await decide_request(row["id"], RequestState.OPEN, "", OFFICE, NOW)
    return int(row["id"])


async def test_an_offer_reads_what_is_in_the_way_of_a_request(visitor: Visitor) -> None:
    offer, request = await a_clerk_with_a_wheelchair(visitor)
    await HelpRequest.update({HelpRequest.times: 1 << 27}).where(HelpRequest.id == request)
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    box = what_fits(visitor)
    assert "Gerade passt kein offenes Gesuch.Fast: Das steht im Weg Demo-Person Suche" in box
    assert "passt, ist aber nur dienstags vormittags frei" in box


async def test_whoever_is_asked_or_full_says_so_instead_of_nothing_fits(visitor: Visitor) -> None:
    """And a request whose only place is asked for says so to the next helper."""
    offer, request = await a_clerk_with_a_wheelchair(visitor)
    await a_proposal(offer, request)
    await visitor.get(f"/buero/hilfe/angebote/{offer}")
    assert what_fits(visitor) == (
        "Welche Gesuche passen? Diese Person ist gerade schon gefragt. Warten Sie bitte die Antwort ab."
    )
    await Offer.update({Offer.most_people: 3}).where(Offer.id == offer)
    other = await another_request()
    await Proposal.update({Proposal.request: other}).where(Proposal.request == request)
    code = await an_offer(contact=Contact("Demo-Person Drei", phone="+491713920041"))
    await Offer.update({Offer.status: OfferState.ACTIVE.value}).where(Offer.code == code)
    row = await Offer.select(Offer.id).where(Offer.code == code).first()
    await visitor.get(f"/buero/hilfe/angebote/{row['id'] if row else 0}")
    free, _name, taken = what_fits(visitor).partition("Demo-Person Zwei")
    assert ["Dafür ist schon jemand gefragt." in one for one in (free, taken)] == [False, True]


async def test_what_nobody_can_change_stands_apart_from_what_a_word_can_arrange(visitor: Visitor) -> None:
    _offer, request = await a_clerk_with_a_wheelchair(visitor)
    arrange, blocked = "Fast: Vielleicht lässt es sich einrichten", "Fast: Das steht im Weg"
    await HelpRequest.update({HelpRequest.times: 1 << 27}).where(HelpRequest.id == request)
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert (arrange in visitor.page.text, blocked in visitor.page.text) == (True, False)
    await HelpRequest.update({HelpRequest.times: 1 << 4, HelpRequest.needs: "car"}).where(
        HelpRequest.id == request
    )
    await visitor.get(f"/buero/hilfe/gesuche/{request}")
    assert (arrange in visitor.page.text, blocked in visitor.page.text) == (False, True)


async def test_asked_twice_is_one_question(visitor: Visitor) -> None:
    await a_city()
    _offer, request = await a_pair()
    await sign_in(visitor, await people.a_clerk())
    before = await visitor.get(f"/buero/hilfe/gesuche/{request}")
    for _twice in range(2):
        visitor.page = before
        await visitor.submit("Fragen Demo-Person Hilfe")
        assert (visitor.page.errors, await Proposal.count()) == ([], 1)
