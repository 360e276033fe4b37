"""The office compares two entries, decides, and may take it back."""

import pytest

import people
from makers import NOW, an_offer
from mittendrin.people.actions import find_or_add
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.volunteering.states import OfferState
from mittendrin.volunteering.tables import Offer
from people import sign_in
from visitor import Visitor


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    await find_or_add(Contact("Demo-Person Müller", phone="+491713920001"), NOW)
    await find_or_add(Contact("Demo-Person Mueller", "+491713920001", "mueller@example.org"), NOW)
    return visitor


async def everybody() -> list[tuple[str, str]]:
    rows = await Person.select(Person.name, Person.email).order_by(Person.id)
    return [(row["name"], row["email"]) for row in rows]


async def test_a_first_name_that_one_of_them_has_stays(clerk: Visitor) -> None:
    await Person.update({Person.first_name: "Demo-Person"}).where(Person.name == "Demo-Person Mueller")
    await clerk.get("/buero/personen/doppelte")
    await clerk.click("Vergleichen Demo-Person Müller und Demo-Person Mueller, 1")
    await clerk.submit("Ja, das ist eine Person")
    assert await Person.select(Person.name, Person.first_name) == [
        {"name": "Demo-Person Müller", "first_name": "Demo-Person"}
    ]


async def test_side_by_side_then_one_and_then_two_again(clerk: Visitor) -> None:
    before = await everybody()
    await clerk.get("/buero")
    await clerk.click("Steht jemand doppelt da?")
    await clerk.click("Vergleichen Demo-Person Müller und Demo-Person Mueller, 1")
    assert "30 Tage lang können Sie es rückgängig machen." in clerk.page.text
    await clerk.submit("Ja, das ist eine Person")
    assert await everybody() == [("Demo-Person Müller", "mueller@example.org")]
    assert "ist hier auch der Eintrag „Demo-Person Mueller“ enthalten" in clerk.page.text
    await clerk.submit("Wieder trennen")
    assert sorted(await everybody()) == sorted(before)


async def test_they_are_two(clerk: Visitor) -> None:
    await clerk.get("/buero/personen/1")
    await clerk.click("Mit Demo-Person Mueller vergleichen")
    await clerk.submit("Nein, das sind zwei")
    assert "Vielleicht doppelt" not in clerk.page.text
    await clerk.get("/buero/personen/doppelte")
    assert "Niemand steht doppelt da." in clerk.page.text


async def test_pressed_twice_it_answers_like_the_first_time(clerk: Visitor) -> None:
    await clerk.get("/buero/personen/1/zusammen/2")
    both = clerk.page
    answers = await clerk.submit_at_once("Ja, das ist eine Person", 2)
    clerk.page = both
    answers += await clerk.submit_at_once("Ja, das ist eine Person", 1)
    assert answers == ["/buero/personen/1"] * 3
    assert await everybody() == [("Demo-Person Müller", "mueller@example.org")]


async def test_a_page_about_somebody_who_is_gone_hits_nobody_else(clerk: Visitor) -> None:
    await clerk.get("/buero/personen/2/abschied/verstorben")
    stale = clerk.page
    await clerk.get("/buero/personen/1/zusammen/2")
    await clerk.submit("Ja, das ist eine Person")
    newcomer = await find_or_add(Contact("Demo-Person Neu", phone="+491713920003"), NOW)
    clerk.page = stale
    await clerk.submit("Ja, so eintragen")
    assert clerk.page.answer.status_code == 404
    assert (await person(newcomer)).contact.is_reachable


async def test_somebody_has_to_stay_reachable(clerk: Visitor) -> None:
    await Person.update({Person.phone: "", Person.email: "x@example.org"}).where(Person.id == 1)
    await clerk.get("/buero/personen/1/zusammen/2")
    await clerk.submit("Ja, das ist eine Person", phone="1", email="1", address="1")
    assert await everybody() == [("Demo-Person Müller", "x@example.org")]
    by_letter = await find_or_add(Contact("Demo-Person Brief", address="Musterstraße 2"), NOW)
    await clerk.get(f"/buero/personen/1/zusammen/{by_letter}")
    await clerk.submit("Ja, das ist eine Person", phone="1", email="2", address="1")
    assert clerk.page.errors == ["Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt."]
    await clerk.post(f"/buero/personen/1/zusammen/{by_letter}", {"tun": "eine", "name": "7"})
    assert (clerk.page.answer.status_code, len(clerk.page.errors)) == (422, 4)


async def test_two_offers_are_told_before_they_are_one_person(clerk: Visitor) -> None:
    contacts = [Contact("Demo-Person Müller", f"+49171392000{one}") for one in (8, 9)]
    one, other = [await find_or_add(contact, NOW) for contact in contacts]
    for contact in contacts:
        await an_offer(contact=contact)
    await Offer.update({Offer.status: OfferState.ACTIVE.value}, force=True)
    await clerk.get(f"/buero/personen/{one}/zusammen/{other}")
    said = "Beide haben ein Angebot, das gilt oder Pause macht."
    assert f"Achtung, {said[0].lower()}{said[1:-1]}" in clerk.page.text
    await clerk.submit("Ja, das ist eine Person")
    assert clerk.page.errors == [f"{said} Beenden Sie bitte zuerst eines davon."]


async def test_one_person_is_not_two(clerk: Visitor) -> None:
    await clerk.get("/buero/personen/1/zusammen/1")
    assert clerk.page.answer.status_code == 404
