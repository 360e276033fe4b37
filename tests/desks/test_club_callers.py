"""Somebody phones the club: signed up, asked for consent, told the code."""

from makers import CLUB, NOW, OFFICE, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import Channel
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.sealing import opened
from mittendrin.farewells.actions import say_farewell
from mittendrin.outbox.tables import CallTask
from mittendrin.people.actions import find_or_add
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Departure
from mittendrin.people.trusted import Scope, Trust, trust
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.lists import list_of_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from people import a_responsible, sign_in
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def test_somebody_who_phoned_is_on_the_list_at_once(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(2))
    first = (await occurrence_ids(event_id))[0]
    await sign_up(Target(event_id, first), a_wish("Demo-Person 1"), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    assert "1 von 2 Plätzen ist vergeben." in visitor.page.text
    await visitor.click("Jemand hat angerufen: anmelden")
    caller = {"name": "Demo-Person 2", "telefon": "55 50 02", "personen": "1"}
    await visitor.submit("Anmelden", **caller, fuer="andere", hilfe="Demo-Tochter")
    assert visitor.page.errors == ["Fragen Sie bitte, ob wir die Angaben speichern dürfen."]
    await visitor.submit("Anmelden", einwilligung="ja")
    coming = (await list_of_date(first, NOW)).coming
    assert [guest.registration.name for guest in coming] == ["Demo-Person 1", "Demo-Person 2"]
    assert "Demo-Person 2 ist angemeldet.Zettel-Code:" in visitor.page.text
    assert "Wir haben die Vorwahl ergänzt: 0631 55 50 02. Stimmt das?" in visitor.page.text
    entry = AuditEntry
    (given,) = await entry.select(entry.reason, entry.on_behalf_of).where(entry.act == "consent.given")
    assert given | {"reason": opened(given["reason"])} == {
        "reason": "Wir speichern Ihren Namen und Ihre Telefonnummer. Wir löschen das 30 Tage nach dem Termin. Ist das in Ordnung?",
        "on_behalf_of": "Demo-Person 2",
    }
    task = CallTask
    assert await task.select(task.purpose, task.state).where(task.recipient_name == "Demo-Person 2") == [
        {"purpose": "confirmed", "state": "done"}
    ]
    assert "2 von 2 Plätzen sind vergeben." in visitor.page.text


async def the_form(visitor: Visitor) -> None:
    event = await a_published_event(await a_club(), terms=seats(5))
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{(await occurrence_ids(event))[0]}/anmelden")


CALLER = {"name": "Demo-Person 2", "telefon": "0171 3920002", "personen": "1", "einwilligung": "ja"}


async def test_whoever_is_noted_as_gone_is_asked_about_by_the_office_and_not_named_to_the_club(
    visitor: Visitor,
) -> None:
    person = await find_or_add(Contact("Demo-Person 2", phone="+491713920002"), NOW)
    await say_farewell(person, Leaving.HOME, OFFICE, NOW)
    await the_form(visitor)
    await visitor.submit("Anmelden", **CALLER)
    assert "Demo-Person 2 ist angemeldet." in visitor.page.text
    asked = CallTask.select(CallTask.organisation).where(CallTask.purpose == "ask_back")
    assert [row["organisation"] for row in await asked] == [None]
    assert [row["asks_back"] for row in await Departure.select(Departure.asks_back)] == [True]


async def test_whoever_may_not_speak_for_somebody_signs_nobody_up(visitor: Visitor) -> None:
    person = await find_or_add(Contact("Demo-Person 2", phone="+491713920002"), NOW)
    daughter = Contact("Demo-Tochter", phone="+491713920009")
    await trust(person, Trust(daughter, "Tochter", (Scope.HELP,), Channel.PHONE), OFFICE, NOW)
    await the_form(visitor)
    await visitor.submit("Anmelden", **CALLER, fuer="andere", hilfe="Demo-Tochter")
    assert visitor.page.answer.status_code == 422
    assert not await Registration.exists()
    await visitor.submit("Anmelden", fuer="mich", hilfe="")
    assert "Demo-Person 2 ist angemeldet." in visitor.page.text
