"""Forms, check page and slip, as a person at a browser meets them."""

import re
from datetime import timedelta

import pytest

from app_fixtures import StandingClock
from html_page import words as words_in
from makers import CLUB, NOW, a_published_event, a_sign_up, a_wish, occurrence_ids, seats
from mittendrin.audit.rules import VISITOR
from mittendrin.core.tokens import show_slip_code
from mittendrin.events.rules import SignUpMode
from mittendrin.registrations import actions
from mittendrin.registrations.date_changes import CallingOff, call_off_date
from mittendrin.registrations.links import slip_path
from mittendrin.registrations.pages import GUESSES
from mittendrin.registrations.rules import Target
from registrations.seen import of, open_calls, statuses
from visitor import Visitor, until_stopped

FORM = "/veranstaltungen/gymnastik-im-sitzen/anmelden"
SEND = "/veranstaltungen/gymnastik-im-sitzen/anmelden/absenden"
HALF_A_MINUTE = timedelta(seconds=30)
SAID = {"name": "Demo-Person 1", "telefon": "0171 3920001"}


async def check(visitor: Visitor, path: str = FORM, **answers: str) -> None:
    await visitor.get(path)
    await visitor.submit("Weiter: Angaben prüfen", **(SAID | answers))


async def test_everything_that_is_missing_is_said_at_once(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor, name="", telefon="", personen="2")
    assert visitor.page.status == 422
    assert "Schreiben Sie bitte den Namen." in visitor.page.text
    assert "Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt." in visitor.page.text
    assert visitor.page.form("Weiter: Angaben prüfen").filled({})
    assert await statuses() == []


async def test_nothing_is_stored_before_the_last_button(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor)
    assert visitor.page.heading == "Angaben prüfen"
    # With no-store the way back would be an error of the browser.
    assert visitor.page.answer.headers["cache-control"] == "private, no-cache"
    assert (await statuses(), await open_calls()) == ([], [])
    await visitor.submit("Etwas ändern")
    assert "Demo-Person 1" in visitor.page.answer.text
    assert await statuses() == []


async def test_a_number_without_area_code_is_asked_back(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor, telefon="12 34 56")
    assert "Wir haben die Vorwahl ergänzt: 0631 12 34 56. Stimmt das?" in visitor.page.text
    await check(visitor)
    assert "Vorwahl ergänzt" not in visitor.page.text


@pytest.mark.parametrize(
    ("after", "extra"),
    [
        (timedelta(seconds=1), {"webseite": "https://example.org"}),
        (timedelta(hours=25), {}),
        (HALF_A_MINUTE, {"webseite": "https://example.org"}),
        (HALF_A_MINUTE, {"stempel": "1768000000.0"}),
        (HALF_A_MINUTE, {"stempel": "²³.x"}),
        (HALF_A_MINUTE, {"stempel": ""}),
    ],
)
async def test_robots_are_sent_back_to_the_form(
    visitor: Visitor, clock: StandingClock, after: timedelta, extra: dict[str, str]
) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor)
    clock.now += after
    form = visitor.page.form("Jetzt absenden")
    await visitor.post(SEND, dict(form.filled({})) | extra)
    assert visitor.page.status == 422
    assert "Das hat nicht geklappt." in visitor.page.text
    assert await statuses() == []


async def test_whoever_is_very_quick_presses_once_more(visitor: Visitor, clock: StandingClock) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor)
    clock.now += timedelta(seconds=1)
    await visitor.submit("Jetzt absenden")
    assert (visitor.page.status, visitor.page.heading) == (422, "Angaben prüfen")
    assert "Bitte noch einmal drücken Das ging sehr schnell. Drücken Sie bitte noch einmal." in words_in(
        visitor.page.main
    )
    assert "Bitte prüfen Sie noch etwas" not in visitor.page.text
    assert await statuses() == []
    await visitor.submit("Jetzt absenden")
    assert visitor.page.heading == "Sie sind angemeldet."


async def test_the_button_pressed_twice_shows_the_same_slip(visitor: Visitor, clock: StandingClock) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor)
    clock.now += HALF_A_MINUTE
    form = dict(visitor.page.form("Jetzt absenden").filled({}))
    first = (await visitor.post(SEND, form)).path
    second = (await visitor.post(SEND, form)).path
    assert first == second
    assert await statuses() == ["confirmed"]


