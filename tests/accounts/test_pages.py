"""Signing in through the real pages."""

from datetime import timedelta

import pytest

import people
from makers import PASSWORD, a_city, a_club
from mittendrin.accounts import links, pages
from mittendrin.web.limits import Limit
from people import second_step, sign_in
from visitor import Visitor, until_stopped


async def test_a_board_member_lands_on_the_board(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_board_member())
    assert visitor.page.path == "/beirat"


async def test_signing_in_leads_back_to_where_one_wanted_to_go(visitor: Visitor) -> None:
    await a_city()
    email = await people.a_board_member()
    await visitor.get("/beirat?seite=2")
    assert visitor.page.path == "/zugang?weiter=%2Fbeirat%3Fseite%3D2"
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    await second_step(visitor, email)
    assert visitor.page.path == "/beirat?seite=2"


@pytest.mark.parametrize(
    "foreign", ["https://boese.example.org", "//boese.example.org", "/\\boese.example.org"]
)
async def test_signing_in_leads_nowhere_else(visitor: Visitor, foreign: str) -> None:
    await a_city()
    email = await people.a_responsible()
    answer = await visitor.client.post(
        "/zugang",
        data={"mail": email, "passwort": PASSWORD, "weiter": foreign},
        headers={"sec-fetch-site": "same-origin"},
    )
    assert answer.headers["location"] == "/"


async def test_who_sends_a_form_after_the_session_has_ended_comes_back_to_the_form(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_board_member())
    form = "https://mittendrin.example.org/zugang/passwort?neu=ja"
    visitor.client.cookies.clear()
    headers = {"sec-fetch-site": "same-origin", "referer": form}
    answer = await visitor.client.post("/zugang/passwort", headers=headers)
    assert answer.headers["location"] == "/zugang?weiter=%2Fzugang%2Fpasswort%3Fneu%3Dja"


async def test_a_wrong_password_is_said_in_the_same_words_as_an_unknown_address(visitor: Visitor) -> None:
    await a_city()
    await a_club()
    email = await people.a_board_member()
    sentences = []
    for mail in (email, "niemand@example.org"):
        await visitor.get("/zugang")
        await visitor.submit("Anmelden", mail=mail, passwort="falsch, aber lang")
        assert visitor.page.status == 422
        sentences.append(visitor.page.errors)
    assert sentences == [["E-Mail-Adresse oder Passwort stimmt nicht."]] * 2


async def test_signing_out_ends_the_session_on_the_server(visitor: Visitor) -> None:
    await sign_in(visitor, await people.a_board_member())
    kept = dict(visitor.client.cookies)
    await visitor.submit("Abmelden")
    assert visitor.page.heading == "Sie sind abgemeldet."
    visitor.client.cookies.update(kept)
    await visitor.get("/beirat")
    assert visitor.page.path.startswith("/zugang")


GUESS = {"mail": "wer@example.org", "passwort": "falsch, aber lang"}


@pytest.fixture
def three_tries(monkeypatch: pytest.MonkeyPatch) -> Limit:
    """Fewer than the database counts for one account, so that the limit of the network speaks."""
    limit = Limit("sign-in", 3, timedelta(minutes=10))
    monkeypatch.setattr(pages, "SIGN_IN", limit)
    return limit


async def test_others_of_the_network_leave_the_owner_the_way_by_mail(
    visitor: Visitor, three_tries: Limit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a new browser, whatever they send to all the doors: the page that says no shows the way in."""
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)
    await a_city()
    email = await people.a_board_member()
    async with Visitor(visitor.app) as stranger:
        await until_stopped(stranger, "/zugang", three_tries, **GUESS)
        for door in ("/zugang", "/zugang/link", "/zugang/passwort-vergessen", "/zugang/code") * 50:
            await stranger.client.post(door, headers={"sec-fetch-site": "same-origin"})
    await visitor.get("/zugang?weiter=/beirat?seite=2")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    assert (visitor.page.status, visitor.page.errors) == (
        429,
        ["Das waren zu viele Versuche. Warten Sie bitte 4 Minuten."],
    )
    assert 180 < int(visitor.page.answer.headers["retry-after"]) <= 240
    await visitor.submit(f"Link an {email} schicken")
    await visitor.get(await people.link_in_mail_to(email))
    await visitor.submit("Passwort speichern", passwort=PASSWORD)
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    await second_step(visitor, email)
    assert visitor.page.path == "/beirat"


async def test_an_empty_form_costs_nobody_in_the_house_a_try(visitor: Visitor, three_tries: Limit) -> None:
    await a_city()
    email = await people.a_board_member()
    async with Visitor(visitor.app) as stranger:
        for _ in range(2 * three_tries.burst):
            assert (await stranger.post("/zugang")).status == 422
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    await second_step(visitor, email)
    assert visitor.page.path == "/beirat"


async def test_a_network_that_tries_too_often_stops_strangers_and_not_the_owner(
    visitor: Visitor, three_tries: Limit
) -> None:
    email = await people.a_board_member()
    await sign_in(visitor, email)
    await visitor.get("/beirat")
    await visitor.submit("Abmelden")
    async with Visitor(visitor.app) as stranger:
        await until_stopped(stranger, "/zugang", three_tries, **GUESS)
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    await second_step(visitor, email)
    assert visitor.page.path == "/beirat"


async def test_nobody_makes_up_a_known_browser(visitor: Visitor, three_tries: Limit) -> None:
    await a_city()
    made_up = "erfunden.0123456789abcdef0123456789abcdef"
    visitor.client.cookies.set("__Host-geraet", made_up, domain="mittendrin.example.org")
    await until_stopped(visitor, "/zugang", three_tries, **GUESS)


async def test_a_cookie_of_odd_letters_is_no_known_browser(visitor: Visitor) -> None:
    await a_city()
    answer = await visitor.client.post(
        "/zugang",
        data={"mail": "wer@example.org", "passwort": PASSWORD},
        headers={"sec-fetch-site": "same-origin", "cookie": "__Host-geraet=x.é".encode("latin-1")},
    )
    assert answer.status_code == 422


async def test_a_password_alone_makes_no_browser_known_where_a_code_is_asked_for(visitor: Visitor) -> None:
    await a_city()
    email = await people.a_board_member()
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    assert "__Host-geraet" not in visitor.client.cookies
    await second_step(visitor, email)
    assert "__Host-geraet" in visitor.client.cookies
