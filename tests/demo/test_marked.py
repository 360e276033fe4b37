"""Whatever is invented says so wherever it is read, and nothing says so when the sample has gone."""

import pytest

from databases import Database
from mittendrin.demo import loading
from mittendrin.demo.accounts import PASSWORD
from mittendrin.events.tables import Event
from mittendrin.registrations.tables import Registration
from visitor import Visitor

MARKS = {
    "/": "Seniorenbüro Kaiserslautern · Beispieldaten",
    "/programm/2027-01": "Beispieldaten, die Termine sind erfunden.</div>",
    "/programm/2027-01.txt": "Beispieldaten, die Termine sind erfunden.\nProgramm für Januar 2027\n",
    "/kalender/alle.ics": "\r\nX-WR-CALNAME:Veranstaltungen (Beispieldaten)\r\n",
    "/kalender/thema/tanz.ics": "\r\nNAME:Veranstaltungen: Tanz (Beispieldaten)\r\n",
    "/veranstaltungen/boule-treff.ics": "\r\nDESCRIPTION:Beispieldaten\\, dieser Termin ist erfunden.",
}
DESKS = {
    "buero@example.org": "/buero",
    "beirat@example.org": "/beirat",
    "verein@example.org": "/verein",
}


@pytest.fixture
def database(sample_city: Database) -> Database:
    """Here it holds the sample city."""
    return sample_city


async def test_pages_feeds_files_and_the_programme_say_that_they_are_invented(visitor: Visitor) -> None:
    for path, mark in MARKS.items():
        assert mark in (await visitor.client.get(path)).text, path
    await loading.remove()
    assert "(Beispieldaten)" not in (await visitor.client.get("/kalender/alle.ics")).text
    assert (await visitor.client.get("/veranstaltungen/boule-treff.ics")).status_code == 404


@pytest.mark.parametrize("email", DESKS)
async def test_the_desks_say_so_too(visitor: Visitor, email: str) -> None:
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail=email, passwort=PASSWORD)
    await visitor.get(DESKS[email])
    assert " · Beispieldaten</small>" in visitor.page.answer.text


async def test_so_does_a_letter_of_the_office(visitor: Visitor) -> None:
    first = await Registration.select(Registration.id).order_by(Registration.id).first()
    assert first
    await visitor.get("/zugang")
    await visitor.submit("Anmelden", mail="buero@example.org", passwort=PASSWORD)
    await visitor.get(f"/buero/anmeldungen/{first['id']}/brief")
    assert "<small>Seniorenbüro Kaiserslautern · Beispieldaten</small>" in visitor.page.answer.text


async def test_every_public_event_has_a_sound_page(visitor: Visitor) -> None:
    await visitor.get("/veranstaltungen")
    assert "Beispieldaten" in visitor.page.answer.text
    for row in await Event.select(Event.slug).where(Event.state == "published"):
        await visitor.get(f"/veranstaltungen/{row['slug']}")
