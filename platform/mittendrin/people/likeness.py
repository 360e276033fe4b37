"""Who may be the same person, written down twice. Only shown: a couple with one telephone looks alike, too."""

from mittendrin.core.text import name_form, name_words
from mittendrin.people.rules import TITLES, Contact


def may_be_the_same(one: Contact, other: Contact) -> bool:
    """The same name and one same way, or nearly the same name with the same telephone."""
    if is_called_alike(one, other):
        return True
    same_phone = bool(one.phone) and one.phone == other.phone
    return same_phone and nearly_the_same_name(one.name, other.name)


def is_called_alike(one: Contact, other: Contact) -> bool:
    """The same name with the same telephone, mail address or address."""
    ours, theirs = _ways(one), _ways(other)
    same_way = any(way and way == theirs[name] for name, way in ours.items())
    return same_way and name_form(one.name) == name_form(other.name)


def _ways(one: Contact) -> dict[str, str]:
    return {"phone": one.phone, "email": one.email.casefold(), "address": one.address}


def nearly_the_same_name(one: str, other: str) -> bool:
    """Words in another order, one of them left out or shortened, or a single letter typed differently."""
    ours, theirs = _words(one), _words(other)
    short, long = sorted((ours, theirs), key=len)
    if not short:
        return False
    rest = list(long)
    slips = 0
    for word in short:
        found = next((other for other in rest if other == word or _shortened(word, other)), None)
        if found is None:
            found = next((other for other in rest if _one_letter_apart(word, other)), None)
            slips += 1
        if found is None:
            return False
        rest.remove(found)
    return slips <= 1


def _words(name: str) -> list[str]:
    return [word for word in name_words(name) if word not in TITLES]


def _shortened(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


def _one_letter_apart(one: str, other: str) -> bool:
    """One letter more, less, or another one; very short words differ by it altogether."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or len(long) - len(short) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same:] == long[same + 1 :] or short[same + 1 :] == long[same + 1 :]
