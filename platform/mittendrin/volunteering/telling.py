"""What both sides are told, each on their own way: mail, call or letter; the office owns the calls."""

from datetime import datetime

from mittendrin.core.calendar_days import add_office_days
from mittendrin.outbox.actions import Occasion, ask_to_call, tell, withdraw_calls
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.volunteering.sides import ProposalView, Side, by_id
from mittendrin.volunteering.states import ProposalState

ASKING = ("ask_volunteer", "ask_requester", "volunteer_silent", "requester_silent")
SILENT = {
    ProposalState.ASKED_VOLUNTEER: "volunteer_silent",
    ProposalState.ASKED_REQUESTER: "requester_silent",
}
CALL_WITHIN = 1  # office day


async def ask_volunteer(proposal_id: int, now: datetime) -> None:
    await tell_side("volunteering/messages/ask_volunteer.txt", await by_id(proposal_id, Side.VOLUNTEER), now)


async def ask_requester(proposal_id: int, now: datetime) -> None:
    await tell_side("volunteering/messages/ask_requester.txt", await by_id(proposal_id, Side.REQUESTER), now)


async def thank(proposal_id: int, now: datetime) -> None:
    """Somebody said yes and nothing came of it; why is nobody's business."""
    await tell_side("volunteering/messages/not_this_time.txt", await by_id(proposal_id, Side.VOLUNTEER), now)


async def call_after_silence(view: ProposalView, purpose: str, now: datetime) -> None:
    """Whoever has not answered a mail is called, if there is a number."""
    message = words(f"volunteering/messages/{_ASKED_BY[view.side]}.txt", view=view, office=await office())
    to = Recipient(view.to.name, "" if view.to.phone else view.to.email, view.to.phone, view.to.address)
    due = add_office_days(now, CALL_WITHIN)
    await ask_to_call(to, message, Occasion(purpose, about(view.id), owner=None, due_at=due), now)


_ASKED_BY = {Side.VOLUNTEER: "ask_volunteer", Side.REQUESTER: "ask_requester"}


async def no_longer_ask(proposal_id: int, now: datetime) -> None:
    """Inside the transaction of whatever settled the question."""
    await withdraw_calls(about(proposal_id), ASKING, now)


async def tell_side(template: str, view: ProposalView, now: datetime, **said: object) -> None:
    """One side of a proposal. The name of the template says for which purpose."""
    if not view.to.is_reachable:
        return
    message = words(template, view=view, office=await office(), **said)
    purpose = template.rpartition("/")[2].removesuffix(".txt")
    to = Recipient(view.to.name, view.to.email, view.to.phone, view.to.address)
    due = add_office_days(now, CALL_WITHIN)
    await tell(to, message, Occasion(purpose, about(view.id), owner=None, due_at=due), now)


def about(proposal_id: int) -> str:
    return f"proposal:{proposal_id}"
