"""What nobody needs any more goes; what somebody still needs stays."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from makers import NOW, OFFICE, a_city, a_help_request, an_account, an_offer
from mittendrin.accounts.rules import SESSION_IDLE, SESSION_LASTS
from mittendrin.accounts.sessions import start_session
from mittendrin.accounts.tables import SecondStep, Session
from mittendrin.accounts.tickets import issue, keep
from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act
from mittendrin.audit.tables import AuditEntry
from mittendrin.jobs.trimming import trim
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.volunteering.tables import HelpRequest

pytestmark = pytest.mark.usefixtures("database")

DAY = timedelta(days=1)
YEAR = timedelta(days=366)


def a_mail(number: int, **values: Any) -> Mail:
    return Mail(
        message_id=str(number),
        about="account:1",
        purpose="reset",
        recipient_name="Demo",
        recipient="demo@example.org",
        subject="Ihr Link",
        body="Guten Tag\n",
        due_at=NOW,
        **{"created_at": NOW, **values},
    )


def a_call(**values: Any) -> CallTask:
    return CallTask(
        about="registration:1",
        purpose="confirmed",
        recipient_name="Demo",
        reached_at="+491713920001",
        headline="Sie sind angemeldet",
        script="Guten Tag",
        due_at=NOW,
        created_at=NOW,
        **values,
    )


async def test_traces_of_accounts_go_such_as_sessions_that_sleep() -> None:
    account = await an_account("demo@example.org")
    await start_session(account, NOW - SESSION_LASTS)
    await start_session(account, NOW - SESSION_IDLE - timedelta(seconds=1))
    await start_session(account, NOW - SESSION_IDLE)
    await trim(NOW)
    assert await Session.count() == 1


async def test_a_sign_in_that_never_got_its_code_goes_with_what_was_typed() -> None:
    account = await an_account("demo@example.org")
    for age in (timedelta(hours=1), timedelta(minutes=59)):
        await keep(await issue(account, NOW - age), "/buero", [("was", "Zu klein")])
    await trim(NOW)
    assert [row["created_at"] for row in await SecondStep.select()] == [NOW - timedelta(minutes=59)]


async def test_messages_go_a_month_after_they_were_said_and_dead_letters_later() -> None:
    await Mail.insert(
        a_mail(1, state="sent", sent_at=NOW - 31 * DAY),
        a_mail(2, state="sent", sent_at=NOW - 29 * DAY),
        a_mail(3, state="dead", created_at=NOW - 91 * DAY),
        a_mail(4, state="dead", created_at=NOW - 89 * DAY),
        a_mail(5, created_at=NOW - YEAR),
    )
    await CallTask.insert(
        a_call(state="done", done_at=NOW - 31 * DAY), a_call(state="outdated", done_at=NOW), a_call()
    )
    assert await trim(NOW) == "3 old messages and audit entries removed."
    assert [row["message_id"] for row in await Mail.select(Mail.message_id).order_by(Mail.id)] == [
        "2",
        "4",
        "5",
    ]
    assert [row["state"] for row in await CallTask.select(CallTask.state).order_by(CallTask.id)] == [
        "outdated",
        "open",
    ]


@pytest.mark.parametrize(("at", "left"), [(NOW - YEAR, 0), (NOW - 364 * DAY, 1)])
async def test_the_audit_reaches_back_a_year(at: datetime, left: int) -> None:
    entry = AuditEntry(at=at, actor="system", actor_name="Mittendrin", channel="system", act="a", subject="b")
    await AuditEntry.insert(entry)
    await trim(NOW)
    assert await AuditEntry.count() == left


async def test_the_proof_that_somebody_agreed_lives_as_long_as_what_they_agreed_to() -> None:
    """A request that was taken in by telephone and an offer from the web go on for years; of another one the person is forgotten."""
    await a_city()
    await an_offer()
    for _each in range(2):
        await a_help_request()
    for number in (1, 2):
        await record(
            Act("consent.given", f"help_request:{number}", reason="Ist das in Ordnung?"), OFFICE, NOW
        )
    nobody: dict[Any, Any] = {HelpRequest.person: None}
    await HelpRequest.update(nobody).where(HelpRequest.id == 2)
    await trim(NOW + YEAR)
    kept = await AuditEntry.select(AuditEntry.act, AuditEntry.subject).order_by(AuditEntry.id)
    assert [(row["act"], row["subject"]) for row in kept] == [
        ("offer.received", "offer:1"),
        ("help_request.received", "help_request:1"),
        ("consent.given", "help_request:1"),
    ]
    gone: dict[Any, Any] = {HelpRequest.person: None}
    await HelpRequest.update(gone).where(HelpRequest.id == 1)
    await trim(NOW + YEAR)
    assert await AuditEntry.select(AuditEntry.act) == [{"act": "offer.received"}]
