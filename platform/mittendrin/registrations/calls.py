"""What came of a call: somebody was reached or not, and to some calls there is an answer.

Rooms above say what can be answered to theirs; the desks put them together.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox import calls
from mittendrin.outbox.calls import CallLine, Outcome
from mittendrin.outbox.rules import CallResult, CallState, Way
from mittendrin.people.trusted import Scope, refuse_outside
from mittendrin.registrations import actions, queries, signing_off
from mittendrin.registrations.queries import RegistrationView, TargetView
from mittendrin.registrations.tables import Registration

KIND = "registration:"
# What a sign-up or a yes puts on the call list, and what is said in the same conversation.
AGREED = ("confirmed", "waiting")
NEWS = ("called_off", "event_called_off", "too_large", "copy", "left_free", "comes_after_all")
QUESTION = "offered"
# Whoever says no to these gives up nothing yet.
ASKS_FOR_A_SEAT = (QUESTION, "waiting")
RESULT_WORDS: dict[CallResult, str] = {
    CallResult.REACHED: "erreicht",
    CallResult.ACCEPTS: "nimmt an",
    CallResult.LATER: "gerade nicht",
    CallResult.SIGNS_OFF: "sagt ab",
    CallResult.NOT_REACHED: "nicht erreicht",
    CallResult.VOICE_MAIL: "auf Band gesprochen",
}
PASSED = {Way.CALL: "niemand hat angerufen", Way.LETTER: "kein Brief geschrieben"}
LETTER_IS_OUT, SAID_ANOTHER_WAY = "Brief ist unterwegs", "weiß Bescheid"
# For a letter that would come too late: somebody has to say it.
LATE_LETTER: dict[CallResult, str] = {
    CallResult.REACHED: SAID_ANOTHER_WAY,
    CallResult.NOT_REACHED: "noch niemanden erreicht",
}
# Nobody can answer a machine: these are done when two people have talked. Some are named by rooms above.
ASKS = ("ask_", "ride_asked", "volunteer_silent", "requester_silent")
TALKS = frozenset(
    {
        "offered", "fill_by_telephone", "too_few", "call_back", "barrier_reported", "incident", "farewell", "farewell_mistake",
        "ask_back", "promised_call", "ask_again", "still_there", "offer_silent", "check_in", "check_in_silent", "visit_helper_cannot",
        "meeting_called_off", "meeting_again", "visits_rest", "visits_again", "visits_in_pause", "widen_search",
        "ride_arrange",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody can say to a call. `hold` comes first: every act holds what it changes before its messages.

    Where more has to be asked first, `page` is where below the call, and a link stands instead of a button. `then` is
    where below the desk it goes on, with the {number} of what the call is about; where something is `read_out` there, it is
    for the person alone. `said` says afterwards what it was that somebody said yes or no to.
    """

    hold: Callable[[CallLine], Awaitable[object]]
    act: Callable[[CallLine, Doer, datetime], Awaitable[None]]
    page: str = ""
    then: str = ""
    read_out: bool = False
    said: str = ""


Answers = Mapping[CallResult, Answer]


