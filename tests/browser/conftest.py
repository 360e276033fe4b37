"""A real browser for what only one can show. Without a Chromium on the machine these tests are skipped.

The tests here are plain functions: Playwright's own loop and an asynchronous test cannot share a thread.
So the browser ends with its module, while the servers stay.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from browser.city import City, prepared_city
from city_fixtures import own_copy
from databases import KINDS, Database
from servers import served

# The shell is the same browser without a window: faster, and with less that can stand still.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
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


# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)


def chromium_path() -> str | None:
    given = os.environ.get("MITTENDRIN_TEST_CHROMIUM")
    return given or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium_program() -> str:
    """Everything else here asks for it, so that nothing starts without one."""
    path = chromium_path()
    if path is None:
        pytest.skip("The browser tests need a Chromium (or MITTENDRIN_TEST_CHROMIUM=/path/to/one).")
    return path


@pytest.fixture(scope="module")
def chromium(chromium_program: str) -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sample_site(chromium_program: str) -> Iterator[str]:
    """The address of the sample pages."""
    with served("sample_app:sample_app") as address:
        yield address


@pytest.fixture(scope="session")
def city(
    chromium_program: str,
    sample_cities: Callable[[str], Database],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[City]:
    """A server with the sample city."""
    folder = tmp_path_factory.mktemp("city")
    with own_copy(sample_cities("sqlite"), folder) as made, prepared_city(made, folder) as city:
        yield city


@pytest.fixture(params=KINDS)
def either_city(
    request: pytest.FixtureRequest,
    chromium_program: str,
    sample_cities: Callable[[str], Database],
    tmp_path: Path,
) -> Iterator[City]:
    """The sample city on each engine, for whole stories."""
    if request.param == "sqlite":
        yield request.getfixturevalue("city")
        return
    with own_copy(sample_cities("postgres"), tmp_path) as made, prepared_city(made, tmp_path) as city:
        yield city


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh visitor."""
    context = chromium.new_context(locale="de-DE", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()
