"""What is looked at before the server starts."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import SOURCES, Shell
from databases import Database
from mittendrin.cli.main import _say_own_address
from mittendrin.cli.serving import ENDS_WITHIN, refuse_taken_port
from mittendrin.core.refusal import Refused
from mittendrin.paths import MIGRATIONS
from reliability.waiting import until
from servers import free_port, starting_server


def test_a_second_server_on_the_same_port_is_refused() -> None:
    with socket.socket() as first:
        first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(Refused, match=f"Port {port} cannot be used"):
            refuse_taken_port("127.0.0.1", port)
    refuse_taken_port("127.0.0.1", port)


def test_the_server_does_not_load_what_only_tools_need() -> None:
    script = (
        "import sys; from mittendrin.cli import main, serving; serving.make_app();"
        "print({'black', 'pydantic', 'rich'} & set(sys.modules))"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCES)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("127.0.0.1", 8171, "http://127.0.0.1:8171"),
        ("::", 8000, "http://127.0.0.1:8000"),
        ("::1", 8000, "http://[::1]:8000"),
    ],
)
def test_without_an_address_links_lead_to_where_the_server_listens(
    monkeypatch: pytest.MonkeyPatch, host: str, port: int, address: str
) -> None:
    monkeypatch.setattr(os, "environ", {})
    _say_own_address(host, port)
    assert os.environ["MITTENDRIN_BASE_URL"] == address


def test_a_given_address_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"MITTENDRIN_BASE_URL": "https://senioren.example.org"})
    _say_own_address("127.0.0.1", 8171)
    assert os.environ["MITTENDRIN_BASE_URL"] == "https://senioren.example.org"


@pytest.mark.parametrize(
    "settings",
    [
        {"MITTENDRIN_DATABASE": "postgresql://nobody@127.0.0.1:1/none"},
        {"MITTENDRIN_DATABASE": "sqlite:////dev/null/city.sqlite"},
        {"MITTENDRIN_DATA": "/dev/null/data"},
    ],
)
@pytest.mark.parametrize("command", ["migrate", "serve"])
def test_what_cannot_be_reached_is_one_sentence(
    database: Database, tmp_path: Path, command: str, settings: dict[str, str]
) -> None:
    done = Shell(database, tmp_path).run(command, **settings)
    assert done.returncode == 1
    (sentence,) = done.stderr.splitlines()
    assert sentence.startswith(("The database of MITTENDRIN_DATABASE cannot be reached:", "MITTENDRIN_DATA:"))


async def test_told_to_end_while_it_is_still_starting_it_ends(database: Database) -> None:
    with starting_server(database.address) as server:

        async def is_starting() -> bool:
            return "Spawning worker-1" in server.log.read_text()

        await until(is_starting)
        os.killpg(server.process.pid, signal.SIGTERM)
        server.process.wait(timeout=ENDS_WITHIN / 2)


def test_an_old_database_is_not_served(empty_database: Database, tmp_path: Path) -> None:
    done = Shell(empty_database, tmp_path).run("serve", "--port", str(free_port()))
    missing = len(list(MIGRATIONS.glob("mittendrin_*.py")))
    assert (done.returncode, done.stderr) == (
        1,
        f"{missing} migrations are missing: run `mittendrin migrate`.\n",
    )
