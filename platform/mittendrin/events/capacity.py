"""Why a sign-up is or is not possible: one value drives button, sentence, refusal and tests."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from mittendrin.core.language import _
from mittendrin.events.rules import SignUpMode

FEW_SEATS = 4


class Verdict(StrEnum):
    FREE = "free"
    WAITING_LIST = "waiting_list"
    JUST_COME = "just_come"
    CALLED_OFF = "called_off"
    OVER = "over"
    BEGUN = "begun"
    DEADLINE_PASSED = "deadline_passed"
    TOO_MANY = "too_many"
    FULL = "full"
    NOT_PUBLISHED = "not_published"


# Passed through `_` so that the texts are collected for translation; no language is chosen yet here.
_FACTS: Final = {
    Verdict.FREE: _("mit Anmeldung"),
    Verdict.WAITING_LIST: _("ausgebucht: Warteliste"),
    Verdict.JUST_COME: _("einfach kommen"),
    Verdict.FULL: _("ausgebucht"),
    Verdict.BEGUN: _("Kurs läuft schon"),
    Verdict.DEADLINE_PASSED: _("Anmeldefrist vorbei"),
}


@dataclass(frozen=True, slots=True)
class Situation:
    """The facts of one date, of a whole course or of a regular place. `seats` None: no limit; `waiting` counts
    parties. For a course `starts` and `deadline` are those of its first date, whichever date is looked at.
    """

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
    def left(self) -> int | None:
        return None if self.seats is None else max(self.seats - self.taken, 0)

    @property
    def free(self) -> int | None:
        """Seats that a newcomer can have; while anybody waits there are none."""
        return 0 if self.waiting else self.left


@dataclass(frozen=True, slots=True)
class Decision:
    """For this party. `free`, `seats` and `left` None: no limit; `left` counts free seats that others wait for, too."""

    verdict: Verdict
    free: int | None
    seats: int | None
    left: int | None
    party: int

    @property
    def possible(self) -> bool:
        return self.verdict in {Verdict.FREE, Verdict.WAITING_LIST}

    @property
    def sentence(self) -> str:
        if self.is_full:
            return self.no_seat(_("Auf die freien Plätze warten schon andere."))
        return _sentences(self.seats)[self.verdict]

    def no_seat(self, others_wait: str) -> str:
        """With these words for others who wait before somebody whose seats are free."""
        why = how_full(self.left, self.party) or others_wait
        if self.verdict is Verdict.FULL:
            return why
        if self.party > 1:
            return _("{why} Sie können zusammen auf die Warteliste.", why=why)
        return _("{why} Sie können auf die Warteliste.", why=why)

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
        return _(_FACTS[self.verdict]) if self.verdict in _FACTS else ""

    @property
    def is_full(self) -> bool:
        return self.verdict in {Verdict.WAITING_LIST, Verdict.FULL}


def _sentences(seats: int | None) -> dict[Verdict, str]:
    return {
        Verdict.FREE: _("Es sind noch Plätze frei."),
        Verdict.JUST_COME: _("Sie brauchen keine Anmeldung. Kommen Sie einfach."),
        Verdict.CALLED_OFF: _("Dieser Termin fällt aus."),
        Verdict.OVER: _("Dieser Termin ist schon vorbei."),
        Verdict.BEGUN: _("Dieser Kurs hat schon begonnen. Rufen Sie uns bitte an, vielleicht geht es noch."),
        Verdict.DEADLINE_PASSED: _(
            "Die Anmeldefrist ist vorbei. Rufen Sie uns bitte an, vielleicht geht es noch."
        ),
        Verdict.TOO_MANY: _("Es gibt insgesamt nur einen Platz.")
        if seats == 1
        else _("Es gibt insgesamt nur {n} Plätze.", n=seats),
        Verdict.NOT_PUBLISHED: _("Diese Veranstaltung ist nicht veröffentlicht."),
    }


def how_full(left: int | None, party: int) -> str:
    """What is said first to whoever has no seat; nothing where their seats are free and only others stand before them."""
    if left is None or left >= party:
        return ""
    return _("So viele Plätze sind nicht mehr frei.") if left > 0 else _("Alle Plätze sind belegt.")


def decide_sign_up(situation: Situation, party: int, now: datetime) -> Decision:
    verdict = _verdict(situation, party, now)
    return Decision(verdict, situation.free, situation.seats, situation.left, party)


def _verdict(situation: Situation, party: int, now: datetime) -> Verdict:
    refusals = (
        (not situation.published, Verdict.NOT_PUBLISHED),
        (situation.called_off, Verdict.CALLED_OFF),
        (now >= situation.starts, Verdict.BEGUN if situation.mode is SignUpMode.COURSE else Verdict.OVER),
        (situation.mode is SignUpMode.NONE, Verdict.JUST_COME),
        (now > situation.deadline, Verdict.DEADLINE_PASSED),
        (situation.seats is not None and party > situation.seats, Verdict.TOO_MANY),
    )
    for applies, verdict in refusals:
        if applies:
            return verdict
    if situation.free is None or situation.free >= party:
        return Verdict.FREE
    return Verdict.WAITING_LIST if situation.waiting_list else Verdict.FULL
