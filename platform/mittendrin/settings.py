"""Settings, read once from the environment; a wrong one stops the start with one clear sentence."""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

PACKED, PLAIN = "packed", "plain"
LEAST_SECRET = 32


class WrongSetting(Exception):
    """Carries the sentence that the operator reads."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`database` is `sqlite:///path` or `postgresql://…`; `base_url` has no slash at its end."""

    database: str
    data: Path
    base_url: str
    secret: bytes
    smtp: str | None
    workers: int
    # Only what these say about a reader's address is believed.
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    # Some calendar services never understood gzip; then feeds go as they are.
    feeds: str = PACKED

    @property
    def calendar_caching(self) -> str:
        """Five minutes, after which a 304 is enough; `no-transform` keeps everybody from packing."""
        return "public, max-age=300" if self.feeds == PACKED else "public, max-age=300, no-transform"

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises WrongSetting. Makes the data folder and, when absent, the secret kept in it."""
    env = os.environ if environment is None else environment
    data = Path(env.get("MITTENDRIN_DATA", "data"))
    _make_folder(data)
    return Settings(
        database=_read_database(env, data),
        data=data,
        base_url=_read_base_url(env.get("MITTENDRIN_BASE_URL", "http://127.0.0.1:8000")),
        secret=_read_secret(env.get("MITTENDRIN_SECRET"), data),
        smtp=_read_smtp(env.get("MITTENDRIN_SMTP")),
        workers=_read_workers(env.get("MITTENDRIN_WORKERS", "1")),
        proxies=_read_proxies(env.get("MITTENDRIN_PROXIES", "")),
        feeds=_read_feeds(env.get("MITTENDRIN_FEEDS", PACKED)),
    )


def _make_folder(data: Path) -> None:
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(f"MITTENDRIN_DATA: the folder {data} cannot be made: {error.strerror}.") from error


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings()


def _read_database(env: Mapping[str, str], data: Path) -> str:
    address = env.get("MITTENDRIN_DATABASE", f"sqlite:///{data / 'mittendrin.sqlite'}")
    if not address.startswith(("sqlite:///", "postgresql://")):
        raise WrongSetting("MITTENDRIN_DATABASE must begin with sqlite:/// or postgresql://.")
    if address == "sqlite:///" or _split(address) is None:
        raise WrongSetting(
            "MITTENDRIN_DATABASE must be a file such as sqlite:////data/mittendrin.sqlite "
            "or a server such as postgresql://user:password@host:5432/mittendrin."
        )
    return address


def _split(address: str) -> SplitResult | None:
    """None for what is no address: brackets, ports and blanks that cannot be."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return None
    return None if re.search(r"\s", address) else parts


def _read_base_url(address: str) -> str:
    parts = _split(address)
    if parts is None or parts.scheme not in {"http", "https"} or not _is_host_alone(parts):
        raise WrongSetting("MITTENDRIN_BASE_URL must be an address such as https://senioren.example.org.")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _is_host_alone(parts: SplitResult) -> bool:
    behind = (parts.path.strip("/"), parts.query, parts.fragment)
    return bool(parts.hostname) and "@" not in parts.netloc and not any(behind)


def _read_secret(given: str | None, data: Path) -> bytes:
    if given is not None:
        if len(given) < LEAST_SECRET:
            raise WrongSetting(f"MITTENDRIN_SECRET must have {LEAST_SECRET} characters or more.")
        return given.encode()
    kept = data / "secret"
    if not kept.exists():
        _make_secret(kept)
    secret = kept.read_bytes().strip()
    if len(secret) < LEAST_SECRET:
        raise WrongSetting(
            f"{kept} must hold {LEAST_SECRET} characters or more: put back the one you keep beside your backups, because "
            "no other opens what people told the office. Only if this service has never run, delete the file: then a "
            "new one is made."
        )
    return secret


def _make_secret(kept: Path) -> None:
    """Whole or not at all, also when the power fails or the disk is full; and one, however many processes begin at once:
    whoever comes second takes the first one's.
    """
    new = kept.with_name(f"secret.{secrets.token_hex(8)}")
    new.touch(mode=0o600)
    try:
        with new.open("w") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(new, kept)
    finally:
        new.unlink()


def _read_smtp(address: str | None) -> str | None:
    if not address:
        return None
    parts = _split(address)
    if parts is None or parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise WrongSetting(
            "MITTENDRIN_SMTP must be an address such as smtps://user:password@mail.example.org:465."
        )
    return address


def _read_workers(number: str) -> int:
    if not number.isdecimal() or not 1 <= int(number) <= 64:
        raise WrongSetting("MITTENDRIN_WORKERS must be a number from 1 to 64.")
    return int(number)


def _read_feeds(form: str) -> str:
    if form not in {PACKED, PLAIN}:
        raise WrongSetting("MITTENDRIN_FEEDS must be packed or plain.")
    return form


def _read_proxies(addresses: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(one) for one in addresses.replace(",", " ").split())
    except ValueError:
        raise WrongSetting(
            "MITTENDRIN_PROXIES must hold addresses such as 10.0.0.2 or 10.0.0.0/24."
        ) from None
