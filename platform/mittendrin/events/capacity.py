"""Why a sign-up is or is not possible: one value drives button, sentence, refusal and tests."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.events.rules import SignUpMode

FEW_SEATS = 4


class Verdict(StrEnum):
    FREE = "free"
    WAITING_LIST = "waiting_list"
    JUST_COME = "just_come"
    CALLED_OFF = "called_off"
    OVER = "over"
    DEADLINE_PASSED = "deadline_passed"
    FULL = "full"
    NOT_PUBLISHED = "not_published"


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts of one date, or of a whole course. `seats` None: no limit; `waiting` counts parties."""

    mode: SignUpMode
    published: bool
    called_off: bool
    starts: datetime
    deadline: datetime
    seats: int | None
    taken: int
    waiting: int
    waiting_list: bool

    @property
    def free(self) -> int | None:
        """Seats that a newcomer can have; while anybody waits there are none."""
        if self.seats is None:
            return None
        return 0 if self.waiting else max(self.seats - self.taken, 0)


@dataclass(frozen=True, slots=True)
class Decision:
    """`free` None: no limit."""

    verdict: Verdict
    free: int | None

    @property
    def possible(self) -> bool:
        return self.verdict in {Verdict.FREE, Verdict.WAITING_LIST}

    @property
    def sentence(self) -> str:
        return _(_SENTENCES[self.verdict])

    @property
    def button(self) -> str:
        """What the person says, or nothing when there is nothing to do."""
        return {Verdict.FREE: _("Ich komme mit"), Verdict.WAITING_LIST: _("Auf die Warteliste")}.get(
            self.verdict, ""
        )

    @property
    def public_word(self) -> str:
        """The small fact in lists. It changes only when the word changes, so pages stay prepared."""
        if self.verdict is Verdict.FREE and self.free is not None:
            return _("wenige Plätze") if self.free <= FEW_SEATS else _("Plätze frei")
        return _(_FACTS.get(self.verdict, ""))


_SENTENCES = {
    Verdict.FREE: "Es sind noch Plätze frei.",
    Verdict.WAITING_LIST: "Alle Plätze sind belegt. Sie können auf die Warteliste.",
    Verdict.JUST_COME: "Sie brauchen keine Anmeldung. Kommen Sie einfach.",
    Verdict.CALLED_OFF: "Dieser Termin fällt aus.",
    Verdict.OVER: "Dieser Termin ist schon vorbei.",
    Verdict.DEADLINE_PASSED: "Die Anmeldefrist ist vorbei. Rufen Sie uns bitte an, vielleicht geht es noch.",
    Verdict.FULL: "Alle Plätze sind belegt.",
    Verdict.NOT_PUBLISHED: "Diese Veranstaltung ist nicht veröffentlicht.",
}
_FACTS = {
    Verdict.FREE: "mit Anmeldung",
    Verdict.WAITING_LIST: "ausgebucht: Warteliste",
    Verdict.JUST_COME: "einfach kommen",
    Verdict.FULL: "ausgebucht",
    Verdict.DEADLINE_PASSED: "Anmeldefrist vorbei",
}


def decide_sign_up(situation: Situation, party: int, now: datetime) -> Decision:
    return Decision(_verdict(situation, party, now), situation.free)


def _verdict(situation: Situation, party: int, now: datetime) -> Verdict:
    refusals = (
        (not situation.published, Verdict.NOT_PUBLISHED),
        (situation.called_off, Verdict.CALLED_OFF),
        (now >= situation.starts, Verdict.OVER),
        (situation.mode is SignUpMode.NONE, Verdict.JUST_COME),
        (now > situation.deadline, Verdict.DEADLINE_PASSED),
    )
    for applies, verdict in refusals:
        if applies:
            return verdict
    if situation.free is None or situation.free >= party:
        return Verdict.FREE
    return Verdict.WAITING_LIST if situation.waiting_list else Verdict.FULL
