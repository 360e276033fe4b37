"""Mails wait while the mail server is away and follow within seconds when it is well."""

from datetime import UTC, datetime

import httpx
import pytest

from databases import Database
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient, Words
from mittendrin.outbox.tables import Mail
from outbox.mail_server import Mailbox, free_port, mail_server
from reliability.waiting import until
from servers import running_server


async def test_mails_wait_for_the_server_and_then_go_out_within_seconds(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, mailbox = free_port(), Mailbox()
    monkeypatch.setenv("MITTENDRIN_SMTP", f"smtp://127.0.0.1:{port}")
    with running_server(database.address, workers=2) as server:
        await a_mail_to("eins@example.org")
        await until(one_has_failed)
        async with httpx.AsyncClient() as watcher:
            health = await watcher.get(f"{server.base_url}/gesund", timeout=20)
        assert (health.status_code, health.json()["database"]) == (200, "ok")
        with mail_server(mailbox, port):
            await a_mail_to("zwei@example.org")
            # Nobody waits a whole minute in a test: the wait of the first one is over now.
            await Mail.update({Mail.due_at: datetime.now(UTC)}).where(Mail.state == "pending")
            await until(all_are_sent)
    assert sorted(str(mail["To"]) for mail in mailbox.mails) == [
        "Demo-Person <eins@example.org>",
        "Demo-Person <zwei@example.org>",
    ]


async def a_mail_to(recipient: str) -> None:
    now = datetime.now(UTC)
    await tell(
        Recipient("Demo-Person", email=recipient),
        Words("Ein Platz ist frei", "Guten Tag\n", "Guten Tag"),
        Occasion("offered", "registration:1", None, now),
        now,
    )


async def one_has_failed() -> bool:
    return bool(await Mail.exists().where(Mail.state == "pending", Mail.last_error.like("SMTPConnectError%")))


async def all_are_sent() -> bool:
    return not await Mail.exists().where(Mail.state == "pending")
