import pytest

from mittendrin.core.plain_words import join_and, show_size


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")],
)
def test_words_are_joined_as_people_speak(words: list[str], sentence: str) -> None:
    assert join_and(words) == sentence


def test_braces_in_words_stay() -> None:
    assert join_and(["{most}", "{0}"]) == "{most} und {0}"


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 Kilobyte"), (1_499, "1 Kilobyte"), (1_234_567, "1.235 Kilobyte")]
)
def test_sizes_of_files_are_said_in_words(size: int, words: str) -> None:
    assert show_size(size) == words
