import time

import pytest

from mittendrin.core.text import (
    clean,
    clean_line,
    name_form,
    search_column,
    search_form,
    search_words,
    slugify,
    sort_key,
    unbroken,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("  Guten Tag \n", "Guten Tag", id="edges"),
        pytest.param("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf", id="newlines"),
        pytest.param("a  \t\nb", "a\nb", id="spaces at the end of a line"),
        pytest.param("a\n\n \n\n\nb", "a\n\nb", id="many empty lines"),
        pytest.param("a\n\nb", "a\n\nb", id="one empty line"),
        pytest.param("a\tb", "a\tb", id="tab"),
        pytest.param("a\x00b\x07c\x1bd\x7fe", "abcde", id="controls"),
        pytest.param("\u202egnp.exe\u202c", "gnp.exe", id="direction turned"),
        pytest.param("a\u2066b\u2069\u200ec\u200f", "abc", id="direction isolated"),
        pytest.param("Ver\u00adein\u200bs\ufeff", "Vereins", id="invisible"),
        pytest.param("a\ud800b\udfffc", "abc", id="lone surrogates"),
        pytest.param("a\ue000b\U000f0000c", "abc", id="private signs"),
        pytest.param("A\u0308rzte", "Ärzte", id="composed"),
        pytest.param("x" + "\u0301" * 300, "x\u0301\u0301\u0301", id="piled marks"),
        pytest.param("👩\u200d🦳 😀", "👩\u200d🦳 😀", id="emoji stay"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="other scripts stay"),
        pytest.param("", "", id="nothing"),
        pytest.param(" \u200b\x00\n ", "", id="nothing to be seen"),
    ],
)
def test_text_is_cleaned(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Anna\tvon \n Demo\u00a0 ", "Anna von Demo"),
        ("Betreff\r\nBcc: x@example.org", "Betreff Bcc: x@example.org"),
        ("", ""),
    ],
)
def test_a_line_is_one_line(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize("unit", [" ", "\n", "\u0301", "\u200b", "\r", "a ", "ß", "\ufdfa"])
def test_cleaning_and_folding_take_no_time(unit: str) -> None:
    long = unit * 50_000 + "x"
    begin = time.process_time()
    clean_line(long)
    search_words(long)
    assert time.process_time() - begin < 0.5


@pytest.mark.parametrize("text", ["A\u0308\u00adb \r\n\r\r c\u202e", "a\u0308\u0308\u0308\u0308\u0308", "ﬁ½"])
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Ärztehaus", "aerztehaus"),
        ("A\u0308rztehaus", "aerztehaus"),
        ("ÜBER Straße", "ueber strasse"),
        ("GROẞE ÖFEN", "grosse oefen"),
        ("Café Señor Łódź Søren", "cafe senor lodz soren"),
        ("İstanbul Işık", "istanbul isik"),
        ("ﬁt ² Ｔｅｅ", "fit 2 tee"),
        ("Привет", "привет"),
    ],
)
def test_search_form(text: str, form: str) -> None:
    assert search_form(text) == form


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Ärzte", "aerzte arzte"),
        ("Öl- und Öl-Müller", "oel und oel mueller ol muller"),
        ("Straße", "strasse"),
        ("Repair-Café (Ost)", "repair cafe ost"),
        ("", ""),
    ],
)
def test_search_columns_hold_both_foldings(text: str, column: str) -> None:
    assert search_column(text) == column


@pytest.mark.parametrize("query", ["aerzte", "ärzte", "Aerzte", "arzte", "ÄRZTE", "A\u0308rzte"])
def test_every_writing_finds_the_umlaut(query: str) -> None:
    assert set(search_words(query)) <= set(search_column("Unsere Ärzte").split())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Tanz & Tee, Tanz!", ["tanz", "tee"]),
        ("100 % _off_", ["100", "off"]),
        ("'; DROP TABLE", ["drop", "table"]),
        ("Nähen", ["naehen"]),
        ("   ", []),
    ],
)
def test_search_words(query: str, words: list[str]) -> None:
    assert search_words(query) == words


def test_endless_queries_are_cut() -> None:
    assert len(search_words(" ".join(map(str, range(1000))))) == 10
    assert len(search_words("a" * 10_000)[0]) == 200


def test_sorting_follows_the_german_dictionary() -> None:
    ordered = [
        "12 Lieder",
        "Ämter",
        "Anton",
        "Äpfel",
        "Café Anna",
        "Café-Treff",
        "Cafeteria",
        "Muller",
        "Müller",
        "Muller Anna",
        "Ofen",
        "öffnen",
        "Straße",
        "Straßenfest",
        "Übung",
        "Zebra",
    ]
    assert sorted(set(ordered), key=lambda text: sort_key(text).encode()) == ordered


@pytest.mark.parametrize(
    ("text", "key"),
    [("Tanz im Mai", "tanz im mai"), ("Öl", "ol\x1föl"), ("„Tee-Zeit“", "tee zeit"), ("", "")],
)
def test_sort_keys(text: str, key: str) -> None:
    assert sort_key(text) == key


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Gymnastik im Sitzen für Ältere", "gymnastik-im-sitzen-fuer-aeltere"),
        ("  Café — Größe & Maß!  ", "cafe-groesse-mass"),
        ("60plus: Tanz_tee", "60plus-tanz-tee"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "eintrag"),
        ("!?!", "eintrag"),
        ("Привет", "eintrag"),
        ("x" * 80, "x" * 60),
        ("a" * 30 + " " + "b" * 29, "a" * 30 + "-" + "b" * 29),
        ("a" * 30 + " " + "b" * 30, "a" * 30),
        ("kurz " + "b" * 80, "kurz"),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("written", ["Grete Müller", "GRETE MUELLER", "grete muller", "Gréte  Müller"])
def test_a_name_sounds_the_same_however_it_is_written(written: str) -> None:
    assert name_form(" ".join(written.split())) == "grete muller"


def test_a_word_and_its_number_stay_on_one_line() -> None:
    assert unbroken("Stadtteilbüro Ost, Raum 2") == "Stadtteilbüro Ost, Raum\u00a02"
    assert unbroken("unter 069 90 00 90 01") == "unter\u00a0069\u00a090\u00a000\u00a090\u00a001"
    assert unbroken("Musterstraße 1, 67657 Kaiserslautern") == "Musterstraße\u00a01, 67657 Kaiserslautern"
