from datetime import datetime

import pytest

from makers import BERLIN
from mittendrin.publishing.rules import Reason, RevisionState, explain, is_proven, may_office_decide

P, R, S = RevisionState.PUBLISHED, RevisionState.RETURNED, RevisionState.SUBMITTED


@pytest.mark.parametrize(
    ("decisions", "proven"),
    [
        ("", False),
        ("P1 P2", False),
        ("P1 P2 P3", True),
        ("P1 P1 P1", False),
        ("P1 P2 P1 P2 P3", True),
        ("R4 P1 P2 P3", False),
        ("P1 P2 R3 P3", False),
        ("P1 P2 P3 R4", True),
    ],
)
def test_three_different_entries_published_since_the_last_return(decisions: str, proven: bool) -> None:
    """Newest first: P for published, R for returned, and the number of the event."""
    states = {"P": P, "R": R}
    assert is_proven((f"event:{one[1]}", states[one[0]]) for one in decisions.split()) is proven


def test_what_an_organisation_says_of_itself_is_no_entry() -> None:
    assert not is_proven([("organisation:1", P), ("event:1", P), ("event:2", P)])
    assert not is_proven([("organisation:1", R), ("event:1", P), ("event:2", P), ("event:3", P)])


@pytest.mark.parametrize(
    ("submitted", "now", "may"),
    [
        # Monday, Wednesday
        ("2027-01-11 10:00", "2027-01-13 09:59", False),
        ("2027-01-11 10:00", "2027-01-13 10:00", True),
        # A weekend in between
        ("2027-01-15 10:00", "2027-01-18 12:00", False),
        ("2027-01-15 10:00", "2027-01-19 10:00", True),
        # Good Friday and Easter Monday
        ("2027-03-25 10:00", "2027-03-30 10:00", False),
        ("2027-03-25 10:00", "2027-03-31 10:00", True),
    ],
)
def test_the_office_may_decide_after_two_office_days(submitted: str, now: str, may: bool) -> None:
    assert may_office_decide(_local(submitted), _local(now)) is may


def _local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("reason", "note", "sentences"),
    [
        (Reason.MISSING, "der Treffpunkt.", ["Es fehlt noch etwas: der Treffpunkt. Bitte ergänzen Sie es."]),
        (Reason.MISSING, "", ["Es fehlt noch etwas. Bitte ergänzen Sie es."]),
        (
            Reason.MISSING,
            "Wo trifft man sich?",
            ["Es fehlt noch etwas. Bitte ergänzen Sie es.", "Wo trifft man sich?"],
        ),
        (
            Reason.OFF_TOPIC,
            "der Wegweiser",
            ["Der Beitrag passt nicht zu dieser Seite. Wir schlagen vor: der Wegweiser."],
        ),
        (Reason.DOUBLE, "Repaircafé", ["Diesen Termin gibt es schon: Repaircafé."]),
        (Reason.DOUBLE, "lang " * 40, ["Diesen Termin gibt es schon.", "lang " * 40]),
        (
            Reason.PRIVATE,
            "Die Nummer.",
            ["Der Beitrag enthält private Daten. Bitte nehmen Sie diese heraus.", "Die Nummer."],
        ),
        (Reason.PARTY, "", ["Wahlwerbung zeigen wir hier nicht."]),
        (None, "Nur Worte", ["Nur Worte"]),
        (None, "", []),
        (
            Reason.MISSING,
            "{words} und {title}",
            ["Es fehlt noch etwas: {words} und {title}. Bitte ergänzen Sie es."],
        ),
    ],
)
def test_own_words_stand_in_the_sentence_where_they_fit(
    reason: Reason | None, note: str, sentences: list[str]
) -> None:
    assert explain(reason, note) == sentences
