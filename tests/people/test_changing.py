"""Another number or address: what waits for somebody goes there, whatever it is about."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest

from makers import NOW, OFFICE, a_city
from mittendrin.audit.tables import AuditEntry
from mittendrin.core.marks import Change, marks
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.delivery import deliver_some
from mittendrin.outbox.mime import Sender
from mittendrin.outbox.post import Post
from mittendrin.outbox.rules import MailState, Recipient, Words
from mittendrin.outbox.tables import CallTask, Mail
from mittendrin.people.actions import find_or_add
from mittendrin.people.changing import change_contact
from mittendrin.people.queries import people_by_name, people_by_phone
from mittendrin.people.rules import Contact
from mittendrin.people.tables import Person

pytestmark = pytest.mark.usefixtures("database")
ERNA = Contact(
    "Demo-Person Müller", "+491713920001", "alt@example.org", "Musterstraße 2, 67655 Kaiserslautern"
)
HANS = Contact("Demo-Person Hans", ERNA.phone, ERNA.email, ERNA.address)
WORDS = Words("Termin verlegt", "Guten Tag, der Termin ist verlegt.\n", "Der Termin ist verlegt.")


def from_erna(new: Contact) -> Change[Contact]:
    """Written on a page on which Erna's ways stood."""
    return Change(new, marks(asdict(ERNA)))


async def told(to: Recipient) -> None:
    await tell(to, WORDS, Occasion("moved", "registration:1", 7, NOW + timedelta(days=1)), NOW)


async def everything_waits_for(one: Contact) -> None:
    """A mail, a call and a letter, the first under another spelling of the name."""
    await told(Recipient(one.name.replace("ü", "ue"), email=one.email))
    await told(Recipient(one.name, phone=one.phone))
    await told(Recipient(one.name, address=one.address))


async def mails() -> list[tuple[str, str]]:
    rows = await Mail.select(Mail.recipient, Mail.state).order_by(Mail.id)
    return [(row["recipient"], row["state"]) for row in rows]


async def tasks() -> list[tuple[str, str, str]]:
    rows = await CallTask.select().order_by(CallTask.id)
    return [(row["way"], row["reached_at"], row["state"]) for row in rows]


async def test_open_messages_go_to_the_new_ways() -> None:
    person = await find_or_add(ERNA, NOW)
    await everything_waits_for(ERNA)
    new = Contact("Demo-Person Meyer", "+491713920002", "neu@example.org", "Musterstraße 3")
    await change_contact(person, from_erna(new), OFFICE, NOW)
    assert await mails() == [("neu@example.org", "pending")]
    assert await tasks() == [("call", "+491713920002", "open"), ("letter", "Musterstraße 3", "open")]
    assert [one.id for one in await people_by_phone("+491713920002", 5)] == [person]
    assert [one.id for one in await people_by_name("Meyer", 5)] == [person]


async def test_whoever_shares_the_ways_keeps_their_messages() -> None:
    person = await find_or_add(ERNA, NOW)
    await everything_waits_for(HANS)
    before = (await mails(), await tasks())
    await change_contact(person, from_erna(Contact(ERNA.name, "+491713920002")), OFFICE, NOW)
    assert (await mails(), await tasks()) == before


async def test_without_the_old_way_the_same_words_take_another_one() -> None:
    await a_city()
    person = await find_or_add(ERNA, NOW)
    await everything_waits_for(ERNA)
    await change_contact(person, from_erna(Contact(ERNA.name, "+491713920002")), OFFICE, NOW)
    assert await mails() == [("alt@example.org", "withdrawn")]
    assert await tasks() == [
        ("call", "+491713920002", "open"),
        ("letter", ERNA.address, "outdated"),
        ("call", "+491713920002", "open"),
        ("call", "+491713920002", "open"),
    ]
    said = await CallTask.select(CallTask.script).order_by(CallTask.id, ascending=False).first()
    assert said == {"script": "Guten Tag, der Termin ist verlegt."}


async def test_whoever_gets_an_address_only_is_written_to() -> None:
    person = await find_or_add(ERNA, NOW)
    await told(Recipient(ERNA.name, phone=ERNA.phone))
    await change_contact(person, from_erna(Contact(ERNA.name, email="neu@example.org")), OFFICE, NOW)
    assert (await mails(), await tasks()) == (
        [("neu@example.org", "pending")],
        [("call", ERNA.phone, "outdated")],
    )


async def test_what_was_done_stays_as_it_was() -> None:
    person = await find_or_add(ERNA, NOW)
    await everything_waits_for(ERNA)
    await Mail.update({Mail.state: MailState.SENT.value}).where(Mail.id > 0)
    await CallTask.update({CallTask.state: "done"}).where(CallTask.id > 0)
    before = (await mails(), await tasks())
    await change_contact(person, from_erna(Contact(ERNA.name, email="neu@example.org")), OFFICE, NOW)
    assert (await mails(), await tasks()) == before


class TheOffice(Post):
    """Changes an address while mails are on their way."""

    def __init__(self, person: int) -> None:
        self.person, self.sent = person, list[str]()

    async def send(self, message: Any) -> None:
        self.sent.append(str(message["To"]))
        await change_contact(self.person, from_erna(Contact(ERNA.name, email="neu@example.org")), OFFICE, NOW)


async def test_a_mail_that_is_claimed_already_goes_to_the_new_address() -> None:
    person = await find_or_add(ERNA, NOW)
    await told(Recipient("Demo-Person Hans", email="hans@example.org"))
    await told(Recipient(ERNA.name, email=ERNA.email))
    post = TheOffice(person)
    sender = Sender("Seniorenbüro", "buero@example.org", "example.org")
    await deliver_some(post, sender, NOW)
    await deliver_some(post, sender, NOW + timedelta(minutes=11))
    assert [one.rpartition("<")[2] for one in post.sent] == ["hans@example.org>", "neu@example.org>"]


async def test_the_log_says_what_changed_and_not_to_what() -> None:
    person = await find_or_add(ERNA, NOW)
    await change_contact(person, from_erna(ERNA), OFFICE, NOW)
    assert await AuditEntry.count() == 0
    await change_contact(
        person, from_erna(Contact(ERNA.name, "+491713920002", ERNA.email, "Musterstraße 3")), OFFICE, NOW
    )
    rows = await AuditEntry.select(AuditEntry.act, AuditEntry.subject, AuditEntry.detail)
    assert rows == [{"act": "person.changed", "subject": f"person:{person}", "detail": "Telefon, Adresse"}]


async def test_nobody_is_nobody() -> None:
    with pytest.raises(NotFound):
        await change_contact(9, from_erna(ERNA), OFFICE, NOW)


async def test_the_second_of_two_clerks_brings_no_old_number_back() -> None:
    person = await find_or_add(ERNA, NOW)
    await change_contact(person, from_erna(replace(ERNA, phone="+491713920002")), OFFICE, NOW)
    with pytest.raises(Refused, match=r"Inzwischen hat jemand geändert: Telefon\."):
        await change_contact(person, from_erna(replace(ERNA, email="neu@example.org")), OFFICE, NOW)
    assert await Person.select(Person.phone, Person.email) == [
        {"phone": "+491713920002", "email": ERNA.email}
    ]
