import re
from collections import defaultdict
from itertools import pairwise

import pytest

from house.the_source import PLATFORM, TEMPLATES, modules, shown
from mittendrin.web.rendering import environment

NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))

_FORBIDDEN = {
    "a style of its own": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "a script": re.compile(r"<script|javascript:", re.IGNORECASE),
    "a handler of an event": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "text that nobody escapes": re.compile(r"\|\s*safe\b|autoescape\s+false", re.IGNORECASE),
}
# Text becomes markup here and nowhere else; a reviewer looks at each line.
MAY_MAKE_MARKUP = {"platform/mittendrin/texts/rendering.py"}


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    environment().get_template(name)


@pytest.mark.parametrize("what", _FORBIDDEN)
def test_no_template_has(what: str) -> None:
    found = {name for name in NAMES if _FORBIDDEN[what].search((TEMPLATES / name).read_text())}
    assert found == set()


_EXTENDS = re.compile(r'{%-? extends "([^"]+)"')
_IN_THE_TITLE = ("title", "desk")


def title(name: str) -> str:
    """The words of a page's title as they are written, its own or those of what it builds on."""
    blocks: dict[str, str] = {}
    page = name
    while name:
        text = (TEMPLATES / name).read_text()
        for part in _IN_THE_TITLE:
            if found := re.search(rf"{{% block {part} %}}(.*?){{% endblock %}}", text, re.DOTALL):
                blocks.setdefault(part, found[1])
        name = above[1] if (above := _EXTENDS.search(text)) else ""
    # Each desk has its own name.
    room = page.partition("/")[0]
    return "".join(blocks.get(part, "") for part in _IN_THE_TITLE).replace("{{ menu.desk }}", room)


def test_no_two_pages_are_written_with_the_same_title() -> None:
    """Whoever has two windows open tells them apart. A title that is a value differs from page to page."""
    pages = [name for name in NAMES if _EXTENDS.search((TEMPLATES / name).read_text())]
    built_on = {_EXTENDS.search((TEMPLATES / name).read_text())[1] for name in pages}  # type: ignore[index]
    titles = defaultdict(list)
    for name in pages:
        if name not in built_on and re.match(r'\{\{ _\("', title(name)):
            titles[title(name)].append(name)
    assert {said: names for said, names in titles.items() if len(names) > 1} == {}


def test_markup_is_made_in_reviewed_places_only() -> None:
    makers = {shown(path) for path in modules(PLATFORM) if re.search(r"\bMarkup\b", path.read_text())}
    assert makers == MAY_MAKE_MARKUP


# The renderer takes the end of the line away that follows a tag.
_TEXT_THEN_TAG = re.compile(r"(?!\{%).*%\}|\{% if .*\{% endif %\}")
_ENDS_OR_BEGINS_APART = re.compile(r"\s*$|\{% (?:end|el)|\{%[^%]*%\} ")


def glued_lines(text: str) -> list[str]:
    lines = text.split("\n")
    return [
        line
        for line, behind in pairwise(lines)
        if _TEXT_THEN_TAG.fullmatch(line) and not _ENDS_OR_BEGINS_APART.match(behind)
    ]


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("{% if a %}A.{% endif %}\nB.", True),
        ("A.{% if b %} B.{% endif %}\n{% if c %}C.{% endif %}", True),
        ("{% if a %}A.{% endif %}\n\nB.", False),
        ("A.\n{% if b %}B.\n{% endif %}\nC.", False),
        ("A.{% if b %} B.{% endif %}\n{% for c in d %} {{ c }}{% endfor %}", False),
    ],
)
def test_the_test_sees_what_is_glued_together(text: str, glued: bool) -> None:
    assert bool(glued_lines(text)) is glued


def test_no_sentence_of_a_message_is_glued_to_the_next() -> None:
    messages = TEMPLATES.rglob("*.txt")
    assert {shown(path): found for path in messages if (found := glued_lines(path.read_text()))} == {}
