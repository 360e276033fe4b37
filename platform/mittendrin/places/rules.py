"""What can be known of a venue's access (after acceslibre and OpenActive, cut down to what people ask for)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused


class Meets(StrEnum):
    """How a helper and whoever asks for this kind of help meet, where nothing else is said."""

    ANYHOW = "anyhow"
    VISIT = "visit"
    PHONE = "phone"


MEETS_WORDS = {Meets.VISIT: "Zu Besuch", Meets.PHONE: "Am Telefon oder am Bildschirm", Meets.ANYHOW: "Anders"}


class Known(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class AccessKind(StrEnum):
    STEP_FREE = "step_free"
    LIFT = "lift"
    WHEELCHAIR_WC = "wheelchair_wc"
    WIDE_DOORS = "wide_doors"
    HEARING_LOOP = "hearing_loop"
    PARKING = "parking"
    BUS_STOP = "bus_stop"
    SEATS = "seats"
    HANDRAIL = "handrail"
    BRIGHT = "bright"
    QUIET = "quiet"
    GUIDE_DOG = "guide_dog"


@dataclass(frozen=True, slots=True)
class AccessWords:
    """`label` stands before the answer on the event page; `short` and `short_no` are the facts in lists."""

    label: str
    question: str
    short: str
    short_no: str = ""


ACCESS_WORDS: dict[AccessKind, AccessWords] = {
    AccessKind.STEP_FREE: AccessWords(
        "Ohne Stufen", "Kommt man ohne Stufen hinein?", "ohne Stufen", "mit Stufen"
    ),
    AccessKind.LIFT: AccessWords("Aufzug", "Gibt es einen Aufzug?", "Aufzug"),
    AccessKind.WHEELCHAIR_WC: AccessWords("Rollstuhl-WC", "Gibt es ein WC für Rollstühle?", "Rollstuhl-WC"),
    AccessKind.WIDE_DOORS: AccessWords(
        "Breite Türen", "Sind die Türen 90 cm breit oder breiter?", "breite Türen"
    ),
    AccessKind.HEARING_LOOP: AccessWords("Hörschleife", "Gibt es eine Hörschleife?", "Hörschleife"),
    AccessKind.PARKING: AccessWords(
        "Behinderten-Parkplatz", "Gibt es einen Behinderten-Parkplatz?", "Behinderten-Parkplatz"
    ),
    AccessKind.BUS_STOP: AccessWords("Bus", "Hält ein Bus in der Nähe?", "Bus in der Nähe"),
    AccessKind.SEATS: AccessWords("Sitzplätze", "Kann man zwischendurch sitzen?", "Sitzplätze"),
    AccessKind.HANDRAIL: AccessWords("Handlauf", "Haben Treppen einen Handlauf?", "Handlauf"),
    AccessKind.BRIGHT: AccessWords("Helles Licht", "Ist der Raum hell?", "helles Licht"),
    AccessKind.QUIET: AccessWords("Ruhiger Raum", "Ist der Raum ruhig?", "ruhiger Raum"),
    AccessKind.GUIDE_DOG: AccessWords("Führhund", "Darf ein Führhund mit?", "Führhund willkommen"),
}

FILTER_KINDS = (AccessKind.STEP_FREE, AccessKind.WHEELCHAIR_WC, AccessKind.HEARING_LOOP, AccessKind.PARKING)


@dataclass(frozen=True, slots=True)
class AccessFact:
    kind: AccessKind
    known: Known
    note: str = ""
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody saw of a place on a day. `everything`: also what has not changed was looked at again."""

    facts: list[AccessFact]
    seen_on: date
    everything: bool = False


def with_days(look: Look, before: Iterable[AccessFact]) -> list[AccessFact]:
    """What was said, each with the day it was last looked at: who says the same again has not looked again.

    Unknown without a word says nothing. With one ("wird im Mai eingebaut") somebody has looked.
    """
    days = {(fact.kind, fact.known, fact.note): fact.checked_on for fact in before}
    return [
        replace(fact, checked_on=_last_look(look, days.get((fact.kind, fact.known, fact.note))))
        for fact in look.facts
        if fact.known is not Known.UNKNOWN or fact.note
    ]


