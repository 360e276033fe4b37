"""New passwords and sign-in links, as people meet them."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from app_fixtures import StandingClock
from makers import NOW, PASSWORD, a_city
from mittendrin.accounts import links
from mittendrin.accounts.rules import LinkPurpose
from mittendrin.accounts.tables import AccountLink
from mittendrin.outbox.tables import Mail
from people import a_board_member, a_clerk, a_responsible, link_in_mail_to, second_step, sign_in
from visitor import Visitor

NEW = "drei rote Boote im Hafen"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "EVEN_SECONDS", 0.0)


async def ask(visitor: Visitor, email: str, path: str = "/zugang/passwort-vergessen") -> None:
    await a_city()
    await visitor.get(path)
    await visitor.submit("Link schicken", mail=email)


async def test_nobody_learns_who_has_an_account(visitor: Visitor) -> None:
    await a_clerk()
    seen = []
    for email in ("buero@example.org", "niemand@example.org"):
        await ask(visitor, email)
        seen.append((visitor.page.path, visitor.page.status, visitor.page.text))
    assert seen[0] == seen[1]
    assert await Mail.select(Mail.recipient) == [{"recipient": "buero@example.org"}]


async def test_a_new_password_by_mail(visitor: Visitor) -> None:
    email = await a_clerk()
    await ask(visitor, email)
    await visitor.get(await link_in_mail_to(email))
    await visitor.submit("Passwort speichern", passwort="kurz")
    assert visitor.page.errors == ["Das Passwort ist zu kurz. Nehmen Sie bitte mindestens 12 Zeichen."]
    await visitor.submit("Passwort speichern", passwort=NEW)
    assert "Ihr neues Passwort gilt." in visitor.page.text
    await visitor.submit("Anmelden", mail=email, passwort=NEW)
    await second_step(visitor, email)
    assert visitor.page.path == "/buero"


async def test_looking_at_a_link_does_not_use_it_up_but_using_it_does(visitor: Visitor) -> None:
    email = await a_clerk()
    await ask(visitor, email)
    path = await link_in_mail_to(email)
    for _ in range(3):
        assert (await visitor.get(path)).status == 200
    await visitor.submit("Passwort speichern", passwort=NEW)
    assert (await visitor.get(path)).status == 404
    assert (await visitor.post(path, {"passwort": PASSWORD})).status == 404
    assert visitor.page.heading == "Dieser Link gilt nicht mehr"


async def test_a_link_gets_old(visitor: Visitor, clock: StandingClock) -> None:
    email = await a_clerk()
    await ask(visitor, email)
    clock.now += timedelta(minutes=30)
    assert (await visitor.get(await link_in_mail_to(email))).status == 404


async def test_a_new_password_ends_every_session_and_every_other_link(visitor: Visitor) -> None:
    email = await a_board_member()
    await ask(visitor, email)
    first = await link_in_mail_to(email)
    await ask(visitor, email)
    second = await link_in_mail_to(email)
    await sign_in(visitor, email)
    kept = dict(visitor.client.cookies)
    await visitor.get(second)
    await visitor.submit("Passwort speichern", passwort=NEW)
    assert (await visitor.get(first)).status == 404
    visitor.client.cookies.update(kept)
    await visitor.get("/beirat")
    assert visitor.page.path.startswith("/zugang")


async def test_an_organisation_signs_in_without_a_password(visitor: Visitor) -> None:
    email = await a_responsible()
    await ask(visitor, email, "/zugang/link")
    path = await link_in_mail_to(email)
    await visitor.get(path)
    assert not visitor.client.cookies
    await visitor.submit("Jetzt anmelden")
    assert visitor.client.cookies
    desk = visitor.page.path
    assert (await visitor.get(path)).path == (await visitor.post(path)).path == desk
    visitor.client.cookies.clear()
    assert (await visitor.get(path)).status == (await visitor.post(path)).status == 404


async def test_a_used_link_of_somebody_else_leads_nowhere(visitor: Visitor) -> None:
    email = await a_responsible()
    await ask(visitor, email, "/zugang/link")
    path = await link_in_mail_to(email)
    await visitor.get(path)
    await visitor.submit("Jetzt anmelden")
    visitor.client.cookies.clear()
    await sign_in(visitor, await a_clerk())
    assert (await visitor.get(path)).status == 404


@pytest.mark.parametrize("who", [a_clerk, a_board_member])
async def test_board_and_office_get_a_link_for_a_new_password_instead(visitor: Visitor, who: object) -> None:
    email = await who()  # type: ignore[operator]
    await ask(visitor, email, "/zugang/link")
    assert (await link_in_mail_to(email)).startswith("/zugang/neues-passwort/")


async def test_a_link_of_one_kind_does_not_open_the_other_door(visitor: Visitor) -> None:
    email = await a_responsible()
    await ask(visitor, email)
    token = (await link_in_mail_to(email)).rsplit("/", maxsplit=1)[-1]
    assert (await visitor.post(f"/zugang/link/{token}")).status == 404
    assert not visitor.client.cookies


async def test_nobody_is_flooded_with_links(visitor: Visitor) -> None:
    email = await a_clerk()
    for _ in range(5):
        await ask(visitor, email)
    assert await Mail.count() == 3


@pytest.mark.usefixtures("app")
async def test_whoever_asks_all_day_long_gets_one_every_two_hours() -> None:
    """So that the owner always has one that opens, also while strangers ask in their name."""
    email = await a_clerk()
    for quarter in range(4 * 24):
        await links.ask_for_link(email, LinkPurpose.RESET, NOW + timedelta(minutes=15 * quarter))
    sent = [
        row["created_at"] - NOW
        for row in await AccountLink.select(AccountLink.created_at).order_by(AccountLink.id)
    ]
    assert len(sent) == 8 + 11
    assert max(later - sooner for sooner, later in pairwise(sent)) == timedelta(hours=2)


@pytest.mark.usefixtures("app")
async def test_not_even_by_all_at_once() -> None:
    email = await a_clerk()
    asked = (links.ask_for_link(email, LinkPurpose.RESET, NOW) for _ in range(8))
    await asyncio.gather(*asked)
    assert await Mail.count() == 3


@pytest.mark.usefixtures("database")
async def test_the_time_runs_before_anybody_looks_for_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite looking does not wait: begun first, it would put off the end of the pause."""
    order: list[str] = []

    async def look(_email: str) -> None:
        order.append("looks")

    async def rest(_seconds: float) -> None:
        order.append("time runs")

    monkeypatch.setattr(links.queries, "account_with", look)
    monkeypatch.setattr(links.asyncio, "sleep", rest)
    await links.ask_for_link("niemand@example.org", LinkPurpose.RESET, NOW)
    assert order == ["time runs", "looks"]


