"""What people read: every message has a subject, a body and words for the telephone, and says what matters."""

import pytest

from makers import NOW, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import Mail
from mittendrin.registrations import actions
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.rules import Target

pytestmark = pytest.mark.usefixtures("database")


async def body_for(event: int, date: int | None) -> str:
    wish = a_wish("Demo-Person 1", 2, email="eins@example.org")
    receipt = await actions.sign_up(Target(event, date), wish, VISITOR, NOW)
    mail = await Mail.select(Mail.body).order_by(Mail.id, ascending=False).first()
    assert mail
    assert slip_path(receipt.code) in mail["body"]
    assert "Für 2 Personen." in mail["body"]
    return str(mail["body"])


async def test_a_date_is_confirmed_with_place_and_person() -> None:
    event = await a_published_event(terms=seats(4))
    body = await body_for(event, (await occurrence_ids(event))[0])
    assert "Dienstag, 12. Januar, 10 bis 11 Uhr" in body
    assert "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2" in body
    assert "Frau Demo erwartet Sie. 069 90 00 90 12" in body
    assert "Alle Termine:" not in body


async def test_a_course_names_all_its_dates() -> None:
    event = await a_published_event(terms=seats(4, SignUpMode.COURSE))
    body = await body_for(event, None)
    assert "Alle Termine:" in body
    assert body.count("10 bis 11 Uhr") == 1 + len(await occurrence_ids(event))


async def test_a_place_for_every_week_does_not_list_a_year() -> None:
    event = await a_published_event(terms=seats(4, SignUpMode.REGULAR))
    body = await body_for(event, None)
    assert "Das ist Ihr Stammplatz" in body
    assert body.count("10 bis 11 Uhr") == 1


async def test_a_regular_place_says_when_others_were_first() -> None:
    event = await a_published_event(terms=seats(2, SignUpMode.REGULAR))
    third = (await occurrence_ids(event))[2]
    await actions.sign_up(Target(event, third), a_wish("Demo-Person 9"), VISITOR, NOW)
    body = await body_for(event, None)
    assert "An diesem Tag war Ihr Platz schon vergeben:\n- Dienstag, 26. Januar, 10 bis 11 Uhr" in body
