"""Hundreds of numbers of ours as one value, so that a kept statement stays the same however many they are.

statement = KeptStatement(lambda: Proposal.select(Proposal.id).where(one_of("proposal.offer", given("offers"))))
rows = await statement.rows(offers=together([1, 2, 3]))
"""

import json
from typing import Any

from piccolo.columns.combination import WhereRaw
from piccolo.query import Select

from mittendrin.database.engine import current_engine


def one_of(column: str, numbers: Any) -> WhereRaw:
    """`column` is a table and its column, with a dot between; `numbers` what `together` made, or its place."""
    many = "= ANY({})" if _knows_lists() else "IN (SELECT value FROM json_each({}))"
    return WhereRaw(f"{_quoted(column)} {many}", numbers)


def none_of(column: str, numbers: Any) -> WhereRaw:
    """As `one_of`, and the opposite."""
    many = "<> ALL({})" if _knows_lists() else "NOT IN (SELECT value FROM json_each({}))"
    return WhereRaw(f"{_quoted(column)} {many}", numbers)


def among(column: str, asked: Select[Any]) -> WhereRaw:
    """One of those that this finds. PostgreSQL finds them first, however few it expects the rest of a condition to leave:
    where it guesses wrong, it looks at every row instead.
    """
    found = "= ANY(ARRAY({}))" if _knows_lists() else "IN ({})"
    return WhereRaw(f"{_quoted(column)} {found}", asked.querystrings[0])


def _quoted(column: str) -> str:
    return ".".join(f'"{part}"' for part in column.split("."))


def together(numbers: list[int]) -> Any:
    return numbers if _knows_lists() else json.dumps(numbers)


def _knows_lists() -> bool:
    return current_engine().engine_type == "postgres"
