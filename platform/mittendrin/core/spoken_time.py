"""Times as people say them: "halb fünf", "Viertel nach drei", "zehn nach drei", "zehn Uhr dreißig", "abends um acht", "um drei"."""

import re

_ONES = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_TO_NINETEEN = (
    "zehn",
    "elf",
    "zwölf",
    *(f"{one}zehn" for one in ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")),
)
_TENS = {20: "zwanzig", 30: "dreißig", 40: "vierzig", 50: "fünfzig"}


def _numbers() -> dict[str, int]:
    said = {"null": 0, "eins": 1} | {word: number for number, word in enumerate(_ONES + _TO_NINETEEN, 1)}
    said |= {word: ten for ten, word in _TENS.items()}
    said |= {f"{one}und{word}": ten + n for ten, word in _TENS.items() for n, one in enumerate(_ONES, 1)}
    plain = str.maketrans({"ü": "ue", "ö": "oe", "ß": "ss"})
    return said | {word.translate(plain): number for word, number in said.items()}


_NUMBERS = _numbers()
# Minutes before or after the hour that is named. "Viertel vier" is a quarter past three, as in the Palatinate.
_PARTS = {
    "halb": -30,
    "viertel nach": 15,
    "viertel vor": -15,
    "viertel": -45,
    "dreiviertel": -15,
    "drei viertel": -15,
}
HALF_A_DAY, A_DAY = 12 * 60, 24 * 60
# Nobody meets in the small hours: "halb fünf" is in the afternoon, unless somebody says "morgens".
FIRST_MORNING_MINUTE = 7 * 60
_EVENING_NOT_BEFORE, _NIGHT_NOT_BEFORE, _NOON_NOT_BEFORE = 60, 8 * 60, 11 * 60
# From which minute to which, within half a day, it is the second half that is meant.
_HALVES = {
    ("nachmittags", "am nachmittag"): (0, HALF_A_DAY),
    ("abends", "am abend"): (_EVENING_NOT_BEFORE, HALF_A_DAY),
    ("nachts", "in der nacht"): (_NIGHT_NOT_BEFORE, HALF_A_DAY),
    ("mittags", "am mittag"): (0, _NOON_NOT_BEFORE),
    ("morgens", "früh", "vormittags", "am morgen", "am vormittag"): (0, 0),
    ("",): (0, FIRST_MORNING_MINUTE),
}
_LATE = {word: span for words, span in _HALVES.items() for word in words}
_EITHER = range(6, 9)
_NAMED = {"mittag": HALF_A_DAY, "mittags": HALF_A_DAY, "mitternacht": 0, "mitternachts": 0}
A_NUMBER = rf"[0-9]{{1,2}}|{'|'.join(_NUMBERS)}"
_DAY_PART = "|".join(filter(None, _LATE))
_SPOKEN = re.compile(
    rf"(?P<about>(?:um|gegen) )?"
    rf"(?:(?P<before>{_DAY_PART}) (?:um )?)?"
    rf"(?:(?P<part>{'|'.join(_PARTS)}) |(?P<minutes>{A_NUMBER})(?: minuten)? (?P<way>vor|nach) (?P<half>halb )?)?"
    rf"(?P<hour>{A_NUMBER})(?P<clock> uhr(?: (?P<past>{A_NUMBER}))?)?"
    rf"(?: (?P<after>{_DAY_PART}))?"
)


def minute_of_day(plain: str) -> int | None:
    """None for what is no spoken time; `plain` in small letters, with single spaces. Figures alone are none."""
    if (named := plain.removeprefix("um ").removeprefix("gegen ")) in _NAMED:
        return _NAMED[named]
    found = _SPOKEN.fullmatch(plain)
    if found is None:
        return None
    hour, past = _number(found["hour"]), _number(found["past"] or "0")
    said, apart = found["before"] or found["after"] or "", _apart(found)
    of_the_clock = bool(found["clock"]) and apart is None
    is_said = apart is not None or said or not _in_figures(found) or (found["about"] and not of_the_clock)
    if hour > 24 or past > 59 or not is_said or (hour == 0 and not of_the_clock):
        return None
    minute = (hour * 60 + past + (apart or 0)) % A_DAY
    # "Um drei Uhr" is what "um drei" is; "3 Uhr" is how a clock writes it.
    written = of_the_clock and not said and (hour == 0 or found["hour"].isdecimal())
    if hour > HALF_A_DAY // 60 or written:
        return minute
    return _in_its_half(minute % HALF_A_DAY, said)


def may_be_either(plain: str) -> int | None:
    """The hour of "sieben Uhr" or "um acht": clubs meet then in the morning and in the evening. Figures are a clock's."""
    found = _SPOKEN.fullmatch(plain)
    if found is None or found["before"] or found["after"] or found["past"] or _apart(found) is not None:
        return None
    hour = _NUMBERS.get(found["hour"], 0)
    return hour if hour in _EITHER else None


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else _NUMBERS[said]


def _apart(found: re.Match[str]) -> int | None:
    """How far from the hour that is named: "zehn vor halb"."""
    if found["part"]:
        return _PARTS[found["part"]]
    if not found["minutes"]:
        return None
    minutes = _number(found["minutes"])
    return (minutes if found["way"] == "nach" else -minutes) - (30 if found["half"] else 0)


def _in_figures(found: re.Match[str]) -> bool:
    return all(word.isdecimal() for word in (found["hour"], found["past"] or "0"))


def _in_its_half(minute: int, said: str) -> int:
    """`minute` within half a day, in the half that was said or is meant."""
    first, end = _LATE[said]
    return minute + HALF_A_DAY if first <= minute < end else minute
