"""A club phones the office: the same changes as at its own desk, in its name."""

import pytest

import people
from makers import CLUB, NOW, a_published_event, a_sign_up, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.sealing import opened
from mittendrin.events.queries import date
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.minimum import ask, dates_to_ask_about
from mittendrin.registrations.series_changes import call_off_event
from people import sign_in
from registrations.seen import everybody_is_reached
from visitor import Visitor

NEW_TIME = {
    "tag-tag": "13", "tag-monat": "1", "tag-jahr": "2027", "von": "14", "bis": "15", "grund": "Heizung",
}  # fmt: skip


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def a_date_with_a_guest() -> int:
    event_id = await a_published_event(terms=seats(12))
    await a_sign_up(event_id)
    return (await occurrence_ids(event_id))[0]


async def states() -> list[str]:
    rows = await Occurrence.select(Occurrence.state).order_by(Occurrence.starts_at, Occurrence.id)
    return [row["state"] for row in rows]


async def open_calls() -> list[str]:
    rows = await CallTask.select(CallTask.purpose).where(CallTask.state == "open").order_by(CallTask.id)
    return [row["purpose"] for row in rows]


async def test_a_date_is_called_off_for_a_club_that_phones(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await clerk.get("/buero")
    await clerk.click("Ein Verein ruft an: Termin absagen oder verlegen")
    await clerk.submit("Suchen", suche="Gymnastik 12.1.")
    await clerk.follow(f"/buero/im-auftrag/{first}/absagen")
    await clerk.submit(
        "Weiter: Angaben prüfen",
        grund="Ein Rohr ist gebrochen.",
        anrufer="Frau Klein",
        bemerkung="Zurückgerufen.",
    )
    assert "1 Anmeldung gibt es schon. Wir sagen Bescheid: 1 mit Anruf." in clerk.page.text
    assert "Frau Klein, Demo-Turnverein Barbarossa" in clerk.page.text
    assert set(await states()) == {"scheduled"}

    await clerk.submit("Jetzt absagen und Bescheid sagen")

    assert (await states()).count("called_off") == 1
    assert await open_calls() == ["called_off"]
    assert "Die Änderung gilt ab jetzt." in clerk.page.text
    assert "sofort zu sehen. Wir sagen einer Anmeldung Bescheid." in clerk.page.text
    entry = AuditEntry
    (said,) = await entry.select(
        entry.actor_name, entry.on_behalf_of, entry.channel, entry.reason, entry.remark
    ).where(entry.act == "date.called_off")
    assert [opened(one) for one in said.values()] == [
        "Herr Büro",
        "Frau Klein, Demo-Turnverein Barbarossa",
        "phone",
        "Ein Rohr ist gebrochen.",
        "Zurückgerufen.",
    ]


async def test_without_a_name_and_a_reason_nothing_happens(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await clerk.get(f"/buero/im-auftrag/{first}/absagen")
    await clerk.submit("Weiter: Angaben prüfen", bemerkung="Ganz eilig.")
    assert clerk.page.status == 422
    assert clerk.page.errors == ["Schreiben Sie bitte, wer vom Verein sich meldet."]
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein")
    assert clerk.page.errors == ["Sagen Sie den Menschen bitte, warum."]
    assert "Ganz eilig." in clerk.page.answer.text


async def test_a_date_is_moved_and_may_be_put_right_before(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await clerk.get(f"/buero/im-auftrag/{first}/verlegen")
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein", kanal="counter", **NEW_TIME)
    await clerk.submit("Etwas ändern")
    assert clerk.page.form("Weiter: Angaben prüfen").value("anrufer") == "Frau Klein"
    await clerk.submit("Weiter: Angaben prüfen", von="16", bis="17")
    await clerk.submit("Jetzt verlegen und Bescheid sagen")
    assert await open_calls() == ["confirmed", "moved"]
    (said,) = await AuditEntry.select(AuditEntry.channel).where(AuditEntry.act == "date.moved")
    assert said == {"channel": "counter"}


async def test_a_whole_event_is_called_off(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await clerk.get(f"/buero/im-auftrag/{first}/alles-absagen")
    assert "fallen aus. Wir sagen Bescheid, wo es nötig ist." in clerk.page.text
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein", grund="Die Leiterin ist weggezogen.")
    await clerk.submit("Alles absagen und Bescheid sagen")
    assert set(await states()) == {"called_off"}


async def test_what_is_no_change_is_not_there(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await clerk.get(f"/buero/im-auftrag/{first}/loeschen")
    assert clerk.page.status == 404
    await clerk.get("/buero/im-auftrag/4711/absagen")
    assert clerk.page.status == 404


async def test_a_date_takes_place_after_all(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await call_off_date(first, CallingOff("Ein Rohr ist gebrochen."), CLUB, NOW)
    await everybody_is_reached()
    await clerk.get("/buero/im-auftrag?suche=Gymnastik+12.1.")
    await clerk.click("findet doch statt Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr")
    await clerk.submit("Weiter: Angaben prüfen")
    assert clerk.page.errors == ["Schreiben Sie bitte, wer vom Verein sich meldet."]
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein")
    assert "Wir sagen Bescheid: 1 mit Anruf." in clerk.page.text
    await clerk.submit("Findet doch statt: Bescheid sagen")
    assert set(await states()) == {"scheduled"}
    assert await open_calls() == ["takes_place"]
    (said,) = await AuditEntry.select(AuditEntry.on_behalf_of).where(AuditEntry.act == "date.takes_place")
    assert said == {"on_behalf_of": "Frau Klein, Demo-Turnverein Barbarossa"}


async def test_a_whole_event_takes_place_after_all(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    event_id = (await date(first, NOW)).event_id
    await call_off_event(event_id, CallingOff("Die Leiterin ist krank."), CLUB, NOW)
    await everybody_is_reached()
    await clerk.get("/buero/im-auftrag?suche=Gymnastik+12.1.")
    await clerk.click(
        "alle Termine finden doch statt Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr"
    )
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein")
    assert "12 Termine, von Dienstag, 12. Januar 2027 bis Dienstag, 30. März 2027" in clerk.page.text
    await clerk.submit("Findet doch statt: Bescheid sagen")
    assert set(await states()) == {"scheduled"}


async def test_a_date_with_few_people_takes_place_all_the_same(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(12, minimum=5))
    await ask((await dates_to_ask_about(NOW))[0], NOW)
    await clerk.get("/buero/im-auftrag?suche=Gymnastik+12.1.")
    words = "findet trotz weniger Anmeldungen statt Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr"
    await clerk.click(words)
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein")
    assert "Noch hat sich niemand angemeldet. Mindestens 5 sollten es sein." in clerk.page.text
    await clerk.submit("Findet trotzdem statt")
    first = (await occurrence_ids(event_id))[0]
    row = await Occurrence.select(Occurrence.goes_ahead).where(Occurrence.id == first).first()
    assert row == {"goes_ahead": True}


async def test_what_takes_place_cannot_take_place_after_all(clerk: Visitor) -> None:
    first = await a_date_with_a_guest()
    await clerk.get(f"/buero/im-auftrag/{first}/findet-statt")
    await clerk.submit("Weiter: Angaben prüfen", anrufer="Frau Klein")
    assert clerk.page.errors == ["Dieser Termin ist nicht abgesagt."]
