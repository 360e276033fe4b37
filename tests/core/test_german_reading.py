from datetime import date, time

import pytest

from mittendrin.core.german import read_date, read_euro, read_time, show_day
from mittendrin.core.refusal import Refused

TODAY = date(2026, 11, 22)
MARCH_5 = date(2027, 3, 5)
NO_SUCH_DAY = "Diesen Tag gibt es nicht. Prüfen Sie bitte Tag und Monat."
UNREADABLE_DAY = "Dieses Datum verstehen wir nicht. Schreiben Sie zum Beispiel: 5 3 2027"
UNREADABLE_TIME = "Diese Uhrzeit verstehen wir nicht. Schreiben Sie zum Beispiel: 10 Uhr oder 10.30 Uhr"
UNREADABLE_PRICE = "Diesen Preis verstehen wir nicht. Schreiben Sie zum Beispiel: 3 Euro oder 2,50 Euro"


@pytest.mark.parametrize(
    "typed",
    [
        "5.3.27",
        "5.3.2027",
        "05.03.2027",
        "5. 3. 2027",
        "5 3 2027",
        "5 3 27",
        "5/3/2027",
        "5-3-2027",
        "05032027",
        "050327",
        "2027-03-05",
        "5. März 2027",
        "5.März 27",
        "5 MÄRZ 2027",
        "5. Ma\u0308rz 2027",
        "5. Maerz 2027",
        "5. Mär. 2027",
        "5. Mrz 2027",
        "5.3.",
        "5.3",
        "5. März",
        " 5 .  3 . 2027 ",
        "Freitag, 5. März 2027",
        "Fr., 5.3.27",
        "Fr 5.3.",
        "am 5. März",
        "am Freitag, den 5. März 2027",
        "５.３.2027",
    ],
)
def test_one_day_in_many_writings(typed: str) -> None:
    assert read_date(typed, TODAY) == MARCH_5


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("heute", date(2026, 11, 22)),
        ("Morgen", date(2026, 11, 23)),
        ("übermorgen", date(2026, 11, 24)),
        ("22.11.", date(2026, 11, 22)),
        ("21.11.", date(2027, 11, 21)),
        ("1. Dez", date(2026, 12, 1)),
        ("1. Sept. 27", date(2027, 9, 1)),
        ("29.2.2028", date(2028, 2, 29)),
        ("1.1.1990", date(1990, 1, 1)),
        ("Sonnabend, 6.3.2027", date(2027, 3, 6)),
    ],
)
def test_other_days(typed: str, day: date) -> None:
    assert read_date(typed, TODAY) == day


