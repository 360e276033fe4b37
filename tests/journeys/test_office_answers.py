"""Somebody without e-mail calls: signed up by telephone, called when the date is called off, the call is noted."""

from datetime import timedelta

import people
from app_fixtures import StandingClock
from makers import CLUB, a_published_event, occurrence_ids, seats
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from people import sign_in
from visitor import Visitor


async def test_a_caller_without_e_mail_has_the_same_service(visitor: Visitor, clock: StandingClock) -> None:
    event_id = await a_published_event(terms=seats(12))
    await sign_in(visitor, await people.a_clerk())

    await visitor.submit("Finden", wer="Demo-Person 7")
    await visitor.click("Anmeldung für jemand Neuen")
    await visitor.submit("Suchen", suche="Gymnastik 12.1.", name="Demo-Person 7", telefon="0171 3920007")
    await visitor.submit("Anmelden", einwilligung="ja")
    assert visitor.page.heading == "Demo-Person 7 ist angemeldet."

    clock.now += timedelta(hours=3)
    (first, *_later) = await occurrence_ids(event_id)
    await call_off_date(first, CallingOff("Frau Demo ist krank."), CLUB, clock.now)

    await visitor.get("/buero")
    assert "Anrufe: 1 offen, 0 übernommen" in visitor.page.text
    await visitor.submit("Ich übernehme")
    await visitor.submit("erreicht")
    assert "Niemand muss angerufen werden." in visitor.page.text

    await visitor.submit("Finden", wer="0007")
    assert "FÄLLT AUS: Frau Demo ist krank." in visitor.page.text
    assert "erreicht, Herr Büro" in visitor.page.text