def no_answers(_call: CallLine) -> Answers:
    return {}


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sits at the telephone of a desk. `answers_to` knows all the rooms that this desk calls for."""

    by: Doer
    answers_to: Callable[[CallLine], Answers]

    def results_for(self, call: CallLine) -> tuple[CallResult, ...]:
        """The buttons of a line, the best outcome first."""
        if call.way is Way.LETTER:
            return (CallResult.REACHED, CallResult.NOT_REACHED)
        answers = self.answers_to(call)
        best = CallResult.ACCEPTS if CallResult.ACCEPTS in answers else CallResult.REACHED
        said = (CallResult.LATER, CallResult.SIGNS_OFF)
        others = (one for one in said if one in answers and not answers[one].page)
        return (best, *others, CallResult.NOT_REACHED, CallResult.VOICE_MAIL)

    def buttons_for(self, call: CallLine, said: str = "") -> dict[str, str]:
        """What is sent, and what the button says; `said` instead of "sagt ab"."""
        if call.way is Way.LETTER:
            return {CallResult.REACHED.value: _(LETTER_IS_OUT)}
        return {result.value: result_words(result, said) for result in self.results_for(call)}

    def goes_on(self, call: CallLine, outcome: Outcome) -> str:
        """Below the desk, when there is something to do or to read out now; empty for the list."""
        answer = self.answers_to(call).get(outcome.result)
        if answer is None or (answer.read_out and outcome.speaker):
            return ""
        return answer.then.format(number=call.number)

    def outcome_of(self, call: CallLine, given_up: str = "") -> str:
        """What came of it, to be read later without the buttons; `given_up` is what only the sign-up knows."""
        if call.result is None:
            return _(PASSED[call.way]) if call.passed else _("erledigt")
        if call.way is Way.LETTER and call.result is CallResult.REACHED:
            # Of a letter that came too late, somebody has told them.
            late = call.comes_too_late(call.done_at or call.created_at)
            return _(SAID_ANOTHER_WAY) if late else _(LETTER_IS_OUT)
        answer = self.answers_to(call).get(call.result)
        said = _(answer.said) if answer and answer.said else result_words(call.result)
        return given_up if given_up and call.result is CallResult.SIGNS_OFF else said

    def links_for(self, call: CallLine) -> dict[str, str]:
        """Below the call, where more has to be asked first, and what the link says."""
        answers = {} if call.way is Way.LETTER else self.answers_to(call)
        return {one.page: f"{result_words(result)} …" for result, one in answers.items() if one.page}


def result_words(result: CallResult, said: str = "") -> str:
    return said if said and result is CallResult.SIGNS_OFF else _(RESULT_WORDS[result])


def leaves_open(call: CallLine, result: CallResult) -> bool:
    """What a machine has recorded is told; a question still needs its answer."""
    if call.way is Way.LETTER:
        return result is CallResult.NOT_REACHED
    return result is CallResult.NOT_REACHED or (result is CallResult.VOICE_MAIL and _is_a_talk(call))


def _is_a_talk(call: CallLine) -> bool:
    return call.purpose in TALKS or call.purpose.startswith(ASKS)


async def note_result(call_id: int, outcome: Outcome, caller: Caller, now: datetime) -> CallLine:
    """The call as it is afterwards. Raises Refused when it is settled otherwise, or for a result it cannot have."""
    call = await calls.call(call_id)
    if outcome.result not in caller.results_for(call):
        raise Refused(_("Dieses Ergebnis passt nicht zu diesem Anruf."))
    try:
        await settle(call, outcome, caller.answers_to(call).get(outcome.result), caller.by, now)
    except Refused:
        if not (await calls.call(call_id)).is_settled_as(outcome, caller.by):
            raise
    return await calls.call(call_id)


async def settle(call: CallLine, outcome: Outcome, answer: Answer | None, clerk: Doer, now: datetime) -> None:
    """The result and what follows from it, or neither."""
    clerk = replace(clerk, speaker=outcome.speaker)
    async with transaction():
        if answer:
            await answer.hold(call)
        what = Act(f"call.{outcome.result.value}", call.about, title=call.headline, reason=outcome.note)
        if not leaves_open(call, outcome.result):
            await calls.finish(call.id, outcome, clerk, now)
        elif await _noted_already(call.id, outcome, what, clerk):
            return
        else:
            await calls.note_try(call.id, outcome)
        await record(what, clerk, now)
        if answer:
            by = replace(clerk, channel=Channel.PHONE, on_behalf_of=call.name[:120])
            await answer.act(call, by, now)


async def _noted_already(call_id: int, outcome: Outcome, what: Act, clerk: Doer) -> bool:
    """The same button pressed twice; a colleague's try meanwhile is another one."""
    if outcome.tries is None or await calls.tries_of(call_id) <= outcome.tries:
        return False
    return await did_last(what.name, what.subject, clerk, what.reason)


