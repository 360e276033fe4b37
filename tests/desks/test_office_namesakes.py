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
    assert clerk.page.errors == ["Demo-Person Hilfe steht schon bei uns. Gleich ist: Telefon."]
    await clerk.submit("Aufnehmen", bekannt=said)
    row = await Offer.select(Offer.person).first()
    assert row and ((row["person"] == known), await Person.count()) == (said == "dieselbe", how_many)
    assert (await person(row["person"])).first_name == "Demo-Person"
    assert await likely_pairs() == []


EMAIL, ADDRESS = "hilfe@example.org", "Musterstraße 1"


@pytest.mark.parametrize(("said", "how_many"), [("dieselbe", 1), ("andere", 2)])
async def test_it_is_asked_too_when_more_is_known_or_said(clerk: Visitor, said: str, how_many: int) -> None:
    known = await find_or_add(Contact("Demo-Person Hilfe", "+491713920031", email=EMAIL), NOW)
    await clerk.get("/buero/hilfe/neu/angebot")
    await clerk.submit("Aufnehmen", **SAID, was=["einkauf"], adresse=ADDRESS)
    assert clerk.page.errors == ["Demo-Person Hilfe steht schon bei uns. Gleich ist: Telefon."]
    await clerk.submit("Aufnehmen", bekannt=said)
    assert (await Offer.count(), await Person.count()) == (1, how_many)
    new = (ADDRESS, "Demo-Person") if said == "dieselbe" else ("", "")
    assert (await person(known)).contact == Contact("Demo-Person Hilfe", "+491713920031", EMAIL, *new)
    assert await likely_pairs() == []


async def test_what_stands_there_already_is_not_overwritten(clerk: Visitor) -> None:
    stored = Contact("Demo-Person Hilfe", "+491713920031", address=ADDRESS, first_name="Demo-Person")
    known = await find_or_add(stored, NOW)
    await clerk.get("/buero/hilfe/neu/angebot")
    await clerk.submit("Aufnehmen", **SAID, was=["einkauf"], adresse="Musterstraße 2")
    await clerk.submit("Aufnehmen", bekannt="dieselbe")
    assert clerk.page.errors == [
        "Bisher steht bei Demo-Person Hilfe etwas anderes: Adresse. "
        "Ändern Sie es hier oder im bisherigen Eintrag."
    ]
    await clerk.submit("Aufnehmen", adresse=ADDRESS)
    row = await Offer.select(Offer.person).first()
    assert (row, (await person(known)).contact) == ({"person": known}, stored)


async def test_the_form_sent_twice_is_answered_like_the_first(clerk: Visitor) -> None:
    answers, shown = [], await clerk.get("/buero/hilfe/neu/angebot")
    for _twice in range(2):
        clerk.page = shown
        await clerk.submit("Aufnehmen", **SAID, was=["einkauf"])
        answers.append(clerk.page.heading)
    assert answers == ["Angebot von Demo-Person Hilfe"] * 2
    assert (await Offer.count(), await Person.count()) == (1, 1)