async def test_strangers_who_ask_for_links_do_not_use_up_the_owners(
    visitor: Visitor, clock: StandingClock
) -> None:
    email = await a_responsible()
    for _ in range(5):
        await ask(visitor, email, "/zugang/link")
    await ask(visitor, email)
    assert (await link_in_mail_to(email)).startswith("/zugang/neues-passwort/")
    clock.now += timedelta(minutes=31)
    await ask(visitor, email, "/zugang/link")
    await visitor.get(await link_in_mail_to(email))
    await visitor.submit("Jetzt anmelden")
    assert visitor.page.path.startswith("/verein")
    # A used one makes room for the next.
    for _ in range(3):
        await ask(visitor, email, "/zugang/link")
    assert await Mail.count() == 3 + 1 + 1 + 3


async def test_after_a_new_password_strangers_guesses_keep_nobody_out(
    visitor: Visitor, clock: StandingClock
) -> None:
    email = await a_clerk()
    await ask(visitor, email)
    for _ in range(9):
        await visitor.get("/zugang")
        await visitor.submit("Anmelden", mail=email, passwort="falsch, aber lang genug")
    assert visitor.page.errors[0].startswith("Das waren zu viele Versuche.")
    await visitor.get(await link_in_mail_to(email))
    await visitor.submit("Passwort speichern", passwort=NEW)
    await visitor.submit("Anmelden", mail=email, passwort=NEW)
    await second_step(visitor, email)
    assert visitor.page.path == "/buero"


async def test_whoever_is_kept_waiting_gets_a_link_there_and_then(visitor: Visitor) -> None:
    """In a new browser, while somebody in the same house goes on guessing: office and board as well."""
    email = await a_clerk()
    await a_city()
    for _ in range(9):
        await visitor.get("/zugang")
        await visitor.submit("Anmelden", mail=email, passwort="falsch, aber lang genug")
    assert visitor.page.errors == ["Das waren zu viele Versuche. Warten Sie bitte eine Minute."]
    await visitor.submit(f"Link an {email} schicken")
    assert visitor.page.heading == "Sehen Sie jetzt in Ihre E-Mails"
    await visitor.get(await link_in_mail_to(email))
    await visitor.submit("Passwort speichern", passwort=NEW)
    own = dict(visitor.client.cookies)
    visitor.client.cookies.clear()
    for _ in range(9):
        await visitor.get("/zugang")
        await visitor.submit("Anmelden", mail=email, passwort="falsch, aber lang genug")
    visitor.client.cookies.update(own)
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=email, passwort=NEW)
    await second_step(visitor, email)
    assert visitor.page.path == "/buero"


async def test_changing_the_password_asks_for_the_old_one_and_keeps_only_this_session(
    visitor: Visitor,
) -> None:
    await sign_in(visitor, await a_board_member())
    other_device = dict(visitor.client.cookies)
    visitor.client.cookies.clear()
    await sign_in(visitor, await a_board_member())
    await visitor.get("/zugang/passwort")
    await visitor.submit("Passwort ändern", bisher="falsch, aber lang genug", passwort=NEW)
    assert visitor.page.errors == ["Das bisherige Passwort stimmt nicht."]
    await visitor.submit("Passwort ändern", bisher=PASSWORD, passwort=NEW)
    assert "Auf allen anderen Geräten sind Sie jetzt abgemeldet." in visitor.page.text
    visitor.client.cookies.clear()
    visitor.client.cookies.update(other_device)
    await visitor.get("/beirat")
    assert visitor.page.path.startswith("/zugang")


async def test_the_mail_is_plain_and_its_link_is_built_from_the_setting(visitor: Visitor) -> None:
    email = await a_clerk()
    visitor.client.headers["host"] = "mittendrin.example.org"
    await ask(visitor, email)
    mail = await Mail.select(Mail.subject, Mail.body, Mail.purpose).first()
    assert mail
    assert (mail["subject"], mail["purpose"]) == ("Ihr neues Passwort für Mittendrin", LinkPurpose.RESET)
    assert "Guten Tag Herr Büro," in mail["body"]
    assert "Der Link gilt 30 Minuten und nur einmal." in mail["body"]
