"""What the form reads, without a page: an event's content comes back from the answers that it makes."""

from datetime import date, time

import pytest

from events.test_recurrence_demo import RULES as DEMO_RULES
from mittendrin.core.refusal import Refused
from mittendrin.events.form import Town, read_event
from mittendrin.events.form_values import form_of, rhythm_of
from mittendrin.events.recurrence import LAST, Repeat, When
from mittendrin.events.rhythm import Rhythm, read_days
from mittendrin.events.rules import EventContent, Newcomers, SignUpMode, SignUpTerms
from mittendrin.places.queries import Choice

TODAY = date(2027, 1, 11)
TOWN = Town(
    topics=[Choice(1, "bewegung", "Bewegung"), Choice(2, "spiel", "Spiel")],
    venues=[Choice(7, "stadtteilbuero-ost", "Stadtteilbüro Ost")],
    districts=[],
)


def content(when: When, **changes: object) -> EventContent:
    values: dict[str, object] = {
        "title": "Boule-Treff",
        "description": "Wir spielen Boule.\n\nAlle sind willkommen.",
        "topic_id": 2,
        "venue_id": 7,
        "room": "Raum 2",
        "when": when,
        "price": 250,
        "price_note": "Kaffee extra",
        "bring": "Kugeln",
        "meeting_point": "am Brunnen",
        "newcomers": Newcomers("Frau Demo", "+496990009012"),
        "terms": SignUpTerms(SignUpMode.EACH_DATE, 12, 4, 3, waiting_list=False),
    }
    return EventContent(**values | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("when", DEMO_RULES.values(), ids=DEMO_RULES)
def test_every_demo_rule_comes_back(when: When) -> None:
    wanted = content(when)
    assert read_event(form_of(wanted, TOWN), TOWN, TODAY).content == wanted


TEN = {"starts": time(10), "ends": time(11)}
RULES = [
    When(Repeat.WEEKLY, TODAY, weekdays=(0, 6), every=12, until=date(2028, 1, 11), **TEN),
    When(Repeat.WEEKLY, TODAY, weekdays=(4,), starts=time(20), ends=time(0), days=1),
    When(Repeat.WEEKLY, TODAY, weekdays=(5,), days=2, pause_school=True),
    When(Repeat.MONTHLY_WEEKDAY, TODAY, ordinals=(2, LAST), weekdays=(1, 3), every=2, times=9, **TEN),
    When(Repeat.MONTHLY_DAY, TODAY, day_of_month=31, months=(1, 3), pause_holidays=True, **TEN),
    When(Repeat.DATES, TODAY, dates=(TODAY, date(2027, 2, 1)), days=2, **TEN),
    When(Repeat.DATES, TODAY, days=3, starts=time(9, 30), ends=time(18)),
]


@pytest.mark.parametrize("when", RULES)
def test_rules_that_are_rare_come_back_too(when: When) -> None:
    assert read_event(form_of(content(when), TOWN), TOWN, TODAY).content.when == when


@pytest.mark.parametrize(
    "changes",
    [
        {"price": None, "price_note": ""},
        {"price": 0},
        {"price": 120_000},
        {"newcomers": Newcomers(), "bring": "", "room": "", "meeting_point": ""},
        {"terms": SignUpTerms()},
        {"terms": SignUpTerms(SignUpMode.COURSE, None, None, 0, waiting_list=True)},
        {"terms": SignUpTerms(SignUpMode.REGULAR, 8, 2, 90, waiting_list=True)},
    ],
)
def test_what_may_be_left_out_comes_back(changes: dict[str, object]) -> None:
    wanted = content(RULES[0], **changes)
    assert read_event(form_of(wanted, TOWN), TOWN, TODAY).content == wanted


def test_the_rhythm_of_a_rule() -> None:
    assert [rhythm_of(when) for when in RULES] == [
        Rhythm.EVERY_FEW_WEEKS,
        Rhythm.WEEKLY,
        Rhythm.WEEKLY,
        Rhythm.MONTHLY_WEEKDAY,
        Rhythm.MONTHLY_DAY,
        Rhythm.SINGLE_DAYS,
        Rhythm.SEVERAL_DAYS,
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5.3.2027", ["05.03."]),
        ("5.3.2027\n\n12.3.2027\n", ["05.03.", "12.03."]),
        ("5.3., 12.3. und 19.3.", ["05.03.", "12.03.", "19.03."]),
        ("Freitag, 5. März 2027; 12.3.27", ["05.03.", "12.03."]),
        ("Freitag, 5. März 2027", ["05.03."]),
        ("", []),
    ],
)
def test_days_as_people_write_them(text: str, days: list[str]) -> None:
    assert [f"{day:%d.%m.}" for day in read_days(text, TODAY)] == days


@pytest.mark.parametrize(
    "text", ["bald", "5.3., irgendwann", "und", ",,,", "31.2.2027", "Montag, 5. März 2027"]
)
def test_days_that_nobody_understands(text: str) -> None:
    with pytest.raises(Refused):
        read_days(text, TODAY)
