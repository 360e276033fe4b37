"""What the pages of an offer and of a request have in common."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from litestar.response import Redirect

from mittendrin.audit.rules import Doer
from mittendrin.database.transactions import transaction
from mittendrin.desks.office.helping.going_back import after
from mittendrin.desks.office.orders import refuse_undecided
from mittendrin.engagements.queries import stand_ins_of
from mittendrin.outbox.calls import told_already
from mittendrin.volunteering.deciding import decide_offer_and_tell, decide_request_and_tell
from mittendrin.volunteering.state_words import button_to
from mittendrin.volunteering.states import OfferState, RequestState, State
from mittendrin.volunteering.story import OfferStory, RequestStory
from mittendrin.volunteering.telling import DECISION
from mittendrin.web.forms import Form


@dataclass(frozen=True, slots=True)
class Decision:
    """What a clerk may decide about: `subject` in the log, `page` below the desk, and the act."""

    subject: str
    page: str
    states: type[OfferState] | type[RequestState]
    decide: Callable[[int, Any, str, Doer, datetime], Awaitable[None]]

    async def made(self, number: int, form: Form, by: Doer, now: datetime) -> Redirect:
        """Raises Refused or Invalid. Whoever has just heard it is not told again."""
        to = form.choice("stand", self.states) or refuse_undecided()
        reason = form.line("an-wen" if to is RequestState.REFERRED else "grund")
        form.check()
        async with transaction():
            await self.decide(number, to, reason, by, now)
            if form.value("gesagt"):
                await told_already(f"{self.subject}:{number}", (DECISION,), by, now)
        return after(form, f"{self.page}/{number}")


OF_OFFER = Decision("offer", "angebote", OfferState, decide_offer_and_tell)
OF_REQUEST = Decision("help_request", "gesuche", RequestState, decide_request_and_tell)


async def people_on_page(story: OfferStory | RequestStory) -> list[int | None]:
    """Whose data the page shows, with those who come instead."""
    return [*story.people, *await stand_ins_of(story.engagements)]


def next_steps(steps: Sequence[OfferState | RequestState], best: State, why_not: str) -> dict[str, Any]:
    """No button that is sure to be refused: in the place of the best one stands why."""
    offered = [one for one in steps if not (why_not and one is best)]
    missing = why_not if best in steps else ""
    return {"buttons": {one.value: button_to(one) for one in offered}, "why_not": missing}