def answers_to(call: CallLine) -> Answers:
    """To calls about a sign-up: take the offered seat, or sign off."""
    if not call.about.startswith(KIND) or call.purpose in NEWS:
        return {}
    gives_up = _GIVES_UP.get(call.purpose, "sagt den Termin ab")
    signs_off = {CallResult.SIGNS_OFF: Answer(_hold_seats, _sign_off, said=gives_up)}
    if call.purpose == QUESTION:
        return {CallResult.ACCEPTS: Answer(_hold_seats, _accept, said="nimmt den Platz an")} | signs_off
    return signs_off


_GIVES_UP = {QUESTION: "lehnt den Platz ab", "waiting": "will nicht mehr warten"}


async def _hold_seats(call: CallLine) -> None:
    registration = await registration_of(call)
    if registration is None:
        raise Refused(_("Diese Anmeldung gibt es nicht mehr."))
    await signing_off.hold_about(call.part, registration)


async def _sign_off(call: CallLine, by: Doer, now: datetime) -> None:
    await _refuse_strangers(call, by)
    await signing_off.sign_off_about(call.part, await queries.by_id(call.number), by, now)


async def sign_off_words(lines: list[CallLine], now: datetime) -> dict[int, str]:
    """By call: what "sagt ab" means to a course or a regular place. To all others it means what it says."""
    wholes = await wholes_of(lines, now)
    return {one.id: signing_off.words_about(one.part, wholes[one.id]) for one in lines if one.id in wholes}


async def wholes_of(lines: list[CallLine], now: datetime) -> dict[int, TargetView]:
    """The course or the regular place, by call."""
    asking = [one for one in lines if one.about.startswith(KIND) and one.purpose not in ASKS_FOR_A_SEAT]
    ids = {one.number for one in asking}
    if not ids:
        return {}
    reg = Registration
    rows = await reg.select(reg.id, reg.event).where(reg.id.is_in(list(ids)), reg.occurrence.is_null())
    wholes = {event: await signing_off.whole_of(event, now) for event in {row["event"] for row in rows}}
    views = {row["id"]: wholes[row["event"]] for row in rows}
    return {one.id: views[one.number] for one in asking if one.number in views}


async def _accept(call: CallLine, by: Doer, now: datetime) -> None:
    await _refuse_strangers(call, by)
    registration = await queries.by_id(call.number)
    await actions.accept_offer(registration, by, now)
    await calls.told_already(subject_of(registration), AGREED, by, now)


async def _refuse_strangers(call: CallLine, by: Doer) -> None:
    row = await Registration.select(Registration.person).where(Registration.id == call.number).first()
    await refuse_outside(row["person"] if row else None, by.speaker, Scope.SIGN_UPS)


async def registration_of(call: CallLine) -> RegistrationView | None:
    if not call.about.startswith(KIND):
        return None
    try:
        return await queries.by_id(int(call.about.removeprefix(KIND)))
    except NotFound:
        return None


async def calls_of(registrations: list[RegistrationView]) -> list[CallLine]:
    """Why we called, the newest first; what became untrue before anybody called is left out."""
    found = await calls.calls_about([subject_of(one) for one in registrations])
    return [one for one in found if one.state is not CallState.OUTDATED]


async def open_letter(registration: RegistrationView, purpose: str) -> CallLine | None:
    """The task that is done when the letter about this has been printed and posted."""
    found = await calls.calls_about([subject_of(registration)])
    return next((one for one in found if one.open and one.way is Way.LETTER and one.purpose == purpose), None)


async def people_behind(subjects: list[str]) -> dict[str, int]:
    """Ids of the people, by subject; those who are forgotten are left out."""
    ids = [int(subject.removeprefix(KIND)) for subject in subjects if subject.startswith(KIND)]
    if not ids:
        return {}
    reg = Registration
    rows = await reg.select(reg.id, reg.person).where(reg.id.is_in(ids), reg.person.is_not_null())
    return {f"{KIND}{row['id']}": row["person"] for row in rows}


def subject_of(registration: RegistrationView) -> str:
    return f"{KIND}{registration.id}"
