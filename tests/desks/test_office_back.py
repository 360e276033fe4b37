"""Back in the browser, the office finds the form as it was sent, with its key: pressed again, it is the same act."""

from typing import Any

import pytest

import people
from makers import a_city
from mittendrin.barriers.tables import BarrierReport
from mittendrin.callbacks.tables import CallBack
from people import sign_in
from visitor import Visitor

FORMS = {
    "/buero/rueckruf": "Auf die Anrufliste setzen",
    "/buero/meldungen/neu": "Meldung sichern",
    "/buero/anmelden": "Anmelden",
    "/buero/hilfe/neu/angebot": "Aufnehmen",
    "/buero/hilfe/neu/gesuch": "Aufnehmen",
    "/buero/organisationen/neu": "Organisation anlegen",
}
ASKED = (
    "Von dieser Seite haben Sie schon etwas gesichert. "
    "Soll das ein weiterer Eintrag sein? Dann drücken Sie bitte noch einmal."
)


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await a_city()
    await sign_in(visitor, await people.a_clerk())
    return visitor


@pytest.mark.parametrize("form", FORMS)
async def test_back_shows_the_form_that_was_sent(clerk: Visitor, form: str) -> None:
    """Browsers forget the page of an address to which something is sent: so it is sent to another one."""
    await clerk.get(form)
    assert clerk.page.answer.headers["cache-control"] == "private, no-cache"
    assert clerk.page.form(FORMS[form]).action == f"{form}?senden"


@pytest.mark.parametrize(
    ("path", "table", "said"),
    [
        ("/buero/meldungen/neu", BarrierReport, {"was": "Zu klein.", "name": "Demo-Person 7", "telefon": "0171 3920007"}),
        ("/buero/rueckruf", CallBack, {"name": "Demo-Person 7", "telefon": "0171 3920007", "anrufer": "die Tochter"}),
    ],
)  # fmt: skip
async def test_with_other_words_it_is_asked_once(
    clerk: Visitor, path: str, table: Any, said: dict[str, str]
) -> None:
    await clerk.get(path)
    fresh = clerk.page
    for _twice in range(2):
        clerk.page = fresh
        await clerk.submit(FORMS[path], **said)
        assert (clerk.page.errors, await table.count()) == ([], 1)
    clerk.page = fresh
    await clerk.submit(FORMS[path], **said | {"anrufer": "der Sohn"})
    assert (clerk.page.errors, await table.count()) == ([ASKED], 1)
    again = clerk.page
    for _twice in range(2):
        clerk.page = again
        await clerk.submit(FORMS[path])
        assert (clerk.page.errors, await table.count()) == ([], 2)
