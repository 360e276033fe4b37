"""Whoever gets hold of the database, or of a backup, reads nothing that people told the office."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

from databases import Database
from engagement_makers import a_trial
from incident_makers import HELPER, id_of
from makers import NOW, OFFICE, a_city, an_account
from mittendrin.accounts import tickets, typed
from mittendrin.audit.actions import record
from mittendrin.audit.queries import history
from mittendrin.audit.rules import Act
from mittendrin.core.marks import Change, marks
from mittendrin.database.sealing import use_secret
from mittendrin.desks.office.notes import Typed, keep_note, notes, taken_up
from mittendrin.engagements.ending import Ending, finish, give_feedback
from mittendrin.engagements.looking_back import feedback_of
from mittendrin.engagements.rules import EndReason
from mittendrin.engagements.telling import Voice
from mittendrin.incidents.actions import open_incidents, read_incident, report_incident
from mittendrin.incidents.rules import Report
from mittendrin.outbox.calls import Outcome, note_try, open_calls
from mittendrin.outbox.rules import CallResult
from mittendrin.piccolo_app import APP_CONFIG
from mittendrin.settings import settings
from mittendrin.volunteering.changing import change_offer, change_request
from mittendrin.volunteering.contents import answers, offer_content, request_content
from mittendrin.volunteering.sides import Side
from mittendrin.web.forms import Form

TODAY = NOW.date()
WORD = "Blechtrommel"


def said(where: str) -> str:
    return f"{where}: {WORD} und Hörgerät"


async def _everything_in(database: Database) -> str:
    """As it lies there: the whole file, or every row of every table."""
    if database.kind == "sqlite":
        with closing(sqlite3.connect(database.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return "\n".join(connection.iterdump()) + database.path.read_bytes().decode("latin-1")
    tables: list[Any] = APP_CONFIG.table_classes
    return str([await table.raw(f'SELECT * FROM "{table._meta.tablename}"') for table in tables])


async def _say_in_offer(note: str) -> None:
    offer = await offer_content(1)
    await change_offer(1, Change(replace(offer, note=note), marks(answers(offer, TODAY))), OFFICE, NOW)


async def _tell_the_office_everything() -> tuple[int, int]:
    """The engagement that ended, and the unfinished form."""
    engagement = await a_trial()
    await _say_in_offer(said("Angebot"))
    request = await request_content(1)
    told = replace(request, note=said("Gesuch"), helper_reason=said("Wunsch"))
    await change_request(1, Change(told, marks(answers(request, TODAY))), OFFICE, NOW)
    await report_incident(Report(await id_of(HELPER), said("Vorfall"), "Demo-Person"), OFFICE, NOW)
    await finish(engagement, Ending(EndReason.OTHER, said("Ende")), Voice(OFFICE), NOW)
    await give_feedback(engagement, said("Rückmeldung"), Voice(OFFICE, Side.REQUESTER), NOW)
    await note_try((await open_calls(None))[0].id, Outcome(CallResult.NOT_REACHED, said("Anruf")))
    noting = replace(OFFICE, remark=said("Log"))
    await record(Act("offer.decided", "offer:1", reason=said("Grund")), noting, NOW)
    return engagement, await keep_note(Form(), Typed(said("Titel"), (("was", said("Notiz")),)), OFFICE, NOW)


async def test_no_word_of_what_people_tell_the_office_lies_there_to_be_read(database: Database) -> None:
    await a_city()
    await _tell_the_office_everything()
    there = await _everything_in(database)
    assert "Demo-Person" in there
    assert WORD not in there and "Hörgerät" not in there


async def test_the_office_reads_all_of_it(database: Database) -> None:
    await a_city()
    engagement, note = await _tell_the_office_everything()
    assert (await offer_content(1)).note == said("Angebot")
    content = await request_content(1)
    assert (content.note, content.helper_reason) == (said("Gesuch"), said("Wunsch"))
    incident = await read_incident((await open_incidents())[0].id, OFFICE, NOW)
    assert incident.note == said("Vorfall")
    assert [one.said for one in await feedback_of(engagement)] == [said("Rückmeldung")]
    assert [one.title for one in await notes()] == [said("Titel")]
    assert (await taken_up(Form.filled(notiz=f"{note}"), ())).line("was") == said("Notiz")
    assert said("Anruf") in [one.note for one in await open_calls(None)]
    line = (await history("offer:1"))[0]
    assert (line.reason, line.remark) == (said("Grund"), said("Log"))
    assert said("Ende") in " ".join(one.reason for one in await history(f"engagement:{engagement}"))


async def test_what_waits_for_a_sign_in_is_sealed_too(database: Database) -> None:
    ticket = await tickets.issue(await an_account("buero@example.org"), NOW)
    await tickets.keep(ticket, "/buero", [("was", said("Formular"))])
    assert WORD not in await _everything_in(database)
    assert (await tickets.ticket_of(ticket, NOW)).typed == [("was", said("Formular"))]
    use_secret(b"y" * 32)
    assert (await tickets.ticket_of(ticket, NOW)).typed == []
    assert typed.read_fields("") == []
    use_secret(settings().secret)
