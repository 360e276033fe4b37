"""Somebody phones the club: signed up, asked for consent, told the code."""

from makers import CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.lists import list_of_date
from mittendrin.registrations.rules import Target
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
    assert given == {
        "reason": "Wir speichern Ihren Namen und Ihre Telefonnummer, bis 30 Tage nach dem Termin. Ist das in Ordnung?",
        "on_behalf_of": "Demo-Person 2",
    }
    task = CallTask
    assert await task.select(task.purpose, task.state).where(task.recipient_name == "Demo-Person 2") == [
        {"purpose": "confirmed", "state": "done"}
    ]
    assert "2 von 2 Plätzen sind vergeben." in visitor.page.text
