"""What both are told about their engagement, each on their own way: mail, call or letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.rules import Doer, by_link_of
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.engagements.pairs import Pair, the_other
from mittendrin.engagements.rules import matters_until
from mittendrin.outbox.actions import (
    Occasion,
    ask_to_call,
    tell,
    withdraw_calls,
    withdraw_calls_of_part,
)
from mittendrin.outbox.calls import CallLine
from mittendrin.outbox.one_person import withdraw_all, withdraw_mails
from mittendrin.outbox.passing import say_instead
from mittendrin.outbox.rules import Recipient, Way, Words, comes_too_late
from mittendrin.outbox.wording import words
from mittendrin.people.rules import Contact, called_first
from mittendrin.places.queries import nobody_calls_before, office
from mittendrin.volunteering.sides import ProposalView, Side
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.telling import CALL_WITHIN, tell_side
from mittendrin.volunteering.telling import about as about_proposal

# Visits stand in a pause that the helper has named: do they fall out?
IN_PAUSE = "visits_in_pause"
REMINDER, STATE = "meeting_reminder", "state"
# How it goes; and that what was written about it stays without an answer.
CHECK_IN, SILENT = "check_in", "check_in_silent"
STAND_IN_GOES, NOBODY_CAN = "stand_in_goes", "visit_helper_cannot"
# Told to each of the two, and answered in other words.
MOVED = {side: f"visit_moved_{side.value}" for side in Side}
SOON = timedelta(days=2)
# A first meeting was called off: one hears it, and both are asked for another day.
MEETING_OFF, MEETING_AGAIN = "meeting_called_off", "meeting_again"
OF_ONE_VISIT = frozenset(
    {NOBODY_CAN, "visit_takes_place", "visit_called_off", "visit_stand_in", STAND_IN_GOES, *MOVED.values()}
)
BOTH_YES = {side: f"both_yes_{side.value}" for side in Side}
# Whatever is still to be called when it is over.
EVERYTHING = (
    "first_meeting", REMINDER, MEETING_OFF, MEETING_AGAIN, "visits_planned", NOBODY_CAN,
    "visit_takes_place", "visit_called_off", "visits_called_off", "visit_stand_in", STAND_IN_GOES, "paused", "goes_on",
    CHECK_IN, SILENT, IN_PAUSE, "state", "goes_on_as_before", "visits_again", *MOVED.values(),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: one of the two, by link or through the office, or the office itself (`side` None)."""

    by: Doer
    side: Side | None = None

    @classmethod
    def by_link(cls, found: Pair, side: Side) -> "Voice":
        return cls(by_link_of(found.contact(side).name), side)

    @property
    def listeners(self) -> list[Side]:
        return [side for side in Side if side is not self.side]


async def tell_each_other(view: ProposalView, other: Contact, found: Pair, now: datetime) -> None:
    """Both have said yes: name and number of the other."""
    await tell_side(
        _both_yes(view), view, now, other=other, found=found, path=found.path(view.side), code=view.code
    )


async def each_other_words(view: ProposalView, other: Contact, found: Pair) -> Words:
    """The same, for whom we have on the telephone this moment."""
    path = found.path(view.side)
    return words(
        _both_yes(view), view=view, office=await office(), other=other, found=found, path=path, code=view.code
    )


def _both_yes(view: ProposalView) -> str:
    return f"engagements/messages/{BOTH_YES[view.side]}.txt"


@dataclass(frozen=True, slots=True)
class To:
    """One of the two. `visit` is the one visit that it is about, so that it can be called off in the same call."""

    pair: Pair
    side: Side
    visit: int | None = None

    @property
    def part(self) -> str:
        return self.side.value if self.visit is None else of_visit(self.visit)

    @property
    def contact(self) -> Contact:
        return self.pair.contact(self.side)


async def tell_sides(purpose: str, found: Pair, sides: Iterable[Side], now: datetime, **said: object) -> None:
    for side in sides:
        await tell_one(purpose, To(found, side), now, **said)


async def tell_one(purpose: str, to: To, now: datetime, **said: object) -> None:
    if to.contact.is_reachable:
        message = await _message(purpose, to.pair, to.side, now, said)
        due = _due(to.contact.recipient, _first_moment(said), now)
        await tell(to.contact.recipient, message, _occasion(purpose, to, due, said), now)


def _due(recipient: Recipient, first: datetime | None, now: datetime) -> datetime:
    """At once when it would be heard, or read, after what it is about: that may be on a day without an office."""
    usual = add_office_days(now, CALL_WITHIN)
    too_late = recipient.way is Way.LETTER and comes_too_late(first, now)
    return now if too_late or (first and first <= usual) else usual


async def ask_soon(purpose: str, found: Pair, side: Side, now: datetime, **said: object) -> None:
    """A question for a conversation: by telephone where there is one."""
    to = To(found, side)
    if to.contact.is_reachable:
        message = await _message(purpose, found, side, now, said)
        called = called_first(to.contact)
        due = _due(called, _first_moment(said), now)
        await tell(called, message, _occasion(purpose, to, due, said), now)


async def call_now(purpose: str, to: To, now: datetime, **said: object) -> None:
    """For what cannot wait until somebody looks into the mail. Where nobody is at the office before, a mail is better."""
    if to.contact.is_reachable:
        first = _first_moment(said)
        closed = first is not None and bool(await nobody_calls_before([first], now))
        message = await _message(purpose, to.pair, to.side, now, {**said, "closed": closed})
        recipient = to.contact.recipient if closed else called_first(to.contact)
        await tell(recipient, message, _occasion(purpose, to, now, said), now)


