"""Who may be the same person, written down twice. Only shown: a couple with one telephone looks alike, too."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from mittendrin.core.text import name_form
from mittendrin.people.rules import OF_SEVERAL, TITLES, Contact


class Likeness(StrEnum):
    """What says most comes first."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    NAME_NEARLY = "name_nearly"
    SWAPPED = "swapped"
    ONE_DIGIT = "one_digit"
    STREET = "street"
    STREET_NEARLY = "street_nearly"
    NEW_PHONE = "new_phone"
    NAME = "name"


LIKENESS_WORDS: dict[Likeness, str] = {
    Likeness.PHONE: "gleicher Name und gleiche Nummer",
    Likeness.EMAIL: "gleicher Name und gleiche E-Mail",
    Likeness.ADDRESS: "gleicher Name und gleiche Adresse",
    Likeness.NAME_NEARLY: "ähnlicher Name und gleiche Nummer",
    Likeness.SWAPPED: "gleicher Name, in der Nummer sind zwei Ziffern vertauscht",
    Likeness.ONE_DIGIT: "gleicher Name, Nummer weicht in einer Ziffer ab",
    Likeness.STREET: "gleicher Name und gleiche Straße",
    Likeness.STREET_NEARLY: "ähnlicher Name und gleiche Straße",
    Likeness.NEW_PHONE: "gleicher Name, andere Nummer",
    Likeness.NAME: "gleicher Name, sonst nichts gemeinsam",
}
NAME_ALONE = {Likeness.NEW_PHONE, Likeness.NAME}
FEW_NAMESAKES = 3
STREET_LENGTH = 100

