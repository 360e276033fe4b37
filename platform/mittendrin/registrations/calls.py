"""What came of a call about a sign-up: the person signs off, takes the offered seat, or simply knows now."""

from dataclasses import replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Channel, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox import calls
from mittendrin.outbox.calls import CallLine, Outcome
from mittendrin.outbox.rules import CallResult, CallState, Way
from mittendrin.registrations import actions, queries, seats
from mittendrin.registrations.queries import RegistrationView
from mittendrin.registrations.tables import Registration

KIND = "registration:"
# What a sign-up or a yes puts on the call list, and what is said in the same conversation.
AGREED = ("confirmed", "waiting")
NEWS, QUESTION = ("called_off", "event_called_off", "too_large", "copy"), "offered"
ANSWERS = {CallResult.SIGNS_OFF, CallResult.ACCEPTS}
RESULT_WORDS: dict[CallResult, str] = {
    CallResult.REACHED: "erreicht",
    CallResult.ACCEPTS: "nimmt an",
    CallResult.SIGNS_OFF: "sagt ab",
    CallResult.NOT_REACHED: "nicht erreicht",
    CallResult.VOICE_MAIL: "auf Band gesprochen",
}
LETTER_IS_OUT = "Brief ist unterwegs"


def results_for(call: CallLine) -> tuple[CallResult, ...]:
    """The buttons of a line, the best outcome first."""
    if call.way is Way.LETTER:
        return (CallResult.REACHED,)
    if not call.about.startswith(KIND):
        return (CallResult.REACHED, CallResult.NOT_REACHED)
    if call.purpose in NEWS:
        return (CallResult.REACHED, CallResult.NOT_REACHED, CallResult.VOICE_MAIL)
    best = CallResult.ACCEPTS if call.purpose == QUESTION else CallResult.REACHED
    return (best, CallResult.SIGNS_OFF, CallResult.NOT_REACHED, CallResult.VOICE_MAIL)


def result_buttons(call: CallLine) -> dict[str, str]:
    """What is sent, and what the button says."""
    if call.way is Way.LETTER:
        return {CallResult.REACHED.value: _(LETTER_IS_OUT)}
    return {result.value: _(RESULT_WORDS[result]) for result in results_for(call)}


def leaves_open(call: CallLine, result: CallResult) -> bool:
    """What a machine has recorded is told; a question still needs its answer."""
    return result is CallResult.NOT_REACHED or (call.purpose == QUESTION and result is CallResult.VOICE_MAIL)


async def note_result(call_id: int, outcome: Outcome, by: Doer, now: datetime) -> CallLine:
    """The call as it is afterwards. Raises Refused when it is settled already, or for a result it cannot have."""
    call = await calls.call(call_id)
    if outcome.result not in results_for(call):
        raise Refused(_("Dieses Ergebnis passt nicht zu diesem Anruf."))
    async with transaction():
        registration = await _held(call) if outcome.result in ANSWERS else None
        if leaves_open(call, outcome.result):
            await calls.note_try(call_id, outcome)
        else:
            await calls.finish(call_id, outcome, by, now)
        what = Act(f"call.{outcome.result.value}", call.about, title=call.headline, reason=outcome.note)
        await record(what, by, now)
        if registration:
            await _answer(registration, outcome.result, by, now)
    return await calls.call(call_id)


async def _held(call: CallLine) -> RegistrationView:
    """Seats first, then messages: the order of all acts here."""
    registration = await registration_of(call)
    if registration is None:
        raise Refused(_("Diese Anmeldung gibt es nicht mehr."))
    await seats.hold(seats.holder_of(registration.target))
    return registration


async def _answer(registration: RegistrationView, result: CallResult, by: Doer, now: datetime) -> None:
    caller = replace(by, channel=Channel.PHONE, on_behalf_of=registration.name)
    if result is CallResult.SIGNS_OFF:
        await actions.sign_off(registration, caller, now)
        return
    await actions.accept_offer(registration, caller, now)
    await calls.told_already(subject_of(registration), AGREED, by, now)


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


async def open_letter(registration: RegistrationView, purpose: str) -> int | None:
    """The task that is done when the letter about this has been printed and posted."""
    found = await calls.calls_about([subject_of(registration)])
    return next(
        (one.id for one in found if one.open and one.way is Way.LETTER and one.purpose == purpose), None
    )


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
