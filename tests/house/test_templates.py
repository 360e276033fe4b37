import re

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


def test_markup_is_made_in_reviewed_places_only() -> None:
    makers = {shown(path) for path in modules(PLATFORM) if re.search(r"\bMarkup\b", path.read_text())}
    assert makers == MAY_MAKE_MARKUP
