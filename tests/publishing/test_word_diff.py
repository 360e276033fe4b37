import pytest
from hypothesis import given
from hypothesis import strategies as st

from mittendrin.publishing.rules import Change
from mittendrin.publishing.word_diff import MarkedChange, Piece, mark


def marked(old: str, new: str) -> str:
    change = mark(Change("Was", old, new))
    return f"{_shown(change.old, '-')}|{_shown(change.new, '+')}"


def _shown(pieces: list[Piece], sign: str) -> str:
    return "".join(f"{sign}[{piece.words}]" if piece.changed else piece.words for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("15 bis 17 Uhr", "14 bis 16 Uhr", "-[15 bis 17 Uhr]|+[14 bis 16 Uhr]"),
        ("", "Tee", "|+[Tee]"),
        ("Tee", "", "-[Tee]|"),
        (
            "Wir spielen Boule im Stadtpark.",
            "Wir spielen Boule im Stadtpark. Anmeldung bei Herrn Demo.",
            "Wir spielen Boule im Stadtpark.|Wir spielen Boule im Stadtpark. +[Anmeldung bei Herrn Demo.]",
        ),
        (
            "Wir singen alte Lieder im großen Saal.",
            "Wir singen neue Lieder im Saal.",
            "Wir singen -[alte ]Lieder im -[großen ]Saal.|Wir singen +[neue ]Lieder im Saal.",
        ),
        (
            "jeden Dienstag, nur im Sommer, 15 bis 17 Uhr",
            "jeden Dienstag, nur im Sommer, 14 bis 16 Uhr",
            "jeden Dienstag, nur im Sommer, -[15 bis 17 ]Uhr|jeden Dienstag, nur im Sommer, +[14 bis 16 ]Uhr",
        ),
        (
            "eins zwei drei vier fünf sechs",
            "ganz andere Worte stehen nun hier",
            "-[eins zwei drei vier fünf sechs]|+[ganz andere Worte stehen nun hier]",
        ),
    ],
)
def test_marks_words(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


TEXTS = st.text(alphabet="ab \n<é", max_size=60)


@given(TEXTS, TEXTS)
def test_no_letter_is_lost_and_what_is_unmarked_is_in_both(old: str, new: str) -> None:
    change = mark(Change("Was", old, new))
    assert (_whole(change.old), _whole(change.new)) == (old, new)
    assert _kept(change.old) == _kept(change.new)
    assert change == MarkedChange("Was", change.old, change.new)


def _whole(pieces: list[Piece]) -> str:
    return "".join(piece.words for piece in pieces)


def _kept(pieces: list[Piece]) -> list[str]:
    return [word for piece in pieces if not piece.changed for word in piece.words.split()]


def test_a_text_of_the_same_words_again_and_again_is_not_compared() -> None:
    old, new = "a b " * 1250, "b a a " * 833
    assert mark(Change("Was", old, new)) == MarkedChange("Was", [Piece(old, True)], [Piece(new, True)])
