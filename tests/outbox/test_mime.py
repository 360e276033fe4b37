"""A row becomes a mail whose headers nobody can break."""

from email import message_from_bytes
from email.policy import default

import pytest

from makers import NOW
from mittendrin.core.refusal import Refused
from mittendrin.outbox.mime import Sender, as_message
from mittendrin.outbox.tables import Mail

OFFICE = Sender("Seniorenbüro Kaiserslautern", "buero@example.org", "mittendrin.example.org")


def a_mail(**changes: object) -> Mail:
    values = {
        "message_id": "abc123",
        "recipient_name": "Jörg Demo-Person",
        "recipient": "joerg@example.org",
        "subject": "Sie sind angemeldet: Gymnastik, Dienstag, 12. Januar 2027",
        "body": "Guten Tag,\n\n.eine Zeile mit Punkt und Umlauten äöüß €\n",
        "created_at": NOW,
    }
    return Mail(**{**values, **changes}, _ignore_missing=True)


def test_what_is_sent_reads_back_as_it_was_written() -> None:
    read = message_from_bytes(bytes(as_message(a_mail(), OFFICE)), policy=default)
    assert {name: str(value) for name, value in read.items()} == {
        "From": "Seniorenbüro Kaiserslautern <buero@example.org>",
        "To": "Jörg Demo-Person <joerg@example.org>",
        "Subject": "Sie sind angemeldet: Gymnastik, Dienstag, 12. Januar 2027",
        "Date": "Mon, 11 Jan 2027 08:00:00 +0100",
        "Message-ID": "<abc123@mittendrin.example.org>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "quoted-printable",
        "Content-Language": "de",
    }
    assert read.get_content().replace("\r\n", "\n") == a_mail().body


@pytest.mark.parametrize("field", ["recipient_name", "subject"])
def test_a_line_break_makes_no_new_header(field: str) -> None:
    hostile = a_mail(**{field: "Demo\r\nBcc: alle@example.org\n\nBöse"})
    read = message_from_bytes(bytes(as_message(hostile, OFFICE)), policy=default)
    assert read["Bcc"] is None
    assert read.get_content().replace("\r\n", "\n") == hostile.body


@pytest.mark.parametrize("address", ["", "nobody", "a@b@example.org", "a@example.org\r\nRCPT TO:<b@c.de>"])
def test_no_mail_goes_to_an_address_that_can_be_none(address: str) -> None:
    with pytest.raises(Refused):
        as_message(a_mail(recipient=address), OFFICE)


@pytest.mark.parametrize(
    "subject",
    [
        "Sie sind angemeldet: Tagesfahrt nach Speyer, Dienstag, 12. Januar 2027",
        "Fällt aus: Gedächtnistraining für Anfänger und Fortgeschrittene, Dienstag, 12. Januar 2027",
        "Sie stehen auf der Warteliste: Gymnastik im Sitzen mit Musik und ohne Eile, 12 Termine ab Dienstag",
        f"Ein Platz ist für Sie frei: {'Kapitänswitwenversammlung' * 4}",
    ],
)
def test_a_long_subject_begins_on_its_own_line(subject: str) -> None:
    sent = bytes(as_message(a_mail(subject=subject), OFFICE))
    assert b"Subject:\r\n" not in sent and b"Subject: \r\n" not in sent
    assert max(len(line) for line in sent.split(b"\r\n\r\n")[0].split(b"\r\n")) <= 78
    assert message_from_bytes(sent, policy=default)["Subject"] == subject
