"""After two office days without a decision of the board the office may let a version through."""

from datetime import datetime, timedelta

import pytest

import people
from app_fixtures import StandingClock
from makers import BERLIN, NOW, a_submitted_event
from mittendrin.accounts.tables import Account
from mittendrin.audit.queries import history
from mittendrin.audit.tables import AuditEntry
from mittendrin.desks.board.log import decisions_in, history_of
from mittendrin.events.actions import subject_of
from mittendrin.outbox.rules import MailState
from mittendrin.outbox.tables import Mail
from mittendrin.publishing.rules import office_may_decide_from
from mittendrin.publishing.tables import Revision
from people import sign_in
from visitor import Visitor

DESK_PAGES = {
    f"/buero/{one}" for one in ("anrufe", "anmelden", "organisationen", "meldungen", "einstellungen")
}


@pytest.fixture
async def clerk(visitor: Visitor) -> Visitor:
    await sign_in(visitor, await people.a_clerk())
    return visitor


def menu_of(clerk: Visitor) -> list[str]:
    """Every page of the desk leads to the same places."""
    return [link.text for link in clerk.page.links if link.href in DESK_PAGES]


def test_a_weekend_does_not_count() -> None:
    friday = datetime(2027, 1, 15, 16, tzinfo=BERLIN)
    assert office_may_decide_from(friday) == datetime(2027, 1, 19, 16, tzinfo=BERLIN)


async def test_the_office_lets_through_what_waits_too_long(clerk: Visitor, clock: StandingClock) -> None:
    event_id, _revision = await a_submitted_event()
    clock.now = NOW + timedelta(days=2, minutes=1)
    await sign_in(clerk, await people.a_clerk())
    assert "Ein Beitrag wartet seit mehr als zwei Bürotagen." in clerk.page.text

    entries = menu_of(clerk)
    await clerk.click("Ansehen und freigeben")
    assert menu_of(clerk) == entries
    await clerk.click("Gymnastik im Sitzen")
    await clerk.submit("Freigeben")

    assert "Nichts wartet so lange." in clerk.page.text
    who = await AuditEntry.select(AuditEntry.actor_name).where(AuditEntry.act == "event.published")
    assert who == [{"actor_name": "Herr Büro"}]
    lines = await history_of(subject_of(event_id)) + await decisions_in(clock.now.date().replace(day=1))
    decided = [line.who for line in lines if line.words == "freigegeben"]
    assert decided == ["Herr Büro (Büro, nach zwei Bürotagen)"] * 2


async def test_whoever_took_it_down_for_a_club_does_not_let_it_through(
    clerk: Visitor, clock: StandingClock
) -> None:
    _event, revision_id = await a_submitted_event()
    author = await people.a_clerk()
    wrote = await Account.select(Account.id).where(Account.email == author).first()
    assert wrote
    await Revision.update({Revision.submitted_by: wrote["id"]}).where(Revision.id == revision_id)
    clock.now = NOW + timedelta(days=5)
    await sign_in(clerk, author)
    await clerk.get(f"/buero/pruefen/{revision_id}")
    assert "Sie haben das selbst geschrieben." in clerk.page.text
    assert all("freigeben" not in form.action for form in clerk.page.forms)
    await clerk.post(f"/buero/pruefen/{revision_id}/freigeben")
    assert clerk.page.errors == ["Sie haben das selbst geschrieben. Darüber entscheidet bitte jemand anders."]
    await sign_in(clerk, await people.a_lead())
    await clerk.get(f"/buero/pruefen/{revision_id}")
    await clerk.submit("Freigeben")
    assert "Nichts wartet so lange." in clerk.page.text


async def test_the_board_comes_first(clerk: Visitor) -> None:
    _event, revision_id = await a_submitted_event()
    await clerk.get(f"/buero/pruefen/{revision_id}")
    assert "Der Beirat hat noch Zeit." in clerk.page.text
    await clerk.post(f"/buero/pruefen/{revision_id}/freigeben")
    assert clerk.page.errors == ["Der Beirat hat noch Zeit bis Mittwoch, 13. Januar."]


async def test_what_could_not_be_delivered_is_sent_once_more(clerk: Visitor) -> None:
    mail = Mail(
        message_id="a",
        about="account:1",
        purpose="confirmed",
        recipient_name="Demo-Person 1",
        recipient="person1@example.org",
        subject="Sie sind angemeldet",
        body="…",
        state=MailState.DEAD.value,
        last_error="550 unknown mailbox",
        due_at=NOW,
        created_at=NOW,
    )
    await Mail.insert(mail)
    await clerk.get("/buero")
    assert "Nicht zugestellt: 1" in clerk.page.text
    await clerk.click("Ansehen und noch einmal senden")
    await clerk.submit("Noch einmal senden an Demo-Person 1")
    assert "Alles zugestellt" in clerk.page.text
    assert await Mail.select(Mail.state) == [{"state": "pending"}]
    line = (await history("account:1"))[0]
    assert (line.actor_name, line.words, line.subject_title) == (
        "Herr Büro",
        "E-Mail noch einmal geschickt",
        "Sie sind angemeldet",
    )
