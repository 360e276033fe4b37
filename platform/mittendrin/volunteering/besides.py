"""In words: from where and with whom somebody helps, for how long, and what does not go."""

from datetime import date

from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.volunteering.rules import (
    COMMITMENTS,
    COMPANIES,
    COSTS,
    PLACES,
    REACHES,
    UNWANTED,
    ByPhone,
)


def choices_besides() -> dict[str, dict[str, str]]:
    """By field: what is sent, and what people read."""
    return {
        "gesellschaft": {value.value: _(shown) for value, shown in COMPANIES.items()},
        "dauer": {value: _(shown) for value, shown in COMMITMENTS.items()},
        "geht-nicht": {value: _(shown) for value, shown in UNWANTED.items()},
        "ort": {value: _(shown) for value, shown in PLACES.items()},
        "kosten": {value: _(shown) for value, shown in COSTS.items()},
    }


def how_far(reach_km: int, by_phone: str) -> str:
    """ "bis etwa 5 Kilometer, auch am Telefon" """
    if by_phone == ByPhone.ONLY:
        return _("nur am Telefon oder am Bildschirm")
    way = _(REACHES[str(reach_km)]) if str(reach_km) in REACHES else _("bis etwa {n} Kilometer", n=reach_km)
    return _("{way}, auch am Telefon", way=way) if by_phone == ByPhone.TOO else way


def pause_in_words(gone: tuple[date, date] | None) -> str:
    return _("{first} bis {last}", first=show_day(gone[0]), last=show_day(gone[1])) if gone else ""
