"""The README is part of the program: what it names is there, and what there is, it names."""

import re
from dataclasses import asdict

from house.the_source import PLATFORM, ROOT
from mittendrin.cli.main import _parser
from mittendrin.volunteering.weighing import WEIGHTS

README = (ROOT / "README.md").read_text()


def test_links_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_words_after_make_are_targets() -> None:
    named = set(re.findall(r"^(?:[A-Z]+=\S+ )?make (\w+)|`(?:[A-Z]+=\S+ )?make (\w+)`", README, re.MULTILINE))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {word for pair in named for word in pair if word} - targets == set()


def test_every_setting_is_explained() -> None:
    read = set(re.findall(r'"(MITTENDRIN_\w+)"', (PLATFORM / "mittendrin" / "settings.py").read_text()))
    assert read - set(re.findall(r"`(MITTENDRIN_\w+)`", README)) == set()


def test_every_command_is_named() -> None:
    (listed,) = re.findall(r"lists the commands: `([^`]+)`", README)
    offered = set(re.findall(r"^    ([a-z-]+)\s", _parser().format_help(), re.MULTILINE))
    assert set(listed.split()) == offered


def test_the_weights_of_matching_are_published() -> None:
    (table,) = re.findall(r"^\| part \| points.*?^$", README, re.MULTILINE | re.DOTALL)
    published = re.findall(r"^\| `(\w+)` \| (-?\d+) \|", table, re.MULTILINE)
    assert [(part, int(points)) for part, points in published] == list(asdict(WEIGHTS).items())


def test_the_rooms_are_those_that_there_are() -> None:
    (layers,) = re.findall(r"^cli +each.*?^```", README, re.MULTILINE | re.DOTALL)
    named = {re.sub(r"\W", "", room) for line in layers.splitlines() for room in _rooms_of(line)}
    there = {path.parent.name for path in (PLATFORM / "mittendrin").glob("*/__init__.py")}
    assert named - {"app"} == there


def _rooms_of(line: str) -> list[str]:
    """What stands left of the explanation, which two spaces set apart."""
    return re.split(r" {2,}", line)[0].split("|") if line.strip("`") else []
