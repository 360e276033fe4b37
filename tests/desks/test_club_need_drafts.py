"""The form of a need is kept as a draft, whatever is missing, and handed in later."""

from datetime import timedelta
from typing import Any

import pytest

from makers import CLUB as CLUB_DOER
from makers import NOW, OFFICE, a_city, a_club
from mittendrin.core.refusal import Refused
from mittendrin.desks.club.tables import UnfinishedNeed
from mittendrin.desks.club.unfinished import KEPT, NEEDS, Sheet, Typed, forget_unfinished, keep, unfinished_of
from mittendrin.needs.actions import change, change_draft, send_back, withdraw
from mittendrin.needs.queries import newest_content
from mittendrin.needs.tables import Need
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from needing import a_need_content, a_public_need, a_submitted_need
from people import a_responsible, from_another_club, sign_in
from visitor import Visitor

pytestmark = pytest.mark.usefixtures("database")
DESK = "/verein/demo-turnverein-barbarossa/einsatzstellen"
FILLED = {
    "titel": "Fahrer gesucht", "aufgabe": "Drei Menschen abholen.", "art": "begleitung", "tage": ["1"],
    "tageszeit": ["noon"], "oft": "weekly", "ort": "Vereinsheim", "ansprechperson": "Demo-Person Verein",
    "telefon": "069 90 00 90 12",
}  # fmt: skip


@pytest.fixture
async def secretary(visitor: Visitor) -> Visitor:
    await a_city()
    await a_need_content()
    await sign_in(visitor, await a_responsible())
    await visitor.get(f"{DESK}/neu")
    return visitor


async def states() -> list[dict[str, Any]]:
    return await Need.select(Need.title, Need.state).order_by(Need.id)


def _grouped(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for known, value in fields if known == name] for name, _value in fields}


async def test_half_a_form_is_kept_and_written_on(secretary: Visitor) -> None:
    await secretary.submit("Als Entwurf speichern", titel="Fahrer gesucht", stunden="viele", bis_tag="5")
    assert "Der Entwurf ist gespeichert." in secretary.page.text
    assert "es fehlt noch etwas" in secretary.page.text
    await secretary.click("Weiterschreiben: Fahrer gesucht")
    form = secretary.page.form("Weiter: Vorschau")
    assert [form.value(name) for name in ("titel", "stunden")] == ["Fahrer gesucht", "viele"]
    assert (secretary.page.errors, await Need.count()) == ([], 0)
    await secretary.submit(
        "Weiter: Vorschau", **FILLED | {"stunden": "2", "bis_tag": "", "titel": "Fahrerin gesucht"}
    )
    await secretary.submit("Einreichen")
    assert "Wir prüfen Ihren Beitrag." in secretary.page.text
    assert (await states(), await UnfinishedNeed.count()) == (
        [{"title": "Fahrerin gesucht", "state": "submitted"}],
        0,
    )


async def test_what_is_complete_becomes_a_draft_from_the_preview_too(secretary: Visitor) -> None:
    await secretary.submit("Weiter: Vorschau", **FILLED)
    await secretary.submit("Als Entwurf speichern")
    await secretary.click("Weiterschreiben: Fahrer gesucht")
    await secretary.submit("Als Entwurf speichern", ort="Vereinsheim, 10 Uhr", titel="Fahrerin gesucht")
    assert (await states(), await UnfinishedNeed.count()) == (
        [{"title": "Fahrerin gesucht", "state": "draft"}],
        0,
    )
    await secretary.click("Weiterschreiben: Fahrerin gesucht")
    assert secretary.page.form("Weiter: Vorschau").value("ort") == "Vereinsheim, 10 Uhr"
    await secretary.submit("Weiter: Vorschau")
    await secretary.submit("Einreichen")
    assert await states() == [{"title": "Fahrerin gesucht", "state": "submitted"}]


async def test_the_same_form_saved_and_then_handed_in_is_one_need_that_waits(secretary: Visitor) -> None:
    """Back in the browser, after the draft was saved: the old form still says that it is a new one."""
    await secretary.submit("Weiter: Vorschau", **FILLED)
    typed = secretary.page.form("Einreichen").filled({})
    await secretary.submit("Als Entwurf speichern")
    await secretary.post(f"{DESK}/neu/einreichen", _grouped(typed))
    assert await states() == [{"title": "Fahrer gesucht", "state": "submitted"}]


