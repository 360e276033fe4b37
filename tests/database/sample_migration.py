"""A first migration for any tables, so that the tests' own town comes into an empty database like ours."""

import re
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from itertools import chain
from pathlib import Path

import black
from piccolo.apps.migrations.auto import AlterStatements, DiffableTable, SchemaDiffer
from piccolo.apps.migrations.commands.new import render_template
from piccolo.table import Table

from mittendrin.piccolo_app import APP_CONFIG

ID = "2026-11-22T00:00:00:000000"


def write(tables: Sequence[type[Table]], file: Path) -> None:
    file.write_text(black.format_str(source(tables), mode=black.FileMode(line_length=110)), encoding="utf-8")


def source(tables: Sequence[type[Table]]) -> str:
    changes = _changes(tables)
    text = render_template(  # type: ignore[no-untyped-call]
        migration_id=ID,
        auto=True,
        alter_statements=list(chain(*(sorted(change.statements, key=_table_of) for change in changes))),
        extra_imports=sorted({str(each) for change in changes for each in change.extra_imports}),
        extra_definitions=sorted({str(each) for change in changes for each in change.extra_definitions}),
        app_name=APP_CONFIG.app_name,
        description="The whole town",
    )
    return str(text)


def _changes(tables: Sequence[type[Table]]) -> list[AlterStatements]:
    """From nothing to all tables."""
    wanted = [
        DiffableTable(
            class_name=table.__name__,
            tablename=table._meta.tablename,
            columns=table._meta.non_default_columns,
            constraints=table._meta.constraints,
        )
        for table in tables
    ]
    with redirect_stdout(StringIO()):
        return SchemaDiffer(schema=wanted, schema_snapshot=[], auto_input="y").get_alter_statements()


def _table_of(statement: str) -> str:
    """Piccolo walks sets: ordered by table, the file changes no more than the tables do."""
    found = re.search(r"tablename=['\"](\w+)", statement)
    return found[1] if found else ""
