"""The bare server beside which `beside.py` measures: answers that lie ready, sent with the least that can be done."""

import json
import os
from pathlib import Path

from mittendrin.web.asgi import ASGIApp, HeaderList, Message, Receive, Scope, Send

FOLDER = "MITTENDRIN_BENCH_ANSWERS"
Answer = tuple[Message, Message]


def _headers(written: list[list[str]]) -> HeaderList:
    return [(name.encode(), value.encode()) for name, value in written]


def _answer(status: int, headers: HeaderList, body: bytes) -> Answer:
    start = {"type": "http.response.start", "status": status, "headers": headers}
    return start, {"type": "http.response.body", "body": body, "more_body": False}


def _read(folder: Path) -> dict[tuple[str, str], Answer]:
    """By path and by what was asked for: "plain", "gzip" or "unchanged"."""
    return {
        (said["path"], said["asked"]): _answer(
            said["status"], _headers(said["headers"]), (folder / said["file"]).read_bytes()
        )
        for said in json.loads((folder / "answers.json").read_text())
    }


def make_app() -> ASGIApp:
    answers = _read(Path(os.environ[FOLDER]))

    async def app(scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        asked = "plain"
        for name, value in scope["headers"]:
            if name == b"if-none-match":
                asked = "unchanged"
                break
            if name == b"accept-encoding" and value == b"gzip":
                asked = "gzip"
        start, body = answers[scope["path"], asked]
        await send(start)
        await send(body)

    return app