async def test_without_a_title_it_has_a_name_and_can_be_thrown_away(secretary: Visitor) -> None:
    await secretary.submit("Als Entwurf speichern")
    assert "Weiterschreiben: Noch ohne Titel" in secretary.page.text
    await secretary.submit("Löschen Noch ohne Titel")
    assert "Der Entwurf ist gelöscht." in secretary.page.text
    assert (await UnfinishedNeed.count(), "Entwürfe" in secretary.page.text) == (0, False)


async def test_a_change_of_a_public_need_is_kept_beside_it(secretary: Visitor) -> None:
    need_id = await a_public_need()
    await secretary.get(f"{DESK}/{need_id}")
    await secretary.submit("Als Entwurf speichern", titel="Neuer Titel")
    assert [one["state"] for one in await states()] == ["published"]
    await secretary.click("Weiterschreiben: Neuer Titel")
    await secretary.submit("Weiter: Vorschau")
    await secretary.submit("Einreichen")
    assert (await UnfinishedNeed.count(), "Eine Änderung wartet" in secretary.page.text) == (0, True)


async def test_what_is_taken_back_before_the_board_looked_is_a_draft_again(secretary: Visitor) -> None:
    need_id, _revision = await a_submitted_need()
    await secretary.get(DESK)
    await secretary.submit("Doch nicht einreichen")
    assert [one["state"] for one in await states()] == ["draft"]
    await change_draft(need_id, await a_need_content(title="Neu"), CLUB_DOER, NOW)
    assert (await newest_content(need_id, await a_club())).title == "Neu"


async def test_what_the_board_looks_at_is_no_draft() -> None:
    need_id, revision_id = await a_submitted_need()
    with pytest.raises(Refused, match="kein Entwurf mehr"):
        await change_draft(need_id, await a_need_content(), CLUB_DOER, NOW)
    await send_back(revision_id, Objection(Reason.MISSING, "Die Uhrzeit"), OFFICE, NOW)
    await change_draft(need_id, await a_need_content(title="Um zehn"), CLUB_DOER, NOW)
    assert await states() == [{"title": "Um zehn", "state": "returned"}]


async def test_a_change_given_up_is_not_in_the_form_any_more() -> None:
    need_id = await a_public_need()
    await change(need_id, await a_need_content(title="Neu"), CLUB_DOER, NOW)
    await withdraw(need_id, CLUB_DOER, NOW)
    assert (await newest_content(need_id, await a_club())).title == "Einkaufen für den Mittagstisch"


async def test_another_club_finds_nothing(secretary: Visitor) -> None:
    await keep(Sheet(NEEDS, await a_club(), None, "k"), Typed("Boule", (("titel", "B"),), ""), CLUB_DOER, NOW)
    kept = (await unfinished_of(NEEDS, await a_club()))[0].id
    await sign_in(secretary, await from_another_club())
    theirs = f"/verein/demo-wanderfreunde/einsatzstellen/angefangen/{kept}"
    await secretary.get(theirs)
    assert secretary.page.status == 404
    await secretary.post(f"{theirs}/verwerfen")
    assert len(await unfinished_of(NEEDS, await a_club())) == 1


async def test_it_is_forgotten_after_a_year() -> None:
    await keep(Sheet(NEEDS, await a_club(), None, "k"), Typed("Boule", (("titel", "B"),), ""), CLUB_DOER, NOW)
    assert await forget_unfinished(NOW + KEPT - timedelta(minutes=1)) == 0
    assert await forget_unfinished(NOW + KEPT) == 1


async def test_another_title_after_back_becomes_a_change_of_the_same_need(secretary: Visitor) -> None:
    before = await secretary.submit("Weiter: Vorschau", **FILLED)
    await secretary.submit("Einreichen")
    secretary.page = before
    await secretary.submit("Einreichen")
    assert "Wir prüfen Ihren Beitrag." in secretary.page.text
    secretary.page = before
    await secretary.submit("Noch ändern")
    await secretary.submit("Weiter: Vorschau", titel="Fahrerin gesucht")
    await secretary.submit("Einreichen")
    (said,) = secretary.page.errors
    assert said.startswith("Das ist schon eingereicht.")
    await secretary.submit("Weiter: Vorschau")
    await secretary.submit("Einreichen")
    assert await states() == [{"title": "Fahrerin gesucht", "state": "submitted"}]
