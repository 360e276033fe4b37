"""A new database for a benchmark, as durable as a real one."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import databases
from databases import Database


@contextmanager
def a_database(kind: str) -> Iterator[Database]:
    if kind == "postgres":
        new = databases.new_postgres(f"mittendrin_bench_{os.getpid()}")
        databases.make_durable(new)
        yield databases.migrated(new)
        databases.drop_postgres(new)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield databases.migrated(Database("sqlite", f"sqlite:///{Path(folder) / 'bench.sqlite'}"))
