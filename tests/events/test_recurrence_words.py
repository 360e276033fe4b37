"""A rule in German, word by word."""

from datetime import date, time

import pytest

from mittendrin.events.recurrence import LAST, Repeat, When
from mittendrin.events.when_words import in_few_words, in_words

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
DAY = date(2027, 1, 4)
TEN, ELEVEN = time(10), time(11)
APRIL_TO_OCTOBER = tuple(range(4, 11))


def weekly(*weekdays: int, every: int = 1, months: tuple[int, ...] = ()) -> When:
    return When(Repeat.WEEKLY, DAY, weekdays=weekdays, every=every, months=months)


def monthly(*weekdays: int, ordinals: tuple[int, ...], every: int = 1, months: tuple[int, ...] = ()) -> When:
    return When(Repeat.MONTHLY_WEEKDAY, DAY, weekdays=weekdays, ordinals=ordinals, every=every, months=months)


def day_of_month(day: int, every: int = 1, months: tuple[int, ...] = ()) -> When:
    return When(Repeat.MONTHLY_DAY, DAY, day_of_month=day, every=every, months=months)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (weekly(TUESDAY), "jeden Dienstag"),
        (weekly(WEDNESDAY, FRIDAY), "mittwochs und freitags"),
        (weekly(MONDAY, WEDNESDAY, FRIDAY), "montags, mittwochs und freitags"),
        (weekly(0, 1, 2, 3, 4), "montags bis freitags"),
        (weekly(*range(7)), "jeden Tag"),
        (weekly(THURSDAY, every=2), "alle zwei Wochen donnerstags"),
        (weekly(TUESDAY, THURSDAY, every=3), "alle drei Wochen dienstags und donnerstags"),
        (weekly(TUESDAY, months=APRIL_TO_OCTOBER), "jeden Dienstag, nur von April bis Oktober"),
        (weekly(TUESDAY, months=(10, 11, 12, 1, 2, 3)), "jeden Dienstag, nur von Oktober bis März"),
        (weekly(TUESDAY, months=(12,)), "jeden Dienstag, nur im Dezember"),
        (weekly(TUESDAY, months=(11, 12)), "jeden Dienstag, nur im November und Dezember"),
        (
            weekly(TUESDAY, months=(1, 2, 3, 4, 5, 6, 9, 10, 11, 12)),
            "jeden Dienstag, nicht im Juli und August",
        ),
        (weekly(TUESDAY, months=tuple(range(2, 13))), "jeden Dienstag, nicht im Januar"),
        (monthly(TUESDAY, ordinals=(2,)), "jeden 2. Dienstag im Monat"),
        (monthly(SUNDAY, ordinals=(LAST,)), "jeden letzten Sonntag im Monat"),
        (monthly(TUESDAY, ordinals=(3, 1)), "jeden 1. und 3. Dienstag im Monat"),
        (monthly(TUESDAY, ordinals=(1, LAST)), "jeden 1. und letzten Dienstag im Monat"),
        (monthly(TUESDAY, THURSDAY, ordinals=(2,)), "jeden 2. Dienstag und jeden 2. Donnerstag im Monat"),
        (monthly(SATURDAY, ordinals=(5,)), "jeden 5. Samstag im Monat (wenn es ihn gibt)"),
        (monthly(TUESDAY, ordinals=(2,), every=2), "alle zwei Monate am 2. Dienstag"),
        (monthly(TUESDAY, ordinals=(2,), every=12), "jedes Jahr am 2. Dienstag im Januar"),
        (day_of_month(5, every=12), "jedes Jahr am 5. Januar"),
        (day_of_month(3, every=12), "jedes Jahr am 3. Februar"),
        (
            monthly(MONDAY, FRIDAY, ordinals=(LAST,), every=6),
            "alle sechs Monate am letzten Montag und am letzten Freitag",
        ),
        (
            monthly(MONDAY, ordinals=(3,), months=(3, 6, 9, 12)),
            "jeden 3. Montag im März, Juni, September und Dezember",
        ),
        (monthly(SUNDAY, ordinals=(1,), months=(9,)), "jeden 1. Sonntag im September"),
        (
            monthly(SATURDAY, ordinals=(1,), months=APRIL_TO_OCTOBER),
            "jeden 1. Samstag im Monat, nur von April bis Oktober",
        ),
        (day_of_month(15), "jeden Monat am 15."),
        (day_of_month(31), "jeden Monat am 31. (wenn es ihn gibt)"),
        (day_of_month(15, every=3), "alle drei Monate am 15."),
        (day_of_month(31, months=(1, 3)), "jedes Jahr am 31. Januar und 31. März"),
        (day_of_month(29, months=(2,)), "jedes Jahr am 29. Februar (wenn es ihn gibt)"),
        (day_of_month(1, months=APRIL_TO_OCTOBER), "jeden Monat am 1., nur von April bis Oktober"),
        (When(Repeat.DATES, date(2027, 2, 11)), "11. Februar 2027"),
        (When(Repeat.DATES, date(2027, 6, 14), days=4), "14. bis 17. Juni 2027"),
        (When(Repeat.DATES, DAY, dates=(DAY, date(2027, 2, 1))), "2 Termine"),
    ],
)
def test_rhythm_in_few_words(when: When, words: str) -> None:
    assert in_few_words(when) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (
            When(Repeat.WEEKLY, DAY, weekdays=(TUESDAY,), starts=TEN, ends=ELEVEN, pause_school=True),
            "jeden Dienstag, 10 bis 11 Uhr, nicht in den Schulferien",
        ),
        (
            When(Repeat.WEEKLY, DAY, weekdays=(TUESDAY,), starts=TEN, ends=ELEVEN, until=date(2027, 6, 30)),
            "jeden Dienstag, 10 bis 11 Uhr, bis 30. Juni 2027",
        ),
        (
            When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,), times=8),
            "jeden Montag, ganztägig, 8-mal ab 4. Januar 2027",
        ),
        (
            When(Repeat.WEEKLY, date(2027, 1, 1), weekdays=(MONDAY,), times=8, pause_holidays=True),
            "jeden Montag, ganztägig, nicht an Feiertagen, insgesamt 8-mal",
        ),
        (
            When(
                Repeat.WEEKLY,
                DAY,
                weekdays=(MONDAY,),
                starts=TEN,
                ends=ELEVEN,
                pause_holidays=True,
                pause_school=True,
            ),
            "jeden Montag, 10 bis 11 Uhr, nicht an Feiertagen und nicht in den Schulferien",
        ),
        (
            When(
                Repeat.WEEKLY,
                DAY,
                weekdays=(THURSDAY,),
                every=2,
                months=APRIL_TO_OCTOBER,
                starts=time(9, 30),
                ends=ELEVEN,
                until=date(2028, 6, 30),
            ),
            "alle zwei Wochen donnerstags, nur von April bis Oktober, 9.30 bis 11 Uhr, bis 30. Juni 2028",
        ),
        (
            When(Repeat.MONTHLY_WEEKDAY, DAY, weekdays=(FRIDAY,), ordinals=(1,), days=3),
            "jeden 1. Freitag im Monat, jeweils 3 Tage, ganztägig",
        ),
        (
            When(Repeat.DATES, date(2027, 2, 11), starts=TEN, ends=ELEVEN, pause_school=True, times=3),
            "Donnerstag, 11. Februar 2027, 10 bis 11 Uhr",
        ),
        (When(Repeat.DATES, date(2027, 6, 14), days=4), "14. bis 17. Juni 2027, ganztägig"),
        (When(Repeat.DATES, date(2027, 6, 14), days=2), "14. und 15. Juni 2027, ganztägig"),
        (When(Repeat.DATES, date(2027, 6, 30), days=2), "30. Juni und 1. Juli 2027, ganztägig"),
        (When(Repeat.DATES, date(2027, 6, 29), days=4), "29. Juni bis 2. Juli 2027, ganztägig"),
        (When(Repeat.DATES, date(2027, 12, 30), days=4), "30. Dezember 2027 bis 2. Januar 2028, ganztägig"),
        (
            When(Repeat.DATES, date(2027, 6, 14), days=4, starts=time(8, 30), ends=time(18)),
            "14. bis 17. Juni 2027, ab 8.30 Uhr, am letzten Tag bis 18 Uhr",
        ),
        (
            When(Repeat.DATES, date(2027, 2, 11), starts=time(20), ends=time(0)),
            "Donnerstag, 11. Februar 2027, 20 bis 24 Uhr",
        ),
        (
            When(Repeat.DATES, date(2027, 2, 11), starts=time(20), ends=time(0), days=2),
            "11. und 12. Februar 2027, ab 20 Uhr, am letzten Tag bis 24 Uhr",
        ),
        (
            When(Repeat.DATES, DAY, dates=(date(2027, 6, 14), date(2027, 9, 6)), days=4),
            "14. bis 17. Juni 2027 und 6. bis 9. September 2027, ganztägig",
        ),
        (
            When(
                Repeat.DATES,
                DAY,
                dates=tuple(date(2027, month, 5) for month in (3, 4, 5)),
                starts=TEN,
                ends=ELEVEN,
            ),
            "am 5. März, 5. April und 5. Mai 2027, 10 bis 11 Uhr",
        ),
        (
            When(Repeat.DATES, DAY, dates=(date(2027, 11, 5), date(2027, 12, 3), date(2028, 1, 7))),
            "am 5. November, 3. Dezember 2027 und 7. Januar 2028, ganztägig",
        ),
        (
            When(Repeat.DATES, DAY, dates=tuple(date(2027, month, 5) for month in range(3, 13))),
            "10 Termine vom 5. März bis 5. Dezember 2027, ganztägig",
        ),
    ],
)
def test_in_words(when: When, words: str) -> None:
    assert in_words(when) == words
