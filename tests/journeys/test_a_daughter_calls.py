"""A daughter filled in a form for her mother; the office asks the mother, writes it down, and keeps to the scope."""

import people
from makers import a_city, a_published_event, a_sign_up, seats
from mittendrin.core.tokens import new_token
from mittendrin.people.rules import Contact
from mittendrin.registrations.rules import Wish
from mittendrin.registrations.tables import Registration
from people import sign_in
from visitor import Visitor

MOTHER = Contact("Demo-Mutter", email="mutter@example.org")


async def test_from_a_wish_to_an_act_in_the_mothers_name(visitor: Visitor) -> None:
    await a_city()
    await a_sign_up(
        await a_published_event(terms=seats(12)), Wish(MOTHER, 1, False, new_token(), "Demo-Tochter")
    )
    await sign_in(visitor, await people.a_clerk())
    await the_office_asks_the_mother(visitor)
    await the_daughter_may_not_sign_off(visitor)
    await now_she_may(visitor)


async def the_office_asks_the_mother(visitor: Visitor) -> None:
    await visitor.get("/buero/personen/1")
    await visitor.click("Als Vertrauensperson eintragen: Demo-Tochter")
    await visitor.submit("Eintragen", telefon="0171 3920042")
    assert visitor.page.errors == ["Was darf diese Person?", "Fragen Sie bitte zuerst die Person selbst."]
    await visitor.submit("Eintragen", darf=["copies"], einwilligung="ja", beziehung="Tochter")
    assert "Demo-Tochter, Tochter: darf Nachrichten in Kopie bekommen" in visitor.page.text


async def the_daughter_may_not_sign_off(visitor: Visitor) -> None:
    await visitor.get("/buero?wer=Tochter")
    await visitor.click("Demo-Tochter")
    assert "Ruft an für …" in visitor.page.text
    await visitor.click("Demo-Mutter")
    await visitor.submit("sagt ab", anrufer="Demo-Tochter")
    assert visitor.page.errors == [
        "Demo-Tochter darf das nicht für Demo-Mutter. Sprechen Sie bitte mit Demo-Mutter selbst."
    ]
    assert [row["status"] for row in await Registration.select(Registration.status)] == ["confirmed"]


async def now_she_may(visitor: Visitor) -> None:
    await visitor.get("/buero/personen/1")
    await visitor.submit("Nicht mehr Demo-Tochter")
    await visitor.click("Vertrauensperson eintragen")
    await visitor.submit(
        "Eintragen", name="Demo-Tochter", telefon="0171 3920042", darf=["sign_ups"], einwilligung="ja"
    )
    await visitor.submit("sagt ab", anrufer="Demo-Tochter")
    assert [row["status"] for row in await Registration.select(Registration.status)] == ["signed_off"]
