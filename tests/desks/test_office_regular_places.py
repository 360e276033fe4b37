""" "Diese Woche kann ich nicht", said to the office or to the club."""

from asyncio import gather

import pytest

import people
from makers import NOW, OFFICE, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.refusal import Refused
from mittendrin.database.sealing import opened
from mittendrin.events.rules import SignUpMode
from mittendrin.events.tables import Occurrence
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations import queries
from mittendrin.registrations.absence_words import tell_of_day
from mittendrin.registrations.absences import come_after_all, leave_free
from mittendrin.registrations.tables import Absence, Registration
from people import sign_in
from visitor import Visitor


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def a_regular_place() -> tuple[int, list[int]]:
    """Id of the sign-up, and of the dates."""
    event_id = await a_published_event(terms=seats(12, SignUpMode.REGULAR))
    receipt = await a_sign_up(event_id, whole=True)
    return (await queries.by_code(receipt.code)).id, await occurrence_ids(event_id)


async def test_a_caller_leaves_one_day_to_others(clerk: Visitor) -> None:
    registration_id, days = await a_regular_place()
    await clerk.submit("Finden", wer="0001")
    await clerk.follow(f"/buero/anmeldungen/{registration_id}/tage")
    await clerk.submit(
        "Diesen Tag freigeben", termin=str(days[1]), anrufer="die Tochter", bemerkung="Ist zur Kur."
    )

    assert await Absence.select(Absence.registration, Absence.occurrence) == [
        {"registration": registration_id, "occurrence": days[1]}
    ]
    assert "Am Dienstag, 19. Januar 2027 kommen Sie nicht. Ihr Stammplatz bleibt" in clerk.page.text
    entry = AuditEntry
    (left,) = await entry.select(
        entry.actor_name, entry.on_behalf_of, entry.channel, entry.speaker, entry.remark
    ).where(entry.act == "registration.left_free")
    assert left | {"remark": opened(left["remark"])} == {
        "actor_name": "Herr Büro",
        "on_behalf_of": "Demo-Person 1",
        "channel": "phone",
        "speaker": "die Tochter",
        "remark": "Ist zur Kur.",
    }
    person = await Registration.select(Registration.person).where(Registration.id == registration_id).first()
    await clerk.get(f"/buero/personen/{person and person['person']}")
    assert "einen Tag frei gegeben: Dienstag, 19. Januar, 10 bis 11 Uhr (Herr Büro" in clerk.page.text


async def test_what_was_agreed_is_printed_as_a_letter(clerk: Visitor) -> None:
    registration_id, days = await a_regular_place()
    await clerk.get(f"/buero/anmeldungen/{registration_id}/tage")
    await clerk.submit("Diesen Tag freigeben", termin=str(days[1]), kanal="letter")
    await clerk.click("Bestätigung als Brief drucken")
    assert clerk.page.heading == "Sie kommen diesmal nicht: Gymnastik im Sitzen, Dienstag, 19. Januar 2027"
    # Two looks at the days, one at the letter.
    assert await AuditEntry.count().where(AuditEntry.act == "person.looked_at") == 3
    await clerk.get(f"/buero/anmeldungen/{registration_id}/tage/4711/brief")
    assert clerk.page.status == 404


async def test_the_caller_comes_after_all(clerk: Visitor) -> None:
    registration_id, days = await a_regular_place()
    await clerk.get(f"/buero/anmeldungen/{registration_id}/tage")
    await clerk.submit("Diesen Tag freigeben", termin=str(days[1]))
    await clerk.submit("kommt am Dienstag, 19. Januar doch")
    assert await Absence.count() == 0
    assert "Am Dienstag, 19. Januar 2027 kommen Sie doch." in clerk.page.text


async def test_only_a_regular_place_has_days_to_leave(clerk: Visitor) -> None:
    receipt = await a_sign_up(await a_published_event(terms=seats(12)))
    registration = await queries.by_code(receipt.code)
    await clerk.get(f"/buero/anmeldungen/{registration.id}/tage")
    assert "Das geht nur mit einem Stammplatz." in clerk.page.text


async def test_a_day_that_is_none_is_refused_with_the_page(clerk: Visitor) -> None:
    registration_id, _days = await a_regular_place()
    await clerk.get(f"/buero/anmeldungen/{registration_id}/tage")
    await clerk.post(f"/buero/anmeldungen/{registration_id}/tage", {"tun": "frei"})
    assert clerk.page.status == 422
    assert clerk.page.errors == ["Wählen Sie bitte einen Tag."]


async def test_with_a_quick_answer_it_is_noted_who_spoke_and_how(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)), a_wish(email="demo1@example.org"))
    await clerk.submit("Finden", wer="Demo-Person")
    await clerk.submit("sagt ab", kanal="counter", anrufer="Nachbarin", bemerkung="Zettel liegt bei uns.")
    entry = AuditEntry
    (ended,) = await entry.select(entry.channel, entry.speaker, entry.remark, entry.at).where(
        entry.act == "registration.signed_off"
    )
    assert ended | {"remark": opened(ended["remark"])} == {
        "channel": "counter",
        "speaker": "Nachbarin",
        "remark": "Zettel liegt bei uns.",
        "at": NOW,
    }
    assert "Zettel liegt bei uns." in clerk.page.text


