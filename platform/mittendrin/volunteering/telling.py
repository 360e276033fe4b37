"""What both sides are told, each on their own way: mail, call or letter; the office owns the calls."""

from datetime import datetime
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.outbox.actions import Occasion, ask_to_call, tell, withdraw_calls
from mittendrin.outbox.calls import still_called_about
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.people.rules import Contact, called_first
from mittendrin.places.queries import office
from mittendrin.volunteering.sides import ProposalView, Side, by_id
from mittendrin.volunteering.states import ProposalState
from mittendrin.volunteering.tables import HelpRequest, Offer

ASKING_VOLUNTEER, ASKING_REQUESTER = (
    ("ask_volunteer", "volunteer_silent"),
    ("ask_requester", "requester_silent"),
)
ASKING = (*ASKING_VOLUNTEER, *ASKING_REQUESTER)
SILENT = {
    ProposalState.ASKED_VOLUNTEER: "volunteer_silent",
    ProposalState.ASKED_REQUESTER: "requester_silent",
}
# Somebody has said yes, and the helper gives more already than they wanted.
YES_UNSETTLED = "yes_unsettled"
CALL_WITHIN = 1  # office day
STILL_THERE, OFFER_SILENT = "still_there", "offer_silent"
ASK_VOLUNTEER_AGAIN = "ask_volunteer_again"
ASKED_ABOUT_OFFER = (STILL_THERE, OFFER_SILENT, ASK_VOLUNTEER_AGAIN)
PROMISED_CALL, ASK_AGAIN, DECISION, CHANGED = "promised_call", "ask_again", "decided", "content_changed"
STILL_TALKING, STILL_CLARIFYING, STILL_LOOKING = "still_talking", "still_clarifying", "still_looking"
WIDEN = "widen_search"
# What the next decision makes untrue or unnecessary.
UNTIL_DECIDED = (PROMISED_CALL, DECISION, STILL_TALKING, STILL_CLARIFYING, STILL_LOOKING, WIDEN)


async def ask_volunteer(proposal_id: int, now: datetime) -> None:
    await tell_side("volunteering/messages/ask_volunteer.txt", await by_id(proposal_id, Side.VOLUNTEER), now)


async def ask_requester(proposal_id: int, now: datetime) -> None:
    await tell_side("volunteering/messages/ask_requester.txt", await by_id(proposal_id, Side.REQUESTER), now)


async def thank(proposal_id: int, now: datetime) -> None:
    """Somebody said yes and nothing came of it; why is nobody's business."""
    await tell_side("volunteering/messages/not_this_time.txt", await by_id(proposal_id, Side.VOLUNTEER), now)


async def call_question_off(proposal_id: int, side: Side, now: datetime) -> None:
    """Somebody was asked and need not answer any more; why is nobody's business."""
    await tell_side("volunteering/messages/question_settled.txt", await by_id(proposal_id, side), now)


async def say_time_is_over(view: ProposalView, now: datetime) -> None:
    """Without a word about blame, or about the other."""
    await tell_side("volunteering/messages/time_is_over.txt", view, now)


async def ask_once_more(view: ProposalView, purpose: str, now: datetime) -> None:
    """Whoever has not answered is called; without a number, written to again."""
    message = words(f"volunteering/messages/{_ASKED_BY[view.side]}.txt", view=view, office=await office())
    due = _due(view, now)
    await tell(called_first(view.to), message, Occasion(purpose, about(view.id), owner=None, due_at=due), now)


_ASKED_BY = {Side.VOLUNTEER: "ask_volunteer", Side.REQUESTER: "ask_requester"}


async def no_longer_ask(proposal_id: int, now: datetime) -> int:
    """Inside the transaction of whatever settled the question. How many of us had not called yet to ask it."""
    await withdraw_calls(about(proposal_id), (YES_UNSETTLED,), now)
    return await withdraw_calls(about(proposal_id), ASKING, now)


async def yes_waits_for_office(proposal_id: int) -> bool:
    """Nobody has called about it yet."""
    return about(proposal_id) in await still_called_about((YES_UNSETTLED,))


async def call_about_yes(said_by: ProposalView, now: datetime) -> None:
    """The helper decides whether it may be one more, so they are called, whoever has said yes last."""
    view = await by_id(said_by.id, Side.VOLUNTEER)
    message = words(
        f"volunteering/messages/{YES_UNSETTLED}.txt", view=view, said_by=said_by.side, office=await office()
    )
    occasion = Occasion(YES_UNSETTLED, about(view.id), None, add_office_days(now, CALL_WITHIN))
    await ask_to_call(called_first(view.to), message, occasion, now)


async def tell_side(template: str, view: ProposalView, now: datetime, **said: object) -> None:
    """One side of a proposal. The name of the template says for which purpose."""
    if not view.to.is_reachable:
        return
    message = words(template, view=view, office=await office(), **said)
    purpose = template.rpartition("/")[2].removesuffix(".txt")
    to = Recipient(view.to.name, view.to.email, view.to.phone, view.to.address)
    await tell(to, message, Occasion(purpose, about(view.id), owner=None, due_at=_due(view, now)), now)


