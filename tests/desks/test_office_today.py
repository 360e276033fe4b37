"""The office finds a caller and notes what came of calls."""

from datetime import timedelta

import pytest

import people
from app_fixtures import StandingClock
from makers import NOW, a_club, a_member, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.queries import history
from mittendrin.audit.rules import SYSTEM
from mittendrin.outbox.calls import open_calls
from mittendrin.outbox.tables import CallTask
from mittendrin.places.actions import add_venue
from mittendrin.places.rules import NewVenue
from mittendrin.registrations import actions
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.rules import Target
from mittendrin.registrations.tables import Registration
from people import sign_in
from visitor import Visitor


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


async def statuses() -> list[str]:
    rows = await Registration.select(Registration.status).order_by(Registration.id)
    return [row["status"] for row in rows]


async def calls() -> list[tuple[str, str, str, int]]:
    rows = await CallTask.select().order_by(CallTask.id)
    return [(row["purpose"], row["state"], row["result"], row["tries"]) for row in rows]


@pytest.mark.parametrize("typed", ["demo-per", "0001", "0171 3920001"])
async def test_a_caller_is_found_with_dates_and_why_we_called(clerk: Visitor, typed: str) -> None:
    event_id = await a_published_event(terms=seats(12))
    await a_sign_up(event_id)
    await call_off_date((await occurrence_ids(event_id))[0], CallingOff("Der Raum ist belegt."), SYSTEM, NOW)

    await clerk.submit("Finden", wer=typed)

    assert "Demo-Person 1" in clerk.page.text
    assert "FÄLLT AUS: Der Raum ist belegt." in clerk.page.text
    # Nobody has called yet; after the first try it reads otherwise.
    assert "Deswegen rufen wir an" in clerk.page.text
    await clerk.submit("nicht erreicht")
    assert "Deswegen haben wir angerufen" in clerk.page.text


