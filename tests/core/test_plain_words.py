import pytest

from mittendrin.core.plain_words import count_words, join_and


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")],
)
def test_words_are_joined_as_people_speak(words: list[str], sentence: str) -> None:
    assert join_and(words) == sentence


def test_braces_in_words_stay() -> None:
    assert join_and(["{most}", "{0}"]) == "{most} und {0}"


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 Plätze"), (1, "1 Platz"), (2, "2 Plätze"), (1200, "1.200 Plätze")]
)
def test_counting(number: int, words: str) -> None:
    assert count_words(number, "Platz", "Plätze") == words
