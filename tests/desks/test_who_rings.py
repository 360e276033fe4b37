"""A script about helping says first who rings; what is meant for the one at the telephone greets nobody."""

import pytest

import people
from html_page import words
from makers import NOW, a_city, an_offer
from mittendrin.people.rules import Contact
from mittendrin.volunteering.tables import Offer
from mittendrin.volunteering.telling import call_about_offer
from people import sign_in
from visitor import Visitor

NAME = "Demo-Person Hilfe"


@pytest.mark.parametrize("page", ["/buero/anrufe", "/buero/anrufe/drucken"])
@pytest.mark.parametrize(
    ("way", "begins"),
    [
        ({"phone": "+491713920031"}, f"Guten Tag {NAME}, hier ist das Seniorenbüro. Vor einem halben Jahr"),
        ({"email": "hilfe@example.org"}, f"Wir haben {NAME} geschrieben"),
    ],
    ids=["to be read out", "for the clerk"],
)
async def test_who_rings(visitor: Visitor, page: str, way: dict[str, str], begins: str) -> None:
    await a_city()
    code = await an_offer(contact=Contact(NAME, **way))
    offer = await Offer.select(Offer.id).where(Offer.code == code).first()
    assert offer
    await call_about_offer(offer["id"], "/helfen", NOW)
    await sign_in(visitor, await people.a_clerk())
    await visitor.get(page)
    (script,) = [words(one) for one in visitor.page.main.iter("p") if one.get("class") == "quote"]
    assert script.startswith(begins)
