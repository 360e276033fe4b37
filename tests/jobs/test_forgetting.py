"""30 days after the date nobody here knows any more who was there; how many it were stays."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from makers import BERLIN, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Channel, Doer
from mittendrin.audit.tables import AuditEntry
from mittendrin.barriers.actions import note_answer, report_barrier
from mittendrin.barriers.rules import Report
from mittendrin.barriers.tables import BarrierReport
from mittendrin.database.sealing import seal
from mittendrin.desks.office.notes import Typed, keep_note
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.events.recurrence import Repeat, When
from mittendrin.events.rules import SignUpMode
from mittendrin.jobs.forgetting import forget
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person
from mittendrin.registrations import actions, queries
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Attendance, Registration
from mittendrin.web.forms import Form

pytestmark = pytest.mark.usefixtures("database")

# The first date ends on 12 January 2027 at eleven, the last of the course on 30 March.
FIRST_ENDS = datetime(2027, 1, 12, 11, tzinfo=BERLIN)
LAST_ENDS = datetime(2027, 3, 30, 11, tzinfo=BERLIN)
KEPT = timedelta(days=30)
A_SECOND = timedelta(seconds=1)


async def names() -> list[Any]:
    person: Any = Registration.person
    rows = await Registration.select(person.name.as_alias("name")).order_by(Registration.id)
    return [row["name"] for row in rows]


async def a_known_sign_up(event: int) -> int:
    """With all that can be known about a person: who helped, a note, a tick on the list, a call."""
    await a_sign_up(event, a_wish(email="eins@example.org", party=2))
    row = await Registration.select(Registration.id).first()
    assert row
    known = row["id"]
    await Registration.update(
        {Registration.signed_by: "Demo-Tochter", Registration.note: seal("Rollstuhl")}
    ).where(Registration.id == known)
    await Attendance.insert(Attendance(registration=known, occurrence=(await occurrence_ids(event))[0]))
    caller = Doer(
        "Frau Demo", Channel.PHONE, account_id=1, on_behalf_of="Demo-Person 1", speaker="Demo-Tochter"
    )
    await record(Act("registration.added", f"registration:{known}"), caller, NOW)
    return int(known)


async def test_all_that_is_about_a_person_goes_and_the_count_stays() -> None:
    event = await a_published_event(terms=seats(12))
    known = await a_known_sign_up(event)
    await a_sign_up(event, a_wish("Demo-Person 2"))

    assert (await forget(FIRST_ENDS + KEPT - A_SECOND)).startswith("Contact data of 0 sign-ups and 0 people")
    assert (await forget(FIRST_ENDS + KEPT)).startswith("Contact data of 2 sign-ups and 2 people")
    assert (await forget(FIRST_ENDS + KEPT)).startswith("Contact data of 0 sign-ups and 0 people")
    assert [await table.count() for table in (Person, Mail, CallTask, Attendance)] == [0, 0, 0, 0]
    rows = await Registration.select(
        Registration.party, Registration.status, Registration.signed_by, Registration.note
    ).order_by(Registration.id)
    assert rows == [
        {"party": 2, "status": "confirmed", "signed_by": "", "note": ""},
        {"party": 1, "status": "confirmed", "signed_by": "", "note": ""},
    ]
    said = (AuditEntry.on_behalf_of != "") | (AuditEntry.speaker != "")
    assert not await AuditEntry.exists().where(said)
    assert await AuditEntry.exists().where(AuditEntry.subject == f"registration:{known}")


async def test_who_comes_again_later_stays_until_then() -> None:
    event = await a_published_event(terms=seats(12))
    await a_sign_up(event)
    second = (await occurrence_ids(event))[1]
    await actions.sign_up(Target(event, second), a_wish(), SYSTEM, NOW)
    await forget(FIRST_ENDS + KEPT)
    assert await names() == [None, "Demo-Person 1"]
    assert await Person.count() == 1


async def test_signed_off_people_go_after_the_date_as_well() -> None:
    event = await a_published_event(terms=seats(12))
    receipt = await a_sign_up(event)
    await actions.sign_off(await queries.by_code(receipt.code), SYSTEM, NOW)
    await forget(FIRST_ENDS + KEPT - A_SECOND)
    assert await names() == ["Demo-Person 1"]
    await forget(FIRST_ENDS + KEPT)
    assert await names() == [None]


async def test_a_course_counts_from_its_last_date() -> None:
    event = await a_published_event(terms=seats(12, SignUpMode.COURSE))
    await a_sign_up(event, whole=True)
    await forget(LAST_ENDS + KEPT - A_SECOND)
    assert await names() == ["Demo-Person 1"]
    await forget(LAST_ENDS + KEPT)
    assert await names() == [None]


async def test_a_regular_place_lasts_and_counts_from_its_end() -> None:
    endless = When(Repeat.WEEKLY, NOW.date(), weekdays=(1,), starts=time(10), ends=time(11))
    event = await a_published_event(when=endless, terms=seats(12, SignUpMode.REGULAR))
    await a_sign_up(event, whole=True)
    receipt = await a_sign_up(event, a_wish("Demo-Person 2"), whole=True)
    await actions.sign_off(await queries.by_code(receipt.code), SYSTEM, NOW)
    await forget(NOW + KEPT - A_SECOND)
    assert await names() == ["Demo-Person 1", "Demo-Person 2"]
    await forget(NOW + KEPT)
    assert await names() == ["Demo-Person 1", None]
    await forget(NOW + timedelta(days=300))
    assert await names() == ["Demo-Person 1", None]


async def test_a_list_of_people_to_call_goes_as_well() -> None:
    """It is about the date, and names those who waited for it."""
    event = await a_published_event(terms=seats(1))
    first = await a_sign_up(event)
    await a_sign_up(event, a_wish("Demo-Person 2"))
    evening_before = FIRST_ENDS - timedelta(hours=15)
    await actions.sign_off(await queries.by_code(first.code), SYSTEM, evening_before)
    assert await CallTask.exists().where(CallTask.purpose == "fill_by_telephone")
    await forget(FIRST_ENDS + KEPT)
    assert await CallTask.count() == 0


async def test_notes_of_the_office_and_answered_reports_go_in_their_own_time() -> None:
    await keep_note(Form(), Typed("Anruf von Demo-Person 1", (("name", "Demo-Person 1"),)), SYSTEM, NOW)
    code = await report_barrier(
        Report("Die Schrift ist zu blass.", "/", Contact("Demo-Person 1"), "key"), SYSTEM, NOW
    )
    report = await BarrierReport.select(BarrierReport.id).where(BarrierReport.code == code).first()
    assert report
    await note_answer(report["id"], "Sie ist jetzt dunkler.", SYSTEM, NOW)
    await forget(NOW + timedelta(days=1))
    assert (await OfficeNote.count(), await BarrierReport.count()) == (1, 1)
    assert (await forget(NOW + timedelta(days=365))).endswith(
        "with 1 notes, 1 answered reports, 0 calls back and 0 offers and requests of help."
    )
    assert (await OfficeNote.count(), await BarrierReport.count()) == (0, 0)
