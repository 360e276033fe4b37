"""What a visit is called, and when it is: one by telephone is none, and whoever goes shopping visits nobody."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.clock import to_local
from mittendrin.core.german import show_day_short, show_time
from mittendrin.places.rules import Meets


@dataclass(frozen=True, slots=True)
class Called:
    one: str
    many: str
    the_one: str
    the_next: str
    the_first: str
    this_one: str
    is_visit: bool = False
    on_the_telephone: bool = False


CALLED = {
    Meets.VISIT: Called(
        "Besuch",
        "Besuche",
        "der Besuch",
        "der nächste Besuch",
        "der erste Besuch",
        "Dieser Besuch",
        is_visit=True,
    ),
    Meets.PHONE: Called(
        "Gespräch",
        "Gespräche",
        "das Gespräch",
        "das nächste Gespräch",
        "das erste Gespräch",
        "Dieses Gespräch",
        on_the_telephone=True,
    ),
    Meets.ANYHOW: Called(
        "Termin", "Termine", "der Termin", "der nächste Termin", "der erste Termin", "Dieser Termin"
    ),
}


def moment_in_words(moment: datetime) -> str:
    local = to_local(moment)
    return f"{show_day_short(local.date())}, {show_time(local.time())}"
