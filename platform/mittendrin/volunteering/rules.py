"""What an offer and a request say. Grids are those of grid.py; languages are ISO 639-1 codes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mittendrin.people.rules import Contact, Same
from mittendrin.places.rules import Meets
from mittendrin.volunteering.states import Frequency


class Helper(StrEnum):
    """Whom somebody would like; always with a reason, never a condition of ours."""

    ANYBODY = ""
    WOMAN = "woman"
    MAN = "man"


class ByPhone(StrEnum):
    """Whether somebody helps from afar: not, too, or only so."""

    NO = ""
    TOO = "too"
    ONLY = "only"


class Company(StrEnum):
    """One to one, or in a team; whoever says nothing does both."""

    ANY = ""
    PAIR = "pair"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class OfferContent:
    """`reach_km` 0: only the own district. `note` is for the office alone.

    `on_days` are single days besides the weekly `times`, with the `day_parts` of each (grid.py).
    `abilities` are keys of ABILITIES, `unwanted` of UNWANTED, `commitment` is one of COMMITMENTS. `free_from` is the
    first day when it does not begin at once, `gone` the first and the last day of a pause to come.
    """

    categories: tuple[int, ...]
    times: int
    frequency: Frequency
    hours_per_week: int
    most_people: int
    district_id: int | None
    reach_km: int
    has_car: bool
    languages: tuple[str, ...]
    interests: str
    note: str
    gender: str = ""
    abilities: tuple[str, ...] = ()
    free_from: date | None = None
    best_time: str = ""
    on_days: tuple[date, ...] = ()
    day_parts: int = 0
    by_phone: ByPhone = ByPhone.NO
    company: Company = Company.ANY
    commitment: str = ""
    unwanted: tuple[str, ...] = ()
    gone: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class RequestContent:
    """`what` is one short line, `note` is for the office alone. `soon`: as soon as possible.

    `on_days` are single days, for example of an appointment; `needs` are keys of NEEDS, `place` is one of PLACES and
    `costs` one of COSTS. After `until` nobody is needed any more.
    """

    category: int
    what: str
    times: int
    soon: bool
    frequency: Frequency
    district_id: int | None
    languages: tuple[str, ...]
    language_needed: bool
    interests: str
    helper: Helper
    helper_reason: str
    note: str
    may_be_public: bool
    on_days: tuple[date, ...] = ()
    hours_per_week: int = 1
    needs: tuple[str, ...] = ()
    best_time: str = ""
    place: str = ""
    until: date | None = None
    costs: str = ""


@dataclass(frozen=True, slots=True)
class OfferEntry:
    """`key` stands for this one form: sent twice, it is one offer. `interested_in`: a request of an organisation.

    `same`: what somebody said who was asked whether we know them.
    """

    contact: Contact
    content: OfferContent
    key: str
    interested_in: int | None = None
    same: Same | None = None


@dataclass(frozen=True, slots=True)
class RequestEntry:
    """`signed_by`: who fills in for somebody else; `ask_back`: their own number. `same` as in OfferEntry."""

    contact: Contact
    content: RequestContent
    key: str
    signed_by: str = ""
    ask_back: str = ""
    same: Same | None = None


# Spoken at home in Kaiserslautern, most frequent first; the office knows who speaks another one.
LANGUAGES: dict[str, str] = {
    "de": "Deutsch",
    "ru": "Russisch",
    "tr": "Türkisch",
    "it": "Italienisch",
    "pl": "Polnisch",
    "ar": "Arabisch",
    "uk": "Ukrainisch",
    "en": "Englisch",
    "pt": "Portugiesisch",
    "es": "Spanisch",
    "fr": "Französisch",
}
FREQUENCIES: dict[Frequency, str] = {
    Frequency.ONCE: "einmal",
    Frequency.WEEKLY: "jede Woche",
    Frequency.FORTNIGHTLY: "alle zwei Wochen",
    Frequency.MONTHLY: "einmal im Monat",
    Frequency.ON_CALL: "auf Zuruf, wenn es gerade passt",
}
# Facts of a visit, not of a body: what a helper should know before, and what is all right for a helper.
NEEDS: dict[str, str] = {
    "stairs": "Es gibt Treppen und keinen Aufzug",
    "walker": "Ein Rollator ist dabei",
    "wheelchair": "Ein Rollstuhl ist dabei",
    "car": "Ohne Auto geht es nicht",
    "drive": "Mein eigenes Auto soll gefahren werden",
    "pets": "Ein Tier wohnt mit in der Wohnung",
    "smoke": "In der Wohnung wird geraucht",
}
ABILITIES: dict[str, str] = {
    "stairs": "Treppen steigen",
    "walker": "Langsam mitgehen, mit Rollator",
    "wheelchair": "Einen Rollstuhl schieben",
    "drive": "Ein fremdes Auto fahren, mit Führerschein",
    "pets": "Tiere in der Wohnung",
    "smoke": "Es wird geraucht",
}
# What a helper may rule out; a visit with it is never suggested to them.
UNWANTED: dict[str, str] = {
    "stairs": "Keine Treppen",
    "pets": "Keine Tiere",
    "smoke": "Kein Zigarettenrauch",
}
HOME, PHONE = "home", "phone"
PLACES: dict[str, str] = {
    HOME: "zu Hause",
    "outside": "draußen oder unterwegs",
    "venue": "an einem Treffpunkt",
    PHONE: "am Telefon oder am Bildschirm",
}
_AT_PLACE = dict.fromkeys(PLACES, Meets.ANYHOW) | {HOME: Meets.VISIT, PHONE: Meets.PHONE}
COSTS: dict[str, str] = {
    "asker": "Wer Hilfe bekommt, bezahlt Fahrt und Einkauf",
    "talk": "Das besprechen wir vorher",
}
COMPANIES: dict[Company, str] = {
    Company.PAIR: "Nur mit einem Menschen allein",
    Company.TEAM: "Nur im Team mit anderen",
}
COMMITMENTS: dict[str, str] = {
    "weeks": "Ein paar Wochen",
    "half_year": "Mindestens ein halbes Jahr",
    "open": "So lange es passt",
}
REACHES: dict[str, str] = {
    "0": "nur in meinem Stadtteil",
    "2": "bis etwa 2 Kilometer",
    "5": "bis etwa 5 Kilometer",
    "20": "in der ganzen Stadt",
}


def how_they_meet(place: str, usual: str) -> Meets:
    """What somebody says of the place counts more than what is usual for this kind of help."""
    return _AT_PLACE[place] if place else Meets(usual)
