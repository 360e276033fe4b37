import ast
import io
import re
import tokenize
from pathlib import Path

import pytest

from house.the_source import PLATFORM, ROOT, functions, modules, shown, tree, written_texts

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 25

_SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
_MACHINE_PATH = re.compile(r"(?<![\w.~}$/:-])/(home|root|work|Users|opt/wheels)/")
_INDEX_ADDRESS = re.compile(r"--(extra-)?index-url|--find-links|--trusted-host|/simple(/|\b)|pythonhosted")


def is_data(module: ast.Module) -> bool:
    """A module without a function is a list to read, not a thought to follow."""
    return not any(functions(module))


def lines_with_code(path: Path) -> set[int]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text()).readline)
    return {
        line
        for token in tokens
        if token.type not in _SILENT
        for line in range(token.start[0], token.end[0] + 1)
    }


def span(node: ast.stmt | ast.expr) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def is_plain(node: ast.AST) -> bool:
    """A list or a table of plain values: data, wherever it stands."""
    parts = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Constant, ast.Load)
    return isinstance(node, parts[:4]) and all(isinstance(part, parts) for part in ast.walk(node))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef, code: set[int]) -> int:
    """Lines of the body that hold code: no docstring, no comment, no blank line, no data."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    covered = set[int]().union(*map(span, body))
    values = (node for node in ast.walk(function) if isinstance(node, ast.expr) and is_plain(node))
    data = set[int]().union(*(span(node) - {node.lineno} for node in values))
    return len((covered - data) & code)


@pytest.mark.parametrize("folder", ["platform", "tests"])
def test_a_file_fits_in_a_head(folder: str) -> None:
    long = {
        shown(path): count
        for path in modules(ROOT / folder)
        if (count := len(path.read_text().splitlines())) > LINES_OF_A_FILE and not is_data(tree(path))
    }
    assert long == {}


def test_a_template_fits_in_a_head() -> None:
    sizes = {shown(path): len(path.read_text().splitlines()) for path in (ROOT / "templates").rglob("*.*")}
    assert {name: count for name, count in sizes.items() if count > LINES_OF_A_FILE} == {}


def long_functions(path: Path) -> dict[str, int]:
    code = lines_with_code(path)
    lengths = {
        f"{shown(path)}: {function.name}": length(function, code) for function in functions(tree(path))
    }
    return {name: count for name, count in lengths.items() if count > LINES_OF_A_FUNCTION}


@pytest.mark.parametrize("folder", ["platform", "tests"])
def test_a_function_fits_on_a_screen(folder: str) -> None:
    found = [long_functions(path) for path in modules(ROOT / folder)]
    assert [entry for entry in found if entry] == []


def test_imports_stand_at_the_top() -> None:
    """An import inside a function hides one that wants to run upwards."""
    hidden = {
        f"{shown(path)}:{statement.lineno}"
        for path in modules(PLATFORM)
        for function in functions(tree(path))
        for statement in ast.walk(function)
        if isinstance(statement, ast.Import | ast.ImportFrom)
    }
    assert hidden == set()


@pytest.mark.parametrize(
    "trace", [_MACHINE_PATH, _INDEX_ADDRESS], ids=["paths of a machine", "package indexes"]
)
def test_no_text_is_tied_to(trace: re.Pattern[str]) -> None:
    found = {
        f"{shown(path)}:{number}"
        for path in written_texts()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if trace.search(line)
    }
    assert found == set()
