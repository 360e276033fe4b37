"""Started without a setting and without a city, the service runs: nobody's first sight is an error page."""

from pathlib import Path

import pytest
from litestar.routes import HTTPRoute

from databases import Database
from makers import NOW, cheap_passwords
from mittendrin.app import create_litestar
from mittendrin.settings import Settings
from visitor import ORIGIN, Visitor


@pytest.fixture
def addresses(database: Database, tmp_path: Path) -> list[str]:
    """Every address that can be typed as it stands."""
    settings = Settings(
        database=database.address, data=tmp_path, base_url=ORIGIN, secret=b"x" * 32, smtp=None, workers=1
    )
    routes = create_litestar(settings, lambda: NOW, cheap_passwords()).routes
    pages = [route for route in routes if isinstance(route, HTTPRoute) and "GET" in route.methods]
    return sorted(route.path for route in pages if not route.path_parameters)


async def test_no_page_fails_in_an_empty_city(addresses: list[str], visitor: Visitor) -> None:
    answers = {address: await visitor.client.get(address) for address in addresses}
    assert "/veranstaltungen" in answers
    assert {
        address: answer.status_code for address, answer in answers.items() if answer.is_server_error
    } == {}