_WORD = re.compile(r"[^\W_]+")
_STREET = re.compile(r"\s*([^\W\d_][^\d,]{2,}?)\s*\d{1,4}(?!\d)")
_STREET_WRITTEN_OUT = re.compile(r"strasse\b")
# How surnames are misheard, in this order: Maier, Meyer and Mayer; Schmidt, Schmitt and Schmid.
_SOUNDS = [
    (re.compile(written), heard)
    for written, heard in (
        ("[ae][iy]", "ei"), ("eir$", "eier"), ("y", "i"), ("ph", "f"), ("th", "t"), ("dt?$", "t"), ("ck", "k"), ("c(?!h)", "k"),
        ("tz", "z"), (r"(.)\1", r"\1"),
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A contact as it is compared: `name` and `street` as they sound, `words` without titles."""

    name: str
    words: tuple[str, ...]
    phone: str
    email: str
    address: str
    street: str

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.email or self.address)

    @property
    def is_whole_name(self) -> bool:
        """Not "Frau Müller", and no couple."""
        return len(self.words) > 1 and not OF_SEVERAL & set(self.words)


def entry(contact: Contact) -> Entry:
    return entry_as_kept(contact, name_form(contact.name), street_form(contact.address))


def entry_as_kept(contact: Contact, name: str, street: str) -> Entry:
    """Where both stand in the database already, which saves most of the work."""
    words = tuple(word for word in _WORD.findall(name) if word not in TITLES)
    return Entry(name, words, contact.phone, contact.email.casefold(), contact.address, street)


def street_form(address: str) -> str:
    """How the street sounds, without its number: "Goethe-Str. 3, Musterstadt" is `goethestr`; empty without a number."""
    found = next(filter(None, map(_STREET.match, re.split(r"[,\n]", address))), None)
    if found is None:
        return ""
    return "".join(_WORD.findall(_STREET_WRITTEN_OUT.sub("str", name_form(found[1]))))[:STREET_LENGTH]


Two = tuple[int, int]


def all_alike(entries: Mapping[int, Entry]) -> dict[Two, Likeness]:
    """By the two numbers, the smaller one first. Only who has something in common is compared."""
    together = defaultdict(list)
    for number in sorted(entries):
        for common in _may_have_in_common(entries[number]):
            together[common].append(number)
    namesakes = {common[1]: len(numbers) for common, numbers in together.items() if common[0] == "name"}
    found = {}
    for two in {two for numbers in together.values() for two in combinations(numbers, 2)}:
        one, other = entries[two[0]], entries[two[1]]
        why = likeness(one, other)
        if why and says_enough(why, namesakes[one.name]):
            found[two] = why
    return found


def _may_have_in_common(one: Entry) -> Iterator[tuple[str, ...]]:
    yield "name", one.name
    if one.phone:
        yield "phone", one.phone
    if one.street:
        # Of two names that are alike there, one word is the same.
        yield from (("street", one.street, word) for word in one.words)


def rank(why: Likeness) -> int:
    return list(Likeness).index(why)


def says_enough(why: Likeness, namesakes: int) -> bool:
    """Of many who are called so, a name alone tells nobody apart."""
    return why not in NAME_ALONE or namesakes <= FEW_NAMESAKES


def likeness(one: Entry, other: Entry) -> Likeness | None:
    """Why these two may be one person, as far as they say."""
    if one.name == other.name:
        return _of_namesakes(one, other)
    if one.phone and one.phone == other.phone and _nearly_the_same_name(one, other):
        return Likeness.NAME_NEARLY
    if one.street and one.street == other.street and _misspelt_name(one, other):
        return Likeness.STREET_NEARLY
    return None


def _of_namesakes(one: Entry, other: Entry) -> Likeness | None:
    if way := _same_way(one, other):
        return way
    if one.phone and other.phone and one_slip(one.phone, other.phone):
        return Likeness.SWAPPED if sorted(one.phone) == sorted(other.phone) else Likeness.ONE_DIGIT
    if one.street and other.street:
        return Likeness.STREET if one.street == other.street else None
    if not (one.is_whole_name and one.is_reachable and other.is_reachable):
        return None
    return Likeness.NEW_PHONE if one.phone and other.phone else Likeness.NAME


def is_called_alike(one: Contact, other: Contact) -> bool:
    """The same name with the same telephone, mail address or address."""
    ours, theirs = entry(one), entry(other)
    return ours.name == theirs.name and _same_way(ours, theirs) is not None


def _same_way(one: Entry, other: Entry) -> Likeness | None:
    ways = (Likeness.PHONE, Likeness.EMAIL, Likeness.ADDRESS)
    return next((way for way in ways if getattr(one, way) and getattr(one, way) == getattr(other, way)), None)


def _nearly_the_same_name(one: Entry, other: Entry) -> bool:
    """Words in another order, one of them left out or shortened, or one misspelt."""
    short, long = sorted((one.words, other.words), key=len)
    if not short:
        return False
    rest = list(long)
    slips = 0
    for word in short:
        found = next((other for other in rest if other == word or _shortened(word, other)), None)
        if found is None:
            found = next((other for other in rest if _misspelt(word, other)), None)
            slips += 1
        if found is None:
            return False
        rest.remove(found)
    return slips <= 1


def _misspelt_name(one: Entry, other: Entry) -> bool:
    """All words but one are the same; those two are nearly."""
    ours, theirs = set(one.words) - set(other.words), set(other.words) - set(one.words)
    if len(one.words) < 2 or (len(ours), len(theirs)) != (1, 1):
        return False
    return _misspelt(ours.pop(), theirs.pop())


def _shortened(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _misspelt(one: str, other: str) -> bool:
    """Very short words differ by one letter altogether."""
    return min(len(one), len(other)) >= 3 and (one_slip(one, other) or _sound(one) == _sound(other))


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


def one_slip(one: str, other: str) -> bool:
    """One sign more, less or another one, or two beside each other swapped."""
    short, long = sorted((one, other), key=len)
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    ours, theirs = short[same:], long[same:]
    if len(short) < len(long):
        return ours == theirs[1:]
    return ours[1:] == theirs[1:] or (ours[1::-1], ours[2:]) == (theirs[:2], theirs[2:])
