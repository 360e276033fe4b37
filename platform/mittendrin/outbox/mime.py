"""A row of the outbox as a mail. Headers are set by the library, which refuses line breaks in them."""

from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime

from mittendrin.core.clock import to_local
from mittendrin.core.email import read_email
from mittendrin.outbox.tables import Mail


@dataclass(frozen=True, slots=True)
class Sender:
    """The office. `domain` stands in Message-IDs: they stay when the office gets another address. `last_words` stand
    below every mail.
    """

    name: str
    email: str
    domain: str
    last_words: str = ""


class _BeginsAtOnce(EmailPolicy):
    """The library may leave the first line of a long subject empty, and some programs then show none at all."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if name != "Subject":
            return super().fold_binary(name, value)
        subject = Header(value, "us-ascii" if value.isascii() else "utf-8", header_name=name)
        return f"{name}: {subject.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")


_POLICY = _BeginsAtOnce(linesep="\r\n")


def as_message(mail: Mail, sender: Sender) -> EmailMessage:
    """Raises Refused or ValueError when the recipient's address can be none."""
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(display_name=_one_line(sender.name), addr_spec=sender.email)
    message["To"] = Address(display_name=_one_line(mail.recipient_name), addr_spec=read_email(mail.recipient))
    message["Subject"] = _one_line(mail.subject)
    message["Date"] = format_datetime(to_local(mail.created_at))
    message["Message-ID"] = f"<{mail.message_id}@{sender.domain}>"
    # Nobody's holiday notice shall answer us (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_body(mail, sender), cte="quoted-printable")
    message["Content-Language"] = "de"
    return message


def _body(mail: Mail, sender: Sender) -> str:
    return f"{mail.body.rstrip()}\n\n{sender.last_words}\n" if sender.last_words else str(mail.body)


def _one_line(text: str) -> str:
    return " ".join(text.split())
