"""Whom matching finds: what a request wants stands beside its name, and what should be asked about before a visit."""

from typing import Any

import pytest

import people
from html_page import words
from makers import a_city, a_pair, a_proposal
from mittendrin.volunteering.access import unsaid
from mittendrin.volunteering.tables import HelpRequest, Offer
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
    (box,) = [
        words(one) for one in visitor.page.tree.iter("section") if "Welche Gesuche passen?" in words(one)
    ]
    assert "Demo-Person Suche" in box
    assert "Einkauf und Erledigung: Einmal in der Woche einkaufen gehen. Dienstag vormittags" in box
