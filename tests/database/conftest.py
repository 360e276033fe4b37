"""The throw-away town: its tables come into an empty database by a generated migration, like ours."""

from pathlib import Path
from uuid import uuid4

import pytest

from database import sample_migration
from database.throwaway import TABLES
from databases import Database
from mittendrin.database.migrating import migrate
from mittendrin.piccolo_app import APP_CONFIG


@pytest.fixture(scope="session")
def town_source(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Generated once: putting it into shape takes black half a second."""
    file = tmp_path_factory.mktemp("source") / "town.py"
    sample_migration.write(TABLES, file)
    return file.read_text()


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, town_source: str) -> Path:
    """A folder that Piccolo takes for ours, with the first migration of the town."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    monkeypatch.setattr(APP_CONFIG, "migrations_folder_path", str(folder))
    monkeypatch.setattr(APP_CONFIG, "table_classes", TABLES)
    # Python keeps modules by name, so every test needs new ones.
    (folder / f"town_{uuid4().hex}.py").write_text(town_source)
    return folder


@pytest.fixture
async def town(empty_database: Database, migrations: Path) -> Database:
    await migrate()
    return empty_database
