"""What people type, made safe to keep, to search, to sort and to put into an address."""

import re
import unicodedata

SLUG_LENGTH = 60
SLUG_OF_NOTHING = "eintrag"
QUERY_LENGTH = 200
QUERY_WORDS = 10

_NEWLINES = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Controls, lone surrogates, private signs, and the invisible ones that turn or split text: soft hyphen,
# zero-width space, word joiner, byte order mark, tags, and everything that changes the direction.
# The joiners U+200C and U+200D stay: some scripts and many emoji are written with them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff"
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
# No language puts four accents on a letter; vandals pile up hundreds to paint over the lines around.
_MARK = r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]"
_PILED_MARKS = re.compile(rf"({_MARK}{{3}}){_MARK}+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_SPACES = re.compile(r"\s+")
_BEFORE_A_NUMBER = re.compile(r"(?<=[^\W_]) (?=\d)")
_WORDS = re.compile(r"[^\W_]+")
_SLUG_WORDS = re.compile(r"[a-z0-9]+")

_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Letters that Unicode does not take apart into a base and a mark.
_UMLAUT_AS_TWO = re.compile("([aou])e")
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


def unbroken(place: str) -> str:
    """ "Raum 2", "069 90 00": no line ends between a word and its number, or within one."""
    return _BEFORE_A_NUMBER.sub("\u00a0", place)


def clean(text: str) -> str:
    """Text of several lines without what nobody sees; at most one empty line in a row."""
    if text.isascii() and text.isprintable():
        return text.strip()
    with_newlines = _NEWLINES.sub("\n", text)
    visible = unicodedata.normalize("NFC", _UNWANTED.sub("", with_newlines))
    lines = _PILED_MARKS.sub(r"\1", visible).split("\n")
    return _EMPTY_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def clean_line(text: str) -> str:
    return _SPACES.sub(" ", clean(text))


def search_form(text: str) -> str:
    """Small letters without marks, umlauts written out: `Ärztehaus Café` becomes `aerztehaus cafe`."""
    return _without_marks(_small(text).translate(_WRITTEN_OUT))


def search_column(text: str) -> str:
    """What a `search` column holds: the words of the search form, then each umlaut word without its dots.

    So `Ärzte` is kept as `aerzte arzte`, and whoever types Ärzte, Aerzte or Arzte finds it.
    """
    words = _words(search_form(text))
    without_dots = [word for word in _words(_without_marks(_small(text))) if word not in set(words)]
    return " ".join([*words, *dict.fromkeys(without_dots)])


def name_form(text: str) -> str:
    """How a name sounds, however its umlaut is written: Müller, Mueller and Muller are all `muller`."""
    return _UMLAUT_AS_TWO.sub(r"\1", search_form(text))


def name_words(query: str) -> list[str]:
    """The different words to look for among names; all of them have to be there."""
    return list(dict.fromkeys(_words(name_form(query[:QUERY_LENGTH]))))[:QUERY_WORDS]


def search_words(query: str) -> list[str]:
    """The different words to look for in a `search` column; all of them have to be there."""
    return list(dict.fromkeys(_words(search_form(query[:QUERY_LENGTH]))))[:QUERY_WORDS]


def sort_key(text: str) -> str:
    """German order as in a dictionary (DIN 5007-1) when keys are compared byte by byte.

    An umlaut sorts as its letter and ß as ss. Behind the sign U+001F, which sorts before the space,
    stands the exact writing, so that `Muller` comes just before `Müller`.
    """
    small = " ".join(_words(_small(text)))
    plain = " ".join(_words(_without_marks(_small(text))))
    return plain if plain == small else f"{plain}\x1f{small}"


def slugify(text: str) -> str:
    """The part of an address that names something: `Für Ältere` becomes `fuer-aeltere`; never empty."""
    words = _SLUG_WORDS.findall(search_form(text))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:SLUG_LENGTH]
        if len(longer) > SLUG_LENGTH:
            break
        slug = longer
    return slug or SLUG_OF_NOTHING


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return unicodedata.normalize("NFC", "".join(part for part in parts if not unicodedata.combining(part)))


def _words(text: str) -> list[str]:
    return _WORDS.findall(text)
