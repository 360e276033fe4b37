"""The pages must look right on a tablet ten years old, and stay light on a village line."""

import re
from pathlib import Path

import pytest

from house.the_source import PLATFORM, shown
from mittendrin.web.assets import LOOK, LOOK_PARTS, asset
from visitor import Visitor

SHEETS = sorted(PLATFORM.rglob("*.css"))
MOST_BYTES = 15 * 1024

_TOO_YOUNG = re.compile(
    r":has\(|:is\(|:where\(|@layer|@container|@scope|&|\d(dvh|svh|lvh|dvw|svw|lvw|cqw|cqi)\b|\baspect-ratio\b"
)
_NO_HEX_COLOUR = re.compile(
    r"\b(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)\(|"
    r":[^;{}]*\b(black|white|gr[ae]y|silver|red|maroon|yellow|olive|lime|green|aqua|teal|blue|navy|purple|gold)\b"
)
_GROUPS = ("@media", "@supports")


def rules(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def declarations(sheet: Path) -> str:
    """What stands between the innermost braces; selectors may well be called `.green`."""
    return "\n".join(re.findall(r"\{([^{}]*)\}", rules(sheet)))


def nested(sheet: Path) -> list[str]:
    """Selectors that stand inside another selector's braces."""
    found: list[str] = []
    around: list[str] = []
    for before, brace in re.findall(r"([^{};]*)([{}])", rules(sheet)):
        if brace == "}":
            around.pop()
            continue
        if any(not outer.startswith(_GROUPS) for outer in around):
            found.append(before.strip())
        around.append(before.strip())
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=shown)
class TestSheet:
    def test_needs_no_young_browser(self, sheet: Path) -> None:
        assert _TOO_YOUNG.findall(rules(sheet)) == []

    def test_shows_to_the_keyboard_and_the_finger_what_it_shows_to_the_mouse(self, sheet: Path) -> None:
        """A line may answer the mouse; nothing comes or goes, and nothing moves."""
        hovered = re.findall(r"[^{}]*:hover[^{}]*\{([^{}]*)\}", rules(sheet))
        changed = {line.split(":")[0].strip() for part in hovered for line in part.split(";") if line.strip()}
        assert changed <= {"text-decoration", "text-decoration-thickness"}
        assert not re.search(
            r"\b(animation|transition|sticky|fixed|text-align:\s*justify)", declarations(sheet)
        )

    def test_nests_nothing(self, sheet: Path) -> None:
        assert nested(sheet) == []

    def test_writes_colours_as_hex(self, sheet: Path) -> None:
        assert [hit.group() for hit in _NO_HEX_COLOUR.finditer(declarations(sheet))] == []


async def test_what_is_sent_is_light_and_whole(visitor: Visitor) -> None:
    """A file that nobody put into the order would look right to whoever wrote it and to nobody else."""
    sent = (await visitor.client.get(asset(LOOK))).content
    assert len(sent) <= MOST_BYTES
    assert sorted(sheet.stem for sheet in SHEETS) == sorted(LOOK_PARTS)
    assert sent.count(b"{") == sum(rules(sheet).count("{") for sheet in SHEETS)


def test_the_line_that_says_that_somebody_is_missing_is_red() -> None:
    """A colour says so beside the words; amber is for what is only to be minded."""
    boxes = next(rules(sheet) for sheet in SHEETS if sheet.stem == "boxes")
    (missing,) = re.findall(r"\.missing \{([^}]*)\}", boxes)
    red, green, blue = bytes.fromhex(re.findall(r"border-color: #(\w{6})", missing)[0])
    assert red > 3 * max(green, blue)
