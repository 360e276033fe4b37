"""German source texts pass through `_`, so that the other languages can replace them.

The language of the running request lies in a context variable that web/i18n sets; without it German stays.
"""

from contextvars import ContextVar
from gettext import NullTranslations

translations: ContextVar[NullTranslations] = ContextVar("translations", default=NullTranslations())  # noqa: B039


def _(text: str, **values: object) -> str:
    """`_("Noch {n} Plätze", n=4)`: translate first, then fill in the named values."""
    translated = translations.get().gettext(text)
    return translated.format_map(values) if values else translated
