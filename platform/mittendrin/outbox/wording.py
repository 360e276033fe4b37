"""Messages are templates with three blocks: `subject`, `body` of the mail, `script` to read out on the telephone."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from mittendrin.core import clock, german, phone, tokens
from mittendrin.core.language import _
from mittendrin.outbox.rules import Words
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
    "clock": german.show_time,
    "euro": german.show_euro,
    "local": clock.to_local,
    "slip_code": tokens.show_slip_code,
}


def words(template: str, **values: object) -> Words:
    """`words("registrations/messages/confirmed.txt", view=…)`; every message has all three blocks."""
    message = _environment().get_template(template)
    context = message.new_context(values)
    subject, body, script = (
        "".join(message.blocks[name](context)).strip() for name in ("subject", "body", "script")
    )
    return Words(subject=" ".join(subject.split()), body=body + "\n", script=script)
