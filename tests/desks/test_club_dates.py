"""The club secretary on the day: the list, the tick boxes, a caller, a burst pipe."""

from datetime import datetime

from app_fixtures import StandingClock
from databases import Database
from makers import BERLIN, CLUB, NOW, a_club, a_published_event, a_wish, occurrence_ids, seats
from mittendrin.events.queries import date
from mittendrin.outbox.tables import CallTask
from mittendrin.registrations.actions import sign_up
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.lists import list_of_date
from mittendrin.registrations.rules import Target
from people import a_clerk, a_responsible, from_another_club, sign_in
from registrations.seen import everybody_is_reached
from visitor import Visitor

DESK = "/verein/demo-turnverein-barbarossa"


async def names(occurrence_id: int) -> list[str]:
    return [guest.registration.name for guest in (await list_of_date(occurrence_id, NOW)).coming]


async def a_date(number_of_seats: int = 2) -> int:
    event_id = await a_published_event(await a_club(), terms=seats(number_of_seats))
    first = (await occurrence_ids(event_id))[0]
    await sign_up(Target(event_id, first), a_wish("Demo-Person 1"), CLUB, NOW)
    return first


async def test_nothing_typed_is_lost_when_something_is_missing(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/anmelden")
    await visitor.submit("Anmelden", name="Demo-Person 2")
    assert visitor.page.answer.status_code == 422
    assert "Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt." in visitor.page.text
    assert 'value="Demo-Person 2"' in visitor.page.answer.text


async def test_whoever_was_there_is_ticked_and_stays_ticked(visitor: Visitor, clock: StandingClock) -> None:
    first = await a_date()
    clock.now = datetime(2027, 1, 12, 10, 30, tzinfo=BERLIN)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    guest = (await list_of_date(first, clock.now)).coming[0]
    await visitor.submit("Teilnahme sichern", da=[str(guest.registration.id)])
    assert [one.present for one in (await list_of_date(first, clock.now)).coming] == [True]


async def test_a_date_called_off_tells_everybody(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    await visitor.click("Termin absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
    assert visitor.page.heading == "Angaben prüfen: Termin absagen"
    assert "1 Anmeldung gibt es schon. Wir sagen Bescheid: 1 mit Anruf." in visitor.page.text
    await visitor.submit("Etwas ändern")
    await visitor.submit("Weiter: Angaben prüfen", grund="Ein Rohr ist gebrochen.")
    assert not (await date(first, NOW)).called_off
    await visitor.submit("Jetzt absagen und Bescheid sagen")
    assert "Erledigt. Wir sagen einer Anmeldung Bescheid." in visitor.page.text
    assert "FÄLLT AUS: Ein Rohr ist gebrochen." in visitor.page.text
    open_calls = await CallTask.select(CallTask.purpose).where(CallTask.state == "open")
    assert [row["purpose"] for row in open_calls] == ["called_off"]


async def test_a_date_moved_keeps_its_people(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/verlegen")
    moved = {
        "tag-tag": "13",
        "tag-monat": "1",
        "tag-jahr": "2027",
        "von": "14",
        "bis": "15.30",
        "ort": "Rathaus",
    }
    await visitor.submit("Weiter: Angaben prüfen", **moved)
    assert visitor.page.errors == ["Sagen Sie den Menschen bitte, warum."]
    said = {"grund": "Ein Rohr ist gebrochen.", "stattdessen": "Kommen Sie am Freitag zum Chor."}
    await visitor.submit("Weiter: Angaben prüfen", **said)
    assert "Kommen Sie am Freitag zum Chor." in visitor.page.text
    assert "Mittwoch, 13. Januar 2027, 14 bis 15.30 Uhr" in visitor.page.text
    await visitor.submit("Jetzt verlegen und Bescheid sagen")
    assert "Mittwoch, 13. Januar, 14 bis 15.30 Uhr, Rathaus" in visitor.page.text
    assert "Ein Rohr ist gebrochen. Stattdessen: Kommen Sie am Freitag zum Chor." in visitor.page.text
    assert await names(first) == ["Demo-Person 1"]


async def test_a_move_into_the_past_is_refused_kindly(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/verlegen")
    past = {
        "tag-tag": "4",
        "tag-monat": "1",
        "tag-jahr": "2027",
        "von": "14",
        "bis": "15",
        "grund": "Heizung",
    }
    await visitor.submit("Weiter: Angaben prüfen", **past)
    assert "Dieser Tag ist schon vorbei. Wählen Sie bitte einen neuen Tag." in visitor.page.text


async def test_a_time_that_has_passed_today_is_called_so(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/verlegen")
    early = {"tag-tag": "11", "von": "7", "bis": "8", "grund": "Heizung"}
    await visitor.submit("Weiter: Angaben prüfen", **early)
    assert visitor.page.errors == ["Diese Uhrzeit ist heute schon vorbei. Wählen Sie bitte eine spätere."]


async def test_whoever_moves_a_date_into_the_night_is_asked_as_for_a_new_event(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    question = "Das beginnt nachts um 3 Uhr. Stimmt das?"
    for hour, asked in (("3 Uhr", True), ("15", False)):
        await visitor.get(f"{DESK}/termine/{first}/verlegen")
        there = {"tag-tag": "13", "von": hour, "bis": "16", "grund": "Heizung"}
        await visitor.submit("Weiter: Angaben prüfen", **there)
        assert visitor.page.heading == "Angaben prüfen: Termin verlegen"
        assert (question in visitor.page.text) is asked


async def test_a_move_to_another_hour_drops_the_meeting_time_and_says_so(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(5), meeting_point="um 9.50 Uhr am Eingang")
    first = (await occurrence_ids(event))[0]
    await sign_in(visitor, await a_responsible())
    for hour, asked in (("10", False), ("11", True)):
        await visitor.get(f"{DESK}/termine/{first}/verlegen")
        there = {"tag-tag": "13", "von": hour, "bis": "12", "grund": "Heizung"}
        await visitor.submit("Weiter: Angaben prüfen", **there)
        assert ("Für diesen Tag schreiben wir: „am Eingang“." in visitor.page.text) is asked
    await visitor.submit("Jetzt verlegen")
    assert (await date(first, NOW)).meeting_point == "am Eingang"
    lines = (await visitor.client.get("/programm/2027-01.txt")).text.splitlines()
    told = [line for line in lines if "Gymnastik" in line and line.startswith(("10", "11"))]
    assert [("9.50" in line) for line in told if "NEUER TAG" in line] == [False]


async def test_the_head_of_the_list_says_yes_on_the_telephone(visitor: Visitor) -> None:
    first = await a_date(1)
    event_id = (await date(first, NOW)).event_id
    await sign_up(Target(event_id, first), a_wish("Demo-Person 2"), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    await visitor.submit("sagt ab: Demo-Person 1")
    await visitor.submit("sagt zu: Demo-Person 2")
    assert await names(first) == ["Demo-Person 2"]


async def test_the_list_to_print_has_boxes_names_and_numbers(visitor: Visitor) -> None:
    first = await a_date()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/liste")
    assert "☐Demo-Person 110171 39 20 001" in visitor.page.text


async def test_another_club_finds_nothing_under_its_own_address(visitor: Visitor, database: Database) -> None:
    first = await a_date()
    await sign_in(visitor, await from_another_club())
    answer = await visitor.get(f"/verein/demo-wanderfreunde/termine/{first}")
    assert answer.answer.status_code == 404


async def test_the_whole_event_can_be_called_off(visitor: Visitor) -> None:
    first = await a_date()
    event_id = (await date(first, NOW)).event_id
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/absagen")
    await visitor.submit("Weiter: Angaben prüfen", grund="Die Leiterin ist krank.")
    assert "12 Termine, von Dienstag, 12. Januar 2027 bis Dienstag, 30. März 2027" in visitor.page.text
    await visitor.submit("Alles absagen und Bescheid sagen")
    assert (await date(first, NOW)).called_off

    await everybody_is_reached()
    await visitor.get(f"{DESK}/veranstaltungen")
    await visitor.click("„Gymnastik im Sitzen“ findet doch statt")
    assert "Die Leiterin ist krank." in visitor.page.text
    await visitor.submit("Findet doch statt: Bescheid sagen")
    assert "Die Veranstaltung findet doch statt." in visitor.page.text
    assert not (await date(first, NOW)).called_off


async def test_a_date_that_was_called_off_takes_place_after_all(visitor: Visitor) -> None:
    first = await a_date()
    await call_off_date(first, CallingOff("Ein Rohr ist gebrochen."), CLUB, NOW)
    await everybody_is_reached()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    await visitor.click("Findet doch statt")
    assert "Wir sagen Bescheid: 1 mit Anruf." in visitor.page.text
    await visitor.submit("Findet doch statt: Bescheid sagen")
    assert "FÄLLT AUS" not in visitor.page.text
    await visitor.get(f"{DESK}/anrufe")
    assert "Gymnastik im Sitzen findet jetzt doch statt." in visitor.page.text


async def test_what_has_begun_stays_called_off(visitor: Visitor, clock: StandingClock) -> None:
    first = await a_date()
    await call_off_date(first, CallingOff("Ein Rohr ist gebrochen."), CLUB, NOW)
    clock.now = datetime(2027, 1, 12, 10, tzinfo=BERLIN)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}")
    assert "Findet doch statt" not in visitor.page.text
    await visitor.get(f"{DESK}/termine/{first}/findet-statt")
    assert visitor.page.errors == ["Dieser Termin ist schon vorbei."]
    await visitor.post(f"{DESK}/termine/{first}/findet-statt")
    assert visitor.page.errors == ["Dieser Termin ist schon vorbei."]


async def test_from_the_second_week_on_it_is_wednesday(visitor: Visitor) -> None:
    first = await a_date()
    event_id = (await date(first, NOW)).event_id
    for title in ("Chor", "Schach"):  # a club that is proven waits for nobody
        await a_published_event(await a_club(), title=title)
    second = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, second), a_wish("Demo-Person 2"), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/veranstaltungen/{event_id}/ab-einem-tag")
    new = {
        "tag-tag": "19",
        "tag-monat": "1",
        "tag-jahr": "2027",
        "wochentage": ["mittwoch"],
        "grund": "Der Raum ist belegt.",
    }
    await visitor.submit("Weiter: Angaben prüfen", **new)
    assert "Mittwoch, 20. Januar 2027" in visitor.page.text
    assert "1 Anmeldung gibt es schon." in visitor.page.text
    await visitor.submit("So ändern und Bescheid sagen")
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Mittwoch, 20. Januar, 10 bis 11 Uhr" in visitor.page.text


async def test_the_club_calls_whoever_has_no_email(visitor: Visitor) -> None:
    await a_responsible()
    first = await a_date()
    await call_off_date(first, CallingOff("Ein Rohr ist gebrochen."), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/anrufe")
    assert "Der Grund: Ein Rohr ist gebrochen." in visitor.page.text
    await visitor.submit("Ich übernehme")
    assert "Sie rufen an" in visitor.page.text
    await visitor.click("Ganze Liste drucken")
    assert "Demo-Person 1: 0171 39 20 001" in visitor.page.text
    await visitor.click("Zurück zu den Anrufen")
    await visitor.submit("erreicht", notiz="sagt es ihrer Nachbarin")
    assert "Demo-Person 1: erreicht." in visitor.page.text
    assert "Niemand muss angerufen werden." in visitor.page.text
    assert "sagt es ihrer Nachbarin" in visitor.page.text


async def test_letters_are_written_by_the_office_and_not_by_the_club(visitor: Visitor) -> None:
    event_id = await a_published_event(await a_club(), terms=seats(3))
    in_a_week = (await occurrence_ids(event_id))[1]
    await sign_up(Target(event_id, in_a_week), a_wish("Demo-Person 3", address="Musterweg 3"), CLUB, NOW)
    await sign_in(visitor, await a_responsible())
    await visitor.click("Anrufe")
    assert "Demo-Person 3" not in visitor.page.text
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/anrufe")
    await visitor.click(
        "Brief drucken an Demo-Person 3: Sie sind angemeldet: Gymnastik im Sitzen, Dienstag, 19. Januar 2027"
    )
    await visitor.click("Zurück zu den Anrufen")
    await visitor.submit("Brief ist unterwegs")
    assert "Niemand muss angerufen werden." in visitor.page.text


async def test_nobody_reads_the_calls_of_another_club(visitor: Visitor) -> None:
    await a_responsible()
    await a_date()
    call = await CallTask.select(CallTask.id).first()
    assert call
    await sign_in(visitor, await from_another_club())
    desk = "/verein/demo-wanderfreunde/anrufe"
    await visitor.get(f"{desk}?fertig={call['id']}")
    assert "Demo-Person 1" not in visitor.page.text
    for act in ("uebernehmen", "zurueckgeben", "ergebnis"):
        answer = await visitor.post(f"{desk}/{call['id']}/{act}", {"ergebnis": "reached"})
        assert answer.answer.status_code == 404


async def test_the_club_is_asked_about_somebody_who_is_on_the_list_already(visitor: Visitor) -> None:
    first = await a_date(5)
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/termine/{first}/anmelden")
    caller = {"name": "Demo-Person 1", "telefon": "0171 3920001", "einwilligung": "ja"}
    await visitor.submit("Anmelden", **caller, personen="1")
    assert "Demo-Person 1 ist schon angemeldet:" in visitor.page.errors[0]
    await visitor.submit("Anmelden", trotzdem="ja")
    assert await names(first) == ["Demo-Person 1", "Demo-Person 1"]
