"""Telephone numbers: written in many ways, kept as E.164, shown in pairs as people read them aloud."""

import re
import unicodedata

import phonenumbers

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.text import unbroken

LONGEST_INPUT = 40
LOCAL_LENGTHS = range(5, 9)
SHORTEST_NUMBER = 9
GERMANY = 49

# Numbers without area code that answer everywhere: police, rescue, authorities, and the European 116 family
# (doctor on call, violence, victims, lost bank cards).
_SHORT_NUMBER = re.compile(r"110|112|115|116\d{3}", re.ASCII)
_AREA_CODE = re.compile(r"0[2-9]\d{1,4}", re.ASCII)
_LABEL = re.compile(r"^(?:tel|telefon|mobil|handy)\b[.:\s]*", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s./()\[\]\-‐‑–—−]+")
_DIGITS = re.compile(r"\+?\d+", re.ASCII)
# Copied from a telephone's own list, the plus lost on the way; too long for a number without area code.
_LOST_PLUS = re.compile(r"49[1-9]\d{8,10}", re.ASCII)
_AREA_CODE_LENGTH_OF_MOBILE = 3
_BROKEN_OFF = {
    phonenumbers.NumberParseException.NOT_A_NUMBER,
    phonenumbers.NumberParseException.TOO_SHORT_NSN,
    phonenumbers.NumberParseException.TOO_SHORT_AFTER_IDD,
}


def read_phone(text: str, area_code: str = "") -> str:
    """E.164; a local number too, when we know the town's area code. Raises Refused.

    `local_number_completed` says whether the area code was added: then the page asks back.
    """
    digits = _digits(text)
    if _SHORT_NUMBER.fullmatch(digits):
        raise Refused(
            _("Unter dieser Nummer können wir niemanden zurückrufen. Schreiben Sie bitte Ihre eigene Nummer.")
        )
    return _e164(area_code + digits if area_code and _is_local(digits) else digits)


def read_area_code(text: str) -> str:
    """`0631`; raises Refused."""
    digits = _digits(text)
    if not _AREA_CODE.fullmatch(digits):
        raise Refused(_("Schreiben Sie die Vorwahl bitte mit Null am Anfang. Zum Beispiel: 069"))
    return digits


def local_number_completed(text: str) -> bool:
    """Whether reading this adds the area code; False also for what cannot be read."""
    try:
        digits = _digits(text)
    except Refused:
        return False
    return _is_local(digits) and not _SHORT_NUMBER.fullmatch(digits)


def show_phone(number: str) -> str:
    """`069 90 00 90 12`, `0171 39 20 012`, `116 117`; numbers from abroad as their country groups them."""
    if _SHORT_NUMBER.fullmatch(number):
        return " ".join(re.findall("...", number))
    if not number.startswith(f"+{GERMANY}"):
        return phonenumbers.format_number(
            phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )
    # As it is kept there is nothing left to parse, which is most of the work.
    national = number.removeprefix(f"+{GERMANY}")
    length = _area_code_length(phonenumbers.PhoneNumber(GERMANY, int(national)))
    return f"0{national[:length]} {_in_pairs(national[length:])}"


def unbroken_phone(number: str) -> str:
    """For pages: no line ends within it."""
    return unbroken(show_phone(number))


def tel_link(number: str) -> str:
    return f"tel:{number}"


def _digits(text: str) -> str:
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text[: LONGEST_INPUT + 1]).strip())
    digits = _SEPARATORS.sub("", plain)
    if not digits:
        raise Refused(_("Schreiben Sie bitte Ihre Telefonnummer."))
    if len(text) > LONGEST_INPUT or not _DIGITS.fullmatch(digits):
        raise Refused(_("Schreiben Sie bitte nur eine Nummer, mit Ziffern. Zum Beispiel: 069 90 00 90 12"))
    return f"+{digits}" if _LOST_PLUS.fullmatch(digits) else digits


def _is_local(digits: str) -> bool:
    return len(digits) in LOCAL_LENGTHS and digits[0] not in "+0"


def _e164(digits: str) -> str:
    if digits[0] not in "+0":
        raise _too_short() if len(digits) < LOCAL_LENGTHS.stop else _wrong_number()
    try:
        parsed = phonenumbers.parse(digits, "DE")
    except phonenumbers.NumberParseException as error:
        raise (_too_short() if error.error_type in _BROKEN_OFF else _wrong_number()) from None
    if not phonenumbers.is_valid_number(parsed):
        raise _too_short() if len(digits) < SHORTEST_NUMBER else _wrong_number()
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _too_short() -> Refused:
    return Refused(_("Diese Nummer ist zu kurz. Schreiben Sie bitte auch die Vorwahl."))


def _wrong_number() -> Refused:
    return Refused(_("Diese Nummer gibt es nicht. Prüfen Sie bitte die Ziffern und die Vorwahl."))


def _area_code_length(number: phonenumbers.PhoneNumber) -> int:
    # The library counts 01522 as a prefix; people say 0152, as with all other mobile numbers. Those begin with 1,
    # so that the library need not be asked about others, which takes it longest.
    begins_with_1 = str(number.national_number).startswith("1")
    if begins_with_1 and phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE:
        return _AREA_CODE_LENGTH_OF_MOBILE
    return phonenumbers.length_of_national_destination_code(number)


def _in_pairs(digits: str) -> str:
    """An odd digit joins the last pair: nobody reads a single digit at the end."""
    pairs = [digits[start : start + 2] for start in range(0, len(digits), 2)]
    if len(pairs) > 1 and len(pairs[-1]) == 1:
        pairs[-2:] = [pairs[-2] + pairs[-1]]
    return " ".join(pairs)
