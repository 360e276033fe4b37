"""The shape of tables, as the database itself tells it and as our table classes want it, to be compared."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from piccolo.columns import ForeignKey
from piccolo.columns.base import Column
from piccolo.constraints import Check, Constraint, Unique
from piccolo.table import Table

from mittendrin.database.constraints import Index, UniqueWhere
from mittendrin.database.engine import current_engine

Columns = tuple[str, ...]


@dataclass
class Shape:
    """`nullable` by column; `references` by column: the other table and what happens on delete. `numbered_for_good`: the
    number of a row that is gone is not given again.
    """

    nullable: dict[str, bool] = field(default_factory=dict)
    unique: set[Columns] = field(default_factory=set)
    unique_where: set[Columns] = field(default_factory=set)
    indexes: set[Columns] = field(default_factory=set)
    checks: set[str] = field(default_factory=set)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    numbered_for_good: bool = False


def wanted(tables: Sequence[type[Table]]) -> dict[str, Shape]:
    shapes = {}
    for table in tables:
        shape = shapes[table._meta.tablename] = Shape(numbered_for_good=True)
        for column in table._meta.columns:
            _add_column(shape, column)
        for constraint in table._meta.constraints:
            _add_constraint(shape, constraint)
    return shapes


def _add_column(shape: Shape, column: Column) -> None:
    name = column._meta.db_column_name
    shape.nullable[name] = column._meta.null and not column._meta.primary_key
    if column._meta.unique:
        shape.unique.add((name,))
    if column._meta.index:
        shape.indexes.add((name,))
    if isinstance(column, ForeignKey):
        keys = column._foreign_key_meta
        shape.references[name] = (keys.resolved_references._meta.tablename, keys.on_delete.value)


def _add_constraint(shape: Shape, constraint: Constraint) -> None:
    match constraint:
        case Check():
            shape.checks.add(constraint._meta.name)
        case UniqueWhere():
            shape.unique_where.add(tuple(constraint._meta.params["columns"]))
        case Index():
            shape.indexes.add(tuple(constraint._meta.params["columns"]))
        case Unique():
            shape.unique.add(tuple(constraint.get_column_names()))


async def real() -> dict[str, Shape]:
    engine = current_engine()
    questions = _ASK[engine.engine_type]
    shapes: dict[str, Shape] = defaultdict(Shape)
    for row in await engine.run_ddl(questions["columns"]):
        shapes[row["t"]].nullable[row["c"]] = bool(row["nullable"])
    for row in await engine.run_ddl(questions["indexes"]):
        getattr(shapes[row["t"]], row["kind"]).add(tuple(row["columns"].split(",")))
    for row in await engine.run_ddl(questions["references"]):
        shapes[row["t"]].references[row["c"]] = (row["parent"], row["on_delete"])
    for row in await engine.run_ddl(questions["checks"]):
        shapes[row["t"]].checks |= _check_names(row["definition"])
    for row in await engine.run_ddl(questions["numbers"]):
        shapes[row["t"]].numbered_for_good = True
    shapes.pop("migration", None)
    return dict(shapes)


def _check_names(definition: str) -> set[str]:
    """PostgreSQL gives the name; SQLite gives the whole CREATE TABLE."""
    if not definition.startswith("CREATE TABLE"):
        return {definition}
    parts = definition.split('CONSTRAINT "')[1:]
    return {part.split('"')[0] for part in parts if part.split('"', 1)[1].lstrip().startswith("CHECK")}


_ASK = {
    "sqlite": {
        "columns": """
            SELECT m.name AS t, i.name AS c, i."notnull" = 0 AND i.pk = 0 AS nullable
            FROM sqlite_master m, pragma_table_info(m.name) i
            WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        """,
        "indexes": """
            SELECT m.name AS t,
                CASE WHEN l.partial THEN 'unique_where'
                     WHEN l."unique" THEN 'unique' ELSE 'indexes' END AS kind,
                (SELECT group_concat(name) FROM
                    (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno)) AS columns
            FROM sqlite_master m, pragma_index_list(m.name) l WHERE m.type = 'table' AND l.origin <> 'pk'
        """,
        "references": """
            SELECT m.name AS t, f."from" AS c, f."table" AS parent, f.on_delete AS on_delete
            FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        """,
        "checks": """
            SELECT name AS t, sql AS definition FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        """,
        "numbers": """
            SELECT name AS t FROM sqlite_master
            WHERE type = 'table' AND sql LIKE '%INTEGER PRIMARY KEY AUTOINCREMENT%'
        """,
    },
    "postgres": {
        "columns": """
            SELECT table_name AS t, column_name AS c, is_nullable = 'YES' AS nullable
            FROM information_schema.columns WHERE table_schema = 'public'
        """,
        "indexes": """
            SELECT i.indrelid::regclass::text AS t,
                CASE WHEN i.indpred IS NOT NULL THEN 'unique_where'
                     WHEN i.indisunique THEN 'unique' ELSE 'indexes' END AS kind,
                (SELECT string_agg(a.attname, ',' ORDER BY k.place)
                 FROM unnest(i.indkey) WITH ORDINALITY k(number, place)
                 JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number) AS columns
            FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
            WHERE NOT i.indisprimary AND c.relnamespace = 'public'::regnamespace
        """,
        "references": """
            SELECT conrelid::regclass::text AS t, a.attname AS c, confrelid::regclass::text AS parent,
                CASE confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' WHEN 'c' THEN 'CASCADE'
                WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END AS on_delete
            FROM pg_constraint JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
            WHERE contype = 'f'
        """,
        "checks": """
            SELECT conrelid::regclass::text AS t, conname AS definition
            FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
        """,
        "numbers": """
            SELECT table_name AS t FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name = 'id' AND column_default LIKE 'nextval(%'
        """,
    },
}
