"""What the pages of an offer and of a request have in common."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar.response import Redirect

from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Doer
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.helping.going_back import after
from mittendrin.desks.office.orders import refuse_undecided
from mittendrin.engagements.queries import stand_ins_of
from mittendrin.outbox.calls import told_already
from mittendrin.volunteering.deciding import decide_offer_and_tell, decide_request_and_tell
from mittendrin.volunteering.state_words import button_to
from mittendrin.volunteering.states import OfferState, RequestState, State
from mittendrin.volunteering.story import OfferStory, RequestStory
from mittendrin.volunteering.tables import HelpRequest, Offer
from mittendrin.volunteering.telling import DECISION
from mittendrin.web.forms import Form


@dataclass(frozen=True, slots=True)
class Decision:
    """What a clerk may decide about: `subject` in the log, `page` below the desk, and the act."""

    subject: str
    page: str
    table: Any
    states: type[OfferState] | type[RequestState]
    decide: Callable[[int, Any, str, Doer, datetime], Awaitable[None]]

    async def made(self, number: int, form: Form, by: Doer, now: datetime) -> Redirect:
        """Raises Refused or Invalid. Whoever has just heard it is not told again."""
        to = form.choice("stand", self.states) or refuse_undecided()
        reason = form.line("an-wen" if to is RequestState.REFERRED else "grund")
        form.check()
        try:
            async with transaction():
                await self.decide(number, to, reason, by, now)
                if form.value("gesagt"):
                    await told_already(f"{self.subject}:{number}", (DECISION,), by, now)
        except Refused:
            if not await self._is_made(number, to, reason, by):
                raise
        return after(form, f"{self.page}/{number}")

    async def _is_made(self, number: int, to: State, reason: str, by: Doer) -> bool:
        """The same sent twice."""
        as_wished = await self.table.exists().where(self.table.id == number, self.table.status == to.value)
        return as_wished and await did_last(f"{self.subject}.decided", f"{self.subject}:{number}", by, reason)


OF_OFFER = Decision("offer", "angebote", Offer, OfferState, decide_offer_and_tell)
OF_REQUEST = Decision("help_request", "gesuche", HelpRequest, RequestState, decide_request_and_tell)


async def people_on_page(story: OfferStory | RequestStory) -> list[int | None]:
    """Whose data the page shows, with those who come instead."""
    return [*story.people, *await stand_ins_of(story.engagements)]


def next_steps(steps: Sequence[OfferState | RequestState], best: State, why_not: str) -> dict[str, Any]:
    """In the order in which things go on. No button that is sure to be refused: in the place of the best one stands why.

    Whoever offers help is met first; a request is opened as soon as all is clear.
    """
    offered = [one for one in type(best) if one in steps and not (why_not and one is best)]
    to_go = best in steps
    likely = best if isinstance(best, RequestState) else next(iter(offered), best)
    return {
        "buttons": {one.value: button_to(one) for one in offered},
        "why_not": why_not if to_go else "",
        "next_step": likely.value if to_go and not why_not else "",
    }
