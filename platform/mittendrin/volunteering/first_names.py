"""By what name somebody is known before both have said yes. Pure."""

import re

from mittendrin.core.language import _
from mittendrin.core.text import clean_line
from mittendrin.volunteering.known_first_names import is_known

TITLES = frozenset({
    "frau", "fr", "fräulein", "herr", "herrn", "hr", "dr", "prof", "professor", "professorin", "doktor",
    "med", "phil", "h", "c", "dipl", "ing", "mag", "pfarrer", "pfarrerin", "schwester", "bruder", "oma",
    "omi", "opa", "opi", "tante", "onkel", "mama", "papa", "mrs", "mr", "ms", "miss", "madame", "monsieur",
    "signora", "signor", "bayan", "bay", "pfr", "in", "wwe", "name", "vorname", "nachname", "hallo", "sehr", "geehrte",
    "geehrter", "liebe", "lieber",
})  # fmt: skip
OF_SEVERAL = frozenset({"familie", "fam", "eheleute", "ehepaar"})
PARTICLES = frozenset({"von", "vom", "van", "zu", "zum", "zur", "de", "der", "den"})
NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
BESIDE = frozenset({"und", "u", "&", "/", "+"})
# What follows is no part of the name.
ENDS = BESIDE | frozenset({
    "geb", "geborene", "geborener", "verw", "verwitwete", "sen", "senior", "jun", "junior", "(", "aus",
    "bei", "tochter", "sohn", "enkel", "enkelin", "nachbar", "nachbarin", "betreuer", "betreuerin",
    "mutter", "vater", "witwe", "witwer", "rentner", "rentnerin", "pensionär", "pensionärin",
    "hausmeister", "pflegedienst", "sozialstation",
})  # fmt: skip


def first_name(name: str) -> str:
    """ "Erna" of "Dr. Erna Birke" and of "Birke, Erna"; "Jemand" whenever it may be a surname."""
    front, _comma, behind = clean_line(name).partition(",")
    words, titled = _without_titles(front)
    given, _titled = _without_titles(behind)
    known = [] if titled else _until_the_end(given)
    found = known[0] if known else _of_front(words, titled=titled)
    said = known + words if known else words
    return found if found and not _is_in_doubt(found, said) else _("Jemand")


def _is_in_doubt(found: str, said: list[str]) -> bool:
    """Somebody wrote a title, a number or a sign among the names, or the surname first: "Birke Erna"."""
    if any(_plain(one) in TITLES | OF_SEVERAL for one in said):
        return True
    if is_known(found):
        return False
    strange = any(not NAME.fullmatch(one) for one in _until_the_end(said))
    others = [one for one in said if one is not found]
    shouted = found.isupper() and not all(one.isupper() for one in others)
    return strange or shouted or any(is_known(one) for one in others)


def _of_front(words: list[str], *, titled: bool) -> str:
    """One word alone may be either name."""
    known = _until_the_end(words)
    if not known or _plain(known[0]) in PARTICLES or any(_plain(one) in OF_SEVERAL for one in words):
        return ""
    if titled:
        return known[0] if _is_followed_by_a_surname(known) else ""
    if len(known) > 1 or _is_of_a_couple(words[1:]):
        return known[0]
    return ""


def _is_followed_by_a_surname(known: list[str]) -> bool:
    """ "Erna Birke", "Erna von Linde"; but "Birke von nebenan" is none."""
    behind = known[2:] if len(known) == 3 and known[1].casefold() in PARTICLES else known[1:]
    return len(behind) == 1 and behind[0][0].isupper()


def _is_of_a_couple(behind: list[str]) -> bool:
    """ "Erna | und Karl Birke" """
    others = behind[1:]
    return (
        bool(behind)
        and _plain(behind[0]) in BESIDE
        and len(others) == 2
        and len(_without_titles(" ".join(others))[0]) == 2
    )


def _until_the_end(words: list[str]) -> list[str]:
    end = next((place for place, word in enumerate(words) if _plain(word) in ENDS), len(words))
    return words[:end]


def _without_titles(name: str) -> tuple[list[str], bool]:
    """And whether there were any: also what is only abbreviated, as "rer. nat."."""
    words = every = _parts(name)
    while words and (_plain(words[0]) in TITLES or (words[0].endswith(".") and _plain(words[0]) not in ENDS)):
        words = words[1:]
    return words, len(words) < len(every)


def _parts(name: str) -> list[str]:
    """ "Dr.Otto" are two."""
    return re.sub(r"([(&/+])", r" \1 ", name.replace(".", ". ").replace(",", " ")).split()


def _plain(word: str) -> str:
    return word.casefold().strip(".-:;")
