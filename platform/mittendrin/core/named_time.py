"""Times of day that stand among other words: "um 9.50 Uhr am Eingang". Pure."""

import re

from mittendrin.core.spoken_time import A_NUMBER

_HOUR, _MINUTE = r"(?:[01]?[0-9]|2[0-4])", r"[0-5][0-9]"
_APART = rf"(?:(?:kurz|{A_NUMBER})(?: minuten)? (?:vor|nach) (?:halb )?|halb |(?:drei ?)?viertel (?:(?:vor|nach) )?)"
_NAMED = re.compile(
    rf"(?:\b(?:um|gegen|ab|bis|schon|etwa|ca\.|circa|ungefähr|spätestens|pünktlich|(?<!am )punkt) )*(?:"
    rf"(?<![0-9.]){_HOUR}[.:]{_MINUTE}(?![0-9.])(?: ?(?:uhr|h)\b)?"
    rf"|\b{_APART}(?:{A_NUMBER})\b(?: uhr\b)?"
    rf"|\b(?:{A_NUMBER}) ?uhr\b(?: {_MINUTE}\b)?"
    rf"|\b{_HOUR} ?h(?: ?{_MINUTE})?\b"
    rf"|(?:(?<=\bum )|(?<=\bab )|(?<=\bgegen )|(?<=\bpunkt ))(?!ein\b)(?:{A_NUMBER})\b)",
    re.IGNORECASE,
)
# "Raum E 1.05" is a room, "Gebäude 12.05" a house, "gegen 12 Euro" a price; "Raum E 9:50" and "Tor A 9.50" are times.
_OF_A_ROOM = re.compile(
    r"(?:raum|zimmer|gebäude|saal|halle|parkplatz|\b(?:zi|geb|nr|nummer|eg|og|ug|am punkt)\b)\.?(?: [a-z])? ?$",
    re.IGNORECASE,
)
_SURELY_A_TIME = re.compile(r":|uhr", re.IGNORECASE)
_COUNTED = re.compile(
    r" ?(?:€|(?:euro?|cent|ct|prozent|minuten|metern?|km|personen|leuten?|gästen?|jahren?|ecken|stufen)\b)",
    re.IGNORECASE,
)
_MARKS = " ,;:()–-"
_NO_PLACE = re.compile(
    r"(?:wir treffen uns|treff\w*|abfahrt|beginn|start|.*\b(?:am|im|und|von|vor|nach|zwischen))",
    re.IGNORECASE,
)


def names_a_time(words: str) -> bool:
    """ "Unter der Uhr" is a place, and "Raum 2.14" is a room."""
    return bool(_times_in(" ".join(words.split())))


def without_times(words: str) -> str:
    """ "am Eingang" of "um 9.50 Uhr am Eingang"; nothing where a time cannot be taken out and the rest still be a place."""
    words = " ".join(words.split())
    if (named := len(_times_in(words))) != 1:
        return "" if named else words
    left = [_without_time(part.strip(_MARKS)) for part in re.split(r"[,;()]", words)]
    return "" if None in left else ", ".join(filter(None, left))


def _without_time(part: str) -> str | None:
    found = _times_in(part)
    if not found:
        return part
    start, end = found[0]
    left = (part[:start] + part[end:]).strip(_MARKS)
    return None if (start and end < len(part)) or _NO_PLACE.fullmatch(left) else left


def _times_in(words: str) -> list[tuple[int, int]]:
    return [
        found.span()
        for found in _NAMED.finditer(words)
        if _SURELY_A_TIME.search(found[0])
        or not (_OF_A_ROOM.search(words[: found.start()]) or _COUNTED.match(words, found.end()))
    ]
