"""Whether a sign-up is possible, what an offer lasts, and why somebody waits: pure, as a table."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mittendrin.core.refusal import Refused
from mittendrin.events.capacity import Situation, Verdict, decide_sign_up, how_full
from mittendrin.events.rules import SignUpMode
from mittendrin.outbox.rules import Way
from mittendrin.places.hours import Week
from mittendrin.registrations.rules import (
    Waiting,
    can_never_sit,
    filled_by_telephone,
    offer_ends,
    refuse_unless_possible,
    why_waiting,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2027, 1, 11, 8, 0, tzinfo=BERLIN)
STARTS = NOW + timedelta(days=8)
OPEN = Situation(
    mode=SignUpMode.EACH_DATE,
    published=True,
    called_off=False,
    starts=STARTS,
    deadline=STARTS,
    seats=4,
    taken=0,
    waiting=0,
    waiting_list=True,
)


@pytest.mark.parametrize(
    ("changes", "party", "verdict"),
    [
        ({}, 1, Verdict.FREE),
        ({}, 4, Verdict.FREE),
        ({"taken": 3}, 1, Verdict.FREE),
        ({"seats": None, "taken": 900}, 4, Verdict.FREE),
        ({"deadline": NOW}, 1, Verdict.FREE),
        ({"mode": SignUpMode.REGULAR}, 2, Verdict.FREE),
        ({"mode": SignUpMode.COURSE}, 2, Verdict.FREE),
        ({"taken": 4}, 1, Verdict.WAITING_LIST),
        ({"taken": 3}, 2, Verdict.WAITING_LIST),
        ({"taken": 2, "waiting": 1}, 1, Verdict.WAITING_LIST),
        ({"taken": 4, "waiting_list": False}, 1, Verdict.FULL),
        ({"taken": 3, "waiting_list": False}, 2, Verdict.FULL),
        ({"seats": 2}, 3, Verdict.TOO_MANY),
        ({"seats": 2, "taken": 2}, 3, Verdict.TOO_MANY),
        ({"seats": 0}, 1, Verdict.TOO_MANY),
        ({"mode": SignUpMode.NONE}, 1, Verdict.JUST_COME),
        ({"mode": SignUpMode.NONE, "starts": NOW}, 1, Verdict.OVER),
        ({"deadline": NOW - timedelta(seconds=1)}, 1, Verdict.DEADLINE_PASSED),
        ({"deadline": NOW - timedelta(seconds=1), "taken": 4}, 1, Verdict.DEADLINE_PASSED),
        ({"starts": NOW}, 1, Verdict.OVER),
        ({"starts": NOW, "mode": SignUpMode.COURSE}, 1, Verdict.BEGUN),
        ({"called_off": True}, 1, Verdict.CALLED_OFF),
        ({"called_off": True, "starts": NOW}, 1, Verdict.CALLED_OFF),
        ({"published": False, "called_off": True}, 1, Verdict.NOT_PUBLISHED),
    ],
)
def test_whether_a_sign_up_is_possible(changes: dict[str, object], party: int, verdict: Verdict) -> None:
    decision = decide_sign_up(replace(OPEN, **changes), party, NOW)
    assert decision.verdict is verdict
    assert decision.possible == (verdict in {Verdict.FREE, Verdict.WAITING_LIST}) == bool(decision.button)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_sentence(verdict: Verdict) -> None:
    decision = replace(decide_sign_up(OPEN, 1, NOW), verdict=verdict, free=0)
    assert decision.sentence.endswith(".")


@pytest.mark.parametrize(
    ("changes", "party", "sentence"),
    [
        ({"seats": 2}, 3, "Es gibt insgesamt nur 2 Plätze."),
        ({"seats": 1}, 2, "Es gibt insgesamt nur einen Platz."),
        ({"taken": 4}, 1, "Alle Plätze sind belegt. Sie können auf die Warteliste."),
        ({"taken": 3}, 2, "So viele Plätze sind nicht mehr frei. Sie können zusammen auf die Warteliste."),
        ({"taken": 3, "waiting_list": False}, 2, "So viele Plätze sind nicht mehr frei."),
        (
            {"taken": 3, "waiting": 1},
            1,
            "Auf die freien Plätze warten schon andere. Sie können auf die Warteliste.",
        ),
        ({"taken": 4, "waiting": 1}, 1, "Alle Plätze sind belegt. Sie können auf die Warteliste."),
    ],
)
def test_the_sentence_fits_the_party(changes: dict[str, object], party: int, sentence: str) -> None:
    assert decide_sign_up(replace(OPEN, **changes), party, NOW).sentence == sentence


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"seats": 30}, "Plätze frei"),
        ({}, "wenige Plätze"),
        ({"seats": None}, "mit Anmeldung"),
        ({"taken": 4}, "ausgebucht: Warteliste"),
        ({"taken": 4, "waiting_list": False}, "ausgebucht"),
        ({"mode": SignUpMode.NONE}, "einfach kommen"),
        ({"mode": SignUpMode.COURSE, "starts": NOW}, "Kurs läuft schon"),
        ({"called_off": True}, ""),
    ],
)
def test_lists_say_it_in_a_word(changes: dict[str, object], word: str) -> None:
    assert decide_sign_up(replace(OPEN, **changes), 1, NOW).public_word == word


def test_a_refusal_says_the_sentence_of_the_page_at_the_field_that_can_be_changed() -> None:
    with pytest.raises(Refused) as refused:
        refuse_unless_possible(replace(OPEN, seats=2), 3, NOW)
    assert (refused.value.sentence, refused.value.field) == ("Es gibt insgesamt nur 2 Plätze.", "personen")
    with pytest.raises(Refused) as refused:
        refuse_unless_possible(replace(OPEN, called_off=True), 1, NOW)
    assert (refused.value.sentence, refused.value.field) == ("Dieser Termin fällt aus.", None)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In January 2027; the 11th is a Monday."""
    return datetime(2027, 1, day, hour, minute, tzinfo=BERLIN)


