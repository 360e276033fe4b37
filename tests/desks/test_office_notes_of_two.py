"""Two clerks with the same half note, and a button pressed twice: no word is lost, and nothing counts twice."""

from collections.abc import AsyncIterator

import pytest
from litestar.types import ASGIApp

from desks.test_office_help import WHEN, WISH, the_clerk
from makers import an_account
from mittendrin.accounts.rules import Role
from mittendrin.desks.office.notes import taken_up
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.web.forms import Form
from people import sign_in
from visitor import Visitor

LATER = "Notiz sichern, später fertig machen"
REQUEST = "/buero/hilfe/neu/gesuch"
WHOLE = {**WHEN, "zeit": ["1-0"], "einwilligung": "ja"}
GO_ON = "Prüfen Sie bitte alles und speichern Sie dann noch einmal."


@pytest.fixture
async def one(visitor: Visitor) -> Visitor:
    await the_clerk(visitor)
    await visitor.get(REQUEST)
    await visitor.submit(LATER, **WISH)
    return visitor


@pytest.fixture
async def other(one: Visitor, app: ASGIApp) -> AsyncIterator[Visitor]:
    """Both have the same note open."""
    async with Visitor(app) as colleague:
        await an_account("buero2@example.org", Role.CLERK, "Frau Kollegin")
        await sign_in(colleague, "buero2@example.org")
        for clerk in (one, colleague):
            await clerk.get(f"{REQUEST}?notiz=1")
        yield colleague


async def kept(*names: str) -> list[str]:
    note = await taken_up(Form.filled(notiz="1"), ())
    return [note.line(name) for name in names]


async def test_the_second_brings_both_ones_words_together(one: Visitor, other: Visitor) -> None:
    await one.submit(LATER, telefon="0171 3920033", mail="mutter@example.org")
    await other.submit(LATER, telefon="0171 3920034", adresse="Musterstraße 1")
    assert other.page.errors == [
        "Inzwischen hat jemand geändert: Telefon und E-Mail. Ihre eigenen Worte stehen weiter bei: Telefon. "
        f"Gespeichert ist dort: „0171 3920033“. {GO_ON}"
    ]
    assert await kept("telefon", "mail", "adresse") == ["0171 3920033", "mutter@example.org", ""]
    await other.submit(LATER)
    assert await kept("telefon", "mail", "adresse") == [
        "0171 3920034",
        "mutter@example.org",
        "Musterstraße 1",
    ]
    assert await OfficeNote.count() == 1


async def test_what_is_ticked_stays_too(one: Visitor, other: Visitor) -> None:
    await one.submit(LATER, zeit=["1-0"])
    await other.submit(LATER, adresse="Musterstraße 1")
    assert other.page.errors == [f"Inzwischen hat jemand geändert: weitere Angaben. {GO_ON}"]
    await other.submit(LATER)
    assert await kept("zeit", "adresse") == ["1-0", "Musterstraße 1"]


async def test_whoever_finishes_reads_first_what_the_other_has_written(one: Visitor, other: Visitor) -> None:
    await one.submit(LATER, adresse="Musterstraße 1")
    await other.submit("Aufnehmen", **WHOLE)
    assert other.page.errors == [f"Inzwischen hat jemand geändert: Adresse. {GO_ON}"]
    assert (await HelpRequest.count(), await OfficeNote.count()) == (0, 1)
    await other.submit("Aufnehmen", einwilligung="ja")
    assert await HelpRequest.select(HelpRequest.person.address) == [{"person.address": "Musterstraße 1"}]
    assert await OfficeNote.count() == 0


@pytest.mark.parametrize("again", ["Aufnehmen", LATER])
async def test_what_the_other_has_finished_is_not_done_twice(
    one: Visitor, other: Visitor, again: str
) -> None:
    await one.submit("Aufnehmen", **WHOLE)
    await other.submit(again, **WHOLE)
    assert other.page.errors == [
        "Herr Büro hat diese Notiz schon fertig gemacht oder gelöscht. "
        "Sehen Sie bitte zuerst nach. Soll es trotzdem gelten, drücken Sie noch einmal."
    ]
    assert (await HelpRequest.count(), await OfficeNote.count()) == (1, 0)
    await other.submit(LATER)
    assert (await HelpRequest.count(), await OfficeNote.count()) == (1, 1)


async def test_finished_twice_by_one_clerk_it_is_answered_like_the_first_time(one: Visitor) -> None:
    await one.get(f"{REQUEST}?notiz=1")
    assert await one.submit_at_once("Aufnehmen", 2, **WHOLE) == ["/buero/hilfe/gesuche/1"] * 2
    assert (await HelpRequest.count(), await OfficeNote.count()) == (1, 0)


@pytest.mark.parametrize("page", [REQUEST, "/buero/meldungen/neu", "/buero/rueckruf", "/buero/anmelden"])
async def test_kept_twice_it_is_one_note(visitor: Visitor, page: str) -> None:
    await the_clerk(visitor)
    await visitor.get(page)
    fresh = visitor.page
    answers = await visitor.submit_at_once(LATER, 2, telefon="0171 3920032")
    visitor.page = fresh
    answers += await visitor.submit_at_once(LATER, 1, telefon="0171 3920032")
    assert answers == ["/buero#notizen"] * 3
    assert await OfficeNote.count() == 1
    visitor.page = fresh
    await visitor.submit(LATER, telefon="0171 3920033")
    assert visitor.page.errors[0].startswith("Inzwischen hat jemand geändert: Telefon.")
