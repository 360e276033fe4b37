"""The real pages with the sample city in a real browser: every public template, small and large, and in contrast."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.checks import NARROW, WIDE, check_everything, picture
from servers import SOURCES, running_server

PATHS = [
    "/",
    "/veranstaltungen",
    "/veranstaltungen?zeit=monat&zugang=step_free&suche=turnen",
    "/veranstaltungen?suche=gibtesnicht",
    "/veranstaltungen/gymnastik-im-sitzen",
    "/veranstaltungen/rueckenschule-60plus",
    "/organisationen",
    "/organisationen/demo-turnverein-barbarossa",
    "/barriere-melden?seite=/veranstaltungen/gymnastik-im-sitzen",
    "/kontakt",
    "/barrierefreiheit",
    "/mitmachen",
    "/gibtesnicht",
]
# The first visit, letters included.
MOST_REQUESTS, MOST_BYTES = 15, 100_000


@pytest.fixture(scope="module")
def sample_city(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the sample city; the browser comes first, so that nothing starts without one."""
    folder = tmp_path_factory.mktemp("city")
    address = f"sqlite:///{folder / 'city.sqlite'}"
    for command in ("migrate", "demo"):
        _run(command, address, folder)
    with running_server(address) as server:
        yield server.base_url


def _run(command: str, address: str, folder: Path) -> None:
    environment = os.environ | {
        "PYTHONPATH": str(SOURCES),
        "MITTENDRIN_DATABASE": address,
        "MITTENDRIN_DATA": str(folder),
    }
    subprocess.run(
        [sys.executable, "-m", "mittendrin.cli.main", command],
        env=environment,
        check=True,
        capture_output=True,
    )


@pytest.mark.parametrize("path", PATHS)
def test_is_good_for_everybody(page: Page, sample_city: str, path: str) -> None:
    page.goto(sample_city + path)
    check_everything(page)
    _picture_if_wished(page, path)


@pytest.mark.parametrize("path", ["/", "/veranstaltungen", "/veranstaltungen/gymnastik-im-sitzen"])
def test_is_good_with_large_letters(page: Page, sample_city: str, path: str) -> None:
    page.goto(sample_city + path)
    page.get_by_role("link", name="Größere Schrift").click()
    assert page.url == sample_city + path
    check_everything(page)
    _picture_if_wished(page, f"{path} gross")


def test_a_report_with_mistakes_and_its_thanks_are_good_for_everybody(page: Page, sample_city: str) -> None:
    page.goto(f"{sample_city}/barriere-melden")
    page.get_by_role("button", name="Jetzt absenden").click()
    check_everything(page)
    page.get_by_label("Was geht nicht? Oder was stimmt nicht?").fill("Die Schrift ist zu hell.")
    page.get_by_role("button", name="Jetzt absenden").click()
    check_everything(page)


def test_everything_works_without_a_script(chromium: Browser, sample_city: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": NARROW, "height": 900})
    page = context.new_page()
    page.goto(sample_city)
    page.get_by_role("link", name="Etwas unternehmen").click()
    page.get_by_role("link", name="In meinem Stadtteil").click()
    page.get_by_label("Suchwort").fill("Turnen")
    page.get_by_label("Zeitraum").select_option("ein Monat")
    page.get_by_role("button", name="Anzeigen").click()
    page.get_by_role("link", name="Gymnastik im Sitzen").first.click()
    page.get_by_role("link", name="Größere Schrift").click()
    assert page.locator("html").get_attribute("class") == "gross"
    assert page.get_by_role("heading", level=1).inner_text() == "Gymnastik im Sitzen"
    context.close()


@pytest.mark.parametrize("path", ["/", "/veranstaltungen?zeit=monat"])
def test_a_first_visit_asks_for_little_and_only_here(page: Page, sample_city: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(sample_city + path, wait_until="networkidle")
    assert answer is not None
    assert [address for address in asked if not address.startswith(sample_city)] == []
    assert len(asked) <= MOST_REQUESTS
    assert len(answer.body()) <= MOST_BYTES


def _picture_if_wished(page: Page, path: str) -> None:
    if folder := os.environ.get("MITTENDRIN_TEST_PICTURES"):
        name = re.sub(r"\W+", "-", path).strip("-") or "start"
        for width in (WIDE, NARROW):
            picture(page, Path(folder), name, width)