WEEK: Week = {str(day): [["09:00", "12:00"], ["13:00", "16:00"]] for day in range(4)} | {
    "4": [["09:00", "12:00"]]
}
LATER = at(31, 10)


@pytest.mark.parametrize(
    ("now", "starts", "way", "ends"),
    [
        (at(11, 10, 28), LATER, Way.MAIL, at(12, 16)),
        (at(11, 10, 28), LATER, Way.CALL, at(12, 16)),
        (at(11, 10, 28), LATER, Way.LETTER, at(15, 12)),
        # Before the office opens it is this day, after it has closed the next one.
        (at(11, 7), LATER, Way.MAIL, at(12, 16)),
        (at(11, 23, 28), LATER, Way.MAIL, at(13, 16)),
        (at(11, 16), LATER, Way.LETTER, at(18, 16)),
        # From Friday over the weekend to Monday; made on Friday afternoon or on Sunday it counts from Monday.
        (at(15, 11), LATER, Way.CALL, at(18, 16)),
        (at(15, 15), LATER, Way.CALL, at(19, 16)),
        (at(17, 11), LATER, Way.CALL, at(19, 16)),
        # Never later than 24 hours before the start.
        (at(11, 8), at(12, 14), Way.MAIL, at(11, 14)),
        (at(11, 8), at(12, 8), Way.MAIL, None),
        (at(11, 8), at(11, 9), Way.CALL, None),
        # With less than three office hours left nobody is asked by mail: somebody calls.
        (at(11, 9), at(12, 12), Way.MAIL, at(11, 12)),
        (at(11, 9, 1), at(12, 12), Way.MAIL, None),
        (at(11, 11), at(12, 14, 59), Way.CALL, None),
        (at(15, 14), at(17, 10), Way.MAIL, None),
        # A letter that cannot be answered in time is not written.
        (at(11, 10), at(16, 12), Way.LETTER, at(15, 12)),
        (at(11, 10), at(16, 11, 59), Way.LETTER, None),
    ],
)
def test_how_long_an_offer_holds(now: datetime, starts: datetime, way: Way, ends: datetime | None) -> None:
    assert offer_ends(now, starts, way, WEEK) == ends
    assert not filled_by_telephone(now, starts) or ends is None


@pytest.mark.parametrize("week", [{}, {"5": [["10:00", "12:00"]]}])
def test_an_office_without_hours_closes_at_four(week: Week) -> None:
    assert offer_ends(at(11, 10, 28), LATER, Way.MAIL, week) == at(12, 16)


def test_an_offer_ends_on_a_day_when_somebody_is_there() -> None:
    assert offer_ends(at(12, 10), LATER, Way.MAIL, {"1": [["09:00", "11:00"]]}) == at(19, 11)


@pytest.mark.parametrize(
    ("ahead", "party", "sentence"),
    [
        ([], 1, "Sie sind als Nächstes an der Reihe."),
        ([], 2, "Sie sind als Nächstes an der Reihe. Wir warten, bis 2 Plätze frei sind."),
        ([1], 1, "Vor Ihnen wartet noch eine Person."),
        ([1, 1, 2], 1, "Vor Ihnen warten noch 3 Anmeldungen."),
        ([2], 1, "Vor Ihnen wartet ein Paar, es braucht zwei Plätze."),
        ([3, 1], 1, "Vor Ihnen wartet eine Gruppe. Sie braucht 3 Plätze."),
    ],
)
def test_why_somebody_waits(ahead: list[int], party: int, sentence: str) -> None:
    assert why_waiting([Waiting(number, size) for number, size in enumerate(ahead)], party) == sentence


@pytest.mark.parametrize(
    ("seats", "taken", "party", "sentence"),
    [
        (3, 3, 1, "Alle Plätze sind belegt."),
        (3, 3, 2, "Alle Plätze sind belegt."),
        (3, 2, 2, "So viele Plätze sind nicht mehr frei."),
        (3, 2, 1, ""),
        (None, 80, 4, ""),
    ],
)
def test_whoever_waits_hears_first_how_full_it_is(
    seats: int | None, taken: int, party: int, sentence: str
) -> None:
    situation = replace(OPEN, seats=seats, taken=taken, waiting=1)
    assert how_full(situation.left, party) == sentence


def test_only_parties_larger_than_all_seats_can_never_sit() -> None:
    queue = [Waiting(1, 4), Waiting(2, 2), Waiting(3, 3)]
    assert can_never_sit(queue, 2) == [Waiting(1, 4), Waiting(3, 3)]
    assert can_never_sit(queue, 4) == can_never_sit(queue, None) == []
