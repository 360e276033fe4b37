"""`database`: fresh and migrated, its pool open on the test's loop. `empty_database`: without any table."""

import os
from collections.abc import AsyncIterator, Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

import databases
from databases import KINDS, Database
from servers import Server, running_server


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Database]]:
    """Made when the first test asks: the SQLite file that is copied, this worker's database on PostgreSQL."""
    name = f"mittendrin_test_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    made: list[Database] = []

    @cache
    def template(kind: str) -> Database:
        if kind == "sqlite":
            return databases.sqlite_template(tmp_path_factory.mktemp("template"))
        made.append(databases.new_postgres(name))
        return databases.migrated(made[0])

    yield template
    for database in made:
        databases.drop_postgres(database)


@pytest.fixture(params=KINDS)
async def database(
    request: pytest.FixtureRequest, templates: Callable[[str], Database], tmp_path: Path
) -> AsyncIterator[Database]:
    template = templates(request.param)
    if template.kind == "sqlite":
        fresh = databases.copy_of(template, tmp_path)
    else:
        fresh = template
        await databases.wipe_postgres(fresh)
    async with databases.opened(fresh):
        yield fresh


@pytest.fixture(params=KINDS)
async def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """For tests of the database room itself: dearer than `database`, and without migrations."""
    if request.param == "sqlite":
        fresh = Database("sqlite", f"sqlite:///{tmp_path / 'empty.sqlite'}")
    else:
        fresh = databases.new_postgres(f"mittendrin_empty_{os.getpid()}")
    async with databases.opened(fresh):
        yield fresh
    if fresh.kind == "postgres":
        databases.drop_postgres(fresh)


@pytest.fixture
def server(database: Database) -> Iterator[Server]:
    """The app in a process of its own, on the test's database."""
    with running_server(database.address) as running:
        yield running
