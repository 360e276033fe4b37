"""Times as people say them: "halb fünf", "Viertel nach drei", "drei viertel vier", "zehn Uhr", "halb acht abends"."""

import re

_HOURS = ("eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_NUMBERS = {word: number for number, word in enumerate(_HOURS, 1)} | {"ein": 1, "fuenf": 5, "zwoelf": 12}
# Minutes before or after the hour that is named. "Viertel vier" is a quarter past three, as in the Palatinate.
_PARTS = {
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "viertel": -45,
    "dreiviertel": -15,
    "drei viertel": -15,
    "": 0,
}
_LATE = {"nachmittags", "abends", "am nachmittag", "am abend"}
_EARLY = {"morgens", "früh", "vormittags", "am morgen", "am vormittag"}
_SPOKEN = re.compile(
    rf"(?:({'|'.join(part for part in _PARTS if part)}) )?([0-9]{{1,2}}|[a-zäöüß]+)( uhr)?(?: ({'|'.join(_LATE | _EARLY)}))?",
)
HALF_A_DAY, A_DAY = 12 * 60, 24 * 60
# Nobody meets in the small hours: "halb fünf" is in the afternoon, unless somebody says "morgens".
FIRST_MORNING_MINUTE = 7 * 60


def minute_of_day(plain: str) -> int | None:
    """None for what is no spoken time; `plain` in small letters, with single spaces. Figures alone are none."""
    found = _SPOKEN.fullmatch(plain)
    hour = _hour(found[2]) if found else None
    if found is None or hour is None or not (found[1] or found[4] or (found[3] and not found[2].isdecimal())):
        return None
    minute = (hour * 60 + _PARTS[found[1] or ""]) % A_DAY
    return minute if hour > len(_HOURS) else _in_its_half(minute % HALF_A_DAY, found[4] or "")


def _hour(word: str) -> int | None:
    number = int(word) if word.isdecimal() else _NUMBERS.get(word)
    return number if number is not None and 1 <= number <= 24 else None


def _in_its_half(minute: int, said: str) -> int:
    """`minute` within half a day, in the half that was said or is meant."""
    late = said in _LATE or (not said and minute < FIRST_MORNING_MINUTE)
    return minute + HALF_A_DAY if late else minute