def _last_look(look: Look, before: date | None) -> date:
    return look.seen_on if look.everything or before is None else before


def what_changed(before: Iterable[AccessFact], look: Look) -> str:
    """In words, for the log: "Aufzug: nicht bekannt → ja"."""
    seen = {fact.kind: fact for fact in look.facts}
    pairs = [(old, seen.get(old.kind, AccessFact(old.kind, Known.UNKNOWN))) for old in before]
    return "; ".join(
        f"{fact_sentence(old)} → {fact_sentence(new).partition(': ')[2]}"
        for old, new in pairs
        if (old.known, old.note) != (new.known, new.note)
    )


def oldest_look(facts: Iterable[AccessFact]) -> date | None:
    """The day that holds for all that is known: one fresh fact does not make the others fresh."""
    return min((fact.checked_on for fact in facts if fact.checked_on), default=None)


def fact_word(fact: AccessFact) -> str:
    """The small word in a list, or nothing: what is unknown is not claimed."""
    words = ACCESS_WORDS[fact.kind]
    if fact.known is Known.YES:
        return _(words.short)
    return (fact.note or _(words.short_no)) if fact.known is Known.NO and words.short_no else ""


def way_word(fact: AccessFact) -> str:
    """For a slip that is taken along: "Bus: 80 Meter", "ohne Stufen"."""
    if fact.known is Known.YES and fact.note:
        return f"{_(ACCESS_WORDS[fact.kind].label)}: {fact.note}"
    return fact_word(fact)


def fact_sentence(fact: AccessFact) -> str:
    """The line on the event page: "Aufzug: ja", "Hörschleife: nicht bekannt"."""
    answer = {Known.YES: _("ja"), Known.NO: _("nein"), Known.UNKNOWN: _("nicht bekannt")}[fact.known]
    detail = f", {fact.note}" if fact.note else ""
    return f"{_(ACCESS_WORDS[fact.kind].label)}: {answer}{detail}"


def address_line(name: str, street: str, postcode: str, city: str) -> str:
    """One line for calendars and print: "Stadtteilbüro Ost, Musterstraße 1, 67655 Kaiserslautern"."""
    return ", ".join(part for part in (name, street, f"{postcode} {city}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes our messages: name, telephone (E.164) and address of the office, and where links lead."""

    name: str
    phone: str
    address: str
    base_url: str


@dataclass(frozen=True, slots=True)
class NewVenue:
    """What an organisation knows of a place that is not on the list yet."""

    name: str
    street: str
    postcode: str
    district_id: int | None


@dataclass(frozen=True, slots=True)
class VenueContent:
    """Everything that the office says of a place, apart from its access. Coordinates are WGS 84 degrees."""

    name: str
    street: str
    postcode: str
    city: str
    district_id: int | None
    latitude: float | None
    longitude: float | None
    directions: str


_DEGREES = r"(-?\d+(?:[.,]\d+)?)\s*°?"
_COORDINATES = re.compile(rf"\s*{_DEGREES}\s*N?(?:\s*[,;]\s*|\s+){_DEGREES}\s*[OE]?\s*")
# Germany, Austria and Switzerland: far enough apart that nobody's swapped numbers lie within.
LATITUDES, LONGITUDES = (45.5, 55.5), (5.5, 17.5)


def read_coordinates(text: str) -> tuple[float, float]:
    """ "49.445, 7.778", as maps show them, also with German commas. Raises Refused."""
    found = _COORDINATES.fullmatch(text)
    if not found:
        raise Refused(_("Schreiben Sie bitte zwei Zahlen, zum Beispiel: 49.445, 7.778"), "koordinaten")
    latitude, longitude = (float(part.replace(",", ".")) for part in found.groups())
    if not (LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]):
        sentence = _("Diese Stelle liegt nicht in unserer Gegend. Sind die zwei Zahlen vertauscht?")
        raise Refused(sentence, "koordinaten")
    return latitude, longitude


def show_coordinates(place: tuple[float, float] | None) -> str:
    """As `read_coordinates` reads them."""
    return f"{place[0]}, {place[1]}" if place else ""