def _due(view: ProposalView, now: datetime) -> datetime:
    """Whoever is asked is called before they have to have answered."""
    usual = add_office_days(now, CALL_WITHIN)
    return min(usual, view.answer_until) if view.waits else usual


def about(proposal_id: int) -> str:
    return f"proposal:{proposal_id}"


async def confirm_decision(table: Any, row_id: int, sentence: str, now: datetime) -> None:
    """On the person's own way, unless the office has said it already: see outbox.calls.told_already."""
    person = await person_behind(table, row_id)
    if sentence and person.is_reachable:
        recipient = Recipient(person.name, person.email, person.phone, person.address)
        what = await _asked_for(table, row_id)
        await _tell_person(DECISION, recipient, about_row(table, row_id), now, sentence=sentence, what=what)


async def _asked_for(table: Any, row_id: int) -> str:
    """Whoever has several requests has to know which one it is."""
    if table is Offer:
        return ""
    row = await HelpRequest.select(HelpRequest.what).where(HelpRequest.id == row_id).first()
    return row["what"] if row else ""


async def tell_of_change(table: Any, row_id: int, listed: str, now: datetime) -> None:
    """On the person's own way: what they offer or ask for says something new, as somebody else has told us."""
    person = await person_behind(table, row_id)
    if person.is_reachable:
        to = Recipient(person.name, person.email, person.phone, person.address)
        what = _("Ihr Angebot") if table is Offer else _("Ihr Gesuch")
        await _tell_person(CHANGED, to, about_row(table, row_id), now, listed=listed, what=what)


async def call_who_waits(purpose: str, table: Any, row_id: int, now: datetime) -> None:
    """Nobody has called, or gone on, within the office days that are meant for it."""
    await _call_person(purpose, table, row_id, now)


async def ask_again_as_wished(request_id: int, path: str, now: datetime, over: str = "") -> None:
    """ "Fragen Sie mich in 3 Monaten wieder.", or in words which day is over: by telephone, else with a link."""
    person = await person_behind(HelpRequest, request_id)
    if person.is_reachable:
        to = called_first(person)
        await _tell_person(ASK_AGAIN, to, about_row(HelpRequest, request_id), now, path=path, over=over)


async def ask_whether_it_still_stands(offer_id: int, path: str, now: datetime) -> None:
    """ "Gilt Ihr Angebot noch?" """
    await _ask_about_offer(STILL_THERE, offer_id, path, now)


async def ask_volunteer_again(offer_id: int, path: str, now: datetime) -> None:
    """Three months have passed since "Gerade nicht"."""
    await _ask_about_offer(ASK_VOLUNTEER_AGAIN, offer_id, path, now)


async def _ask_about_offer(purpose: str, offer_id: int, path: str, now: datetime) -> None:
    person = await person_behind(Offer, offer_id)
    if person.is_reachable:
        to = Recipient(person.name, person.email, person.phone, person.address)
        await _tell_person(purpose, to, about_row(Offer, offer_id), now, path=path)


async def call_about_offer(offer_id: int, path: str, now: datetime) -> None:
    """What we wrote was not answered. Without a number the clerk finds another way to the person."""
    person = await person_behind(Offer, offer_id)
    due = add_office_days(now, CALL_WITHIN)
    occasion = Occasion(OFFER_SILENT, about_row(Offer, offer_id), owner=None, due_at=due)
    to = called_first(person)
    if person.phone:
        message = words(
            f"volunteering/messages/{STILL_THERE}.txt", to=person, office=await office(), path=path
        )
        await tell(to, message, occasion, now)
    else:
        message = words(f"volunteering/messages/{OFFER_SILENT}.txt", to=person, office=await office())
        await ask_to_call(to, message, occasion, now)


async def _call_person(purpose: str, table: Any, row_id: int, now: datetime) -> None:
    person = await person_behind(table, row_id)
    if person.is_reachable:
        await _tell_person(purpose, called_first(person), about_row(table, row_id), now)


async def _tell_person(purpose: str, to: Recipient, subject: str, now: datetime, **said: object) -> None:
    message = words(f"volunteering/messages/{purpose}.txt", to=to, office=await office(), **said)
    due = add_office_days(now, CALL_WITHIN)
    await tell(to, message, Occasion(purpose, subject, owner=None, due_at=due), now)


async def person_behind(table: Any, row_id: int) -> Contact:
    """Of an offer or a request; empty when they are forgotten."""
    who = table.person
    row = await table.select(who.name, who.phone, who.email, who.address).where(table.id == row_id).first()
    return Contact(*((row or {}).get(f"person.{key}") or "" for key in ("name", "phone", "email", "address")))


def about_row(table: Any, row_id: int) -> str:
    return f"{'offer' if table is Offer else 'help_request'}:{row_id}"