def test_the_leap_day_is_found_from_the_year_before() -> None:
    assert read_date("29.2.", date(2027, 6, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("month", range(1, 13))
def test_what_we_show_we_can_read(month: int) -> None:
    day = date(2027, month, 9)
    assert read_date(show_day(day), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31.2.2027", NO_SUCH_DAY),
        ("31.2.", NO_SUCH_DAY),
        ("29.2.", NO_SUCH_DAY),
        ("0.3.2027", NO_SUCH_DAY),
        ("5.13.2027", NO_SUCH_DAY),
        ("5.3.0001", NO_SUCH_DAY),
        ("5.3.9999", NO_SUCH_DAY),
        ("2027-02-30", NO_SUCH_DAY),
        ("", UNREADABLE_DAY),
        ("bald", UNREADABLE_DAY),
        ("5", UNREADABLE_DAY),
        ("5.3.202", UNREADABLE_DAY),
        ("5.3.2027 10 Uhr", UNREADABLE_DAY),
        ("5. Foo 2027", UNREADABLE_DAY),
        ("5. Ma 2027", UNREADABLE_DAY),
        ("xy 5.3.2027", UNREADABLE_DAY),
        ("F 5.3.2027", UNREADABLE_DAY),
        ("Fr Sa 5.3.2027", UNREADABLE_DAY),
        ("٥.٣.٢٠٢٧", UNREADABLE_DAY),
        ("5²3²2027", NO_SUCH_DAY),
        ("5" + " " * 100_000 + "3", UNREADABLE_DAY),
        (
            "Dienstag, 5. März 2027",
            "Dieser Tag ist ein anderer Wochentag: Freitag, 5. März 2027. Prüfen Sie bitte beides.",
        ),
    ],
)
def test_what_is_no_day_is_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_date(typed, TODAY)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "wall_time"),
    [
        ("10", time(10)),
        ("10 Uhr", time(10)),
        ("10Uhr", time(10)),
        ("10.00", time(10)),
        ("10:00", time(10)),
        ("10:00:00", time(10)),
        ("um 10 Uhr", time(10)),
        ("10:30", time(10, 30)),
        ("10.30 Uhr", time(10, 30)),
        ("10 Uhr 30", time(10, 30)),
        ("1030", time(10, 30)),
        ("930", time(9, 30)),
        ("09:05", time(9, 5)),
        ("0 Uhr", time(0)),
        ("24 Uhr", time(0)),
        ("24.00", time(0)),
        ("halb fünf", time(16, 30)),
        ("um Halb 5", time(16, 30)),
        ("halb 10", time(9, 30)),
        ("halb acht abends", time(19, 30)),
        ("halb sechs morgens", time(5, 30)),
        ("Viertel nach drei", time(15, 15)),
        ("viertel vor zwölf", time(11, 45)),
        ("halb eins", time(12, 30)),
        ("drei viertel vier", time(15, 45)),
        ("dreiviertel 4 Uhr", time(15, 45)),
        ("viertel zehn", time(9, 15)),
        ("halb 15", time(14, 30)),
        ("zehn Uhr", time(10)),
        ("3 Uhr nachmittags", time(15)),
        ("zwölf Uhr", time(12)),
        ("sechs Uhr", time(18)),
        ("sechs Uhr morgens", time(6)),
        ("um drei Uhr", time(15)),
        ("drei Uhr dreißig", time(15, 30)),
        ("3 Uhr", time(3)),
        ("null Uhr dreißig", time(0, 30)),
        ("6 Uhr", time(6)),
        ("sechs Uhr abends", time(18)),
        ("12 Uhr mittags", time(12)),
        ("ein Uhr mittags", time(13)),
        ("halb zwölf mittags", time(11, 30)),
        ("12 Uhr abends", time(0)),
        ("zwölf Uhr nachts", time(0)),
        ("elf Uhr nachts", time(23)),
        ("nachmittags um drei", time(15)),
        ("am Abend um halb acht", time(19, 30)),
        ("morgens um 9", time(9)),
        ("zehn nach drei", time(15, 10)),
        ("fünf vor halb elf", time(10, 25)),
        ("20 vor 4", time(15, 40)),
        ("zehn Uhr dreißig", time(10, 30)),
        ("10 Uhr fuenfzehn", time(10, 15)),
        ("zehn Uhr 30", time(10, 30)),
        ("sechzehn Uhr", time(16)),
        ("einundzwanzig Uhr fünfundvierzig", time(21, 45)),
        ("vierundzwanzig Uhr", time(0)),
        ("um 2", time(14)),
        ("um 5", time(17)),
        ("um 8", time(8)),
        ("um 10", time(10)),
        ("um 14", time(14)),
        ("um 2 Uhr", time(2)),
        ("um 0", time(0)),
        ("um drei", time(15)),
        ("drei", time(15)),
        ("um acht", time(8)),
        ("zwölf", time(12)),
        ("zwanzig", time(20)),
        ("gegen 3", time(15)),
        ("gegen halb 4", time(15, 30)),
        ("15,30", time(15, 30)),
        ("9.30h", time(9, 30)),
        ("20h", time(20)),
        ("20 h", time(20)),
        ("3/4 4", time(15, 45)),
        ("½ 5", time(16, 30)),
        ("um 1/4 nach 3", time(15, 15)),
        ("mittags", time(12)),
        ("Mitternacht", time(0)),
        ("um Mitternacht", time(0)),
    ],
)
def test_times_as_people_write_them(typed: str, wall_time: time) -> None:
    assert read_time(typed) == wall_time


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("25", "Diese Uhrzeit gibt es nicht. Prüfen Sie bitte die Zahlen."),
        ("24.30", "Diese Uhrzeit gibt es nicht. Prüfen Sie bitte die Zahlen."),
        ("10.60", "Diese Uhrzeit gibt es nicht. Prüfen Sie bitte die Zahlen."),
        ("", UNREADABLE_TIME),
        ("9.5", UNREADABLE_TIME),
        ("abends", UNREADABLE_TIME),
        ("null", UNREADABLE_TIME),
        ("gegen Abend", UNREADABLE_TIME),
        ("dreißig Uhr", UNREADABLE_TIME),
        ("zehn Uhr siebzig", UNREADABLE_TIME),
        ("10 bis 11 Uhr", UNREADABLE_TIME),
        ("-1", UNREADABLE_TIME),
        ("10:30:15", UNREADABLE_TIME),
    ],
)
def test_what_is_no_time_is_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_time(typed)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("3", 300),
        ("3 Euro", 300),
        ("3€", 300),
        ("€ 3", 300),
        ("3 EUR", 300),
        ("3,-", 300),
        ("3,– €", 300),
        ("2,50", 250),
        ("2.50", 250),
        ("2,5 €", 250),
        ("0", 0),
        ("kostenlos", 0),
        ("Frei", 0),
        ("50 Cent", 50),
        ("1.200 Euro", 120_000),
        ("1.200,50", 120_050),
        ("100000", 10_000_000),
    ],
)
def test_prices_as_people_write_them(typed: str, cents: int) -> None:
    assert read_euro(typed) == cents


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", UNREADABLE_PRICE),
        ("-3", UNREADABLE_PRICE),
        ("3,555", UNREADABLE_PRICE),
        ("1.2.3", UNREADABLE_PRICE),
        ("3 bis 5 Euro", UNREADABLE_PRICE),
        ("Spende", UNREADABLE_PRICE),
        ("9" * 5000, UNREADABLE_PRICE),
        ("100001", "Dieser Preis ist zu hoch. Prüfen Sie bitte das Komma."),
    ],
)
def test_what_is_no_price_is_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_euro(typed)
    assert refused.value.sentence == sentence
