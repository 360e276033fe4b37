"""The files that the house rules look at: what people write, never what tools make."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLATFORM = ROOT / "platform"
TEMPLATES = ROOT / "templates"

_WRITTEN = ("platform", "tests", "templates", "piccolo_migrations", "requirements", ".ci")
_FOREIGN = {"axe.min.js"}
_TEXTS = {".py", ".html", ".txt", ".subject", ".css", ".toml", ".in", ".md", ".po", ".svg", ".sh", ""}


def written_texts() -> Iterator[Path]:
    """Everything that a person wrote or read before it came in."""
    yield from (
        path for path in ROOT.iterdir() if path.is_file() and path.suffix in _TEXTS and path.name != ".git"
    )
    for folder in _WRITTEN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in _TEXTS and path.name not in _FOREIGN:
                yield path


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (part for part in ast.walk(node) if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef))


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
