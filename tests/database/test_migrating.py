"""The real migrations: quiet, once, on both engines."""

import pytest

from databases import Database
from mittendrin.database.migrating import applied_migrations, migrate


async def test_a_second_run_has_nothing_to_do(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    before = await applied_migrations()
    assert await migrate() == []
    assert await applied_migrations() == before
    assert capsys.readouterr().out == ""


async def test_an_empty_database_becomes_new(empty_database: Database) -> None:
    assert await applied_migrations() == []
    assert await migrate() == await applied_migrations()
