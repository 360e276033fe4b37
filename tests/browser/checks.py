"""What a page has to be for everybody: each check takes an open page and fails with what is wrong.

check_everything(page)                      # all of them, at 320 and 1280 pixels
picture(page, Path("pictures"), "start")    # to look at
"""

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

HERE = Path(__file__).parent
AXE = (HERE / "axe.min.js").read_text()
PROBES = (HERE / "probes.js").read_text()
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SWITCHED_OFF_BY_AXE = [
    "target-size",
    "color-contrast-enhanced",
    "identical-links-same-purpose",
    "css-orientation-lock",
    "td-has-header",
]
# color-contrast-enhanced asks the same of the same words, and more: 7 to 1 where this one asks 4.5 to 1.
WEAKER = "color-contrast"
# axe calls nothing a violation that a reader of the two pages might excuse. Here nothing excuses it.
ONLY_DOUBTED_BY_AXE = "identical-links-same-purpose"
NARROW, WIDE = 320, 1280
HEIGHT = 900
SMALLEST_TEXT, BODY_TEXT = 16, 20
TARGET = 44
# A4 less its margins, 14 points, both in CSS pixels.
PAPER, PRINTED_TEXT = 672, 18.6
# A frame lies outside of what has the focus.
MARGIN = 12
# Behind these, a long list only goes on as it began.
MOST_STOPS = 60


# On a village line: packed page and stylesheet, font and pictures of a first visit, in one handful of requests.
MOST_BYTES, MOST_REQUESTS = 100_000, 15


def check_everything(page: Page) -> None:
    check_weight(page)
    for width in (WIDE, NARROW):
        check_accessible(page, width)
        check_targets(page, width)
    check_reflow(page)
    check_text_spacing(page)
    check_font_sizes(page)
    check_stillness(page)
    check_keyboard(page)
    check_forced_colors(page)
    check_stays_light(page)
    check_colours_say_nothing_alone(page)
    check_nothing_stays_in_place(page)


def check_weight(page: Page) -> None:
    came = _probe(page, "weight")
    assert any("look" in name for name in came), came
    assert any("lexend" in name for name in came), came
    assert sum(came.values()) <= MOST_BYTES, f"{page.url} is heavy: {came}"
    assert len(came) <= MOST_REQUESTS, f"{page.url} asks too often: {came}"


def check_accessible(page: Page, width: int) -> None:
    """axe: all levels and best practice."""
    _resize(page, width)
    # evaluate() and not addScriptTag: our pages allow no script.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": True} for rule in SWITCHED_OFF_BY_AXE} | {WEAKER: {"enabled": False}},
        # Of the others axe tells one place each, which is quicker, and enough.
        "resultTypes": ["violations"],
    }
    result = page.evaluate("options => axe.run(document, options)", options)
    found = result["violations"] + [one for one in result["incomplete"] if one["id"] == ONLY_DOUBTED_BY_AXE]
    assert not found, f"axe at {width} px on {page.url}:\n" + "\n".join(map(_told, found))


def check_reflow(page: Page) -> None:
    """Nothing scrolls sideways: on 320 pixels (which is also 400 % zoom), and no table on a desk."""
    for width in (WIDE, NARROW):
        _resize(page, width)
        _expect_nothing(page, "tooWide")
        _expect_nothing(page, "cutOff")
        _expect_nothing(page, "brokenNumbers")


def check_text_spacing(page: Page) -> None:
    """Lines, letters and words may be set wide apart without loss."""
    _resize(page, NARROW)
    _probe(page, "spaceOut")
    _expect_nothing(page, "tooWide")
    _expect_nothing(page, "cutOff")
    _probe(page, "spaceBack")


def check_font_sizes(page: Page) -> None:
    _resize(page, NARROW)
    sizes = _probe(page, "textSizes")
    small = {text: size for text, size in sizes.items() if size < SMALLEST_TEXT}
    assert not small, f"Small print on {page.url}: {small}"
    assert _probe(page, "bodySize") >= BODY_TEXT


def check_targets(page: Page, width: int) -> None:
    """Everything to press is as large as a fingertip; links inside a sentence are text."""
    _resize(page, width)
    small = _probe(page, "smallTargets", TARGET)
    assert not small, f"Hard to hit at {width} px on {page.url}:\n" + "\n".join(small)


def check_stillness(page: Page) -> None:
    _expect_nothing(page, "moving")


