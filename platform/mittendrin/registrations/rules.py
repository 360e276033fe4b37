"""Parties, codes, the queue and its offers. Pure; the time comes in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.capacity import Decision, Situation, Verdict, decide_sign_up
from mittendrin.outbox.rules import Way
from mittendrin.people.rules import Contact
from mittendrin.places.hours import Week, closing_after, open_time

LARGEST_PARTY = 4
# A letter is written, travels, is read and answered by another one.
OFFER_OFFICE_DAYS = {Way.MAIL: 1, Way.CALL: 1, Way.LETTER: 4}
BY_TELEPHONE_FROM = timedelta(hours=24)
# Whoever has less than half an office day to answer is called instead: nobody sits by the mail or the telephone.
LEAST_TO_ANSWER = timedelta(hours=3)
CONTACT_KEPT = timedelta(days=30)


def refuse_unless_possible(situation: Situation, party: int, now: datetime) -> Decision:
    """Raises Refused with the sentence that the page shows, at the field where the person can change something."""
    decision = decide_sign_up(situation, party, now)
    if not decision.possible:
        raise Refused(decision.sentence, "personen" if decision.verdict is Verdict.TOO_MANY else None)
    return decision


class Status(StrEnum):
    """`confirmed`, `waiting` and `offered` are alive; the others are ends. `too_large`: a party that waited, and for which
    there are not enough seats at all any more.
    """

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    OFFERED = "offered"
    SIGNED_OFF = "signed_off"
    DECLINED = "declined"
    EXPIRED = "expired"
    TOO_LARGE = "too_large"


ALIVE = (Status.CONFIRMED, Status.WAITING, Status.OFFERED)
HOLDS_SEATS = (Status.CONFIRMED, Status.OFFERED)


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody signs up for: one date, or with `occurrence_id` None the whole event."""

    event_id: int
    occurrence_id: int | None


@dataclass(frozen=True, slots=True)
class Together:
    """ "Ich brauche eine Mitfahrt", "Ich biete eine", "Ich komme ungern allein"; `comes_from` in their own words."""

    needs_ride: bool = False
    seats: int = 0
    not_alone: bool = False
    comes_from: str = ""


ALONE = Together()


@dataclass(frozen=True, slots=True)
class Wish:
    """`key` is made on the check page and makes a second submission harmless. `signed_by` is the helping relative."""

    contact: Contact
    party: int
    first_time: bool
    key: str
    signed_by: str = ""
    together: Together = ALONE


@dataclass(frozen=True, slots=True)
class Receipt:
    code: str
    status: Status


@dataclass(frozen=True, slots=True)
class Waiting:
    """A party on the list, in its order."""

    registration_id: int
    party: int


def can_never_sit(queue: list[Waiting], seats: int | None) -> list[Waiting]:
    """Parties larger than all seats together, after the seats became fewer: they would hold up everybody behind."""
    return [one for one in queue if seats is not None and one.party > seats]


def filled_by_telephone(now: datetime, starts: datetime) -> bool:
    return starts - now <= BY_TELEPHONE_FROM


def offer_ends(now: datetime, starts: datetime, way: Way, week: Week) -> datetime | None:
    """When the office closes an office day later, or 24 hours before the start.

    None when people decide on the telephone: in the last 24 hours, when a letter would come too late, and when too few
    office hours are left for an answer.
    """
    if filled_by_telephone(now, starts):
        return None
    ends, latest = closing_after(week, now, OFFER_OFFICE_DAYS[way]), starts - BY_TELEPHONE_FROM
    if way is Way.LETTER:
        return ends if ends <= latest else None
    ends = min(ends, latest)
    return ends if open_time(week, now, ends) >= LEAST_TO_ANSWER else None


def why_waiting(ahead: list[Waiting], own_party: int) -> str:
    """Why somebody waits although seats may be free, in one sentence."""
    if not ahead:
        return _own_turn(own_party)
    first = ahead[0].party
    if first > 1:
        return (
            _("Vor Ihnen wartet eine Gruppe. Sie braucht {n} Plätze.", n=first)
            if first > 2
            else _("Vor Ihnen wartet ein Paar, es braucht zwei Plätze.")
        )
    return (
        _("Vor Ihnen wartet noch eine Person.")
        if len(ahead) == 1
        else _("Vor Ihnen warten noch {n} Anmeldungen.", n=len(ahead))
    )


def _own_turn(own_party: int) -> str:
    if own_party == 1:
        return _("Sie sind als Nächstes an der Reihe.")
    return _("Sie sind als Nächstes an der Reihe. Wir warten, bis {n} Plätze frei sind.", n=own_party)
