"""One text that does not open, sealed with another secret or damaged, closes no page and is never saved over."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

import incident_makers
import people
from databases import Database
from engagement_makers import a_trial
from makers import NOW, OFFICE, a_city, a_published_event
from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act
from mittendrin.core.marks import Change, marks
from mittendrin.database.sealing import opened, use_secret
from mittendrin.desks.office.notes import Typed, keep_note
from mittendrin.desks.office.tables import OfficeNote
from mittendrin.events.history import changes_of_dates
from mittendrin.outbox.calls import Outcome, note_try, open_calls
from mittendrin.outbox.rules import CallResult
from mittendrin.settings import settings
from mittendrin.volunteering.changing import change_offer
from mittendrin.volunteering.contents import answers, offer_content
from mittendrin.volunteering.tables import Offer
from mittendrin.web.forms import Form
from visitor import Visitor

NOT_READABLE = "(nicht lesbar)"
OFFER = "/buero/hilfe/angebote/1"


@contextmanager
def another_secret() -> Iterator[None]:
    use_secret(b"y" * 32)
    try:
        yield
    finally:
        use_secret(settings().secret)


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    """With an offer, a call that was tried and an unfinished form, each with something noted."""
    await a_city()
    await a_trial()
    content = await offer_content(1)
    told = Change(replace(content, note="Hört schlecht."), marks(answers(content, NOW.date())))
    await change_offer(1, told, OFFICE, NOW)
    await note_try((await open_calls(None))[0].id, Outcome(CallResult.NOT_REACHED, "War beim Arzt."))
    await keep_note(Form(), Typed("Frau Muster", (("was", "Fragt erst."),)), OFFICE, NOW)
    await people.sign_in(visitor, await people.a_clerk())
    return visitor


@pytest.mark.parametrize("page", ["/buero", "/buero?wer=Suche", "/buero/anrufe", OFFER, "/buero/personen/1"])
async def test_every_page_that_only_tells_opens(clerk: Visitor, page: str) -> None:
    with another_secret():
        told = await clerk.get(page)
    assert (told.answer.status_code, NOT_READABLE in told.text) == (200, True)


async def test_an_incident_that_does_not_open_closes_no_page_of_others(clerk: Visitor) -> None:
    await incident_makers.report(incident_makers.HELPER)
    with another_secret():
        told = await clerk.get(OFFER)
    assert (told.answer.status_code, NOT_READABLE in told.text) == (200, True)


async def test_the_note_can_be_thrown_away(clerk: Visitor) -> None:
    with another_secret():
        await clerk.post("/buero/notizen/1/verwerfen")
    assert await OfficeNote.count() == 0


@pytest.mark.parametrize("form", [f"{OFFER}/aendern", "/buero/anmelden?notiz=1"])
async def test_a_form_does_not_open_with_other_words_in_it(clerk: Visitor, form: str) -> None:
    with another_secret():
        page = await clerk.get(form)
    assert (page.answer.status_code, NOT_READABLE in page.text) == (422, False)
    assert "Der Schlüssel ist ein anderer als beim Schreiben." in page.text


async def test_nothing_is_saved_over_what_did_not_open(clerk: Visitor) -> None:
    await clerk.get(f"{OFFER}/aendern")
    with another_secret():
        await clerk.submit("Speichern", **{"notiz-buero": NOT_READABLE})
    assert clerk.page.answer.status_code == 422
    row = await Offer.select(Offer.note).first()
    assert row and opened(row["note"]) == "Hört schlecht."


async def test_what_happened_before_is_told_without_its_reason(database: Database) -> None:
    event = await a_published_event()
    await record(Act("date.called_off", f"event:{event}", reason="Glatteis"), OFFICE, NOW)
    with another_secret():
        assert [one.reason for one in await changes_of_dates(event)] == [NOT_READABLE]
        assert not await did_last("date.called_off", f"event:{event}", OFFICE, "Glatteis")
