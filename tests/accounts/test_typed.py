"""A session ends while somebody is typing: they sign in, and everything is still there."""

from datetime import timedelta

import pytest

import people
from app_fixtures import StandingClock
from makers import PASSWORD, a_city, a_pair, a_proposal, a_published_event, a_topic, a_venue
from mittendrin.accounts import links
from mittendrin.accounts.rules import SESSION_IDLE
from mittendrin.accounts.tables import Session
from mittendrin.barriers.tables import BarrierReport
from mittendrin.events.tables import Event
from mittendrin.jobs.trimming import trim
from mittendrin.web.carried import MOST_FIELDS
from people import second_step, sign_in
from visitor import Values, Visitor

LONG = "Der Kalender ist zu klein.\n\nÜber „Größere Schrift“ geht es auch nicht."


async def typed_at(visitor: Visitor, clock: StandingClock) -> None:
    """A report is typed; meanwhile the session ends."""
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/buero/meldungen/neu")
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    await visitor.submit("Meldung sichern", was=LONG, name="Demo-Person 4", kanal="counter")


async def test_a_session_lasts_a_working_day() -> None:
    assert timedelta(hours=8) <= SESSION_IDLE


async def test_what_was_typed_is_there_after_signing_in_again(visitor: Visitor, clock: StandingClock) -> None:
    await typed_at(visitor, clock)
    assert visitor.page.status == 401
    assert "Ihre Angaben gehen nicht verloren." in visitor.page.text

    await visitor.submit("Anmelden", mail="buero@example.org", passwort=PASSWORD)
    await second_step(visitor, "buero@example.org")

    assert visitor.page.heading == "Barriere aufnehmen"
    assert "Ihre Angaben sind noch da." in visitor.page.text
    form = visitor.page.form("Meldung sichern")
    assert [form.value(name) for name in ("was", "name", "kanal")] == [LONG, "Demo-Person 4", "counter"]
    assert await BarrierReport.count() == 0
    await visitor.submit("Meldung sichern")
    assert await BarrierReport.select(BarrierReport.what) == [{"what": LONG}]


