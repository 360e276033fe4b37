"""Messages are templates with three blocks: `subject`, `body` of the mail, `script` to read out on the telephone."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from mittendrin.core import clock, german, phone, tokens
from mittendrin.core.language import _
from mittendrin.outbox.rules import Way, Words
from mittendrin.paths import TEMPLATES


@cache
def _environment() -> Environment:
    # Plain text is sent as it is; only files that end in html are escaped.
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(("html",), default=False),
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["_"] = _
    made.filters.update(_FILTERS)
    return made


def _phone(number: str) -> str:
    """Nothing while nobody has said how the office is reached."""
    return phone.show_phone(number) if number else ""


_FILTERS = {
    "phone": _phone,
    "day": german.show_day,
    "day_near": german.show_day_near,
    "day_short": german.show_day_short,
    "clock": german.show_time,
    "euro": german.show_euro,
    "sentence": german.as_sentence,
    "local": clock.to_local,
    "slip_code": tokens.show_slip_code,
}


def words(template: str, **values: object) -> Words:
    """`words("registrations/messages/confirmed.txt", view=…)`; every message has all three blocks."""
    blocks = _Blocks(template, values)
    return Words(blocks.subject(), blocks.body(), blocks.text("script"))


def words_for(way: Way, template: str, **values: object) -> Words:
    """What goes this way, and nothing else: writing the rest was a tenth of every sign-up."""
    blocks = _Blocks(template, values)
    if way is Way.CALL:
        return Words(blocks.subject(), "", blocks.text("script"))
    return Words(blocks.subject(), blocks.body(), "")


class _Blocks:
    def __init__(self, template: str, values: dict[str, object]) -> None:
        self._message = _environment().get_template(template)
        self._context = self._message.new_context(values)

    def text(self, name: str) -> str:
        return "".join(self._message.blocks[name](self._context)).strip()

    def subject(self) -> str:
        return " ".join(self.text("subject").split())

    def body(self) -> str:
        return self.text("body") + "\n"
