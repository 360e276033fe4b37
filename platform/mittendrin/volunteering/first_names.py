"""By what name somebody is known before both have said yes. Pure."""

from mittendrin.core.language import _

TITLES = frozenset(
    {
        *("frau", "fr", "fräulein", "herr", "herrn", "hr", "familie", "fam", "eheleute", "ehepaar"),
        *("dr", "prof", "professor", "professorin", "doktor", "med", "phil", "h", "c", "dipl", "ing", "mag"),
        *("pfarrer", "pfarrerin", "schwester", "bruder"),
    }
)
PARTICLES = frozenset({"von", "vom", "van", "zu", "zum", "zur", "de", "der", "den"})
BORN = frozenset({"geb", "geborene", "geborener", "verw", "verwitwete"})


def first_name(name: str) -> str:
    """ "Erna" of "Dr. Erna Birke" and of "Birke, Erna"; "Jemand" where only the surname is known."""
    front, _comma, behind = name.partition(",")
    given = _without_titles(behind)
    if given and _plain(given[0]) not in BORN:
        return given[0]
    words = _without_titles(front)
    called_by_title = len(words) < len(_parts(front)) or (bool(behind.strip()) and not given)
    if not words or _plain(words[0]) in PARTICLES or (called_by_title and len(words) == 1):
        return _("Jemand")
    return words[0]


def _without_titles(name: str) -> list[str]:
    words = _parts(name)
    while words and _plain(words[0]) in TITLES:
        words = words[1:]
    return words


def _parts(name: str) -> list[str]:
    """ "Dr.Otto" are two."""
    return name.replace(".", ". ").replace(",", " ").split()


def _plain(word: str) -> str:
    return word.casefold().strip(".-")