async def test_who_signed_off_may_have_that_as_a_letter(clerk: Visitor) -> None:
    receipt = await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.submit("Finden", wer="0001")
    await clerk.submit("sagt ab")
    registration = await queries.by_code(receipt.code)
    await clerk.follow(f"/buero/anmeldungen/{registration.id}/brief")
    assert clerk.page.heading == "Sie sind abgemeldet: Gymnastik im Sitzen, Dienstag, 12. Januar 2027"


async def test_a_guest_tells_the_club_and_comes_after_all(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_maintainer())
    registration_id, days = await a_regular_place()
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{days[0]}")
    await visitor.submit("diesmal nicht: Demo-Person 1")
    assert "Diesmal nicht dabei, der Stammplatz bleibt" in visitor.page.text
    assert await Absence.select(Absence.registration, Absence.occurrence) == [
        {"registration": registration_id, "occurrence": days[0]}
    ]
    assert "Danke, dass Sie Bescheid sagen, Demo-Person 1. Am Dienstag, 12. Januar 2027" in visitor.page.text
    await visitor.submit("kommt doch: Demo-Person 1")
    assert await Absence.count() == 0
    assert "Schön, Demo-Person 1. Am Dienstag, 12. Januar 2027 kommen Sie doch." in visitor.page.text
    assert not await CallTask.exists().where(CallTask.purpose.is_in(["left_free", "comes_after_all"]))


async def test_a_guest_who_did_not_say_so_is_told_and_only_what_is_still_true(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_maintainer())
    _registration, days = await a_regular_place()
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{days[0]}")
    await visitor.submit("diesmal nicht: Demo-Person 1")
    await visitor.submit("Bescheid geben")
    await visitor.submit("kommt doch: Demo-Person 1")
    await visitor.submit("Bescheid geben")
    calls = (
        await CallTask.select(CallTask.purpose, CallTask.state)
        .where(CallTask.purpose.is_in(["left_free", "comes_after_all"]))
        .order_by(CallTask.id)
    )
    assert calls == [
        {"purpose": "left_free", "state": "outdated"},
        {"purpose": "comes_after_all", "state": "open"},
    ]
    assert await AuditEntry.count().where(AuditEntry.act == "registration.told_of_day") == 2


async def test_of_three_presses_at_once_one_tells(visitor: Visitor) -> None:
    registration_id, days = await a_regular_place()
    registration = await queries.by_id(registration_id)
    await leave_free(registration, days[0], OFFICE, NOW)
    await gather(*(tell_of_day(registration, days[0], OFFICE, NOW) for _ in range(3)))
    assert await said_of_days() == ["left_free"]
    await come_after_all(registration, days[0], OFFICE, NOW)
    await leave_free(registration, days[0], OFFICE, NOW)
    await tell_of_day(registration, days[0], OFFICE, NOW)
    assert await said_of_days() == ["left_free", "left_free"]


async def test_nobody_is_told_of_a_day_that_nothing_was_said_about(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_maintainer())
    registration_id, days = await a_regular_place()
    desk = f"/verein/demo-turnverein-barbarossa/termine/{days[0]}"
    await visitor.post(f"{desk}/anmeldung/{registration_id}/bescheid")
    await visitor.get(f"{desk}?tag={registration_id}")
    assert "kommen Sie doch" not in visitor.page.text
    assert await said_of_days() == []


@pytest.mark.parametrize("status", ["waiting", "offered", "signed_off"])
async def test_whoever_has_no_place_is_told_of_no_day(visitor: Visitor, status: str) -> None:
    await sign_in(visitor, await people.a_maintainer())
    registration_id, days = await a_regular_place()
    registration = await queries.by_id(registration_id)
    await leave_free(registration, days[0], OFFICE, NOW)
    await come_after_all(registration, days[0], OFFICE, NOW)
    await Registration.update({Registration.status: status}).where(Registration.id == registration_id)
    with pytest.raises(Refused, match="nicht angemeldet"):
        await tell_of_day(registration, days[0], OFFICE, NOW)
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{days[0]}?tag={registration_id}")
    assert visitor.page.status == 200
    assert ("kommen Sie doch" in visitor.page.text, await said_of_days()) == (False, [])


async def test_nobody_is_told_to_come_on_a_date_that_is_called_off(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_maintainer())
    registration_id, days = await a_regular_place()
    registration = await queries.by_id(registration_id)
    await leave_free(registration, days[0], OFFICE, NOW)
    await come_after_all(registration, days[0], OFFICE, NOW)
    await Occurrence.update({Occurrence.state: "called_off"}).where(Occurrence.id == days[0])
    with pytest.raises(Refused, match="fällt aus"):
        await tell_of_day(registration, days[0], OFFICE, NOW)
    await visitor.get(f"/verein/demo-turnverein-barbarossa/termine/{days[0]}?tag={registration_id}")
    assert visitor.page.status == 200
    assert ("kommen Sie doch" in visitor.page.text, await said_of_days()) == (False, [])


async def said_of_days() -> list[str]:
    calls = await CallTask.select(CallTask.purpose).where(
        CallTask.purpose.is_in(["left_free", "comes_after_all"])
    )
    return [row["purpose"] for row in calls]


async def test_the_club_has_no_say_over_guests_of_other_events(visitor: Visitor) -> None:
    registration_id, _days = await a_regular_place()
    own = await occurrence_ids(await a_published_event(terms=seats(5)))
    await sign_in(visitor, await people.a_maintainer())
    await visitor.post(
        f"/verein/demo-turnverein-barbarossa/termine/{own[0]}/anmeldung/{registration_id}/freigeben"
    )
    assert visitor.page.status == 404
    assert await Absence.count() == 0
