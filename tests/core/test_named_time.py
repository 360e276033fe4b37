"""Times of day among other words, and what only looks like one."""

import pytest

from mittendrin.core.named_time import names_a_time, without_times


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("um 9.50 Uhr am Haupteingang, Gleis 1", "am Haupteingang, Gleis 1"),
        ("Eingang, 9:50", "Eingang"),
        ("um 9 am Brunnen", "am Brunnen"),
        ("am Brunnen, 10 Uhr", "am Brunnen"),
        ("halb zehn am Tor", "am Tor"),
        ("neun Uhr am Tor", "am Tor"),
        ("Viertel vor neun am Tor", "am Tor"),
        ("09.50 Uhr", ""),
        ("Am Eingang (10.45\u00a0Uhr)", "Am Eingang"),
        ("9 h am Tor", "am Tor"),
        ("09h50", ""),
        ("punkt neun", ""),
        ("kurz nach zehn", ""),
        ("dreiviertel zehn", ""),
        ("10 vor neun", ""),
        ("Punkt neun am Tor", "am Tor"),
        ("am Tor, 10 vor neun", "am Tor"),
        ("9.50 Uhr, Raum 2.14", "Raum 2.14"),
        ("Wir treffen uns um 9.50 Uhr am Eingang", ""),
        ("zwischen 9 und 10 Uhr am Tor", ""),
        ("von 9.30 bis 9.50 Uhr am Tor", ""),
        ("Eingang 9.50", "Eingang"),
        ("10 Minuten vor 9 Uhr am Tor", "am Tor"),
        ("ab neun am Tor", "am Tor"),
        ("gegen 12 am Tor", "am Tor"),
        ("9h50 am Tor", "am Tor"),
        ("10 Uhr 30 am Tor", "am Tor"),
        ("kurz vor halb zehn", ""),
        ("drei viertel zehn", ""),
        ("viertel zehn", ""),
        ("Treffpunkt: 9.50 Uhr Tor", ""),
        ("am Eingang ab 9 Uhr", "am Eingang"),
        ("um Punkt 9 am Tor", "am Tor"),
        ("um kurz nach neun am Tor", "am Tor"),
        ("Am Eingang - 9.50 Uhr", "Am Eingang"),
        ("Treffen 9.50 Uhr, Start 10 Uhr, am Tor", ""),
        ("Treffpunkt 9.50 Uhr", ""),
        ("Wir treffen uns am Eingang um 9.50 Uhr", "Wir treffen uns am Eingang"),
        ("von 9.30 Uhr", ""),
        ("Wir treffen uns um 9 Uhr", ""),
        ("Abfahrt 9.50 Uhr am Bus", ""),
        ("etwa 9 Uhr am Tor", "am Tor"),
        ("ca. 9.45 Uhr am Tor", "am Tor"),
        ("schon um 9 am Tor", "am Tor"),
        ("um 9.50 Uhr", ""),
        ("am Rathaus 9.50 Uhr", "am Rathaus"),
        ("Eingang B 9.50 Uhr", "Eingang B"),
        ("Tor A 10.15", "Tor A"),
        ("Eingang Festhalle 9.50 Uhr", "Eingang Festhalle"),
        ("vor dem Haus 9:50", "vor dem Haus"),
        ("Raum 2.14, 9.50 Uhr", "Raum 2.14"),
    ],
)
def test_a_time_is_found_and_taken_out_where_a_place_is_left(words: str, left: str) -> None:
    assert names_a_time(words)
    assert without_times(words) == left


@pytest.mark.parametrize(
    "words",
    [
        "", "am Eingang", "unter der großen Uhr", "Raum 2.14", "um die Ecke", "Bus 105, Steig 3",
        "Halle 1.234", "Raum E 1.05", "Zi. 2.14", "Zimmer Nr. 2.14", "Gebäude 12.05", "Bus 2.50 €",
        "gegen 12 Euro", "Seminarraum 2.14", "10 Minuten vor Beginn", "Treffpunkt neun",
        "um ein Haus weiter", "ab 10 Personen mit Bus", "5 Minuten vor dem Start", "Haltestelle Linie 9",
        "2. OG, Zimmer 2.14", "Parkplatz P 2.10", "bis 12 Personen", "Gleis 1", "Nach 200 m rechts",
        "um 3 Ecken", "Bus 2.50 Euro", "Am Punkt 9 der Karte", "Der 1.5 km lange Weg", "Hotel drei Könige",
        "vor Haus 5", "nach Tor 3", "Halle 9 H", "mit 2,50 Euro Pfand", "Zimmer 12",
        "Tor 3, nach 10 Metern links", "EG 1.05", "vor 3 Linden", "am Baum 3", "Datum 12",
    ],
)  # fmt: skip
def test_rooms_prices_and_other_numbers_are_no_times(words: str) -> None:
    assert not names_a_time(words)
    assert without_times(words) == words