def check_keyboard(page: Page) -> None:
    """The Tab key reaches everything in reading order, and one always sees where one is."""
    _resize(page, WIDE)
    expected = _probe(page, "stops")
    _probe(page, "startAtTop")
    _probe(page, "noteStops")
    for _ in expected[1:MOST_STOPS]:
        page.keyboard.press("Tab")
    walked = _probe(page, "walked")
    assert [stop["name"] for stop in walked] == expected[:MOST_STOPS], f"Tab order on {page.url}"
    unseen = [stop for stop in walked if not stop["seen"]]
    assert not unseen, f"No visible focus on {page.url}: {unseen}"
    _skip_to_the_content(page)


def check_forced_colors(page: Page) -> None:
    """In high contrast every button keeps an edge."""
    page.emulate_media(forced_colors="active")
    _expect_nothing(page, "withoutEdge")
    page.emulate_media(forced_colors="none")


def check_stays_light(page: Page) -> None:
    """A device that is set to dark changes no colour: ours are chosen for contrast."""
    before = _probe(page, "colours")
    page.emulate_media(color_scheme="dark")
    assert _probe(page, "colours") == before, f"{page.url} turns dark"
    page.emulate_media(color_scheme="light")


def check_colours_say_nothing_alone(page: Page) -> None:
    """Links in a sentence are underlined, and every state is said in words."""
    _resize(page, WIDE)
    _expect_nothing(page, "colourAlone")


def check_nothing_stays_in_place(page: Page) -> None:
    for width in (WIDE, NARROW):
        _resize(page, width)
        _expect_nothing(page, "staysInPlace")


def check_focus_stands_out(page: Page, target: Locator) -> None:
    """In two pictures: a frame two pixels wide around it looks different by 3 to 1 when it has the focus."""
    target.scroll_into_view_if_needed()
    page.evaluate("document.activeElement.blur()")
    at = target.bounding_box()
    assert at
    clip: Any = {"x": at["x"] - MARGIN, "y": at["y"] - MARGIN}
    clip |= {"width": at["width"] + 2 * MARGIN, "height": at["height"] + 2 * MARGIN}
    before = page.screenshot(clip=clip)
    page.keyboard.press("Shift")  # so that the browser shows a focus as to somebody who types
    target.focus()
    after = page.screenshot(clip=clip)
    pictures = [b64encode(one).decode() for one in (before, after)]
    seen, frame = _probe(page, "standsOut", pictures), 2 * 2 * (at["width"] + at["height"])
    assert seen >= frame, f"The focus of {target} on {page.url} changes {seen} pixels of {frame:.0f}"


def check_paper(page: Page) -> None:
    """Printed on A4: large, without menus and buttons, nothing cut off, addresses written out."""
    page.emulate_media(media="print")
    _resize(page, PAPER)
    small = {text: size for text, size in _probe(page, "textSizes").items() if size < PRINTED_TEXT}
    assert not small, f"Small print on the paper of {page.url}: {small}"
    for probe in ("tooWide", "cutOff", "toPress", "hiddenAddresses"):
        _expect_nothing(page, probe)
    page.emulate_media(media="screen")


def picture(page: Page, folder: Path, name: str, width: int = WIDE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    _resize(page, width)
    target = folder / f"{name}-{width}.png"
    page.screenshot(path=target, full_page=True)
    return target


def where(page: Page) -> dict[str, Any]:
    """What has the focus, and whether one sees it."""
    stop = _probe(page, "here")
    assert isinstance(stop, dict)
    return stop


def _skip_to_the_content(page: Page) -> None:
    _probe(page, "startAtTop")
    page.keyboard.press("Enter")
    # The browser jumps to the anchor a moment after the key.
    expect(page.locator("main"), f"The skip link of {page.url} skips").to_be_focused()


def _resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": HEIGHT})


def _probe(page: Page, name: str, value: object = None) -> Any:
    return page.evaluate(f"value => {{ {PROBES}\nreturn probes.{name}(value); }}", value)


def _expect_nothing(page: Page, probe: str) -> None:
    found = _probe(page, probe)
    assert not found, f"{probe} on {page.url}:\n" + "\n".join(found)


def _told(violation: dict[str, Any]) -> str:
    places = [node["html"][:160] + " " + json.dumps(node["any"][:1])[:200] for node in violation["nodes"][:5]]
    return f"{violation['id']}: {violation['help']}\n  " + "\n  ".join(places)
