"""A senior asks to be called, and the clerk does it."""

from datetime import timedelta
from typing import Any

import people
from app_fixtures import StandingClock
from databases import Database
from makers import NOW, a_city
from mittendrin.audit.tables import AuditEntry
from mittendrin.callbacks.actions import forget_called
from mittendrin.callbacks.tables import CallBack
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.outbox.rules import CallState
from mittendrin.outbox.tables import CallTask
from people import sign_in
from reports import a_call_back
from visitor import Visitor

CHECK = "Weiter: Angaben prüfen"


async def test_somebody_asks_to_be_called_and_the_clerk_calls(visitor: Visitor, clock: StandingClock) -> None:
    await a_city()
    await visitor.get("/")
    await visitor.click("Rückruf")
    await visitor.submit(CHECK, name="Demo-Person 5", telefon="0171 3920005", worum="Fahrt", wann="morning")
    assert (visitor.page.heading, await CallBack.count()) == ("Angaben prüfen: Rückruf", 0)
    clock.now += timedelta(seconds=10)
    await visitor.submit("Jetzt absenden")
    assert "Wir rufen Sie an, spätestens am Dienstag, 12. Januar 2027." in visitor.page.text
    await sign_in(visitor, await people.a_clerk())
    assert "Rückruf für Demo-Person 5" in visitor.page.text
    await visitor.submit("Ich übernehme")
    await visitor.submit("erreicht")
    assert "Niemand muss angerufen werden." in visitor.page.text


async def test_a_clerk_takes_the_wish_of_a_caller(visitor: Visitor) -> None:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    await visitor.click("Jemand möchte zurückgerufen werden")
    await visitor.submit("Auf die Anrufliste setzen", telefon="12")
    assert "Schreiben Sie bitte Ihren Namen." in visitor.page.errors
    typed = {
        "name": "Demo-Person 5",
        "telefon": "0171 3920005",
        "wann": "afternoon",
        "worum": "Fahrt zum Arzt",
    }
    await visitor.submit("Auf die Anrufliste setzen", **typed, anrufer="Tochter")
    assert "Wir rufen Sie an, spätestens am Dienstag, 12. Januar 2027." in visitor.page.text
    columns = (CallBack.name, CallBack.phone, CallBack.about, CallBack.best_time)
    assert await CallBack.select(*columns) == [
        {
            "name": "Demo-Person 5",
            "phone": "+491713920005",
            "about": "Fahrt zum Arzt",
            "best_time": "afternoon",
        }
    ]
    entry = AuditEntry
    said = entry.select(entry.actor_name, entry.channel, entry.on_behalf_of, entry.speaker)
    assert await said.where(entry.act == "call_back.asked") == [
        {
            "actor_name": "Herr Büro",
            "channel": "phone",
            "on_behalf_of": "Demo-Person 5",
            "speaker": "Tochter",
        }
    ]
    await visitor.click("Zur Anrufliste")
    assert "Rückruf für Demo-Person 5" in visitor.page.text


async def test_a_wish_to_be_called_is_finished_later(visitor: Visitor) -> None:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/rueckruf")
    await visitor.submit("Notiz sichern, später fertig machen", name="Demo-Person 5")
    assert await CallBack.count() == 0
    await visitor.click("Demo-Person 5")
    await visitor.submit("Auf die Anrufliste setzen", telefon="0171 3920005")
    assert (await CallBack.count(), await CallTask.count(), await OfficeNote.count()) == (1, 1, 0)


async def test_whoever_needs_no_call_any_more_takes_it_back(visitor: Visitor) -> None:
    await a_city()
    await visitor.get(f"/rueckruf/{await a_call_back()}")
    await visitor.submit("Sie brauchen nicht anzurufen")
    assert visitor.page.heading == "Wir rufen Sie nicht an"
    assert (await CallBack.count(), await CallTask.count()) == (0, 0)
    assert await AuditEntry.exists().where(AuditEntry.act == "call_back.taken_back")


async def test_a_call_that_was_made_is_kept_and_cannot_be_taken_back(visitor: Visitor) -> None:
    await a_city()
    code = await a_call_back()
    await visitor.get(f"/rueckruf/{code}")
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value, CallTask.done_at: NOW}
    await CallTask.update(done).where(CallTask.purpose == "call_back")
    await visitor.submit("Sie brauchen nicht anzurufen")
    assert visitor.page.heading == "Wir haben Sie angerufen"
    assert "Am Montag, 11. Januar 2027 haben wir Sie angerufen." in visitor.page.text
    assert "Sie brauchen nicht anzurufen" not in visitor.page.text
    assert (await CallBack.count(), await CallTask.count()) == (1, 1)


async def test_a_second_press_finds_it_done(visitor: Visitor) -> None:
    code = await a_call_back()
    for _press in range(2):
        await visitor.post(f"/rueckruf/{code}/zuruecknehmen")
        assert visitor.page.heading == "Wir rufen Sie nicht an"


async def test_what_was_typed_comes_back(visitor: Visitor) -> None:
    await visitor.get("/rueckruf")
    await visitor.submit(CHECK, name="", telefon="12", worum="Fahrt")
    assert visitor.page.answer.status_code == 422
    assert 'value="Fahrt"' in visitor.page.answer.text
    await visitor.submit(CHECK, name="Demo-Person 5", telefon="0171 3920005")
    await visitor.submit("Etwas ändern")
    assert 'value="Fahrt"' in visitor.page.answer.text


async def test_whoever_is_too_quick_presses_once_more(visitor: Visitor) -> None:
    await visitor.get("/rueckruf")
    await visitor.submit(CHECK, name="Demo-Person 5", telefon="0171 3920005")
    await visitor.submit("Jetzt absenden")
    assert (visitor.page.answer.status_code, await CallBack.count()) == (422, 0)
    assert "Das ging sehr schnell. Drücken Sie bitte noch einmal." in visitor.page.text
    await visitor.submit("Jetzt absenden")
    assert await CallBack.count() == 1


async def test_the_same_form_sent_twice_is_one_call(database: Database) -> None:
    assert await a_call_back("derselbe") == await a_call_back("derselbe")
    assert await CallTask.count() == 1


async def test_after_thirty_days_we_forget_whom_we_have_called(database: Database) -> None:
    await a_call_back()
    await a_call_back()
    first = await CallTask.select(CallTask.id).first()
    assert first
    day_after = NOW + timedelta(days=1)
    done: dict[Any, Any] = {CallTask.state: CallState.DONE.value, CallTask.done_at: day_after}
    await CallTask.update(done).where(CallTask.id == first["id"])
    assert await forget_called(day_after + timedelta(days=29)) == 0
    assert await forget_called(day_after + timedelta(days=30)) == 1
    assert (await CallBack.count(), await CallTask.count()) == (1, 1)
