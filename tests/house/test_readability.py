import pytest

from house.readability import measure

GOOD = (
    "Sie möchten mitmachen. Das freut uns. Sagen Sie uns bitte, wie Sie heißen. Dann rufen wir Sie an. "
    "Wir fragen Sie, was Ihnen Spaß macht. Sie können jederzeit absagen. Das kostet nichts. "
    "Ihre Daten geben wir nur weiter, wenn Sie Ja sagen."
)
USUAL = (
    "Vielen Dank für Ihre Anmeldung. Wir haben einen Platz für Sie reserviert. Bitte bestätigen Sie die Anmeldung "
    "mit dem Code aus unserer E-Mail. Ohne Bestätigung wird der Platz nach zwei Tagen wieder frei. "
    "Wenn Sie nicht kommen können, sagen Sie bitte rechtzeitig ab."
)
OFFICIAL = (
    "Die Verarbeitung Ihrer personenbezogenen Daten erfolgt ausschließlich zum Zwecke der Vermittlung "
    "ehrenamtlicher Unterstützungsleistungen auf Grundlage der von Ihnen erteilten Einwilligung gemäß Artikel 6 "
    "Absatz 1 Buchstabe a der Datenschutz-Grundverordnung; eine Weitergabe an Dritte findet vorbehaltlich "
    "gesetzlicher Verpflichtungen nicht statt."
)


@pytest.mark.parametrize(
    ("text", "wstf", "amstad"),
    [
        pytest.param(GOOD, 0.7, 88, id="good"),
        pytest.param(USUAL, 4.0, 74, id="usual"),
        pytest.param(OFFICIAL, 19.3, -10, id="official"),
    ],
)
def test_the_formulas_agree_with_known_texts(text: str, wstf: float, amstad: int) -> None:
    measured = measure(text)
    assert (measured.wstf, round(measured.amstad)) == (wstf, amstad)


def test_times_and_numbers_do_not_end_a_sentence() -> None:
    measured = measure("Am 5. März um 9.30 Uhr ist „Tanz.“ Kommen Sie!\nBis bald")
    assert (measured.longest_sentence, measured.longest) == ("Am 5. März um 9.30 Uhr ist „Tanz", 6)


def test_a_text_without_words_cannot_be_measured() -> None:
    with pytest.raises(ValueError, match="No words"):
        measure(" 12 … ")


def test_an_address_is_one_word() -> None:
    measured = measure(
        "Absagen: http://127.0.0.1:8000/meine-termine/M32666A7/f3309b4e36ed64b2e2e8de9d05f35d43"
    )
    assert (measured.words, measured.longest) == (2, 1)
