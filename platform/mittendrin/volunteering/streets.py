"""A street is the same in one word, in two, with a hyphen, or abbreviated. Pure."""

import re
from collections.abc import Iterator, Sequence

from mittendrin.core.text import name_form

# "Schulg. 1", "Schillerpl. 3", and no other word that ends a sentence.
_SHORT = ((r"(?<=\w{3})g\.(?=\s*\d)", "gasse"), (r"(?<=\w{3})pl\.(?=\s*\d)", "platz"), (r"str\b", "strasse"))


def street_words(text: str) -> list[str]:
    """Written out; "Beispielgasse7" are two."""
    written_out = name_form(text)
    for short, long in _SHORT:
        written_out = re.sub(short, long, written_out)
    return re.findall(r"\d+|[^\W\d_]+", written_out)


def ends_of(street: Sequence[str], said: Sequence[str]) -> Iterator[int]:
    """Behind each place in `said` where the street stands, however it is taken apart."""
    whole = "".join(street)
    for begin in range(len(said)):
        run = ""
        for end, word in enumerate(said[begin:], begin + 1):
            run += word
            if run == whole:
                yield end
            if len(run) >= len(whole):
                break
