from datetime import datetime

import pytest

from makers import BERLIN
from mittendrin.publishing.rules import Reason, RevisionState, explain, is_proven, may_office_decide

P, R, S = RevisionState.PUBLISHED, RevisionState.RETURNED, RevisionState.SUBMITTED


@pytest.mark.parametrize(
    ("states", "proven"),
    [
        ([], False),
        ([P, P], False),
        ([P, P, P], True),
        ([R, P, P, P], False),
        ([P, P, R, P], False),
        ([P, P, P, R], True),
    ],
)
def test_three_published_since_the_last_return(states: list[RevisionState], proven: bool) -> None:
    assert is_proven(states) is proven


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
