"""How hard a German text is to read: two known formulas over sentences, words and syllables.

Both are made for whole pages: below a hundred words they only give a hint.
"""

import re
from dataclasses import dataclass

LONG_WORD = 7
MANY_SYLLABLES = 3

# The dot of "am 5. März" ends nothing.
_SENTENCE_ENDS = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?:]+[“”\"»)]*(?=\s|$)|\n+")
# An address is one word, however many letters and digits its code mixes.
_WORDS = re.compile(r"https?://\S+|[A-Za-zÄÖÜäöüß]+")
# Counted by groups of vowels: hyphenation finds places to break a line, and says that Oma has one syllable.
_SYLLABLES = re.compile(r"aa|ee|oo|ie|ei|ai|au|eu|äu|ou|ui|[aeiouyäöü]")


@dataclass(frozen=True, slots=True)
class Readability:
    """`wstf` is the school year one needs (Erste Wiener Sachtextformel); `amstad` is easy from 60 on."""

    words: int
    words_per_sentence: float
    longest_sentence: str
    wstf: float
    amstad: float

    @property
    def longest(self) -> int:
        return len(_WORDS.findall(self.longest_sentence))


def measure(text: str) -> Readability:
    """Raises ValueError when there is not one word in the text."""
    sentences = [one.strip() for one in _SENTENCE_ENDS.split(text) if _WORDS.search(one)]
    words = [word for sentence in sentences for word in _WORDS.findall(sentence)]
    if not words:
        raise ValueError("No words to measure.")
    length = len(words) / len(sentences)
    return Readability(
        words=len(words),
        words_per_sentence=round(length, 1),
        longest_sentence=max(sentences, key=lambda sentence: len(_WORDS.findall(sentence))),
        wstf=round(_wstf(words, length), 1),
        amstad=round(180 - length - 58.5 * sum(map(_syllables, words)) / len(words), 1),
    )


def _wstf(words: list[str], length: float) -> float:
    syllables = [_syllables(word) for word in words]
    of_many_syllables = _percent(sum(number >= MANY_SYLLABLES for number in syllables), words)
    of_one_syllable = _percent(sum(number == 1 for number in syllables), words)
    long = _percent(sum(len(word) >= LONG_WORD for word in words), words)
    return 0.1935 * of_many_syllables + 0.1672 * length + 0.1297 * long - 0.0327 * of_one_syllable - 0.875


def _percent(number: int, words: list[str]) -> float:
    return 100 * number / len(words)


def _syllables(word: str) -> int:
    return max(1, len(_SYLLABLES.findall(word.lower())))
