"""The clerk writes down somebody whose name and number are known already: who that is, the clerk says."""

import pytest

import people
from makers import NOW, a_city, a_district
from mittendrin.merging.queries import likely_pairs
from mittendrin.people.actions import find_or_add
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.start_set import add_start_set
from mittendrin.volunteering.tables import Offer
from people import sign_in
from visitor import Visitor

SAID = {
    "vorname": "Demo-Person", "nachname": "Hilfe", "telefon": "0171 3920031", "jederzeit": "ja", "weite": "5", "oft": "weekly",
    "stadtteil": "betzenberg", "einwilligung": "ja",
}  # fmt: skip


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await add_start_set()
    await a_district("Betzenberg")
    await sign_in(visitor, await people.a_clerk())
    return visitor


@pytest.mark.parametrize(("said", "how_many"), [("dieselbe", 1), ("andere", 2)])
async def test_it_is_asked_once(clerk: Visitor, said: str, how_many: int) -> None:
    known = await find_or_add(Contact("Demo-Person Hilfe", phone="+491713920031"), NOW)
    await clerk.get("/buero/hilfe/neu/angebot")
    await clerk.submit("Aufnehmen", **SAID, was=["einkauf"])
    assert (clerk.page.answer.status_code, await Offer.count()) == (422, 0)
    assert "Demo-Person Hilfe steht mit diesen Angaben schon bei uns." in clerk.page.text
    await clerk.submit("Aufnehmen", bekannt=said)
    row = await Offer.select(Offer.person).first()
    assert row and ((row["person"] == known), await Person.count()) == (said == "dieselbe", how_many)
    assert (await person(row["person"])).first_name == "Demo-Person"
    assert await likely_pairs() == []


async def test_the_form_sent_twice_is_answered_like_the_first(clerk: Visitor) -> None:
    answers = []
    for _twice in range(2):
        await clerk.get("/buero/hilfe/neu/angebot")
        await clerk.submit("Aufnehmen", **SAID, was=["einkauf"], schluessel="one-form-" + "x" * 20)
        answers.append(clerk.page.heading)
    assert answers == ["Angebot von Demo-Person Hilfe"] * 2
    assert (await Offer.count(), await Person.count()) == (1, 1)