async def test_who_signs_in_with_a_link_goes_on_where_the_text_stands(
    visitor: Visitor, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is left open in one window, the link is opened in another one."""
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)
    await a_topic()
    await a_venue()
    email = await people.a_maintainer()
    await sign_in(visitor, email)
    await visitor.get("/verein/demo-turnverein-barbarossa/neu")
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    await visitor.submit("Weiter", titel="Singen im Park", beschreibung="Wir singen alte Lieder.")
    await visitor.submit("Einen Link per E-Mail bekommen")
    assert visitor.page.errors == ["Schreiben Sie bitte Ihre E-Mail-Adresse."]
    await visitor.submit("Link schicken", mail=email)
    assert (visitor.page.status, visitor.page.heading) == (200, "Sehen Sie jetzt in Ihre E-Mails")
    fields = visitor.page.form("Weiter mit meinen Angaben").filled({})
    typed_before = [text for name, text in fields if name == "getippt"]
    left_open: Values = {"weiter": dict(fields)["weiter"], "getippt": typed_before, "inzwischen": "ja"}
    await visitor.submit("Weiter mit meinen Angaben")
    assert visitor.page.errors == [
        "Sie sind noch nicht angemeldet. Öffnen Sie zuerst den Link aus der E-Mail."
    ]

    await visitor.get(await people.link_in_mail_to(email))
    await visitor.submit("Jetzt anmelden")
    await visitor.post("/zugang", left_open)
    assert visitor.page.path.startswith("/verein/demo-turnverein-barbarossa/neu?")
    assert visitor.page.form("Weiter").value("titel") == "Singen im Park"
    assert await Event.count() == 0


async def test_a_wrong_password_loses_nothing(visitor: Visitor, clock: StandingClock) -> None:
    await typed_at(visitor, clock)
    await visitor.submit("Anmelden", mail="buero@example.org", passwort="falsch, ganz falsch")
    await visitor.submit("Anmelden", mail="buero@example.org", passwort=PASSWORD)
    await second_step(visitor, "buero@example.org")
    assert visitor.page.form("Meldung sichern").value("was") == LONG


async def test_the_pages_of_a_club_s_event_come_back(visitor: Visitor, clock: StandingClock) -> None:
    await a_topic()
    await a_venue()
    await sign_in(visitor, await people.a_maintainer())
    await visitor.get("/verein/demo-turnverein-barbarossa/neu")
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    await visitor.submit("Weiter", titel="Singen im Park", beschreibung="Wir singen alte Lieder.")
    await visitor.submit("Anmelden", mail="pflege@example.org", passwort=PASSWORD)
    assert visitor.page.path.startswith("/verein/demo-turnverein-barbarossa/neu?")
    form = visitor.page.form("Weiter")
    assert [form.value("titel"), form.value("beschreibung")] == ["Singen im Park", "Wir singen alte Lieder."]
    assert await Event.count() == 0


async def test_a_change_of_an_event_comes_back_as_the_preview_of_the_change(
    visitor: Visitor, clock: StandingClock
) -> None:
    event_id = await a_published_event()
    await sign_in(visitor, await people.a_maintainer())
    way = f"/verein/demo-turnverein-barbarossa/veranstaltungen/{event_id}/aendern"
    await visitor.get(way)
    data = dict(visitor.page.form("So einreichen").filled({}))
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    await visitor.post(f"{way}/einreichen", data | {"titel": "Gymnastik im Stehen"})
    await visitor.submit("Anmelden", mail="pflege@example.org", passwort=PASSWORD)
    assert "Gymnastik im Stehen" in visitor.page.text
    assert await Event.select(Event.title) == [{"title": "Gymnastik im Sitzen"}]


@pytest.mark.parametrize("sent_to", ["sichern", "antwort"])
async def test_a_note_about_a_proposal_comes_back_on_the_page_of_its_request(
    visitor: Visitor, clock: StandingClock, sent_to: str
) -> None:
    await a_city()
    offer, request = await a_pair()
    number = await a_proposal(offer, request)
    await sign_in(visitor, await people.a_clerk())
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    said = {"seite": "volunteer", "bemerkung": "Ruft morgen noch einmal an"}
    await visitor.post(f"/buero/hilfe/vorschlaege/{number}/{sent_to}", said)
    await visitor.submit("Anmelden", mail="buero@example.org", passwort=PASSWORD)
    await second_step(visitor, "buero@example.org")
    assert visitor.page.path == f"/buero/hilfe/gesuche/{request}?getippt=ja"
    assert "Ruft morgen noch einmal an" in visitor.page.answer.text


async def test_a_button_alone_leads_back_to_its_page(visitor: Visitor, clock: StandingClock) -> None:
    await sign_in(visitor, await people.a_clerk())
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    await visitor.post("/buero/notizen/1/verwerfen")
    assert visitor.page.path == "/zugang?weiter=%2Fbuero"


async def test_passwords_are_never_carried(visitor: Visitor, clock: StandingClock) -> None:
    await sign_in(visitor, await people.a_clerk())
    await visitor.get("/zugang/passwort")
    clock.now += SESSION_IDLE + timedelta(minutes=1)
    await visitor.submit(0, bisher=PASSWORD, passwort="ein ganz neues Passwort")
    assert "ganz neues" not in visitor.page.answer.text
    assert visitor.page.path.startswith("/zugang")


async def test_what_may_come_from_another_site_is_not_carried(visitor: Visitor) -> None:
    """Without a cookie and without a word about its origin the request gets as far as the guard."""
    answer = await visitor.client.post("/buero/meldungen/neu", data={"was": "Fremder Text"})
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/zugang?weiter=%2Fbuero%2Fmeldungen%2Fneu",
    )


async def test_too_much_is_not_carried(visitor: Visitor) -> None:
    await visitor.post("/buero/meldungen/neu", {f"feld{n}": "x" for n in range(MOST_FIELDS + 1)})
    assert visitor.page.path == "/zugang?weiter=%2Fbuero%2Fmeldungen%2Fneu"


async def test_after_an_hour_nothing_is_kept(visitor: Visitor, clock: StandingClock) -> None:
    await typed_at(visitor, clock)
    await visitor.submit("Anmelden", mail="buero@example.org", passwort=PASSWORD)
    await second_step(visitor, "buero@example.org")
    clock.now += timedelta(hours=1)
    await visitor.get("/buero/meldungen/neu?getippt=ja")
    assert visitor.page.form("Meldung sichern").value("was") == ""
    await trim(clock.now)
    assert not await Session.exists().where(Session.typed != "")


async def test_nobody_else_s_session_shows_it(visitor: Visitor, clock: StandingClock) -> None:
    await typed_at(visitor, clock)
    await visitor.submit("Anmelden", mail="buero@example.org", passwort=PASSWORD)
    await second_step(visitor, "buero@example.org")
    await sign_in(visitor, await people.a_lead())
    await visitor.get("/buero/meldungen/neu?getippt=ja")
    assert visitor.page.form("Meldung sichern").value("was") == ""
