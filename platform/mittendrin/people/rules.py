from dataclasses import dataclass

from mittendrin.core.text import name_form

TITLES = {"frau", "herr", "herrn", "dr", "prof", "dipl", "ing"}


@dataclass(frozen=True, slots=True)
class Contact:
    """A name and at least one way to be reached. `phone` is E.164."""

    name: str
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.email or self.address)


def is_called(name: str, said: str) -> bool:
    """ "Frau Müller" or "Erna" will do for Erna Müller: that is what people write."""
    words = _words(said)
    return bool(words) and words <= _words(name)


def _words(name: str) -> set[str]:
    words = {name_form(word.strip(".,")) for word in name.replace("-", " ").split()}
    return words - TITLES - {""}
