"""Real server processes of the app, for what only they can show: kill -9, several workers, last seats.

def test_something(database):
    with running_server(database.address, workers=2) as server:
        httpx.post(f"{server.base_url}/…")
        server.kill()
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

import mittendrin

SOURCES = Path(mittendrin.__file__).parent.parent
TESTS = Path(__file__).parent
# Also beside a machine full of other work.
READY_WITHIN = 120


@dataclass(frozen=True)
class Server:
    base_url: str
    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """kill -9 for it and all its workers: nobody gets to say goodbye."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
        self.process.wait(timeout=READY_WITHIN)


@contextmanager
def running_server(database_address: str, workers: int = 1, port: int | None = None) -> Iterator[Server]:
    """Ready when `/gesund` answers. Give the port of a killed server to start again in its place."""
    with starting_server(database_address, workers, port) as server:
        _wait_until_ready(server)
        yield server


@contextmanager
def starting_server(database_address: str, workers: int = 1, port: int | None = None) -> Iterator[Server]:
    """Nobody waits for it."""
    with tempfile.TemporaryDirectory(prefix="mittendrin-server-") as folder:
        server = _start(database_address, workers, port or free_port(), Path(folder))
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def served(factory: str, settings: dict[str, str] | None = None) -> Iterator[str]:
    """The address of an application made for tests: `factory` is module:function in this folder."""
    base_url = f"http://127.0.0.1:{(port := free_port())}"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(SOURCES), str(TESTS)]),
        "MITTENDRIN_BASE_URL": base_url,
        **(settings or {}),
    }
    command = [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "asgi",
        "--port",
        str(port),
        "--factory",
        factory,
    ]
    with tempfile.TemporaryDirectory(prefix="mittendrin-server-") as folder:
        server = Server(base_url, *_started(command, environment, Path(folder)))
        try:
            _wait_until_ready(server)
            yield base_url
        finally:
            server.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(database_address: str, workers: int, port: int, folder: Path) -> Server:
    base_url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "PYTHONPATH": str(SOURCES),
        "MITTENDRIN_DATABASE": database_address,
        "MITTENDRIN_DATA": str(folder),
        "MITTENDRIN_BASE_URL": base_url,
        "MITTENDRIN_WORKERS": str(workers),
    }
    command = [sys.executable, "-m", "mittendrin.cli.main", "serve", "--port", str(port)]
    return Server(base_url, *_started(command, environment, folder))


def _started(
    command: list[str], environment: dict[str, str], folder: Path
) -> tuple[subprocess.Popen[bytes], Path]:
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, start_new_session=True, cwd=folder
        )
    return process, log


def _wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            httpx.get(f"{server.base_url}/gesund", timeout=2)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError(f"The server did not start:\n{server.log.read_text()}")
