"""Prepared answers against a bare ASGI app and against nginx serving files. Needs wrk; nginx where it is there.

`python tests/benchmarks/prepared_bench.py [seconds] [rounds]`
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent.parent
SOURCES = TESTS.parent / "platform"
GOAL = 0.5
CONNECTIONS = 32

NGINX = """
daemon off; worker_processes {workers}; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    access_log off; sendfile on; etag on; gzip_static on; types {{ }} default_type text/html;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


@dataclass(frozen=True)
class Case:
    name: str
    path: str
    asks_again: bool = False


CASES = (
    Case("20 KB page", "/seite"),
    Case("300 KB feed", "/feed.ics"),
    Case("304", "/seite", asks_again=True),
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def etag_of(address: str) -> str:
    with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310
        return str(answer.headers["etag"])


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[str]:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=os.environ | environment, stdout=quiet, stderr=quiet)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    for _try in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit(f"Nothing answers on port {port}.")


@contextmanager
def granian(target: str, folder: Path, *options: str, **settings: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--no-ws", "--port", str(port)]
    paths = os.pathsep.join((str(SOURCES), str(TESTS)))
    environment = {"MITTENDRIN_DATA": str(folder), "PYTHONPATH": paths} | settings
    with running([*command, *options, target], port, environment) as home:
        yield home


@contextmanager
def nginx(folder: Path, model: str) -> Iterator[str]:
    """Serves as files what the model answers."""
    port = free_port()
    (folder / "files").mkdir()
    for path in ("/seite", "/feed.ics"):
        with urllib.request.urlopen(model + path, timeout=5) as answer:  # noqa: S310
            (folder / f"files{path}").write_bytes(answer.read())
    # The workers of a server that root starts belong to someone else, who has to find the files.
    folder.chmod(0o755)
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port, workers=1, root=folder / "files"))
    with running(["nginx", "-c", str(settings), "-p", str(folder)], port, {}) as home:
        yield home


def requests_per_second(home: str, case: Case, seconds: int) -> float:
    address = home + case.path
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
    if case.asks_again:
        command += ["-H", f"If-None-Match: {etag_of(address)}"]
    said = subprocess.run([*command, address], capture_output=True, text=True, check=True).stdout
    if wrong := re.search(r"Non-2xx or 3xx responses: \d+", said):
        sys.exit(f"{address}: {wrong[0]}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(found[1]) if found else 0.0


def measure(homes: dict[str, str], seconds: int, rounds: int) -> dict[tuple[str, str], float]:
    """The best of some rounds, the servers taking turns: the machine may have other things to do."""
    best: dict[tuple[str, str], float] = {}
    for number in range(rounds):
        for case in CASES:
            for name, home in homes.items():
                print(
                    f"\rround {number + 1} of {rounds}: {case.name}, {name} …".ljust(60), end="", flush=True
                )
                speed = requests_per_second(home, case, seconds)
                best[case.name, name] = max(speed, best.get((case.name, name), 0.0))
    print("\r".ljust(60), end="\r")
    return best


def print_table(best: dict[tuple[str, str], float], names: list[str]) -> None:
    print("requests per second".ljust(20) + "".join(name.rjust(12) for name in names) + "    of bare")
    is_reached = True
    for case in CASES:
        ratio = best[case.name, "prepared"] / best[case.name, "bare"]
        is_reached = is_reached and ratio >= GOAL
        speeds = "".join(f"{best[case.name, name]:12,.0f}" for name in names)
        print(f"{case.name:20}{speeds}{ratio:10.0%}")
    print(f"Goal, {GOAL:.0%} of the bare server: {'reached' if is_reached else 'MISSED'}")


def main(seconds: int = 3, rounds: int = 2) -> None:
    if not shutil.which("wrk"):
        print("Prepared answers: not measured, the program wrk is missing.")
        return
    with ExitStack() as stack:
        folders = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _server in range(3)]
        homes = {
            "prepared": stack.enter_context(
                granian("benchmarks.prepared_apps:shell", folders[0], "--factory")
            ),
            "bare": stack.enter_context(granian("benchmarks.prepared_apps:bare", folders[1])),
        }
        if shutil.which("nginx"):
            homes["nginx"] = stack.enter_context(nginx(folders[2], homes["bare"]))
        best = measure(homes, seconds, rounds)
    print_table(best, list(homes))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
