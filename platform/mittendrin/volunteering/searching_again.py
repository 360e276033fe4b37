"""Whoever seeks help and said "Gerade nicht" is asked again after three months: by telephone, else with a link."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import SYSTEM, Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import withdraw_calls
from mittendrin.people.resting import rests, rests_for_certain
from mittendrin.people.rules import Contact
from mittendrin.volunteering.asking_again import LATER
from mittendrin.volunteering.deciding import decide_request
from mittendrin.volunteering.single_days import last_day_wanted, read_days
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import HelpRequest
from mittendrin.volunteering.telling import ASK_AGAIN, about_row, person_behind
from mittendrin.web import signed

PURPOSE = "request"
_DAYS = (HelpRequest.on_days, HelpRequest.wanted_until)
# Asked, and not answered yet.
_WAITS: Any = (HelpRequest.status == RequestState.ON_HOLD.value) & HelpRequest.asked_again_at.is_not_null()


class Search(StrEnum):
    YES = "ja"
    LATER = "spaeter"
    END = "ende"


@dataclass(frozen=True, slots=True)
class SearchView:
    """For the person who asked for help. `rests`: only a call helps, and why is not said. `over`: which day has passed,
    in words; `names_days`: so that a new one is missing.
    """

    id: int
    code: str
    person: Contact
    what: str
    waits: bool
    rests: bool
    over: str
    names_days: bool

    @property
    def path(self) -> str:
        return request_path(self.code)


def request_path(code: str) -> str:
    return f"/gesuch/{code}/{signed.signature(PURPOSE, code)}"


async def request_by_code(code: str, given: str, now: datetime) -> SearchView:
    """Raises NotFound, also for an address that we have not signed, and when it is nobody's any more."""
    if not signed.is_signed(PURPOSE, code, given):
        raise NotFound
    here = (HelpRequest.code == code) & HelpRequest.person.is_not_null()
    columns = (HelpRequest.id, HelpRequest.what, HelpRequest.person, *_DAYS)
    row = await HelpRequest.select(*columns).where(here).first()
    if row is None:
        raise NotFound
    waits = await HelpRequest.exists().where(here & _WAITS)
    person = await person_behind(HelpRequest, row["id"])
    named, until = read_days(row["on_days"]), row["wanted_until"]
    over = over_in_words(named, until) if last_day_is_over(row, now) else ""
    held = await rests(row["person"])
    return SearchView(row["id"], code, person, row["what"], waits, held, over, bool(over and named))


def last_day_is_over(row: dict[str, Any], now: datetime) -> bool:
    last = last_day_wanted(read_days(row["on_days"]), row["wanted_until"])
    return last is not None and last < local_day(now)


def over_in_words(named: tuple[date, ...], until: date | None) -> str:
    last = last_day_wanted(named, until)
    if last is None or last not in named:
        return _("Sie wollten Hilfe bis {day}. Dieser Tag ist vorbei.", day=show_day(until)) if until else ""
    if len(named) == 1:
        return _("Sie wollten Hilfe am {day}. Dieser Tag ist vorbei.", day=show_day(last))
    return _("Sie wollten Hilfe, zuletzt am {day}. Dieser Tag ist vorbei.", day=show_day(last))


async def answer_search(view: SearchView, said: Search, by: Doer, now: datetime) -> None:
    """The same answer twice is one. Raises Refused when it is answered already, and while everything of this person rests."""
    async with transaction():
        await _refuse_quietly(view.id)
        if await _said_already(view.id, said, now):
            return
        answered: dict[Any, Any] = {HelpRequest.asked_again_at: None}
        held = (
            await HelpRequest.update(answered)
            .where((HelpRequest.id == view.id) & _WAITS)
            .returning(HelpRequest.id)
        )
        if not held:
            raise Refused(_("Das haben Sie uns schon gesagt. Danke!"))
        if said is Search.LATER:
            await _rest_on(view.id, by, now)
        else:
            to = RequestState.OPEN if said is Search.YES else RequestState.CLOSED
            await decide_request(view.id, to, "", by, now)
        if said is Search.YES and view.names_days:
            why = _("Der Tag ist vorbei. Fragen Sie bitte nach dem neuen.")
            await decide_request(view.id, RequestState.CLARIFYING, why, SYSTEM, now)


# A yes to what was wanted on a day that has passed goes to the clerk.
_BECOMES = {
    Search.YES: (RequestState.OPEN, RequestState.CLARIFYING),
    Search.LATER: (RequestState.ON_HOLD,),
    Search.END: (RequestState.CLOSED,),
}


async def _said_already(request_id: int, said: Search, now: datetime) -> bool:
    await HelpRequest.update({HelpRequest.status: HelpRequest.status}).where(HelpRequest.id == request_id)
    so = (HelpRequest.id == request_id) & HelpRequest.status.is_in([one.value for one in _BECOMES[said]])
    if said is Search.LATER:
        so &= HelpRequest.ask_again_on == local_day(now) + LATER
    return bool(await HelpRequest.exists().where(so))


async def _refuse_quietly(request_id: int) -> None:
    """Nobody hears from us that something about them is being looked into."""
    row = await HelpRequest.select(HelpRequest.person).where(HelpRequest.id == request_id).first()
    if row and await rests_for_certain(row["person"]):
        raise Refused(_("Rufen Sie uns bitte an."))


async def _rest_on(request_id: int, by: Doer, now: datetime) -> None:
    again: dict[Any, Any] = {HelpRequest.ask_again_on: local_day(now) + LATER}
    await HelpRequest.update(again).where(HelpRequest.id == request_id)
    subject = about_row(HelpRequest, request_id)
    await record(Act("help_request.rests", subject), by, now)
    await withdraw_calls(subject, (ASK_AGAIN,), now)
