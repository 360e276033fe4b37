"""The real pages beside a bare granian server that sends the same bytes, and nginx that serves them as files.

All three have as many processes, take turns, and the best of some rounds counts: the machine may have other things
to do, so the ratios say more than the digits.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.bare_app import FOLDER
from benchmarks.prepared_bench import NGINX, free_port, granian, running
from servers import Server

SECONDS, ROUNDS = 1, 3
CONNECTIONS = 32
PATIENCE = 60
NAMES = {"plain": "", "gzip": ", gzipped", "unchanged": ", 304"}
HOP_BY_HOP = {"connection", "date", "server", "transfer-encoding"}


@dataclass(frozen=True)
class Case:
    """`asked` is "plain", "gzip" or "unchanged"; `headers` are what wrk has to send for it."""

    page: str
    asked: str
    path: str
    headers: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.page}{NAMES[self.asked]}"


@dataclass(frozen=True)
class Speed:
    """Answers a second, ours and those of the others."""

    name: str
    ours: float
    bare: float
    nginx: float | None


def speeds(server: Server, pages: Mapping[str, str], workers: int) -> Iterator[Speed]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        cases = _record(server, pages, folder)
        homes = {"ours": server.base_url, "bare": stack.enter_context(_bare(folder, workers))}
        if shutil.which("nginx"):
            homes["nginx"] = stack.enter_context(_nginx(folder, workers))
        for case in cases:
            best = _measure(case, homes)
            yield Speed(case.name, best["ours"], best["bare"], best.get("nginx"))


def _record(server: Server, pages: Mapping[str, str], folder: Path) -> list[Case]:
    """Writes down what the application answers, byte by byte, for the two others to repeat."""
    cases, answers = [], []
    for page, path in pages.items():
        etag = _etag(server.base_url + path)
        wanted = {"plain": {}, "gzip": {"accept-encoding": "gzip"}, "unchanged": {"if-none-match": etag}}
        for asked, headers in wanted.items():
            status, kept, body = _ask(server.base_url + path, {"accept-encoding": "identity"} | headers)
            file = f"{page}.gz" if asked == "gzip" else page if asked == "plain" else f"{page}.304"
            (folder / file).write_bytes(body)
            answers.append(
                {"path": f"/{page}", "asked": asked, "status": status, "headers": kept, "file": file}
            )
            sent = tuple(f"{name}: {value}" for name, value in headers.items())
            cases.append(Case(page, asked, path, sent))
    (folder / "answers.json").write_text(json.dumps(answers))
    return cases


def _etag(address: str) -> str:
    plain = {"accept-encoding": "identity"}
    return httpx.get(address, headers=plain, timeout=PATIENCE).raise_for_status().headers["etag"]


def _ask(address: str, headers: dict[str, str]) -> tuple[int, list[tuple[str, str]], bytes]:
    with httpx.stream("GET", address, headers=headers, timeout=PATIENCE) as answer:
        body = b"".join(answer.iter_raw())
        kept = [(name, value) for name, value in answer.headers.items() if name not in HOP_BY_HOP]
        return answer.status_code, kept, body


@contextmanager
def _bare(folder: Path, workers: int) -> Iterator[str]:
    with granian(
        "benchmarks.bare_app:make_app",
        folder,
        "--factory",
        "--workers",
        str(workers),
        **{FOLDER: str(folder)},
    ) as home:
        yield home


@contextmanager
def _nginx(folder: Path, workers: int) -> Iterator[str]:
    port = free_port()
    # The workers of a server that root starts belong to someone else, who has to find the files.
    folder.chmod(0o755)
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port, workers=workers, root=folder))
    with running(["nginx", "-c", str(settings), "-p", str(folder)], port, {}) as home:
        yield home


def _measure(case: Case, homes: Mapping[str, str]) -> dict[str, float]:
    best: dict[str, float] = dict.fromkeys(homes, 0.0)
    for _round in range(ROUNDS):
        for name, home in homes.items():
            address = home + (case.path if name == "ours" else f"/{case.page}")
            headers = _for_nginx(case, address) if name == "nginx" else case.headers
            best[name] = max(best[name], _answers_a_second(address, headers))
    return best


def _for_nginx(case: Case, address: str) -> tuple[str, ...]:
    if case.asked != "unchanged":
        return case.headers
    return (f"if-none-match: {_etag(address)}",)


def _answers_a_second(address: str, headers: tuple[str, ...]) -> float:
    sent = [part for header in headers for part in ("-H", header)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *sent, address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if wrong := re.search(r"Non-2xx or 3xx responses: \d+", said):
        sys.exit(f"{address}: {wrong[0]}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(found[1]) if found else 0.0
