"""What a page has to be for everybody: each check takes an open page and fails with what is wrong.

check_everything(page)                      # all of them, at 320 and 1280 pixels
picture(page, Path("pictures"), "start")    # to look at

Most checks are probes (probes.js): questions to the page, of which each answers with a list of what is wrong.
A change of width and a question each take their time, so all that belong together are asked at once.
"""

from base64 import b64encode
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize

HERE = Path(__file__).parent
# Scripts of ours, for pages that allow none. axe is large: it wakes up where it is asked.
TOOLS = "if (!('probes' in window)) {{ window.bringAxe = () => {{ if (!('axe' in window)) {{ {axe} }} }};{probes}; window.probes = probes; }}".format(
    axe=(HERE / "axe.min.js").read_text(), probes=(HERE / "probes.js").read_text()
)
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
# What axe answers from colours, letters and places. The rest it reads from what is there and how it is arranged.
MEASURED_BY_AXE = [
    "color-contrast-enhanced",
    "target-size",
    "scrollable-region-focusable",
    "link-in-text-block",
    "label-content-name-mismatch",
    "skip-link",
]
AXE = {
    "options": {
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": True} for rule in SWITCHED_OFF_BY_AXE} | {WEAKER: {"enabled": False}},
        # Of the others axe tells one place each, which is quicker, and enough.
        "resultTypes": ["violations"],
    },
    "measuring": MEASURED_BY_AXE,
    "doubted": ONLY_DOUBTED_BY_AXE,
}
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

# Who reads slowly finds the next line.
LONGEST_LINE, LINE_HEIGHT = 70, 1.5

# What each probe is told.
TOLD = {
    "axe": AXE,
    "smallTargets": TARGET,
    "smallPrint": SMALLEST_TEXT,
    "smallBody": BODY_TEXT,
    "longLines": LONGEST_LINE,
    "tightLines": LINE_HEIGHT,
}
# On 320 pixels (which is also 400 % zoom) and on a desk. axe comes first: the wide page is asked everything.
ON_EVERY_WIDTH = (
    "axe",
    "smallTargets",
    "tooWide",
    "cutOff",
    "brokenNumbers",
    "staysInPlace",
    "tightLines",
    "notFromTheLeft",
)
WHEN_WIDE = (*ON_EVERY_WIDTH, "longLines", "colourAlone")
WHEN_NARROW = (*ON_EVERY_WIDTH, "smallPrint", "smallBody", "moving")
ON_PAPER = ("smallPrint", "tooWide", "cutOff", "toPress", "hiddenAddresses")


def check_everything(page: Page) -> None:
    check_weight(page)
    check_at(page, WIDE, *WHEN_WIDE)
    check_keyboard(page)
    check_at(page, NARROW, *WHEN_NARROW)
    check_text_spacing(page)
    check_forced_colors(page)
    check_stays_light(page)


def bring_tools(context: BrowserContext) -> None:
    """For many pages in a row: each has them when it opens. Otherwise they come when a page is asked first."""
    context.add_init_script(TOOLS)


def check_weight(page: Page) -> None:
    came = _asked(page, weight=None)["weight"]
    assert any("look" in name for name in came), came
    assert any("lexend" in name for name in came), came
    assert sum(came.values()) <= MOST_BYTES, f"{page.url} is heavy: {came}"
    assert len(came) <= MOST_REQUESTS, f"{page.url} asks too often: {came}"


def check_at(page: Page, width: int, *probes: str) -> None:
    """None of these probes finds anything."""
    _resize(page, width)
    _expect_nothing(page, f"at {width} px", **{probe: TOLD.get(probe) for probe in probes})


def check_text_spacing(page: Page) -> None:
    """Lines, letters and words may be set wide apart without loss."""
    _resize(page, NARROW)
    _expect_nothing(page, "when spaced", spaceOut=None, tooWide=None, cutOff=None, spaceBack=None)


def check_keyboard(page: Page) -> None:
    """The Tab key reaches everything in reading order, and one always sees where one is."""
    _resize(page, WIDE)
    expected = _asked(page, stops=None, startAtTop=None, noteStops=None)["stops"]
    # Held down, the key needs half as many words with the browser.
    for _ in expected[1:MOST_STOPS]:
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    walked = _asked(page, walked=None, startAtTop=None)["walked"]
    assert [stop["name"] for stop in walked] == expected[:MOST_STOPS], f"Tab order on {page.url}"
    unseen = [stop for stop in walked if not stop["seen"]]
    assert not unseen, f"No visible focus on {page.url}: {unseen}"
    page.keyboard.press("Enter")
    _expect_nothing(page, "after the skip link", skipped=None)


def check_forced_colors(page: Page) -> None:
    """In high contrast every button keeps an edge."""
    page.emulate_media(forced_colors="active")
    _expect_nothing(page, "in high contrast", withoutEdge=None)
    page.emulate_media(forced_colors="none")


def check_stays_light(page: Page) -> None:
    """A device that is set to dark changes no colour: ours are chosen for contrast."""
    before = _asked(page, colours=None)
    page.emulate_media(color_scheme="dark")
    assert _asked(page, colours=None) == before, f"{page.url} turns dark"
    page.emulate_media(color_scheme="light")


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
    seen, frame = _asked(page, standsOut=pictures)["standsOut"], 2 * 2 * (at["width"] + at["height"])
    assert seen >= frame, f"The focus of {target} on {page.url} changes {seen} pixels of {frame:.0f}"


def check_paper(page: Page) -> None:
    """Printed on A4: large, without menus and buttons, nothing cut off, addresses written out."""
    page.emulate_media(media="print")
    _resize(page, PAPER)
    _expect_nothing(page, "on paper", **dict.fromkeys(ON_PAPER) | {"smallPrint": PRINTED_TEXT})
    page.emulate_media(media="screen")


def picture(page: Page, folder: Path, name: str, width: int = WIDE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    _resize(page, width)
    target = folder / f"{name}-{width}.png"
    page.screenshot(path=target, full_page=True)
    return target


def where(page: Page) -> dict[str, Any]:
    """What has the focus, and whether one sees it."""
    stop = _asked(page, here=None)["here"]
    assert isinstance(stop, dict)
    return stop


def _resize(page: Page, width: int) -> None:
    wanted: ViewportSize = {"width": width, "height": HEIGHT}
    if page.viewport_size != wanted:
        page.set_viewport_size(wanted)


_ASKING = """async probesAndValues => {
  if (!("probes" in window)) return null;
  const answers = {};
  for (const [probe, value] of probesAndValues) answers[probe] = (await probes[probe](value)) ?? null;
  return answers;
}"""


def _asked(page: Page, **probes: object) -> Any:
    """What each probe answers, one after the other."""
    asked = [list(one) for one in probes.items()]
    answers = page.evaluate(_ASKING, asked)
    if answers is None:
        # evaluate() and not addScriptTag: our pages allow no script.
        page.evaluate(TOOLS)
        answers = page.evaluate(_ASKING, asked)
    return answers


def _expect_nothing(page: Page, when: str, **probes: object) -> None:
    answers = _asked(page, **probes)
    wrong = [f"{probe} {when}:\n  " + "\n  ".join(found) for probe, found in answers.items() if found]
    assert not wrong, f"On {page.url}\n" + "\n".join(wrong)
