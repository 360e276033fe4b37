"""Mails go out once, wait when they must, and end in a list that people see."""

import asyncio
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from makers import NOW
from mittendrin.audit.rules import SYSTEM
from mittendrin.outbox import queries
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.delivery import CLAIMED_FOR, Delivered, deliver_some, send_again
from mittendrin.outbox.mime import Sender
from mittendrin.outbox.post import Folder, MailServer, Smtp, post_for, read_address
from mittendrin.outbox.rules import MOST_TO_ONE_ADDRESS, TOO_MANY, WAITS, Recipient, Words
from mittendrin.outbox.tables import Mail
from outbox.mail_server import Mailbox, free_port, mail_server

pytestmark = pytest.mark.usefixtures("database")

OFFICE = Sender("Seniorenbüro Kaiserslautern", "buero@example.org", "mittendrin.example.org")


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def port(mailbox: Mailbox) -> Iterator[int]:
    with mail_server(mailbox) as port:
        yield port


def smtp(port: int, send_within: float = 5.0) -> Smtp:
    return Smtp(read_address(f"smtp://127.0.0.1:{port}"), "mittendrin.example.org", send_within)


async def some_mails(*recipients: str) -> None:
    for recipient in recipients:
        words = Words(f"An {recipient}", "Guten Tag\n", "Guten Tag")
        occasion = Occasion("confirmed", "registration:1", None, NOW)
        await tell(Recipient("Demo-Person", email=recipient), words, occasion, NOW)


async def deliver(port: int, now: datetime = NOW, send_within: float = 5.0) -> Delivered:
    async with smtp(port, send_within) as post:
        return await deliver_some(post, OFFICE, now)


async def rows() -> list[dict[str, Any]]:
    return await Mail.select(Mail.state, Mail.attempts, Mail.due_at, Mail.last_error).order_by(Mail.id)


async def test_mails_are_sent_once_over_one_connection(mailbox: Mailbox, port: int) -> None:
    await some_mails("a@example.org", "b@example.org")
    assert await deliver(port) == Delivered(sent=2)
    assert await deliver(port, NOW + timedelta(days=1)) == Delivered()
    assert [str(mail["To"]) for mail in mailbox.mails] == [
        "Demo-Person <a@example.org>",
        "Demo-Person <b@example.org>",
    ]


async def test_a_server_that_is_away_costs_one_attempt_and_growing_waits() -> None:
    await some_mails("a@example.org", "b@example.org")
    nowhere = free_port()
    assert await deliver(nowhere) == Delivered(postponed=2)
    now = NOW + timedelta(minutes=WAITS[0])
    assert await deliver(nowhere, now) == Delivered(postponed=2)
    assert [(row["state"], row["attempts"], row["due_at"]) for row in await rows()] == [
        ("pending", 2, now + timedelta(minutes=WAITS[1]))
    ] * 2
    assert await queries.outbox_age(now) == now - NOW


async def test_after_days_of_trouble_it_is_a_dead_letter_that_can_be_sent_again(
    mailbox: Mailbox,
) -> None:
    await some_mails("a@example.org")
    nowhere, now = free_port(), NOW
    for wait in WAITS:
        assert await deliver(nowhere, now) == Delivered(postponed=1)
        now += timedelta(minutes=wait)
    assert await deliver(nowhere, now) == Delivered(dead=1)
    assert now - NOW > timedelta(days=2)
    letter = (await queries.dead_letters())[0]
    assert (letter.recipient, letter.attempts) == ("a@example.org", len(WAITS) + 1)
    assert letter.why.startswith("SMTPConnectError")

    await send_again(letter.mail_id, SYSTEM, now)
    with mail_server(mailbox) as port:
        assert await deliver(port, now) == Delivered(sent=1)
    assert await queries.dead_letters() == []


async def test_not_now_waits_and_no_is_final_but_only_for_this_mail(mailbox: Mailbox, port: int) -> None:
    await some_mails("busy@example.org", "gone@example.org", "c@example.org")
    replies = {"busy@example.org": "450 Mailbox busy", "gone@example.org": "550 No such user"}
    mailbox.answer = lambda recipient: replies.get(recipient, "250 OK")
    assert await deliver(port) == Delivered(sent=1, postponed=1, dead=1)
    assert [(row["state"], row["last_error"]) for row in await rows()] == [
        ("pending", "450 Mailbox busy"),
        ("dead", "550 No such user"),
        ("sent", ""),
    ]
    # Watchers of the server need not wake anybody: the mail server works.
    assert await queries.outbox_age(NOW + timedelta(hours=1)) == timedelta()


async def test_a_refused_text_is_final_and_a_full_server_is_not(mailbox: Mailbox, port: int) -> None:
    await some_mails("a@example.org")
    mailbox.after_data = "452 Insufficient storage"
    assert await deliver(port) == Delivered(postponed=1)
    mailbox.after_data = "554 Not like this"
    assert await deliver(port, NOW + timedelta(hours=1)) == Delivered(dead=1)


