"""Is an example of a kind of help said in a sentence? Pure."""

import re

from mittendrin.core.text import search_form

# "und" and "mit" are in many names and mean nothing.
SHORTEST_WORD = 4
# "Katheters" is still the word; "Feuerwehr" is another one, and "Tabletten" are no "Tablet".
LONGEST_ENDING = 2
# "Tabletten zu stellen": one word may stand between. "Am Montag den Boden wischen" is nothing "am Boden".
NEXT_WORDS = 2
# "liege … Boden": here many may, as in "Ich liege seit gestern in der Küche auf dem Boden".
FAR_WORDS, GAP = 8, "..."
# "Nach meinem Sturz": that is over.
SINCE, ITS = {"nach", "seit"}, ("em", "er")


def words_of(sentence: str) -> list[str]:
    """With umlauts written out: "Blüten" are no "Bluten"."""
    return re.findall(r"[^\W_]+", search_form(sentence))


def is_said(example: str, said: list[str]) -> bool:
    """The whole example, in its order. What is one word only, and is over, counts as not said."""
    wanted = _steps(example)
    begins = [place for place, word in enumerate(said) if wanted and _is(wanted[0][0], word)]
    if len(wanted) == 1:
        return any(not _is_over(said[:place]) for place in begins)
    return any(_goes_on(wanted[1:], said[place + 1 :]) for place in begins)


def _steps(example: str) -> list[tuple[str, int]]:
    """Each word, and among how many behind the one before it may stand."""
    steps, among = [], NEXT_WORDS
    for part in re.findall(r"[^\W_]+|\.{3}", search_form(example)):
        if part == GAP:
            among = FAR_WORDS
        else:
            steps.append((part, among))
            among = NEXT_WORDS
    return steps


def _goes_on(wanted: list[tuple[str, int]], said: list[str]) -> bool:
    for word, among in wanted:
        near = (place for place, other in enumerate(said[:among], 1) if _is(word, other))
        if not (place := next(near, 0)):
            return False
        said = said[place:]
    return True


def _is_over(before: list[str]) -> bool:
    """ "Nach Sturz", "seit meinem Unfall"; "seit heute" something hurts."""
    if before and before[-1].endswith(ITS):
        before = before[:-1]
    return bool(before) and before[-1] in SINCE


def _is(known: str, word: str) -> bool:
    if len(known) < SHORTEST_WORD:
        return known == word
    return word.startswith(known) and len(word) <= len(known) + LONGEST_ENDING