async def test_a_party_too_large_learns_it_at_the_field(visitor: Visitor) -> None:
    await a_published_event(terms=seats(2))
    await check(visitor, personen="3")
    assert visitor.page.status == 422
    assert "Es gibt insgesamt nur 2 Plätze." in visitor.page.text


async def test_whoever_comes_too_late_reads_why(visitor: Visitor, clock: StandingClock) -> None:
    event = await a_published_event(terms=seats(1, waiting_list=False))
    await check(visitor)
    clock.now += HALF_A_MINUTE
    await a_sign_up(event, a_wish("Demo-Person 2"))
    await visitor.submit("Jetzt absenden")
    assert visitor.page.status == 422
    assert "Alle Plätze sind belegt." in visitor.page.text


async def test_the_form_itself_says_when_nothing_is_possible(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4))
    date = (await occurrence_ids(event))[0]
    await call_off_date(date, CallingOff("Der Raum ist belegt."), CLUB, NOW)
    await visitor.get(f"{FORM}?termin={date}")
    assert "Dieser Termin fällt aus." in visitor.page.text
    assert "069 90 00 90 01" in visitor.page.text


@pytest.mark.parametrize("date", ["0", "x", "99999999999999999999", "-1", "١"])
async def test_a_date_that_is_none_leads_to_the_next_one_or_nowhere(visitor: Visitor, date: str) -> None:
    await a_published_event(terms=seats(4))
    await visitor.get(f"{FORM}?termin={date}")
    assert visitor.page.status in {200, 404}


async def test_the_slip_carries_everything_for_the_fridge(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4), meeting_point="am Eingang")
    receipt = await a_sign_up(event, a_wish("Demo-Person 1", 2))
    await visitor.get(slip_path(receipt.code))
    for words in (
        "Sie sind angemeldet.",
        "Gymnastik im Sitzen",
        "Dienstag, 12. Januar, 10 bis 11 Uhr",
        "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern, Raum 2",
        "Treffpunkt: am Eingang",
        "Frau Demo erwartet Sie.",
        "Demo-Person 1, 2 Personen",
        show_slip_code(receipt.code),
    ):
        assert words in visitor.page.text
    assert visitor.page.answer.headers["cache-control"] == "no-store"
    assert visitor.page.answer.headers["x-robots-tag"] == "noindex"
    await visitor.click("In meinen Kalender übernehmen")
    assert visitor.page.answer.text.count("BEGIN:VEVENT") == 1


async def test_signing_off_is_one_step_and_thanked(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4))
    receipt = await a_sign_up(event)
    await visitor.get(slip_path(receipt.code))
    assert "erwartet Sie" in visitor.page.text
    await visitor.submit("Ich sage ab")
    assert visitor.page.heading == "Wir haben Sie abgemeldet."
    assert "erwartet Sie" not in visitor.page.text
    assert "Treffpunkt" not in visitor.page.text
    assert "Danke, dass Sie Bescheid sagen." in visitor.page.text
    assert await statuses() == ["signed_off"]
    await visitor.submit("Das war ein Versehen: Ich komme doch")
    assert visitor.page.heading == "Sie sind angemeldet."
    assert show_slip_code(receipt.code) in visitor.page.text


async def test_who_waits_is_not_told_to_come(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(1), meeting_point="am Eingang")
    await a_sign_up(event)
    waiting = await a_sign_up(event, a_wish("Demo-Person 2"))
    await visitor.get(slip_path(waiting.code))
    assert "Bitte kommen Sie erst, wenn wir uns gemeldet haben." in visitor.page.text
    for words in ("Zettel für den Kühlschrank", "Treffpunkt", "erwartet Sie", "Merken Sie sich den Termin"):
        assert words not in visitor.page.answer.text
    await visitor.submit("Ich möchte von der Warteliste")
    assert await statuses() == ["confirmed", "signed_off"]


async def test_the_slip_says_how_many_dates_it_is_for(visitor: Visitor) -> None:
    regular = await a_sign_up(await a_published_event(terms=seats(2, SignUpMode.REGULAR)), whole=True)
    await visitor.get(slip_path(regular.code))
    assert "Das ist Ihr Stammplatz: jeden Dienstag, 10 bis 11 Uhr" in visitor.page.text
    course = await a_sign_up(await a_published_event(terms=seats(2, SignUpMode.COURSE)), whole=True)
    await visitor.get(slip_path(course.code))
    assert "Sie sind bei allen 12 Terminen dabei." in visitor.page.text


