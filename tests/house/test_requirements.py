"""What we import is chosen with a reason and pinned with its hash; nothing comes along by accident."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from house.the_source import PLATFORM, ROOT, modules, tree

REQUIREMENTS = ROOT / "requirements"
TESTS = ROOT / "tests"


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def names(found: list[str]) -> set[str]:
    return {canonical(name) for name in found}


def chosen(list_name: str) -> set[str]:
    return names(re.findall(r"^([\w.-]+)[^\n]*\s# ", (REQUIREMENTS / list_name).read_text(), re.MULTILINE))


def imported(folder: Path) -> set[str]:
    """Top-level names that are neither Python's nor ours."""
    found: set[str] = set()
    for module in modules(folder):
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    ours = {path.stem for path in [*PLATFORM.iterdir(), *TESTS.iterdir(), *modules(TESTS / "benchmarks")]}
    return found - sys.stdlib_module_names - ours


def not_chosen(folder: Path, allowed: set[str]) -> set[str]:
    sellers = packages_distributions()
    return {name for name in imported(folder) if not allowed & names(sellers.get(name, [name]))}


def test_the_platform_imports_only_what_was_chosen() -> None:
    assert not_chosen(PLATFORM, chosen("run.in")) == set()


def test_the_tests_import_only_what_was_chosen() -> None:
    assert not_chosen(TESTS, chosen("run.in") | chosen("dev.in")) == set()


def test_every_line_says_why() -> None:
    for list_name in ("run.in", "dev.in"):
        lines = (REQUIREMENTS / list_name).read_text().splitlines()
        wanted = [line for line in lines if line and not line.startswith(("#", "-c"))]
        assert [line for line in wanted if not re.search(r"\S\s+# \w", line)] == []


def test_every_pin_carries_a_hash() -> None:
    for list_name in ("run.txt", "dev.txt"):
        entries = re.split(r"\n(?=[^\s#])", (REQUIREMENTS / list_name).read_text())
        assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
