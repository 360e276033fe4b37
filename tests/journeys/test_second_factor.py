"""A board member's second factor, from the invitation over a lost telephone to the lead who helps."""

import re
from datetime import timedelta

from app_fixtures import StandingClock
from makers import NOW, PASSWORD, a_city
from mittendrin.accounts.second_factor import code_of, step_at
from mittendrin.accounts.tables import Account, Session
from people import a_lead, a_responsible, link_in_mail_to, mail_to, sign_in
from visitor import Visitor

NEW = "neu@example.org"


async def test_from_the_invitation_to_a_lost_telephone(visitor: Visitor, clock: StandingClock) -> None:
    await _is_invited(visitor)
    await visitor.get(await link_in_mail_to(NEW))
    await visitor.submit("Zugang anlegen", name="Herr Neu", passwort=PASSWORD)

    # Led there before anything else, and whichever door is tried.
    for path in ("/beirat", "/beirat?seite=2", "/verein", "/zugang/mein", "/zugang/passwort"):
        await visitor.get(path)
        assert visitor.page.heading == "Zweiter Schritt beim Anmelden"
    await visitor.post("/zugang/passwort", {"bisher": PASSWORD, "passwort": "drei rote Boote im Hafen"})
    assert visitor.page.heading == "Zweiter Schritt beim Anmelden"

    secret, codes = await _sets_up(visitor, clock)
    assert visitor.page.path == "/beirat?seite=2"

    await visitor.submit("Abmelden")
    await _signs_in_with_a_code(visitor, secret, clock)
    assert visitor.page.path == "/beirat"

    await visitor.submit("Abmelden")
    await _first_step(visitor)
    await visitor.submit("Mit Notfall-Code anmelden", notfall=f" {codes[0].lower()} ")
    assert visitor.page.path == "/beirat"
    await visitor.get("/zugang/mein")
    assert "Sie haben noch 9 Notfall-Codes." in visitor.page.text

    await _everything_is_lost(visitor)


async def _is_invited(visitor: Visitor) -> None:
    await a_city()
    await sign_in(visitor, await a_lead())
    await visitor.get("/buero/zugaenge")
    await visitor.submit("Einladung schicken", name="Herr Neu", mail=NEW, rolle="board")
    visitor.client.cookies.clear()


async def _sets_up(visitor: Visitor, clock: StandingClock) -> tuple[str, list[str]]:
    """The secret, typed by hand, and the recovery codes."""
    await visitor.get("/beirat?seite=2")
    found = re.search(r'class="code">([A-Z2-7 ]+)<', visitor.page.answer.text)
    assert found
    secret = found[1].replace(" ", "")
    await visitor.submit("Zweiten Schritt einschalten", code="123 456")
    assert visitor.page.errors[0].startswith("Dieser Code stimmt nicht.")
    code = code_of(secret, step_at(clock.now))
    await visitor.submit("Zweiten Schritt einschalten", code=f"{code[:3]} {code[3:]}")
    codes = re.findall(r"<li><b>([A-Z2-9 ]+)</b></li>", visitor.page.answer.text)
    assert len(codes) == 10
    assert visitor.page.answer.headers["cache-control"] == "no-store"
    await visitor.click("Ich habe die Codes, weiter")
    return secret, codes


async def _first_step(visitor: Visitor) -> None:
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=NEW, passwort=PASSWORD)
    assert visitor.page.heading == "Code aus der App"
    assert 'autocomplete="one-time-code"' in visitor.page.answer.text


async def _signs_in_with_a_code(visitor: Visitor, secret: str, clock: StandingClock) -> None:
    await _first_step(visitor)
    # The code of the set-up has counted already.
    await visitor.submit("Anmelden", code=code_of(secret, step_at(clock.now)))
    assert visitor.page.errors[0].startswith("Dieser Code stimmt nicht.")
    await visitor.get("/beirat")
    assert visitor.page.path.startswith("/zugang?")
    clock.now += timedelta(seconds=30)
    await visitor.get("/zugang/code")
    await visitor.submit("Anmelden", code=code_of(secret, step_at(clock.now)))


async def _everything_is_lost(visitor: Visitor) -> None:
    async with Visitor(visitor.app) as lead:
        await sign_in(lead, await a_lead())
        await lead.get("/buero/zugaenge")
        await lead.click(f"Herr Neu, {NEW}")
        await lead.submit("Zweiten Schritt zurücksetzen")
        assert "Der zweite Schritt ist zurückgesetzt." in lead.page.text
        own = await Account.select(Account.id).where(Account.email == "leitung@example.org").first()
        assert own
        await lead.get(f"/buero/zugaenge/{own['id']}")
        await lead.submit("Zweiten Schritt zurücksetzen")
        assert lead.page.errors == ["Das ist Ihr eigener Zugang. Bitten Sie jemand anderen aus der Leitung."]
    assert "Frau Leitung hat den zweiten Schritt" in await mail_to(NEW)
    await visitor.get("/beirat")
    assert visitor.page.path.startswith("/zugang?")
    await visitor.submit("Anmelden", mail=NEW, passwort=PASSWORD)
    assert visitor.page.heading == "Zweiter Schritt beim Anmelden"


async def test_a_club_may_have_one_and_switch_it_off(visitor: Visitor, clock: StandingClock) -> None:
    await sign_in(visitor, await a_responsible())
    await visitor.click("Mein Zugang")
    await visitor.click("Zweiten Schritt einrichten")
    found = re.search(r'class="code">([A-Z2-7 ]+)<', visitor.page.answer.text)
    assert found
    code = code_of(found[1].replace(" ", ""), step_at(NOW))
    await visitor.submit("Zweiten Schritt einschalten", code=code)
    assert visitor.page.errors == ["Schreiben Sie bitte Ihr Passwort."]
    await visitor.submit("Zweiten Schritt einschalten", code=code, passwort=PASSWORD)
    assert visitor.page.heading == "Ihre Notfall-Codes"
    await visitor.get("/zugang/mein")
    await visitor.click("Zweiten Schritt ausschalten")
    await visitor.submit("Jetzt ausschalten", passwort=PASSWORD)
    assert "Sie melden sich wieder nur mit dem Passwort an." in visitor.page.text
    assert await Session.count() == 1


async def test_who_takes_too_long_types_the_password_again_and_loses_nothing(
    visitor: Visitor, clock: StandingClock
) -> None:
    await a_city()
    email = await a_lead()
    await visitor.get("/buero/zugaenge")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    clock.now += timedelta(minutes=15)
    await visitor.submit("Anmelden", code="123456")
    assert visitor.page.errors == ["Das hat zu lange gedauert. Melden Sie sich bitte noch einmal an."]
    assert visitor.page.form("Anmelden").value("weiter") == "/buero/zugaenge"
