"""Rows that are asked for in an order come in the same one from every process: its last word has no ties."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.the_source import ROOT, modules, shown, tree


def orders(path: Path) -> Iterator[ast.expr]:
    """The last column of each: a later `order_by` goes on where the one before it has ties."""
    calls = [part for part in ast.walk(tree(path)) if isinstance(part, ast.Call)]
    named = [one for one in calls if isinstance(one.func, ast.Attribute) and one.func.attr == "order_by"]
    gone_on = {id(one.func.value) for one in named if isinstance(one.func, ast.Attribute)}
    yield from (one.args[-1] for one in named if id(one) not in gone_on)
    given = (word.value for one in calls for word in one.keywords if word.arg == "order_by")
    yield from (one.elts[-1] for one in given if isinstance(one, ast.Tuple))


def has_ties(column: ast.expr) -> bool:
    return not ast.unparse(column).endswith((".id", "key"))


@pytest.mark.parametrize("folder", ["platform", "tests"])
def test_an_order_ends_with_what_only_one_row_has(folder: str) -> None:
    with_ties = {
        f"{shown(path)}:{column.lineno}: {ast.unparse(column)}"
        for path in modules(ROOT / folder)
        for column in orders(path)
        if has_ties(column)
    }
    assert with_ties == set()