async def test_nothing_stands_between_the_question_and_its_answer(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    other_way = "Ein Verein ruft an: Termin absagen oder verlegen"
    for typed, answer in (("demo-per", "Demo-Person 1"), ("xyz", "Niemanden gefunden")):
        await clerk.get(f"/buero?wer={typed}")
        before, found, after = clerk.page.text.partition(answer)
        assert (bool(found), other_way in before, after.count(other_way)) == (True, False, 1)
    await clerk.get("/buero")
    assert clerk.page.text.count(other_way) == 1


async def test_a_caller_is_found_by_the_code_of_the_slip(clerk: Visitor) -> None:
    receipt = await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.submit("Finden", wer=receipt.code)
    assert "Demo-Person 1" in clerk.page.text


async def test_people_with_one_telephone_stay_separate_people(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(12))
    await a_sign_up(event_id)
    await a_sign_up(event_id, a_wish("Demo-Person 2"))
    await clerk.submit("Finden", wer="Demo-Person 2")
    assert "Unter derselben Nummer" in clerk.page.text
    await clerk.click("Demo-Person 1")
    assert clerk.page.heading == "Demo-Person 1"


async def test_too_few_digits_are_asked_for_again(clerk: Visitor) -> None:
    await clerk.submit("Finden", wer="12")
    assert clerk.page.errors == ["Schreiben Sie bitte einen Namen, vier Ziffern oder den Code."]


async def test_nobody_found_says_what_helps(clerk: Visitor) -> None:
    await clerk.submit("Finden", wer="Unbekannt")
    assert "Niemanden gefunden" in clerk.page.text


async def test_many_people_are_offered_to_choose_from(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(None))
    for number in range(5):
        await a_sign_up(event_id, a_wish(f"Demo-Person {number}", phone=f"+49171392000{number}"))
    await clerk.submit("Finden", wer="Demo-Person")
    assert "5 Personen gefunden" in clerk.page.text
    await clerk.click("Demo-Person 3")
    assert clerk.page.heading == "Demo-Person 3"


async def test_who_calls_to_sign_off_is_signed_off_in_the_name_of_the_caller(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.submit("Finden", wer="0001")
    await clerk.submit("sagt ab")
    assert await statuses() == ["signed_off"]
    assert "im Auftrag von Demo-Person 1" in clerk.page.text


async def test_who_was_not_reached_stays_on_the_list(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero/anrufe")
    await clerk.submit("nicht erreicht")
    await clerk.submit("nicht erreicht")
    assert await calls() == [("confirmed", "open", "not_reached", 2)]
    assert "2 Versuche, zuletzt: nicht erreicht" in clerk.page.text


async def test_a_try_that_is_sent_twice_counts_once(clerk: Visitor) -> None:
    """From an old page another note is another try, so that nothing is lost that was typed."""
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero/anrufe")
    before = clerk.page
    for noted, tries in (("", 1), ("", 1), ("Ist verreist.", 2), ("Ist verreist.", 2)):
        clerk.page = before
        await clerk.submit("nicht erreicht", notiz=noted)
        assert await calls() == [("confirmed", "open", "not_reached", tries)]


async def test_who_signs_off_on_the_telephone_loses_the_place_and_the_call_is_done(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero/anrufe")
    await clerk.submit("sagt ab", notiz="Ist verreist.")
    assert await statuses() == ["signed_off"]
    assert await calls() == [("confirmed", "done", "signs_off", 1)]
    assert "Demo-Person 1: sagt ab. Sagen Sie bitte Danke fürs Bescheidgeben." in clerk.page.text


async def test_who_accepts_on_the_telephone_is_not_called_again(clerk: Visitor) -> None:
    event_id = await a_published_event(terms=seats(1, deadline_days=0))
    later = (await occurrence_ids(event_id))[2]
    first = await _sign_up_for(event_id, later, "Demo-Person 1")
    await _sign_up_for(event_id, later, "Demo-Person 2")
    await clerk.submit("Finden", wer=first)
    await clerk.submit("sagt ab")
    await clerk.get("/buero/anrufe")
    await clerk.submit("nimmt an")
    assert await statuses() == ["signed_off", "confirmed"]
    assert {state for _purpose, state, _result, _tries in await calls()} == {"outdated", "done"}


async def _sign_up_for(event_id: int, occurrence_id: int, name: str) -> str:
    receipt = await actions.sign_up(Target(event_id, occurrence_id), a_wish(name), SYSTEM, NOW)
    return receipt.code


async def test_one_person_at_a_time_makes_a_call(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero/anrufe")
    kept = clerk.page
    await clerk.submit("Ich übernehme")
    assert "Sie rufen an" in clerk.page.text

    await sign_in(clerk, await people.a_lead())
    clerk.page = kept
    await clerk.submit("Ich übernehme")
    assert clerk.page.errors == ["Herr Büro war schneller und ruft an."]
    await clerk.submit("Doch ich")
    assert "Sie rufen an" in clerk.page.text
    await clerk.submit("Wieder abgeben")
    assert "Sie rufen an" not in clerk.page.text
    lines = (await history((await open_calls(None))[0].about))[:3]
    assert [(line.actor_name, line.words) for line in lines] == [
        ("Frau Leitung", "Anruf doch nicht übernommen"),
        ("Frau Leitung", "Anruf übernommen: vorher Herr Büro"),
        ("Herr Büro", "Anruf übernommen"),
    ]


async def test_the_list_can_be_printed_with_what_to_say(clerk: Visitor) -> None:
    await a_sign_up(await a_published_event(terms=seats(12)))
    await clerk.get("/buero/anrufe")
    await clerk.click("Ganze Liste drucken")
    assert "Guten Tag Demo-Person 1." in clerk.page.text


LETTER = "Brief drucken an Demo-Person 1: Sie sind angemeldet: Gymnastik im Sitzen, Dienstag, "


async def a_letter(at: int, club: int | None = None) -> str:
    """To somebody without a telephone, signed up for this one of the dates: tomorrow, or in a week."""
    event = await a_published_event(club, terms=seats(12))
    wish = a_wish(address="Musterstraße 1, Kaiserslautern")
    target = Target(event, (await occurrence_ids(event))[at])
    return (await actions.sign_up(target, wish, SYSTEM, NOW)).code


async def test_a_letter_that_comes_too_late_is_said_by_somebody(clerk: Visitor) -> None:
    await a_letter(at=0)
    await clerk.get("/buero")
    assert "Briefe, die zu spät kommen: 1" in clerk.page.text
    await clerk.submit("noch niemanden erreicht", notiz="Nachbarin ist nicht da.")
    assert "Der Brief bleibt auf der Liste." in clerk.page.text
    assert await calls() == [("confirmed", "open", "not_reached", 1)]
    await clerk.click(LETTER + "12. Januar 2027")
    assert "Der Brief kommt zu spät." in clerk.page.text
    await clerk.submit("Die Person weiß Bescheid")
    assert await calls() == [("confirmed", "done", "reached", 2)]
    assert "weiß Bescheid" in clerk.page.text
    await clerk.get("/buero?wer=Demo-Person+1")
    assert "weiß Bescheid, Herr Büro" in clerk.page.text
    assert "Brief ist unterwegs" not in clerk.page.text


@pytest.mark.parametrize(("days", "late"), [(0, False), (4, True)])
async def test_a_letter_is_late_when_nobody_writes_it_in_time(
    visitor: Visitor, clock: StandingClock, days: int, late: bool
) -> None:
    await a_letter(at=1)
    clock.now += timedelta(days=days)
    await sign_in(visitor, await people.a_clerk())
    assert ("Briefe, die zu spät kommen: 1" in visitor.page.text) is late


async def test_who_has_only_an_address_gets_a_letter(clerk: Visitor) -> None:
    await a_letter(at=1)
    await clerk.get("/buero/anrufe")
    await clerk.click(LETTER + "19. Januar 2027")
    for said in (
        "Musterstraße 1, Kaiserslautern",
        "Guten Tag Demo-Person 1, Sie sind angemeldet.",
        "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2",
        "Frau Demo erwartet Sie.",
        "Ihr Zettel-Code ist",
        "Sie haben kein Telefon? Schreiben Sie uns: Musterstraße 1, 67657 Kaiserslautern",
    ):
        assert said in clerk.page.text
    await clerk.submit("Brief ist unterwegs")
    assert await calls() == [("confirmed", "done", "reached", 1)]


async def test_a_confirmation_printed_at_the_office_settles_its_task(clerk: Visitor) -> None:
    club = await a_club()
    await a_member("verein@example.org", club)
    code = await a_letter(at=1, club=club)
    assert [call.way for call in await open_calls(None)] == ["letter"]
    await clerk.get("/buero")
    await clerk.submit("Finden", wer="Demo-Person 1")
    await clerk.click(f"Brief drucken {code}")
    await clerk.submit("Brief ist unterwegs")
    assert await calls() == [("confirmed", "done", "reached", 1)]
    assert clerk.page.heading == "Demo-Person 1"


async def test_a_place_that_waits_for_its_address_is_said_first_thing(clerk: Visitor) -> None:
    assert "bitte prüfen" not in clerk.page.text
    await add_venue(NewVenue("Café Neu", "Neue Straße 1", "67655", None), SYSTEM, NOW)
    await clerk.get("/buero")
    await clerk.click("1 neuer Ort: bitte prüfen")
    assert "neu, bitte prüfen" in clerk.page.text
    await add_venue(NewVenue("Halle Neu", "Neue Straße 2", "67655", None), SYSTEM, NOW)
    await clerk.get("/buero")
    assert "2 neue Orte: bitte prüfen" in clerk.page.text

    await clerk.click("2 neue Orte: bitte prüfen")
    await clerk.click("Café Neu")
    await clerk.submit("Speichern", stadt="Kaiserslautern")
    await clerk.get("/buero")
    assert "1 neuer Ort: bitte prüfen" in clerk.page.text
