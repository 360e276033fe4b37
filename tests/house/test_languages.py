"""German is the only language so far. The next one finds every sentence where translators look for it, and one that is
offered is complete: a half-translated page helps nobody.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from house.the_source import PLATFORM, TEMPLATES, modules, shown, tree
from mittendrin.web.i18n import LOCALE

_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_JINJA = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}
_NO_TEXT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_READ_OUT = re.compile(r'\b(?:alt|aria-label|title|placeholder)="([^"]*)"')
_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{3}")
# Our own name, those of others, pieces of markup and addresses.
_NOT_TRANSLATED = re.compile(
    r"Mittendrin|Outlook|Thunderbird|^ *(public|desk)( \w+)?$|aria-\w+=\S*|-\w+|/\S*|&\w+;"
)
# A sentence or a name; not a code, an address or a kind of file.
_SAID = re.compile(r"[^\W\d_].* |^[A-ZÄÖÜ]|[äöüßÄÖÜ]")
_SPEAK_ENGLISH = {"cli", "database", "demo"}


def in_the_source() -> set[str]:
    python = extract_from_dir(PLATFORM, [("**.py", "python")], keywords=_KEYWORDS)
    pages = extract_from_dir(
        TEMPLATES, [("**.*", "jinja2.ext:babel_extract")], {"**.*": _JINJA}, keywords=_KEYWORDS
    )
    found = (message for _file, _line, message, _comments, _context in [*python, *pages])
    return {message if isinstance(message, str) else message[0] for message in found} | set(_in_tables())


def _in_tables() -> Iterator[str]:
    """Words of states, reasons and choices stand in tables, and go through `_` only where they are shown."""
    rooms = (path for path in modules(PLATFORM) if not _SPEAK_ENGLISH & set(path.parts))
    tables = (part for path in rooms for line in tree(path).body for part in _tables(line))
    values = (part for table in tables for value in table.values for part in ast.walk(value))
    texts = (part.value for part in values if isinstance(part, ast.Constant))
    return (text for text in texts if isinstance(text, str) and _SAID.search(text))


def _tables(line: ast.stmt) -> list[ast.Dict]:
    if not isinstance(line, ast.Assign | ast.AnnAssign):
        return []
    return [part for part in ast.walk(line) if isinstance(part, ast.Dict)]


def untranslatable(template: str, text: str) -> list[str]:
    """What a template says in words of its own, outside `_()`."""
    plain = _NO_TEXT.sub("", text)
    said = [_TAG.sub("", line) for line in plain.splitlines()]
    if template.endswith(".html"):
        said += _READ_OUT.findall(plain)
    return [line.strip() for line in said if _WORD.search(_NOT_TRANSLATED.sub("", line))]


def missing(catalogue: Path) -> set[str]:
    """The texts that a language does not say."""
    return in_the_source() - {text for text, answer in read(catalogue).items() if answer}


def strange(catalogue: Path) -> set[str]:
    """Translations that ask for values which the German text does not have."""
    return {text for text, answer in read(catalogue).items() if places(answer) - places(text)}


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def read(catalogue: Path) -> dict[str, str]:
    with catalogue.open("rb") as source:
        entries = [message for message in read_po(source) if message.id and not message.fuzzy]
    return {_first(message.id): _first(message.string) for message in entries}


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def test_no_template_says_a_word_that_nobody_can_translate() -> None:
    files = [path for path in sorted(TEMPLATES.rglob("*")) if path.is_file()]
    found = {shown(path): untranslatable(path.name, path.read_text()) for path in files}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_words_outside_are_seen() -> None:
    text = '<p class="box">{{ _("Guten Tag") }}</p>\n<img alt="Ein Haus">\n<p>Rufen Sie an.</p>\n<b>{{ name }}</b>'
    assert untranslatable("a.html", text) == ["Rufen Sie an.", "Ein Haus"]


def test_every_language_on_offer_says_all_and_asks_for_nothing_else() -> None:
    catalogues = sorted(LOCALE.glob("*/messages.po"))
    assert {path: (missing(path), strange(path)) for path in catalogues} == {
        path: (set(), set()) for path in catalogues
    }


def test_what_a_language_leaves_out_or_adds_is_seen(tmp_path: Path) -> None:
    """Made of all our own texts, but for one that is missing, one of a table, and one with a value that nobody gives."""
    catalogue = Catalog(locale="en")
    left_out = {"Zum Inhalt", "Diesen Termin gibt es schon."}
    for text in in_the_source() - left_out:
        catalogue.add(text, "{nobody}" if text == "Angaben prüfen" else text)
    with (tmp_path / "messages.po").open("wb") as target:
        write_po(target, catalogue)
    assert missing(tmp_path / "messages.po") == left_out
    assert strange(tmp_path / "messages.po") == {"Angaben prüfen"}
