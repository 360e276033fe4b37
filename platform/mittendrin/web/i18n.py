"""The languages of the pages. German is written in the source; another one is a folder in `locale/`.

`locale/<language>/messages.po` holds the translations. They are compiled when they are first asked for,
so a translator changes one text file and restarts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from mittendrin.core.language import translations

GERMAN = "de"
LOCALE = Path(__file__).parent / "locale"


def languages() -> tuple[str, ...]:
    others = sorted(folder.parent.name for folder in LOCALE.glob("*/messages.po"))
    return (GERMAN, *others)


@lru_cache
def read_translations(language: str) -> NullTranslations:
    if language == GERMAN or language not in languages():
        return NullTranslations()
    with (LOCALE / language / "messages.po").open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Inside, `_()` answers in this language."""
    before = translations.set(read_translations(language))
    try:
        yield
    finally:
        translations.reset(before)
