"""`sample_city`: the sample city, in a database of the test's own. Loading it takes seconds, copying it does not."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

import databases
from databases import KINDS, Database
from makers import the_sample_city


@pytest.fixture(scope="session")
def sample_cities(
    templates: Callable[[str], Database], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Database]]:
    """Loaded when the first test asks: to be copied, and for tests that only read."""
    made: list[Database] = []

    @cache
    def loaded(kind: str) -> Database:
        template = templates(kind)
        if kind == "sqlite":
            city = databases.copy_of(template, tmp_path_factory.mktemp("city"))
        else:
            city = databases.fresh_on_server(template, f"mittendrin_city_{os.getpid()}")
            made.append(city)
        databases.outside_the_loop(_load(city))
        if kind == "sqlite":
            databases.settle(city)
        return city

    yield loaded
    for database in made:
        databases.drop_postgres(database)


async def _load(city: Database) -> None:
    async with databases.opened(city):
        await the_sample_city()


@pytest.fixture(params=KINDS)
async def sample_city(
    request: pytest.FixtureRequest, sample_cities: Callable[[str], Database], tmp_path: Path
) -> AsyncIterator[Database]:
    with own_copy(sample_cities(request.param), tmp_path) as city:
        async with databases.opened(city):
            yield city


@contextmanager
def own_copy(city: Database, folder: Path) -> Iterator[Database]:
    if city.kind == "sqlite":
        yield databases.copy_of(city, folder)
        return
    copy = databases.copy_on_server(city, f"mittendrin_city_copy_{os.getpid()}")
    yield copy
    databases.drop_postgres(copy)
