"""Where mails go: to a mail server, or as .eml files into a folder while there is none."""

import asyncio
import os
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

CONNECT_WITHIN = 10.0
SEND_WITHIN = 30.0
PERMANENT = range(500, 600)


class Postponed(Exception):
    """Not now: it is tried again."""


class Unreachable(Postponed):
    """Nobody answers: the next mail would fare no better."""


class Rejected(Exception):
    """Never: the other side does not take this mail."""


class Post(Protocol):
    async def send(self, message: EmailMessage) -> None:
        """Raises Postponed or Rejected with a line for the operator."""


class Folder:
    """One file per mail; sent twice, it is still one file. It is as old as the mail says, not as its delivery."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    async def send(self, message: EmailMessage) -> None:
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        try:
            await asyncio.to_thread(self._write, self._path / f"{name}.eml", message)
        except OSError as error:
            raise Postponed(f"The mail could not be written: {error.strerror}") from error

    async def throw_away(self, before: datetime) -> int:
        """What was written for that long, whole or half. Answers how many files are gone."""
        return await asyncio.to_thread(self._throw_away, before.timestamp())

    def _write(self, target: Path, message: EmailMessage) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        half = target.with_suffix(".half")
        half.write_bytes(bytes(message))
        written = message["Date"].datetime.timestamp()
        os.utime(half, (written, written))
        half.replace(target)

    def _throw_away(self, before: float) -> int:
        gone = 0
        for kind in ("*.eml", "*.half"):
            for file in self._path.glob(kind):
                # One that cannot go keeps none of the others.
                with suppress(OSError):
                    if file.stat().st_mtime < before:
                        file.unlink()
                        gone += 1
        return gone


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    tls_from_the_start: bool

    @property
    def start_tls(self) -> bool | None:
        """None: when the server offers it. A password never travels openly, except within this machine."""
        if self.tls_from_the_start:
            return False
        return True if self.user and not _is_here(self.host) else None


def read_address(address: str) -> MailServer:
    """`smtp://user:password@host:port` or `smtps://…`; settings have checked it."""
    parts = urlsplit(address)
    is_tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname or "",
        port=parts.port or (465 if is_tls else 587 if parts.username else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls_from_the_start=is_tls,
    )


class Smtp:
    """One connection for several mails, opened by the first one and again when it was lost."""

    def __init__(self, server: MailServer, our_name: str, send_within: float = SEND_WITHIN) -> None:
        self._server = server
        self._our_name = our_name
        self._send_within = send_within
        self._connection: SMTP | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None and self._connection.is_connected:
            with suppress(SMTPException, OSError):
                await self._connection.quit(timeout=1)
        self._hang_up()

    async def send(self, message: EmailMessage) -> None:
        try:
            async with asyncio.timeout(self._send_within):
                connection = await self._connected()
                # As bytes, because it would fold our headers anew.
                await connection.sendmail(_only(message["From"]), [_only(message["To"])], bytes(message))
        except SMTPRecipientsRefused as error:
            raise _answered(error.recipients[0]) from error
        except SMTPResponseException as error:
            raise _answered(error) from error
        except (SMTPException, OSError, ValueError) as error:
            # After a time-out nobody knows what the connection is in the middle of.
            self._hang_up()
            raise Unreachable(f"{type(error).__name__}: {error}".rstrip(": ")) from error

    async def _connected(self) -> SMTP:
        if self._connection is None or not self._connection.is_connected:
            self._connection = _connection_to(self._server, self._our_name)
            await self._connection.connect()
        return self._connection

    def _hang_up(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _only(header: AddressHeader) -> str:
    return header.addresses[0].addr_spec


def _connection_to(server: MailServer, our_name: str) -> SMTP:
    return SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        use_tls=server.tls_from_the_start,
        start_tls=server.start_tls,
        timeout=CONNECT_WITHIN,
        # Asking the system for its name may take seconds.
        local_hostname=our_name,
        tls_context=ssl.create_default_context(),
    )


def _answered(error: SMTPResponseException) -> Postponed | Rejected:
    """A final no is only what the server says about this mail, never about us."""
    said = f"{error.code} {' '.join(error.message.split())}"
    about_this_mail = isinstance(error, SMTPRecipientRefused | SMTPDataError)
    return Rejected(said) if about_this_mail and error.code in PERMANENT else Postponed(said)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def post_for(smtp: str | None, data: Path, our_name: str) -> Smtp | Folder:
    return Smtp(read_address(smtp), our_name) if smtp else folder_in(data)


def folder_in(data: Path) -> Folder:
    return Folder(data / "mail")