async def tell_what_falls_out(
    purpose: str, to: To, moments: list[datetime], now: datetime, **said: object
) -> None:
    """By telephone what is soon, so that nobody waits in vain; else each on their own way."""
    say = call_now if moments and moments[0] <= now + SOON else tell_one
    await say(purpose, to, now, moments=moments, **said)


async def ask_office_to_call(purpose: str, to: To, now: datetime, **said: object) -> None:
    """Somebody calls at once, whatever their usual way is: for what no mail should bring, and for a question."""
    if to.contact.is_reachable:
        message = await _message(purpose, to.pair, to.side, now, said)
        await ask_to_call(called_first(to.contact), message, _occasion(purpose, to, now, said), now)


async def tell_instead(call: CallLine, to: To, now: datetime, moments: list[datetime]) -> None:
    """Nobody has made this call yet: from now on it names these moments."""
    said: dict[str, object] = {"moments": moments}
    message = await _message(call.purpose, to.pair, to.side, now, said)
    due = _due(to.contact.recipient, moments[0], now)
    await say_instead(call, message, _occasion(call.purpose, to, due, said), now)


def _occasion(purpose: str, to: To, due: datetime, said: dict[str, Any]) -> Occasion:
    until = matters_until(purpose, _moments(said), said.get("until"))
    knew = said.get("knew", "")
    return Occasion(purpose, about(to.pair.id), None, due, to.part, _first_moment(said), until, knew)


def _moments(said: dict[str, Any]) -> list[datetime]:
    return said["moments"] if "moments" in said else [said["moment"]] if "moment" in said else []


def _first_moment(said: dict[str, Any]) -> datetime | None:
    """After which it is no use to hear of it."""
    return min(_moments(said), default=None)


async def _message(purpose: str, found: Pair, side: Side, now: datetime, said: dict[str, object]) -> Words:
    other = await the_other(found, side, now)
    return words(
        f"engagements/messages/{_TEMPLATES.get(purpose, purpose)}.txt",
        to=found.contact(side), other=other.name if other else _("Ihr Gegenüber"), side=side.value,
        category=found.category, code_word=found.code_word, by_phone=found.by_phone, called=found.called, path=found.path(side), code=found.code(side),
        wanted_until=found.wanted_until, once=found.once,
        office=await office(), **said,
    )  # fmt: skip


_TEMPLATES = dict.fromkeys(MOVED.values(), "visit_moved")


async def no_longer_say(
    found: Pair, purposes: tuple[str, ...], now: datetime, but: Iterable[int] = ()
) -> int:
    """How many calls had not been made yet. `but` are the visits that stand."""
    return await withdraw_calls(about(found.id), purposes, now, tuple(of_visit(one) for one in but))


async def say_nothing_more(found: Pair, now: datetime, but: Iterable[int] = ()) -> None:
    """It is over, or rests: no call is made and no mail goes out any more, a name with its number above all. A mail does
    not know of which visit it is: while some stand, those about visits go out.
    """
    await no_longer_say(found, EVERYTHING, now, but)
    await withdraw_mails(about(found.id), set(EVERYTHING) - (OF_ONE_VISIT if tuple(but) else frozenset()))
    await withdraw_all(about_proposal(found.proposal_id), now)


async def no_longer_say_of(found: Pair, visit_id: int, purposes: tuple[str, ...], now: datetime) -> int:
    """Of this visit alone: what we wanted to say of the others is still true."""
    return await withdraw_calls_of_part(about(found.id), of_visit(visit_id), purposes, now)


def about(engagement_id: int) -> str:
    return f"engagement:{engagement_id}"


def of_visit(visit_id: int) -> str:
    return f"visit:{visit_id}"


@dataclass(frozen=True, slots=True)
class Stepping:
    """A stand-in, whom they visit, and when: for this one visit."""

    visit: int
    stand_in: Contact
    asker: Contact
    at: datetime


async def tell_stand_in(going: Stepping, found: Pair, now: datetime) -> None:
    stand_in = going.stand_in
    message = words(
        "engagements/messages/stand_in_goes.txt",
        to=stand_in, asker=going.asker, found=found, category=found.category, code_word=found.code_word,
        moment=going.at, office=await office(),
    )  # fmt: skip
    part = of_visit(going.visit)
    occasion = Occasion(STAND_IN_GOES, about(found.id), None, now, part, going.at, going.at)
    await tell(stand_in.recipient, message, occasion, now)


async def call_stand_in_off(stand_in: Contact, visit_id: int, at: datetime, now: datetime) -> None:
    """Somebody calls, whatever the reason is: also when it is one that no message should bring."""
    if stand_in.is_reachable:
        message = words(
            "engagements/messages/stand_in_stays.txt", to=stand_in, moment=at, office=await office()
        )
        occasion = Occasion("stand_in_stays", of_visit(visit_id), None, now, happens_at=at, matters_until=at)
        await ask_to_call(called_first(stand_in), message, occasion, now)


async def say_thanks_for_coming(stand_in: Contact, visit_id: int, at: datetime, now: datetime) -> None:
    if stand_in.is_reachable:
        message = words(
            "engagements/messages/stand_in_thanks.txt", to=stand_in, moment=at, office=await office()
        )
        due = add_office_days(now, CALL_WITHIN)
        await tell(
            stand_in.recipient, message, Occasion("stand_in_thanks", of_visit(visit_id), None, due), now
        )


async def say_state(found: Pair, now: datetime) -> None:
    """Each on their own way, unless the office has said it already: see outbox.calls.told_already."""
    await tell_sides(STATE, found, Side, now, sentence=_(_GOES_ON[found.status]))


_GOES_ON = {
    EngagementState.TRIAL: "Jetzt beginnt Ihre Probezeit. Sie dauert vier Wochen. Dann rufen wir Sie an.",
    EngagementState.RUNNING: "Wie schön, dass es gut läuft! Machen Sie weiter so.",
}
