import re
from collections import defaultdict

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
