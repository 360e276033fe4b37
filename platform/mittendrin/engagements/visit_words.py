"""What a visit is called: one by telephone is none, and whoever goes shopping visits nobody."""

from dataclasses import dataclass

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
