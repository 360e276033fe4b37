"""All that the office knows of one person, on one screen; who looked at it can be read by the lead alone."""

from datetime import timedelta

import pytest

import people
from makers import (
    NOW,
    a_pair,
    a_published_event,
    a_sign_up,
    a_wish,
    an_engagement,
    seats,
)
from mittendrin.audit.tables import AuditEntry
from mittendrin.database.sealing import seal
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.tables import CallTask
from mittendrin.people.actions import find_or_add
from mittendrin.people.queries import person
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.registrations.rules import Wish
from mittendrin.registrations.tables import Registration
from mittendrin.volunteering.tables import HelpRequest
from people import sign_in
from visitor import Visitor

ASKER = Contact("Demo-Person Suche", phone="+491713920032")


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def id_of(name: str) -> int:
    row = await Person.select(Person.id).where(Person.name == name).first()
    assert row
    return int(row["id"])


async def everything_of_somebody() -> int:
    """Goes to gymnastics, is helped with shopping; a daughter filled in the form."""
    await an_engagement()
    wish = Wish(ASKER, party=1, first_time=False, key="k" * 20, signed_by="Demo-Tochter")
    await a_sign_up(await a_published_event(terms=seats(12)), wish)
    await HelpRequest.update({HelpRequest.note: seal("Klingelt zweimal")}).where(HelpRequest.id > 0)
    return await id_of(ASKER.name)


async def test_one_screen_has_it_all(clerk: Visitor) -> None:
    await clerk.get(f"/buero/personen/{await everything_of_somebody()}")
    assert clerk.page.heading == "Demo-Person Suche"
    for words in (
        "Gymnastik im Sitzen",
        "Einmal in der Woche einkaufen gehen",
        "Demo-Person Hilfe",
        "Beide sagen Ja: erstes Treffen",
        "Demo-Tochter hat schon ein Formular für diese Person ausgefüllt.",
        "Klingelt zweimal",
        "Deswegen rufen wir an",
    ):
        assert words in clerk.page.text


async def test_calls_about_help_stand_there_too(clerk: Visitor) -> None:
    await clerk.get(f"/buero/personen/{await everything_of_somebody()}")
    told = await CallTask.select(CallTask.headline).where(CallTask.purpose == "both_yes_requester").first()
    assert told and told["headline"] in clerk.page.text


async def test_it_is_reached_from_the_search_and_from_both_sides_of_help(clerk: Visitor) -> None:
    await everything_of_somebody()
    await clerk.get("/buero?wer=Suche")
    await clerk.click("Demo-Person Suche")
    assert clerk.page.path == f"/buero/personen/{await id_of('Demo-Person Suche')}"
    await clerk.click("Einmal in der Woche einkaufen gehen")
    await clerk.click("Demo-Person Suche")
    assert clerk.page.heading == "Demo-Person Suche"
    await clerk.get("/buero/hilfe/angebote/1")
    await clerk.click("Demo-Person Hilfe")
    assert clerk.page.heading == "Demo-Person Hilfe"


async def test_each_look_is_written_down_and_only_the_lead_reads_it(clerk: Visitor) -> None:
    person = await everything_of_somebody()
    await clerk.get(f"/buero/personen/{person}")
    await clerk.get("/buero?wer=Suche")
    assert "Wer Angaben zu dieser Person angesehen hat" not in clerk.page.text
    await sign_in(clerk, await people.a_lead())
    await clerk.get(f"/buero/personen/{person}")
    assert "Wer Angaben zu dieser Person angesehen hat: 3" in clerk.page.text
    seen = AuditEntry.select(AuditEntry.actor_name, AuditEntry.subject).order_by(AuditEntry.id)
    assert await seen.where(AuditEntry.act == "person.looked_at") == [
        {"actor_name": who, "subject": f"person:{person}"}
        for who in ("Herr Büro", "Herr Büro", "Frau Leitung")
    ]
    await clerk.get("/buero/protokoll?bereich=personen")
    assert "Demo-Person Suche: Angaben zur Person angesehen" in clerk.page.text


HELPS, ASKS = "Demo-Person Hilfe", "Demo-Person Suche"


