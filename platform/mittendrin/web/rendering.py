"""Pages out of templates. One environment: a misspelt name fails, and every value is escaped.

Public pages are the same bytes for everybody. What differs is the address and the size of the letters,
so `page` looks at nothing else of the request.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Request, Response

from mittendrin.core import clock, german, phone, text, tokens
from mittendrin.core.language import _, translations
from mittendrin.paths import TEMPLATES
from mittendrin.web.assets import asset
from mittendrin.web.forms import Form
from mittendrin.web.letter_size import display_of, to_send_again
from mittendrin.web.site import site_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu. `under` are the other addresses that belong to it."""

    label: str
    path: str
    under: tuple[str, ...] = ()

    def leads_to(self, path: str) -> bool:
        return any(path == one or path.startswith(f"{one}/") for one in (self.path, *self.under))


@dataclass(frozen=True, slots=True)
class Menu:
    """The head of a desk: which desk, whose, and its own entries."""

    desk: str
    owner: str
    entries: tuple[Entry, ...]


def public_entries() -> tuple[Entry, ...]:
    return (
        Entry(_("Was ist los"), "/veranstaltungen", ("/programm", "/kalender")),
        Entry(_("Helfen und Hilfe"), "/mitmachen", ("/helfen", "/hilfe-bekommen")),
        Entry(_("Wegweiser"), "/wegweiser", ("/organisationen",)),
        Entry(_("Mein Anliegen"), "/anliegen"),
        Entry(_("Meine Termine"), "/meine-termine"),
    )


def current(entries: tuple[Entry, ...], path: str) -> Entry | None:
    """The entry to mark: the one whose address says most about this path."""
    fitting = [entry for entry in entries if entry.leads_to(path)]
    return max(fitting, key=lambda entry: len(entry.path), default=None)


@lru_cache
def environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda words: translations.get().gettext(words),
        lambda one, many, n: translations.get().ngettext(one, many, n),
        newstyle=True,
    )
    # Templates and Python share one `_`, with {names}. Its answer is escaped like any value.
    env.globals.update(_GLOBALS | {"_": _})
    env.filters.update(_FILTERS)
    return env


def render(template: str, **values: object) -> str:
    """For what is no page: mails, letters, calls."""
    return environment().get_template(template).render(values)


def page(
    request: Request[Any, Any, Any], template: str, *, status: int = 200, **values: object
) -> Response[bytes]:
    around = _around(request)
    if around["typed"] and isinstance(form := values.get("form"), Form):
        form.take_up(around["typed"])
    shown = environment().get_template(template).render({**around, **values})
    return Response(shown.encode(), status_code=status, media_type=MediaType.HTML)


def _around(request: Request[Any, Any, Any]) -> dict[str, Any]:
    site = site_of(request)
    now = request.app.state.get("clock", clock.system_clock)()
    query = request.scope["query_string"].decode("latin-1")
    return {
        "site": site,
        "call_hint": site.call_hint(now),
        "here": request.url.path,
        "back_here": f"{request.url.path}?{query}" if query else request.url.path,
        "display": display_of(request.cookies),
        "send_again": to_send_again(request),
        "nav": public_entries(),
        "form": Form(),
        # What somebody had typed when their session ended (accounts.typed).
        "typed": getattr(request.state, "typed", ()),
    }


_GLOBALS = {
    "asset": asset,
    "current": current,
    "span": german.show_span,
    "spoken_span": german.spoken_span,
    "month": german.show_month,
}
_FILTERS = {
    "day": german.show_day,
    "day_short": german.show_day_short,
    "day_digits": german.show_day_digits,
    "day_near": german.show_day_near,
    "weekday": lambda day: german.WEEKDAYS[day.weekday()],
    "month_name": lambda day: german.MONTHS[day.month - 1],
    "clock": german.show_time,
    "sentence": german.as_sentence,
    "euro": german.show_euro,
    "phone": phone.unbroken_phone,
    "tel": phone.tel_link,
    "local": clock.to_local,
    "slip_code": tokens.show_slip_code,
    "unbroken": text.unbroken,
}
