from datetime import timedelta

import pytest

from databases import Database
from makers import NOW, a_city
from mittendrin.audit.rules import VISITOR, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.barriers.actions import forget_answered, note_answer, report_barrier, take_back
from mittendrin.barriers.queries import open_reports, report_by_code
from mittendrin.barriers.rules import Report
from mittendrin.core.phone import show_phone
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.places.tables import CityProfile
from reports import a_barrier_report

CLERK = Doer(name="Herr Büro")


async def test_the_office_learns_of_it_by_mail(database: Database) -> None:
    await a_city()
    code = await a_barrier_report(phone="+491713920001")
    mail = await Mail.select(Mail.recipient, Mail.body, Mail.subject).first()
    assert mail is not None
    assert (mail["recipient"], "Donnerstag, 11. Februar 2027" in mail["subject"]) == (
        "buero@example.org",
        True,
    )
    assert all(
        words in mail["body"]
        for words in ("Die Schrift ist zu hell.", show_phone("+491713920001"), "/kontakt")
    )
    assert [report.code for report in await open_reports()] == [code]
    assert await AuditEntry.select(AuditEntry.act, AuditEntry.subject_title) == [
        {"act": "barrier.reported", "subject_title": ""}
    ]


async def test_an_office_without_mail_finds_it_on_its_list_of_calls(database: Database) -> None:
    await a_city()
    await CityProfile.update({CityProfile.email: ""}, force=True)
    await a_barrier_report()
    assert await CallTask.count() == 1


async def test_the_same_form_sent_twice_is_one_report(database: Database) -> None:
    report = Report("Zu klein", "", Contact(""), key="derselbe")
    assert await report_barrier(report, VISITOR, NOW) == await report_barrier(report, VISITOR, NOW)
    assert len(await open_reports()) == 1


async def test_an_answer_is_noted_once(database: Database) -> None:
    report = await report_by_code(await a_barrier_report())
    await note_answer(report.id, "Die Schrift ist jetzt dunkel.", CLERK, NOW)
    assert await open_reports() == []
    with pytest.raises(Refused):
        await note_answer(report.id, "Noch einmal", CLERK, NOW)
    with pytest.raises(NotFound):
        await note_answer(report.id + 1, "Anderes", CLERK, NOW)


async def test_what_was_taken_back_leaves_nothing_but_the_fact(database: Database) -> None:
    await a_city()
    code, other = await a_barrier_report(), await a_barrier_report()
    for _press in range(2):
        await take_back(code, VISITOR, NOW)
    assert [report.code for report in await open_reports()] == [other]
    assert await Mail.count() == 1
    taken_back = AuditEntry.act == "barrier.taken_back"
    assert await AuditEntry.select(AuditEntry.on_behalf_of, AuditEntry.detail).where(taken_back) == [
        {"on_behalf_of": "", "detail": ""}
    ]


async def test_what_is_answered_cannot_be_taken_back(database: Database) -> None:
    code = await a_barrier_report()
    await note_answer((await report_by_code(code)).id, "Die Schrift ist jetzt dunkel.", CLERK, NOW)
    await take_back(code, VISITOR, NOW)
    assert (await report_by_code(code)).answer == "Die Schrift ist jetzt dunkel."


async def test_half_a_year_after_the_answer_we_forget(database: Database) -> None:
    await a_city()
    old, waiting = [await report_by_code(await a_barrier_report()) for _ in range(2)]
    await note_answer(old.id, "Erledigt", CLERK, NOW)
    assert await forget_answered(NOW + timedelta(days=182)) == 0
    assert await forget_answered(NOW + timedelta(days=183)) == 1
    assert [report.id for report in await open_reports()] == [waiting.id]
    assert await Mail.select(Mail.about) == [{"about": f"barrier:{waiting.id}"}]
