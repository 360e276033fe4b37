"""A real browser for what only one can show. Without a Chromium on the machine these tests are skipped.

The tests here are plain functions: Playwright's own loop and an asynchronous test cannot share a thread.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from servers import SOURCES, free_port

TESTS = Path(__file__).parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# No sandbox: test machines are containers. The rest keeps the browser from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_WITHIN = 20


def chromium_path() -> str | None:
    given = os.environ.get("MITTENDRIN_TEST_CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.skip("The browser tests need a Chromium (or MITTENDRIN_TEST_CHROMIUM=/path/to/one).")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def sample_site(chromium: Browser) -> Iterator[str]:
    """The address of the sample pages; the browser comes first, so that nothing starts without one."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(SOURCES), str(TESTS)])}
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--port", str(port), "--factory"]
    server = subprocess.Popen([*command, "--no-log", "sample_app:sample_app"], env=environment, cwd=TESTS)
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=READY_WITHIN)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh visitor."""
    context = chromium.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            httpx.get(address, timeout=2)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError("The sample pages did not start.")
