"""Against machines that fill in forms: a field that people do not see, and a time that people need."""

import hashlib
import hmac
from datetime import datetime, timedelta

from mittendrin.core.language import _
from mittendrin.core.refusal import PressAgain, Refused
from mittendrin.settings import settings
from mittendrin.web.forms import Form

QUICKEST, SLOWEST = timedelta(seconds=2), timedelta(hours=24)
TRAP, STAMP = "webseite", "stempel"


def robot_stamp(now: datetime) -> str:
    """When the check page was made, so that nobody can answer it in no time."""
    seconds = str(int(now.timestamp()))
    return f"{seconds}.{_keyed(seconds)}"


def check_not_a_robot(form: Form, now: datetime) -> None:
    """Raises Refused."""
    age = _age(form, now)
    if form.value(TRAP) or age is None or not QUICKEST <= age <= SLOWEST:
        raise Refused(_("Das hat nicht geklappt. Prüfen Sie bitte Ihre Angaben und senden Sie noch einmal."))


def press_again(form: Form, now: datetime) -> Refused | None:
    """For people who were quicker than people are: they see the check page once more, with all that was typed."""
    age = _age(form, now)
    if form.value(TRAP) or age is None or not timedelta() <= age < QUICKEST:
        return None
    return PressAgain(_("Das ging sehr schnell. Drücken Sie bitte noch einmal."))


def stamp_to_press_again(now: datetime) -> str:
    """Nobody is too quick a second time."""
    return robot_stamp(now - QUICKEST)


def _age(form: Form, now: datetime) -> timedelta | None:
    """Of the check page, if it was one of ours."""
    seconds, _dot, keyed = form.line(STAMP).partition(".")
    genuine = hmac.compare_digest(_keyed(seconds).encode(), keyed.encode())
    return now - datetime.fromtimestamp(int(seconds), now.tzinfo) if genuine else None


def _keyed(seconds: str) -> str:
    return hmac.new(settings().secret, b"stamp:" + seconds.encode(), hashlib.sha256).hexdigest()
