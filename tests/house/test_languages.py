"""A language that is offered is complete: a half-translated page helps nobody."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from house.the_source import PLATFORM, TEMPLATES
from mittendrin.web.i18n import GERMAN, LOCALE, languages

OTHERS = [language for language in languages() if language != GERMAN]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_JINJA = {"newstyle_gettext": "true", "trimmed": "true", "silent": "false"}


def in_the_source() -> set[str]:
    python = extract_from_dir(PLATFORM, [("**.py", "python")], keywords=_KEYWORDS)
    pages = extract_from_dir(
        TEMPLATES, [("**.*", "jinja2.ext:babel_extract")], {"**.*": _JINJA}, keywords=_KEYWORDS
    )
    found = (message for _file, _line, message, _comments, _context in [*python, *pages])
    return {message if isinstance(message, str) else message[0] for message in found}


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)[^}]*\}", text))


def read(language: str) -> dict[str, str]:
    path: Path = LOCALE / language / "messages.po"
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    entries = [message for message in catalogue if message.id and not message.fuzzy]
    return {
        message.id if isinstance(message.id, str) else message.id[0]: (
            message.string if isinstance(message.string, str) else message.string[0]
        )
        for message in entries
    }


def translated(language: str) -> set[str]:
    return {text for text, answer in read(language).items() if answer}


def test_the_source_speaks() -> None:
    assert "Zum Inhalt" in in_the_source()


def test_every_text_is_translated() -> None:
    missing = {language: in_the_source() - translated(language) for language in OTHERS}
    assert {language: texts for language, texts in missing.items() if texts} == {}


def test_a_translation_names_no_other_values() -> None:
    strange = {
        (language, text)
        for language in OTHERS
        for text, answer in read(language).items()
        if places(answer) - places(text)
    }
    assert strange == set()
