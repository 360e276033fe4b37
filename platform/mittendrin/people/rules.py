from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.core.marks import differing
from mittendrin.core.phone import show_phone
from mittendrin.core.text import name_form
from mittendrin.outbox.rules import Recipient

OF_SEVERAL = {"familie", "fam", "eheleute", "ehepaar"}
TITLES = {"frau", "herr", "herrn", "dr", "prof", "dipl", "ing"}


class Leaving(StrEnum):
    """Why somebody gets nothing more from us."""

    DIED = "died"
    HOME = "home"


LEAVING_WORDS = {Leaving.DIED: "verstorben", Leaving.HOME: "ins Heim gezogen"}


SAME = "bekannt"


class Same(StrEnum):
    """What somebody said whom the office has asked whether we know them. It is asked in the field SAME."""

    YES = "dieselbe"
    NO = "andere"


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and at least one way to be reached. `phone` is E.164; `first_name` as in tables.Person."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    first_name: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.email or self.address)

    @property
    def recipient(self) -> Recipient:
        return Recipient(self.name, self.email, self.phone, self.address)


def called_first(to: Contact) -> Recipient:
    """For what is better said than written: a telephone wins over a mail address."""
    return Recipient(to.name, "" if to.phone else to.email, to.phone, to.address)


def known_as(first_name: str) -> str:
    """Before both have said yes. Nobody guesses which part of a name is the surname."""
    return first_name or _("Jemand")


def is_only_a_first_name(said: str, surname: str) -> bool:
    """Not "Frau", "Frau Birke" or "Erna Birke" of Erna Birke; but "Otto" of Otto Otto."""
    words = {name_form(word.strip(".,")) for word in said.split()}
    beside = _words(surname)
    is_whole = beside < words or (beside == _words(said) and len(beside) > 1)
    return not words & (TITLES | OF_SEVERAL) and not is_whole


def is_called(name: str, said: str) -> bool:
    """ "Frau Müller" or "Erna" will do for Erna Müller: that is what people write."""
    words = _words(said)
    return bool(words) and words <= _words(name)


def is_first_name_of(name: str, said: str) -> bool:
    """Part of the whole name, with something left beside it that may be the surname."""
    beside = Counter(_listed(name)) - Counter(_listed(said))
    return is_called(name, said) and is_only_a_first_name(said, " ".join(beside.elements()))


def names_apart(name: str, first_name: str) -> tuple[str, str]:
    """First name and the rest, for two fields; all of it is the rest where nobody has said which part is which."""
    rest = name.split()
    for word in first_name.split():
        if word not in rest:
            return "", name
        rest.remove(word)
    return first_name, " ".join(rest)


def names_together(first_name: str, surname: str) -> str:
    """ "Dr. Birke" of Karl is Dr. Karl Birke. Whoever leaves the first name with the surname says it once."""
    words, first = surname.split(), first_name.split()
    begin = next((at for at, word in enumerate(words) if name_form(word.strip(".,")) not in TITLES), 0)
    said_already = words[begin : begin + len(first)] == first and len(words) > begin + len(first)
    return " ".join(words if said_already else [*words[:begin], *first, *words[begin:]])


def may_mean(name: str, said: str) -> bool:
    """Wider than `is_called`, for what must not be got around: an initial may mean the name, and one of the two may
    say more than the other.
    """
    known, words = _words(name), _words(said)
    return bool(known and words) and (_within(words, known) or _within(known, words))


def _within(few: set[str], many: set[str]) -> bool:
    return all(any(_sounds_like(one, other) for other in many) for one in few)


def _sounds_like(one: str, other: str) -> bool:
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


def _words(name: str) -> set[str]:
    return set(_listed(name)) - TITLES - {""}


def _listed(name: str) -> list[str]:
    return [name_form(word.strip(".,")) for word in name.replace("-", " ").split()]


WAYS = {"phone": "Telefon", "email": "E-Mail", "address": "Adresse"}
CONTACT_PARTS = {"name": "Name", "first_name": "Vorname", **WAYS}


def what_differs(before: Contact, after: Contact) -> list[str]:
    """In words for the log, without the data themselves."""
    return [CONTACT_PARTS[part] for part in differing(asdict(before), asdict(after))]


def in_words(contact: Contact, part: str) -> str:
    words = str(getattr(contact, part))
    return show_phone(words) if words and part == "phone" else words