async def test_the_name_of_a_daughter_does_not_fall_into_the_field_of_her_mother(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4))
    await visitor.get(FORM)
    fields = re.findall(r'<input id="(?:name|hilfe)"[^>]*', visitor.page.answer.text)
    assert ["section-gast" in field for field in fields] == [False, True]


async def test_looking_at_a_link_changes_nothing(visitor: Visitor) -> None:
    """Mail programs open links to look for harm."""
    event = await a_published_event(terms=seats(4))
    path = slip_path((await a_sign_up(event)).code)
    for act in ("annehmen", "ablehnen", "freigeben", "doch", "versehen"):
        assert (await visitor.client.get(f"{path}/{act}")).status_code in {303, 404}
    assert (await visitor.client.get(f"{path}/absagen")).status_code == 303
    assert await statuses() == ["confirmed"]


async def test_a_guessed_link_shows_nothing(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4))
    code = (await a_sign_up(event)).code
    signed = slip_path(code).rsplit("/", maxsplit=1)[1]
    other = "0" * len(signed)
    for path in (f"/meine-termine/{code}/{other}", f"/meine-termine/AAAA2222/{signed}"):
        assert (await visitor.get(path)).status == 404


@pytest.mark.parametrize(
    "name", ["Erna Müller", "müller", "MUELLER", "erna mueller", "Frau Müller", "Erna", "Frau Dr. Müller"]
)
@pytest.mark.parametrize("shape", [str, str.lower, show_slip_code])
async def test_code_and_name_lead_to_the_slip(visitor: Visitor, name: str, shape: object) -> None:
    event = await a_published_event(terms=seats(4))
    code = (await a_sign_up(event, a_wish("Erna Müller"))).code
    await visitor.get("/meine-termine")
    await visitor.submit("Weiter", code=shape(code), name=name)  # type: ignore[operator]
    assert visitor.page.heading == "Sie sind angemeldet."


async def test_every_wrong_pair_gets_the_same_sentence(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(4))
    code = (await a_sign_up(event, a_wish("Erna Müller"))).code
    answers = set()
    for typed, name in (
        (code, "Schmidt"),
        (code, "Ern"),
        (code, "Erna Schmidt"),
        (code, "Frau"),
        ("HK4P7T2M", "Müller"),
    ):
        await visitor.get("/meine-termine")
        await visitor.submit("Weiter", code=typed, name=name)
        assert visitor.page.status == 422
        answers.add(re.sub(r'value="[^"]*"', "", visitor.page.answer.text))
    assert len(answers) == 1
    assert "Code und Name passen nicht zusammen." in answers.pop()


async def test_guessing_codes_comes_to_an_end(visitor: Visitor) -> None:
    await a_published_event(terms=seats(4))
    await visitor.get("/meine-termine")
    await until_stopped(visitor, "/meine-termine", GUESSES, code="HK4P7T2M", name="Müller")


async def test_somebody_else_may_sign_up_for_a_mother(visitor: Visitor, clock: StandingClock) -> None:
    await a_published_event(terms=seats(4))
    await check(visitor, fuer="andere", hilfe="Demo-Tochter", neu="ja")
    assert "Demo-Tochter" in visitor.page.text
    clock.now += HALF_A_MINUTE
    await visitor.submit("Jetzt absenden")
    receipt = re.search(r"/meine-termine/(\w{8})/", visitor.page.path)
    assert receipt
    registration = await of(actions.Receipt(receipt.group(1), actions.Status.CONFIRMED))
    assert (registration.signed_by, registration.first_time) == ("Demo-Tochter", True)


async def test_the_event_page_offers_one_day_or_every_week(visitor: Visitor) -> None:
    event = await a_published_event(terms=seats(1, SignUpMode.REGULAR, minimum=6))
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen")
    assert "Findet statt, wenn mindestens 6 Personen kommen." in visitor.page.text
    await visitor.click("Ich komme jedes Mal mit")
    assert "Das ist ein Stammplatz: Ihr Platz ist jedes Mal für Sie da." in visitor.page.text
    await actions.sign_up(Target(event, None), a_wish(), VISITOR, NOW)
    await visitor.get("/veranstaltungen/gymnastik-im-sitzen?")
    labels = {link.text for link in visitor.page.links}
    assert {"Warteliste für diesen Tag", "Warteliste für einen Stammplatz"} <= labels
