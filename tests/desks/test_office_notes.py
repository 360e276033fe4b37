""" "Notiz sichern, später fertig machen": on whatever form the clerk has open when the line breaks off."""

import pytest

import people
from makers import NOW, a_city, a_pair, a_proposal, a_published_event, a_sign_up, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.tables import AuditEntry
from mittendrin.barriers.tables import BarrierReport
from mittendrin.database.sealing import opened
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.events.queries import date
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.tables import CallTask
from mittendrin.people.tables import Person
from mittendrin.registrations.tables import Absence, Registration
from mittendrin.volunteering.tables import Proposal
from people import sign_in
from visitor import Visitor

LATER = "Notiz sichern, später fertig machen"


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def test_a_sign_off_is_finished_later(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await CallTask.delete(force=True)
    await clerk.submit("Finden", wer="0001")
    await clerk.submit(LATER, bemerkung="Fragt erst die Tochter.", anrufer="Tochter")
    assert "Notizen, die noch fertig werden" in clerk.page.text
    assert await Registration.select(Registration.status) == [{"status": "confirmed"}]
    await clerk.click("Demo-Person 1: Fragt erst die Tochter.")
    kept = [form.value("bemerkung") for form in clerk.page.forms]
    assert "Fragt erst die Tochter." in kept
    await clerk.submit("sagt ab", anrufer="")
    assert await Registration.select(Registration.status) == [{"status": "signed_off"}]
    noted = await AuditEntry.select(AuditEntry.remark)
    assert "Fragt erst die Tochter." in [opened(row["remark"]) for row in noted]
    assert await OfficeNote.count() == 0


async def test_the_log_says_who_kept_and_who_discarded_a_note_and_names_no_caller(clerk: Visitor) -> None:
    await clerk.get("/buero/meldungen/neu")
    await clerk.submit(LATER, was="Die Tür klemmt.", name="Demo-Person 4")
    for _twice in range(2):
        await clerk.post("/buero/notizen/1/verwerfen")
    assert await OfficeNote.count() == 0
    lines = [(line.words, line.who, line.subject_title) for line in await history("note:1")]
    assert lines == [("Notiz verworfen", "Herr Büro", ""), ("Notiz gesichert", "Herr Büro", "")]


async def test_what_was_typed_stays_when_a_sign_off_is_refused(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.submit("Finden", wer="0001")
    await clerk.submit(LATER)
    assert clerk.page.errors == ["Schreiben Sie bitte zuerst etwas auf. Dann sichern wir es."]
    assert await OfficeNote.count() == 0


async def test_a_barrier_is_finished_later(clerk: Visitor) -> None:
    await clerk.get("/buero/meldungen/neu")
    await clerk.submit(LATER, was="Die Tür klemmt.", name="Demo-Person 4", kanal="counter")
    await clerk.click("Demo-Person 4: Die Tür klemmt.")
    assert clerk.page.form("Meldung sichern").value("kanal") == "counter"
    await clerk.submit("Meldung sichern")
    assert await BarrierReport.select(BarrierReport.what) == [{"what": "Die Tür klemmt."}]
    assert await OfficeNote.count() == 0


async def test_a_day_of_a_regular_place_is_freed_later(clerk: Visitor) -> None:
    event = await a_published_event(terms=seats(12, SignUpMode.REGULAR))
    await a_sign_up(event, whole=True)
    await clerk.get("/buero/anmeldungen/1/tage")
    await clerk.submit(LATER, bemerkung="Weiß noch nicht, welcher Tag.")
    await clerk.click("Demo-Person 1: Weiß noch nicht, welcher Tag.")
    await clerk.submit("Diesen Tag freigeben")
    assert (await Absence.count(), await OfficeNote.count()) == (1, 0)


async def test_what_a_club_wants_changed_is_finished_later(clerk: Visitor) -> None:
    event = await a_published_event(terms=seats(12))
    first = (await occurrence_ids(event))[0]
    await clerk.get(f"/buero/im-auftrag/{first}/absagen")
    await clerk.submit(LATER, grund="Ein Rohr ist gebrochen.", anrufer="Frau Klein", bemerkung="Ruft zurück.")
    assert not (await date(first, NOW)).called_off
    await clerk.click("Gymnastik im Sitzen, Dienstag, 12. Januar, 10 bis 11 Uhr: Ruft zurück.")
    form = clerk.page.form("Weiter: Angaben prüfen")
    assert (form.value("grund"), form.value("anrufer")) == ("Ein Rohr ist gebrochen.", "Frau Klein")
    await clerk.submit("Weiter: Angaben prüfen")
    assert await OfficeNote.count() == 1
    await clerk.submit("Jetzt absagen")
    assert (await date(first, NOW)).called_off
    assert await OfficeNote.count() == 0


async def test_a_new_number_is_finished_later(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    person = (await Person.select(Person.id))[0]["id"]
    await clerk.get(f"/buero/personen/{person}/kontakt")
    await clerk.submit(LATER, telefon="0171 39", bemerkung="Sucht die Nummer.")
    await clerk.click("Demo-Person 1: Sucht die Nummer.")
    assert clerk.page.form("Speichern").value("telefon") == "0171 39"
    await clerk.submit("Speichern", telefon="0171 3920099")
    assert await Person.select(Person.phone) == [{"phone": "+491713920099"}]
    assert await OfficeNote.count() == 0


async def test_the_answer_to_a_proposal_is_finished_later(clerk: Visitor) -> None:
    await a_proposal(*await a_pair())
    await clerk.get("/buero/hilfe/gesuche/1")
    await clerk.submit(LATER, bemerkung="Fragt erst die Tochter.")
    assert await Proposal.select(Proposal.status) == [{"status": "asked_volunteer"}]
    await clerk.click("Demo-Person Hilfe: Fragt erst die Tochter.")
    await clerk.submit("Ja")
    assert await Proposal.select(Proposal.status) == [{"status": "asked_requester"}]
    noted = await AuditEntry.select(AuditEntry.remark)
    assert "Fragt erst die Tochter." in [opened(row["remark"]) for row in noted]
    assert await OfficeNote.count() == 0
