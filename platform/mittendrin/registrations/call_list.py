"""Today's calls of the office or of an organisation, as lines with their buttons."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.german import show_day_short, show_time
from mittendrin.core.language import _
from mittendrin.outbox.calls import CallLine, done_calls, open_calls, passed_calls
from mittendrin.outbox.rules import CallResult, Way
from mittendrin.registrations.calls import (
    LATE_LETTER,
    LETTER_IS_OUT,
    Caller,
    leaves_open,
    people_behind,
    result_words,
    sign_off_words,
    wholes_of,
)
from mittendrin.registrations.signing_off import given_up_words, words_about

# A week with a weekend: whoever was away reads whom nobody has called.
PASSED_SHOWN = timedelta(days=7)
# Nobody is called by the minute: what is due then is due that day.
LAST_MINUTE = time(23, 59)
# By what a call is about: the word in the address of its page, and what it is.
HELPING = {
    "engagement": ("einsaetze", "Einsatz {n}"),
    "help_request": ("gesuche", "Gesuch {n}"),
    "offer": ("angebote", "Angebot {n}"),
    "proposal": ("vorschlaege", "Vorschlag {n}"),
    "visit": ("besuche", "Besuch {n}"),
}


@dataclass(frozen=True, slots=True)
class CallRow:
    """`buttons` are results with their words, `said` those of "sagt ab" where it means more or less than that;
    `outcome` says what came of it; `person_id` is None when nobody single is meant.
    """

    call: CallLine
    person_id: int | None
    due: str
    overdue: bool
    buttons: dict[str, str]
    mine: bool
    said: str
    links: dict[str, str]
    outcome: str
    late: bool

    @property
    def is_letter(self) -> bool:
        return self.call.way is Way.LETTER

    @property
    def page(self) -> str:
        """Where the office notes down what came of a call about helping; empty for anything else."""
        kind, _colon, number = self.call.about.partition(":")
        return f"{HELPING[kind][0]}/{number}" if kind in HELPING else ""

    @property
    def page_name(self) -> str:
        """Tells pages apart that are about the same person: "Gesuch 28"."""
        kind, _colon, number = self.call.about.partition(":")
        return _(HELPING[kind][1], n=number) if kind in HELPING else ""

    @property
    def script(self) -> str:
        """As it is read out. About helping only the office rings, and says first who it is, where the words do not begin
        with that themselves: those of a farewell, or for a relative.
        """
        said, is_spoken_to = self.call.script, self.call.reached_at.startswith("+")
        if not (self.page and is_spoken_to) or said.startswith(_("Guten Tag")):
            return said
        return f"{_('Guten Tag {name}, hier ist das Seniorenbüro.', name=self.call.name)} {said}"

    @property
    def last_try(self) -> str:
        """ "2 Versuche, zuletzt: nicht erreicht" """
        if not self.call.tries or self.call.result is None:
            return ""
        times = _("{n} Versuche", n=self.call.tries) if self.call.tries > 1 else _("1 Versuch")
        return _("{mal}, zuletzt: {wie}", mal=times, wie=self.outcome)


@dataclass(frozen=True, slots=True)
class CallList:
    """What is to be called, what to be written, what is done today, and what nobody heard in time."""

    calls: list[CallRow]
    letters: list[CallRow]
    done: list[CallRow]
    passed: list[CallRow]

    @property
    def taken(self) -> int:
        return sum(row.call.taken_by is not None for row in self.calls)

    @property
    def untaken(self) -> int:
        return len(self.calls) - self.taken


async def call_list_of(owner: int | None, caller: Caller, now: datetime) -> CallList:
    """`owner` None is the office."""
    rows = await call_rows(await open_calls(owner), caller, now)
    midnight = at_local(local_day(now), datetime.min.time())
    done = await call_rows(await done_calls(owner, midnight), caller, now)
    return CallList(
        calls=[row for row in rows if not row.is_letter],
        letters=[row for row in rows if row.is_letter],
        done=done,
        passed=await call_rows(await passed_calls(owner, midnight - PASSED_SHOWN), caller, now),
    )


async def call_rows(calls: list[CallLine], caller: Caller, now: datetime) -> list[CallRow]:
    people = await people_behind([call.about for call in calls])
    wholes = await wholes_of(calls, now)
    said = {one.id: words_about(one.part, wholes[one.id]) for one in calls if one.id in wholes}
    given_up = {one.id: given_up_words(one.part, wholes[one.id]) for one in calls if one.id in wholes}
    return [
        CallRow(
            call=call,
            person_id=people.get(call.about),
            due=due_words(call.due_at, now),
            overdue=call.open and call.due_at < now,
            buttons=_buttons(call, caller, said.get(call.id, ""), now),
            mine=call.taken_by == caller.by.account_id,
            said=said.get(call.id, ""),
            links=caller.links_for(call) if call.open else {},
            outcome=caller.outcome_of(call, given_up.get(call.id, "")),
            late=call.open and call.comes_too_late(now),
        )
        for call in calls
    ]


def _buttons(call: CallLine, caller: Caller, said: str, now: datetime) -> dict[str, str]:
    if call.comes_too_late(now):
        return {result.value: _(words) for result, words in LATE_LETTER.items()}
    return caller.buttons_for(call, said)


async def result_sentence(call: CallLine, now: datetime) -> str:
    """What the page says after a result was noted."""
    if call.result is None:
        return ""
    if call.way is Way.LETTER:
        words = LATE_LETTER[call.result] if call.comes_too_late(now) else LETTER_IS_OUT
        left = " " + _("Der Brief bleibt auf der Liste.") if leaves_open(call, call.result) else ""
        return _("{name}: {wie}.", name=call.name, wie=_(words)) + left
    stays = " " + _("Der Anruf bleibt auf der Liste.") if leaves_open(call, call.result) else ""
    thanks = (
        " " + _("Sagen Sie bitte Danke fürs Bescheidgeben.") if call.result is CallResult.SIGNS_OFF else ""
    )
    said = (await sign_off_words([call], now)).get(call.id, "")
    return _("{name}: {wie}.", name=call.name, wie=result_words(call.result, said)) + stays + thanks


def due_words(due: datetime, now: datetime) -> str:
    """ "12 Uhr" or, at its end, "heute"; "Dienstag, 12. Januar" otherwise."""
    day = local_day(due)
    if day == local_day(now):
        moment = to_local(due).time().replace(second=0, microsecond=0)
        return _("heute") if moment >= LAST_MINUTE else show_time(moment)
    if day == local_day(now) + timedelta(days=1):
        return _("morgen")
    return show_day_short(day)