@pytest.mark.parametrize(
    ("page", "seen", "where"),
    [
        ("/buero/personen/{asker}/vertrauen", [ASKS], ""),
        ("/buero/personen/{asker}/vorfall", [ASKS], ""),
        ("/buero/hilfe/gesuche/1", [HELPS, ASKS], "Gesuch"),
        ("/buero/hilfe/gesuche/1/oeffentlich", [ASKS], "Gesuch"),
        ("/buero/hilfe/gesuche/1/aendern", [ASKS], "Gesuch"),
        ("/buero/hilfe/angebote/1", [HELPS, ASKS], "Angebot"),
        ("/buero/hilfe/angebote/1/aendern", [HELPS], "Angebot"),
        ("/buero/hilfe/einsaetze/1", [HELPS, ASKS], "Einsatz"),
        ("/buero/hilfe/vorschlaege/1/vorlesen", [HELPS, ASKS], "Einsatz"),
        ("/buero/anmelden?person={asker}", [ASKS], ""),
    ],
)
async def test_a_look_is_written_down_for_everybody_whom_a_page_shows(
    clerk: Visitor, page: str, seen: list[str], where: str
) -> None:
    await an_engagement()
    ids = {name: await id_of(name) for name in (HELPS, ASKS)}
    await clerk.get(page.format(asker=ids[ASKS]))
    looks = await AuditEntry.select(
        AuditEntry.subject, AuditEntry.subject_title, AuditEntry.detail
    ).where(AuditEntry.act == "person.looked_at").order_by(AuditEntry.id)  # fmt: skip
    assert looks == [
        {"subject": f"person:{ids[name]}", "subject_title": name, "detail": where} for name in seen
    ]


async def test_a_look_at_a_request_counts_on_the_page_of_its_person(clerk: Visitor) -> None:
    await a_pair()
    await clerk.get("/buero/hilfe/gesuche/1")
    await sign_in(clerk, await people.a_lead())
    await clerk.get(f"/buero/personen/{await id_of(ASKS)}")
    assert "Wer Angaben zu dieser Person angesehen hat: 2" in clerk.page.text
    assert "Angaben zur Person angesehen: Gesuch. Herr Büro" in clerk.page.text


