"""Whatever is recorded can be read by people: every act named in the source has its words."""

import ast
from collections.abc import Iterator
from pathlib import Path

from house.the_source import PLATFORM, functions, modules, shown, tree
from mittendrin.audit.words import ACT_WORDS
from mittendrin.desks.board.kinds import KINDS
from mittendrin.outbox.rules import CallResult
from mittendrin.places.naming import NameKind
from mittendrin.registrations.actions import ENDS_FROM

# What an expression in a name can be, when it is none of the words in the calls.
VALUES: dict[str, set[str]] = {
    "kind": set(KINDS),
    "kind.value": {one.value for one in NameKind},
    "end.value": {one.value for one in ENDS_FROM},
    "outcome.result.value": {one.value for one in CallResult},
}


def recorded() -> set[str]:
    found = set()
    for path in modules(PLATFORM):
        for call, function in calls_of("Act", path):
            found |= names(call.args[0], function, path)
    return found


def calls_of(name: str, path: Path) -> Iterator[tuple[ast.Call, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for function in functions(tree(path)):
        for part in ast.walk(function):
            if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == name:
                yield part, function


def names(said: ast.expr, function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> set[str]:
    """Everything that the expression can be."""
    if isinstance(said, ast.Constant):
        return {str(said.value)}
    if isinstance(said, ast.JoinedStr):
        begun = {""}
        for part in said.values:
            begun = {one + end for one in begun for end in names(part, function, path)}
        return begun
    if isinstance(said, ast.FormattedValue):
        return names(said.value, function, path)
    if known := VALUES.get(ast.unparse(said)):
        return known
    if isinstance(said, ast.Name):
        return handed_over(said.id, function, path) or assigned(said.id, path)
    raise AssertionError(f"{shown(path)}:{said.lineno}: what can {ast.unparse(said)} be? Say it in VALUES.")


def handed_over(argument: str, function: ast.FunctionDef | ast.AsyncFunctionDef, path: Path) -> set[str]:
    """What the callers say for this argument; a function with an underscore is called in its own module."""
    arguments = [one.arg for one in function.args.args]
    if argument not in arguments:
        return set()
    place = arguments.index(argument)
    callers = [path] if function.name.startswith("_") else modules(PLATFORM)
    return {
        name
        for other in callers
        for call, caller in calls_of(function.name, other)
        for name in names(call.args[place], caller, other)
    }


def assigned(constant: str, path: Path) -> set[str]:
    """In this module, or in the one that it is imported from."""
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and constant in {one.name for one in node.names}:
            return assigned(constant, PLATFORM / f"{(node.module or '').replace('.', '/')}.py")
    values = [
        node.value.value
        for node in tree(path).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        if constant in {ast.unparse(target) for target in node.targets}
    ]
    for node in tree(path).body:
        if isinstance(node, ast.ImportFrom) and node.module and constant in {one.name for one in node.names}:
            return assigned(constant, PLATFORM / f"{node.module.replace('.', '/')}.py")
    assert values, f"{shown(path)}: nobody says what {constant} is."
    return {str(value) for value in values}


def test_the_search_finds_every_way_of_naming_an_act() -> None:
    plain, handed, both, chosen, constant = (
        "event.drafted", "registration.given_seat", "date.moved", "call.voice_mail", "consent.given",
    )  # fmt: skip
    assert {plain, handed, both, chosen, constant} <= recorded()


def test_every_act_has_words() -> None:
    assert recorded() - set(ACT_WORDS) == set()


def test_no_words_are_left_over() -> None:
    assert set(ACT_WORDS) - recorded() == set()