async def test_a_server_that_never_answers_is_left_after_a_while(mailbox: Mailbox, port: int) -> None:
    await some_mails("a@example.org", "b@example.org")
    mailbox.seconds = 60
    assert await deliver(port, send_within=0.2) == Delivered(postponed=2)
    assert {row["last_error"] for row in await rows()} == {"TimeoutError"}


async def test_accepted_and_then_lost_it_comes_again_with_the_same_id(mailbox: Mailbox, port: int) -> None:
    """The program of the receiver shows it once."""
    await some_mails("a@example.org")
    mailbox.drops = True
    assert await deliver(port) == Delivered(postponed=1)
    mailbox.drops = False
    assert await deliver(port, NOW + timedelta(hours=1)) == Delivered(sent=1)
    assert len(mailbox.ids) == 2
    assert len(set(mailbox.ids)) == 1


async def test_who_dies_after_the_server_has_it_leaves_a_mail_that_is_due_again(
    mailbox: Mailbox, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await some_mails("a@example.org")
    with monkeypatch.context() as dying:
        dying.setattr("mittendrin.outbox.delivery._note", _die)
        with pytest.raises(KeyboardInterrupt):
            await deliver(port)
    assert await deliver(port) == Delivered()
    assert await deliver(port, NOW + CLAIMED_FOR) == Delivered(sent=1)
    assert len(set(mailbox.ids)) == 1


async def _die(*_: object) -> None:
    raise KeyboardInterrupt


async def test_two_who_deliver_at_once_share_the_mails(mailbox: Mailbox, port: int) -> None:
    await some_mails(*(f"person{number}@example.org" for number in range(10)))
    rounds = await asyncio.gather(*(deliver(port) for _ in range(4)))
    assert sum(one.sent for one in rounds) == 10
    assert len(set(mailbox.ids)) == len(mailbox.ids) == 10


async def test_a_row_with_a_wrong_address_is_a_dead_letter(port: int) -> None:
    await some_mails("a@example.org\r\nRCPT TO:<b@example.org>")
    assert await deliver(port) == Delivered(dead=1)


async def test_without_a_server_mails_are_files(tmp_path: Path) -> None:
    await some_mails("a@example.org")
    post = post_for(None, tmp_path, "mittendrin.example.org")
    assert isinstance(post, Folder)
    async with post:
        assert await deliver_some(post, OFFICE, NOW) == Delivered(sent=1)
    files = list((tmp_path / "mail").iterdir())
    assert [file.suffix for file in files] == [".eml"]
    assert b"To: Demo-Person <a@example.org>\r\n" in files[0].read_bytes()


def test_a_file_that_cannot_go_keeps_none_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "m.eml").mkdir()
    for name in "az":
        (tmp_path / f"{name}.eml").touch()
    for file in tmp_path.glob("*.eml"):
        os.utime(file, (0, 0))
    asyncio.run(Folder(tmp_path).throw_away(NOW))
    assert [one.name for one in tmp_path.glob("*.eml")] == ["m.eml"]


@pytest.mark.parametrize(
    ("address", "server", "start_tls"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 25, "", "", False), None),
        ("smtp://u:p%40ss@mail.example.org", MailServer("mail.example.org", 587, "u", "p@ss", False), True),
        ("smtp://u:p@127.0.0.1:1025", MailServer("127.0.0.1", 1025, "u", "p", False), None),
        ("smtps://u:p@mail.example.org", MailServer("mail.example.org", 465, "u", "p", True), False),
    ],
)
def test_a_password_never_travels_openly(address: str, server: MailServer, start_tls: bool | None) -> None:
    assert read_address(address) == server
    assert server.start_tls is start_tls


async def test_nobody_floods_a_mailbox_by_typing_its_address(mailbox: Mailbox, port: int) -> None:
    await some_mails(*["opfer@example.org"] * (MOST_TO_ONE_ADDRESS + 2), "andere@example.org")
    delivered = await deliver(port) + await deliver(port)
    assert delivered == Delivered(sent=MOST_TO_ONE_ADDRESS + 1, dead=2)
    assert [one.why for one in await queries.dead_letters()] == [TOO_MANY] * 2
    await some_mails("opfer@example.org")
    assert await deliver(port, NOW + timedelta(days=1, minutes=1)) == Delivered(sent=1)


async def test_what_the_office_sends_again_goes_out_whatever_came_before(port: int) -> None:
    await some_mails(*["heim@example.org"] * (MOST_TO_ONE_ADDRESS + 1))
    await deliver(port)
    await deliver(port)
    (held,) = await queries.dead_letters()
    await send_again(held.mail_id, SYSTEM, NOW)
    assert await deliver(port) == Delivered(sent=1)


async def test_news_are_never_held_back(port: int) -> None:
    words = Words("Fällt aus", "Guten Tag\n", "Guten Tag")
    for _number in range(MOST_TO_ONE_ADDRESS + 1):
        await tell(
            Recipient("Demo-Heim", email="heim@example.org"),
            words,
            Occasion("called_off", "registration:1", None, NOW),
            NOW,
        )
    assert await deliver(port) + await deliver(port) == Delivered(sent=MOST_TO_ONE_ADDRESS + 1)
