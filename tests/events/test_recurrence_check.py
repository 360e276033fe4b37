"""What is refused, on which field, in which words; and how a rule is kept as text."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from mittendrin.events.recurrence import LAST, Repeat, When
from mittendrin.events.stored_when import from_json, to_json
from mittendrin.events.when_check import check

DAY = date(2027, 1, 5)
TUESDAYS = When(Repeat.WEEKLY, DAY, weekdays=(1,), starts=time(10), ends=time(11))
SECOND_TUESDAYS = replace(TUESDAYS, repeat=Repeat.MONTHLY_WEEKDAY, ordinals=(2,))
WRONG_WAY_ROUND = "Das Ende muss nach dem Beginn liegen. Über Mitternacht? Dann sind es zwei Tage."
FIFTEENTHS = When(Repeat.MONTHLY_DAY, DAY, day_of_month=15)
FULL = When(
    Repeat.MONTHLY_WEEKDAY,
    DAY,
    every=2,
    weekdays=(0, 6),
    ordinals=(1, LAST),
    months=(4, 5),
    until=date(2028, 1, 1),
    times=4,
    starts=time(9, 30),
    ends=time(11),
    days=2,
    pause_holidays=True,
    pause_school=True,
)


@pytest.mark.parametrize(
    "when",
    [
        TUESDAYS,
        SECOND_TUESDAYS,
        FIFTEENTHS,
        When(Repeat.DATES, DAY),
        replace(TUESDAYS, until=DAY),
        replace(TUESDAYS, until=date(2032, 1, 5)),
        replace(TUESDAYS, times=1),
        replace(TUESDAYS, weekdays=(4, 5), starts=time(20), ends=time(1), days=2),
        replace(TUESDAYS, starts=time(20), ends=time(0)),
        replace(FIFTEENTHS, day_of_month=29, months=(2,)),
        replace(FIFTEENTHS, months=(10, 11, 12, 1)),
        When(Repeat.DATES, date(2028, 2, 29), days=31),
    ],
)
def test_sensible_rules_pass(when: When) -> None:
    assert check(when) == []


@pytest.mark.parametrize(
    ("when", "changes", "field", "sentence"),
    [
        (TUESDAYS, {"first_day": date(27, 1, 5)}, "first_day", "Prüfen Sie bitte das Jahr."),
        (TUESDAYS, {"first_day": date(9999, 12, 31)}, "first_day", "Prüfen Sie bitte das Jahr."),
        (TUESDAYS, {"weekdays": ()}, "weekdays", "Wählen Sie bitte mindestens einen Wochentag."),
        (TUESDAYS, {"weekdays": (7,)}, "weekdays", "Wählen Sie bitte mindestens einen Wochentag."),
        (TUESDAYS, {"every": 0}, "every", "Der Abstand kann 1 bis 12 Wochen sein."),
        (SECOND_TUESDAYS, {"every": 13}, "every", "Der Abstand kann 1 bis 12 Monate sein."),
        (
            SECOND_TUESDAYS,
            {"every": 2, "months": (4, 5)},
            "months",
            "Wählen Sie bitte eines: bestimmte Monate, oder alle paar Monate.",
        ),
        (TUESDAYS, {"months": (13,)}, "months", "Diesen Monat gibt es nicht."),
        (
            SECOND_TUESDAYS,
            {"ordinals": ()},
            "ordinals",
            "Der wievielte im Monat ist es? Wählen Sie bitte zum Beispiel „2.“ oder „letzter“.",
        ),
        (
            SECOND_TUESDAYS,
            {"ordinals": (0,)},
            "ordinals",
            "Der wievielte im Monat ist es? Wählen Sie bitte zum Beispiel „2.“ oder „letzter“.",
        ),
        (FIFTEENTHS, {"day_of_month": None}, "day_of_month", "Schreiben Sie bitte einen Tag von 1 bis 31."),
        (FIFTEENTHS, {"day_of_month": 32}, "day_of_month", "Schreiben Sie bitte einen Tag von 1 bis 31."),
        (
            FIFTEENTHS,
            {"day_of_month": 31, "months": (2, 4)},
            "day_of_month",
            "Den 31. gibt es im Februar und April nicht.",
        ),
        (TUESDAYS, {"starts": None}, "starts", "Schreiben Sie bitte auch, wann es beginnt."),
        (TUESDAYS, {"ends": None}, "ends", "Schreiben Sie bitte auch, wann es endet."),
        (
            TUESDAYS,
            {"ends": time(10)},
            "ends",
            f"Verstanden haben wir: 10 Uhr bis 10 Uhr. {WRONG_WAY_ROUND}",
        ),
        (
            TUESDAYS,
            {"starts": time(17, 30), "ends": time(7, 30)},
            "ends",
            f"Verstanden haben wir: 17.30 Uhr bis 7.30 Uhr. {WRONG_WAY_ROUND} "
            "Meinen Sie 19.30 Uhr? Dann schreiben Sie es bitte so.",
        ),
        (
            TUESDAYS,
            {"starts": time(15, 30), "ends": time(3)},
            "ends",
            f"Verstanden haben wir: 15.30 Uhr bis 3 Uhr. {WRONG_WAY_ROUND}",
        ),
        (
            TUESDAYS,
            {"starts": time(0), "ends": time(0)},
            "ends",
            f"Verstanden haben wir: 0 Uhr bis 0 Uhr. {WRONG_WAY_ROUND}",
        ),
        (
            TUESDAYS,
            {"starts": time(2, 59)},
            "starts",
            "Zwischen 2 und 3 Uhr nachts kann nichts beginnen: Da werden die Uhren umgestellt. "
            "Meinen Sie 14.59 Uhr? Dann schreiben Sie es bitte so.",
        ),
        (TUESDAYS, {"days": 0}, "days", "Eine Veranstaltung kann 1 bis 31 Tage dauern."),
        (
            TUESDAYS,
            {"days": 9},
            "days",
            "Die Termine überschneiden sich: Der nächste beginnt, bevor einer zu Ende ist.",
        ),
        (TUESDAYS, {"until": date(2027, 1, 4)}, "until", "Das Enddatum liegt vor dem ersten Tag."),
        (TUESDAYS, {"until": date(2032, 1, 6)}, "until", "Bitte planen Sie höchstens 5 Jahre im Voraus."),
        (TUESDAYS, {"times": 262}, "times", "Bitte planen Sie höchstens 5 Jahre im Voraus."),
        (TUESDAYS, {"times": 0}, "times", "Schreiben Sie bitte, wie viele Termine es sind: mindestens 1."),
        (
            TUESDAYS,
            {"times": 3, "until": date(2027, 2, 1)},
            "times",
            "Wählen Sie bitte eines: ein Enddatum oder eine Anzahl von Terminen.",
        ),
        (
            TUESDAYS,
            {"first_day": date(2027, 1, 6), "until": date(2027, 1, 10)},
            "until",
            "So gibt es keinen einzigen Termin. Prüfen Sie bitte die Angaben.",
        ),
        (
            SECOND_TUESDAYS,
            {"weekdays": (0,), "ordinals": (5,), "months": (2,)},
            "first_day",
            "So gibt es keinen einzigen Termin. Prüfen Sie bitte die Angaben.",
        ),
        (
            When(Repeat.DATES, DAY),
            {"dates": (DAY, date(2033, 1, 1))},
            "dates",
            "Bitte planen Sie höchstens 5 Jahre im Voraus.",
        ),
        (
            When(Repeat.DATES, DAY),
            {"dates": tuple(date.fromordinal(DAY.toordinal() + n) for n in range(101))},
            "dates",
            "Mehr als 100 einzelne Termine gehen nicht auf einmal.",
        ),
    ],
)
def test_refused(when: When, changes: dict[str, Any], field: str, sentence: str) -> None:
    assert check(replace(when, **changes)) == [(field, sentence)]


def test_all_problems_are_told_at_once() -> None:
    hopeless = replace(TUESDAYS, weekdays=(), ends=None, until=date(2027, 1, 1))

    assert [field for field, _sentence in check(hopeless)] == ["ends", "weekdays", "until"]


@pytest.mark.parametrize(
    "when", [TUESDAYS, FIFTEENTHS, FULL, When(Repeat.DATES, DAY, dates=(DAY, date(2027, 2, 1)))]
)
def test_stored_rule_comes_back_as_it_was(when: When) -> None:
    assert from_json(to_json(when)) == when


def test_stored_form_is_stable() -> None:
    assert to_json(TUESDAYS) == (
        '{"repeat":"weekly","first_day":"2027-01-05","every":1,"weekdays":[1],'
        '"starts":"10:00","ends":"11:00","days":1}'
    )
