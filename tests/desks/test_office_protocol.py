"""The lead reads who did what, in the whole city."""

from datetime import timedelta

import pytest

from makers import NOW, a_published_event
from mittendrin.audit.actions import record
from mittendrin.audit.queries import PAGE
from mittendrin.audit.rules import Act, Doer
from mittendrin.desks.office.rules import FIELD_WORDS, FIELDS
from people import a_board_member, a_clerk, a_lead, sign_in
from visitor import Visitor

CLERK = Doer("Herr Büro")


async def several(number: int) -> None:
    for one in range(number):
        await record(Act("venue.added", f"venue:{one}", title=f"Ort {one}."), CLERK, NOW)


def test_every_field_has_its_words() -> None:
    assert list(FIELDS) == list(FIELD_WORDS)


async def test_the_lead_finds_what_nobody_else_shows(visitor: Visitor) -> None:
    await record(Act("account.invited", "invitation:1", title="Frau Neu"), CLERK, NOW)
    await record(Act("text.changed", "text:kontakt", title="Kontakt"), CLERK, NOW)
    await sign_in(visitor, await a_lead())
    await visitor.click("Einstellungen")
    await visitor.click("Protokoll")
    assert visitor.page.heading == "Protokoll Januar 2027"
    assert "Frau Neu: eingeladen" in visitor.page.text
    assert "Kontakt: geändert" in visitor.page.text

    await visitor.submit("Zeigen", bereich="texte")
    assert "Kontakt: geändert" in visitor.page.text
    assert "Frau Neu" not in visitor.page.text


@pytest.mark.parametrize(
    ("field", "subject", "words"),
    [
        ("rueckrufe", "call_back:1", "Rückruf gewünscht"),
        ("buero", "note:1", "Notiz verworfen"),
        ("namen", "help:1", "entfernt"),
    ],
)
async def test_nothing_is_left_out_of_the_fields(
    visitor: Visitor, field: str, subject: str, words: str
) -> None:
    acts = {"call_back": "call_back.asked", "note": "note.discarded", "help": "help.removed"}
    await record(Act(acts[subject.partition(":")[0]], subject), CLERK, NOW)
    await sign_in(visitor, await a_lead())
    await visitor.get(f"/buero/protokoll?bereich={field}")
    assert words in visitor.page.text


async def test_the_log_of_another_month(visitor: Visitor) -> None:
    await record(Act("city.changed", "city:1", title="Seniorenbüro"), CLERK, NOW - timedelta(days=31))
    await sign_in(visitor, await a_lead())
    await visitor.get("/buero/protokoll?bereich=buero")
    assert "Dazu gibt es keinen Eintrag." in visitor.page.text
    await visitor.submit("Zeigen", monat="2026-12")
    assert visitor.page.heading == "Protokoll Dezember 2026"
    assert "Seniorenbüro: Angaben geändert" in visitor.page.text


async def test_a_long_log_has_pages(visitor: Visitor) -> None:
    await several(PAGE + 1)
    await sign_in(visitor, await a_lead())
    await visitor.get("/buero/protokoll?bereich=orte")
    assert f"Ort {PAGE}." in visitor.page.text
    assert "Ort 0." not in visitor.page.text
    await visitor.click("Ältere Einträge")
    assert "Ort 0." in visitor.page.text
    assert "Ort 1." not in visitor.page.text
    await visitor.click("Neuere Einträge")
    assert "Ort 1." in visitor.page.text


async def test_what_does_not_exist_is_not_found(visitor: Visitor) -> None:
    await a_published_event()
    await sign_in(visitor, await a_lead())
    for wrong in ("bereich=gibtesnicht", "monat=gestern"):
        await visitor.get(f"/buero/protokoll?{wrong}")
        assert visitor.page.status == 404
    await visitor.get("/buero/protokoll?seite=x")
    assert visitor.page.status == 200


async def test_only_the_lead_is_led_there(visitor: Visitor) -> None:
    for email in (await a_clerk(), await a_board_member()):
        await sign_in(visitor, email)
        await visitor.get("/buero/protokoll")
        assert visitor.page.status == 403
    await sign_in(visitor, await a_clerk())
    await visitor.get("/buero/einstellungen")
    assert "wer wann was getan hat" not in visitor.page.text
