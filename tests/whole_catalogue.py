"""All that a database says about its tables, in lines: types, lengths, NOT NULL, defaults, and every rule in full.

The same engine writes the lines of both databases that are compared, so nothing has to be translated.
"""

import re
from collections import defaultdict

from mittendrin.database.engine import current_engine

Lines = dict[str, list[str]]
OF_PICCOLO = "migration"


async def everything() -> Lines:
    engine = current_engine()
    said: dict[str, list[str]] = defaultdict(list)
    for question in _ASK[engine.engine_type]:
        for row in await engine.run_ddl(question):
            said[row["t"]] += _rules(row["line"])
    said.pop(OF_PICCOLO, None)
    return {table: sorted(lines) for table, lines in said.items()}


def _rules(line: str) -> list[str]:
    """SQLite keeps a CHECK only in the words of its CREATE TABLE."""
    plain = " ".join(line.split())
    if not plain.startswith("CREATE TABLE"):
        return [plain]
    return [_with_its_brackets(plain[found.start() :]) for found in _CHECK.finditer(plain)]


def _with_its_brackets(text: str) -> str:
    depth = 0
    for place, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == ")" and depth == 0:
            return text[: place + 1]
    raise ValueError(text)


_CHECK = re.compile(r'CONSTRAINT "\w+" CHECK')
_ASK = {
    "sqlite": [
        """
        SELECT m.name AS t, i.name || ' ' || i.type || ' not null ' || i."notnull" || ' key ' || i.pk
            || ' default ' || coalesce(i.dflt_value, 'none') AS line
        FROM sqlite_master m, pragma_table_xinfo(m.name) i WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        """,
        """
        SELECT m.name AS t, 'foreign key ' || f."from" || ' to ' || f."table" || ' on delete ' || f.on_delete
            || ' on update ' || f.on_update AS line
        FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        """,
        """
        SELECT m.name AS t, coalesce(x.sql, 'unique ' || (SELECT group_concat(name) FROM
            (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))) AS line
        FROM sqlite_master m, pragma_index_list(m.name) l LEFT JOIN sqlite_master x ON x.name = l.name
        WHERE m.type = 'table' AND l.origin <> 'pk'
        """,
        "SELECT name AS t, sql AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    ],
    "postgres": [
        """
        SELECT c.relname::text AS t, a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
            || ' not null ' || a.attnotnull || ' sorts ' || coalesce(o.collname, 'not')
            || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none') AS line
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        LEFT JOIN pg_collation o ON o.oid = a.attcollation
        WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
        """,
        """
        SELECT conrelid::regclass::text AS t, conname || ' ' || pg_get_constraintdef(oid) AS line
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
        """,
        "SELECT tablename::text AS t, indexdef AS line FROM pg_indexes WHERE schemaname = 'public'",
    ],
}
