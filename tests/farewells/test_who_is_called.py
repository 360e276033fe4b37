"""Who knows of somebody who has died or moved, though nothing has begun yet: the office calls them too."""

from dataclasses import replace

import pytest

from makers import (
    NOW,
    OFFICE,
    a_city,
    a_pair,
    a_proposal,
    a_published_event,
    a_wish,
    occurrence_ids,
    seats,
)
from mittendrin.audit.rules import VISITOR
from mittendrin.core.tokens import new_token
from mittendrin.engagements.answering import Answer, answer
from mittendrin.farewells.actions import say_farewell
from mittendrin.farewells.queries import left_by
from mittendrin.outbox.rules import CallState, MailState
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact, Leaving
from mittendrin.people.tables import Person
from mittendrin.registrations import actions as registrations
from mittendrin.registrations.rules import Target, Wish
from mittendrin.volunteering.sides import Side, by_id

pytestmark = pytest.mark.usefixtures("database")
EVERYBODY = Contact("Demo-Person Suche", phone="+491713920032")
HELPER = Contact("Demo-Person Hilfe", phone="+491713920031", email="hilfe@example.org")


async def id_of(contact: Contact) -> int:
    row = await Person.select(Person.id).where(Person.name == contact.name).first()
    assert row
    return int(row["id"])


async def calls_for(purpose: str) -> list[tuple[str, str]]:
    rows = await CallTask.select().where(CallTask.purpose == purpose, CallTask.state == CallState.OPEN.value)
    return [(row["recipient_name"], row["reached_at"]) for row in rows]


async def test_whoever_was_asked_and_knows_is_called_when_the_other_dies() -> None:
    """The mail went out; nobody has answered yet."""
    await a_city()
    await a_proposal(*await a_pair())
    await Mail.update({Mail.state: MailState.SENT.value}).where(Mail.purpose == "ask_volunteer")
    await say_farewell(await id_of(EVERYBODY), Leaving.DIED, OFFICE, NOW)
    assert await calls_for("farewell") == [(HELPER.name, HELPER.phone)]
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell").first()
    assert call and "Darauf müssen Sie nicht mehr antworten." in call["script"]
    assert "Suche" not in call["script"]


@pytest.mark.parametrize(
    ("leaving", "said"),
    [
        (Leaving.DIED, "traurige Nachricht: Der Mensch, dem Sie helfen wollten, ist verstorben."),
        (Leaving.HOME, "Der Mensch, dem Sie helfen wollten, ist umgezogen."),
    ],
)
async def test_whoever_never_heard_a_first_name_hears_of_a_person(leaving: Leaving, said: str) -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    await Person.update({Person.first_name: ""}).where(Person.name == EVERYBODY.name)
    await say_farewell(await id_of(EVERYBODY), leaving, OFFICE, NOW)
    call = await CallTask.select(CallTask.script).where(CallTask.purpose == "farewell").first()
    assert call and said in call["script"]
    assert "Jemand" not in call["script"]


async def test_a_requester_who_was_asked_is_called_only_if_somebody_has_reached_them() -> None:
    await a_city()
    proposal = await a_proposal(*await a_pair())
    await answer(await by_id(proposal, Side.VOLUNTEER), Answer.YES, VISITOR, NOW)
    assert (await left_by(await id_of(HELPER), NOW)).affected == []
    done = {CallTask.state: CallState.DONE.value}
    await CallTask.update(done).where(CallTask.purpose == "ask_requester")
    await say_farewell(await id_of(HELPER), Leaving.HOME, OFFICE, NOW)
    assert await calls_for("farewell") == [(EVERYBODY.name, EVERYBODY.phone)]
    call = (
        await CallTask.select(CallTask.headline, CallTask.script)
        .where(CallTask.purpose == "farewell")
        .first()
    )
    assert call and "die Person am Telefon kennt den Namen nicht" in call["headline"]
    assert "Wir suchen weiter jemanden für Sie." in call["script"]
    assert "Hilfe so nicht weiter" not in call["script"] and "umgezogen" not in call["script"]


async def test_whoever_came_along_in_a_party_is_a_task_of_its_own() -> None:
    event = await a_published_event(title="Tanzcafé", terms=seats(12, deadline_days=0))
    date = (await occurrence_ids(event))[2]
    party = Wish(EVERYBODY, party=2, first_time=False, key=new_token(), signed_by="Demo-Tochter")
    await registrations.sign_up(Target(event, date), party, VISITOR, NOW)
    await say_farewell(await id_of(EVERYBODY), Leaving.DIED, OFFICE, NOW)
    (call,) = await CallTask.select(CallTask.recipient_name, CallTask.script).where(
        CallTask.purpose == "farewell"
    )
    assert call["recipient_name"] == "Begleitung von Demo-Person Suche"
    assert "Demo-Person Suche hatte Plätze für 2 Menschen: Tanzcafé" in call["script"]
    assert "Ausgefüllt hat die Anmeldung: Demo-Tochter." in call["script"]
    assert "sind jetzt frei.Wer" not in call["script"]


async def test_whoever_waited_with_company_never_had_seats_however_long_the_name() -> None:
    event = await a_published_event(title="Tanzcafé", terms=seats(2, deadline_days=0))
    target = Target(event, (await occurrence_ids(event))[2])
    await registrations.sign_up(target, a_wish(), VISITOR, NOW)
    long = replace(EVERYBODY, name="Demo-Person " + "Langname " * 12)
    party = Wish(long, party=2, first_time=False, key=new_token())
    await registrations.sign_up(target, party, VISITOR, NOW)
    await say_farewell(await id_of(long), Leaving.DIED, OFFICE, NOW)
    call = (
        await CallTask.select(CallTask.recipient_name, CallTask.script)
        .where(CallTask.purpose == "farewell")
        .first()
    )
    assert call and call["recipient_name"] == f"Begleitung von {long.name}"[:120]
    assert "wartete auf Plätze für 2 Menschen: Tanzcafé" in call["script"]