async def test_somebody_has_a_new_number(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    await clerk.get("/buero?wer=Neu")
    await clerk.click("Demo-Person Neu")
    await clerk.click("Name, Telefon oder Adresse ändern")
    await clerk.submit("Speichern", telefon="0171 3920002", mail="neu@example.org", anrufer="Demo-Tochter")
    assert "0171 39 20 002" in clerk.page.text
    row = await CallTask.select(CallTask.reached_at).first()
    assert row == {"reached_at": "+491713920002"}
    assert "Angaben geändert: Telefon, E-Mail. Herr Büro für Demo-Person Neu" in clerk.page.text


async def test_the_second_of_two_clerks_reads_the_new_number(clerk: Visitor) -> None:
    """It stands in the second form, beside what was typed there."""
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    path = f"/buero/personen/{await id_of('Demo-Person Neu')}/kontakt"
    seen_by_both = await clerk.get(path)
    await clerk.submit("Speichern", telefon="0171 3920002", adresse="Musterstraße 2")
    clerk.page = seen_by_both
    await clerk.submit("Speichern", mail="neu@example.org", adresse="Musterstraße 3", bemerkung="Mit Hund")
    assert clerk.page.errors == [
        "Inzwischen hat jemand geändert: Telefon und Adresse. Ihre eigenen Worte stehen weiter bei: Adresse. "
        "Gespeichert ist dort: „Musterstraße 2“. Prüfen Sie bitte alles und speichern Sie dann noch einmal."
    ]
    typed = clerk.page.form("Speichern")
    assert [typed.value(name) for name in ("telefon", "mail", "adresse", "bemerkung")] == [
        "0171 39 20 002", "neu@example.org", "Musterstraße 3", "Mit Hund",
    ]  # fmt: skip
    await clerk.submit("Speichern")
    known = await Person.select(Person.phone, Person.email, Person.address)
    assert known == [{"phone": "+491713920002", "email": "neu@example.org", "address": "Musterstraße 3"}]


async def test_larger_letters_agree_to_nothing(clerk: Visitor) -> None:
    """What the other one has changed is asked about again, and stays stored."""
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    seen_by_both = await clerk.get(f"/buero/personen/{await id_of('Demo-Person Neu')}/kontakt")
    await clerk.submit("Speichern", telefon="0171 3920002")
    clerk.page = seen_by_both
    await clerk.submit("Speichern", telefon="0171 3920003")
    asked = clerk.page.errors
    await clerk.submit("Größere Schrift")
    assert (clerk.page.errors, clerk.page.form("Speichern").value("telefon")) == (asked, "0171 39 20 003")
    assert await Person.select(Person.phone) == [{"phone": "+491713920002"}]


async def test_a_note_remembers_what_stood_there_when_it_was_written(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    path = f"/buero/personen/{await id_of('Demo-Person Neu')}/kontakt"
    await clerk.get(path)
    await clerk.submit("Notiz sichern, später fertig machen", mail="neu@example.org", bemerkung="Ruft an.")
    await clerk.get(path)
    await clerk.submit("Speichern", telefon="0171 3920002")
    await clerk.get("/buero")
    await clerk.click("Demo-Person Neu: Ruft an.")
    await clerk.submit("Speichern")
    assert "Inzwischen hat jemand geändert: Telefon. Prüfen Sie" in clerk.page.errors[0]
    await clerk.submit("Speichern")
    assert await Person.select(Person.phone, Person.email) == [
        {"phone": "+491713920002", "email": "neu@example.org"}
    ]
    assert await OfficeNote.count() == 0


async def test_somebody_who_can_be_reached_by_nothing_is_refused(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    await clerk.get(f"/buero/personen/{await id_of('Demo-Person Neu')}/kontakt")
    await clerk.submit("Speichern", telefon="", mail="", adresse="")
    assert clerk.page.errors == ["Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt."]
    await clerk.submit("Speichern", nachname="", telefon="12", mail="x")
    assert (clerk.page.answer.status_code, len(clerk.page.errors)) == (422, 3)


async def test_whoever_said_the_name_in_one_has_a_first_name_from_now_on(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    number = await id_of("Demo-Person Neu")
    await clerk.get(f"/buero/personen/{number}/kontakt")
    assert clerk.page.form("Speichern").value("nachname") == "Demo-Person Neu"
    for wrong in ("Frau", "Demo-Person Neu"):
        await clerk.submit("Speichern", vorname=wrong)
        assert clerk.page.errors == ["Hier bitte nur der Vorname, ohne Anrede."]
    await clerk.submit("Speichern", vorname="Demo-Person", nachname="Neu")
    assert "Angaben geändert: Vorname." in clerk.page.text
    one = await person(number)
    assert (one.name, one.first_name) == ("Demo-Person Neu", "Demo-Person")


async def test_a_note_that_should_not_have_been_written_goes(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish("Demo-Person Neu"))
    await Registration.update({Registration.note: seal("Hat Zucker")}).where(Registration.id == 1)
    await clerk.get("/buero/anrufe")
    await clerk.submit("nicht erreicht", notiz="War beim Arzt")
    await clerk.get(f"/buero/personen/{await id_of('Demo-Person Neu')}")
    assert "Hat Zucker" in clerk.page.text
    await clerk.submit("Nicht speichern")
    assert "Hat Zucker" not in clerk.page.text
    for row in (*await Registration.select(), *await CallTask.select(), *await AuditEntry.select()):
        assert not {"Hat Zucker", "War beim Arzt"} & {str(value) for value in row.values()}
    assert await AuditEntry.exists().where(AuditEntry.act == "note.deleted")


@pytest.mark.parametrize("path", ["registration/99", "offer/99", "account/1", "x/1"])
async def test_a_note_of_nobody_is_not_there(clerk: Visitor, path: str) -> None:
    await clerk.post(f"/buero/personen/notizen/{path}/loeschen")
    assert clerk.page.answer.status_code == 404


async def test_the_log_forgets_whom_it_was_about_together_with_the_person(clerk: Visitor) -> None:
    nobody_knows = await find_or_add(ASKER, NOW - timedelta(days=31))
    await clerk.get(f"/buero/personen/{nobody_knows}")
    assert await AuditEntry.exists().where(AuditEntry.subject_title == ASKER.name)
    await forget(NOW)
    assert await Person.count() == 0
    assert not await AuditEntry.exists().where(AuditEntry.subject_title == ASKER.name)


@pytest.mark.parametrize("page", ["/buero/anmeldungen/1", "/buero/anmeldungen/1/brief"])
async def test_a_look_at_a_sign_up_is_one_too(clerk: Visitor, page: str) -> None:
    person = await everything_of_somebody()
    await clerk.get(page)
    looks = await AuditEntry.select(AuditEntry.subject, AuditEntry.detail).where(
        AuditEntry.act == "person.looked_at"
    )
    assert looks == [{"subject": f"person:{person}", "detail": "Anmeldung"}]


async def test_a_call_back_form_that_knows_somebody_is_a_look_at_them(clerk: Visitor) -> None:
    person = await everything_of_somebody()
    looks = AuditEntry.act == "person.looked_at"
    await clerk.get("/buero/rueckruf")
    assert not await AuditEntry.exists().where(looks)
    await clerk.get(f"/buero/rueckruf?person={person}")
    assert "Demo-Person Suche" in clerk.page.answer.text
    seen = await AuditEntry.select(AuditEntry.subject, AuditEntry.subject_title).where(looks)
    assert seen == [{"subject": f"person:{person}", "subject_title": "Demo-Person Suche"}]
