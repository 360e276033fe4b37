"""The README is part of the program: what it names is there, and what there is, it names."""

import re

from house.the_source import PLATFORM, ROOT
from mittendrin.cli.main import _parser

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
