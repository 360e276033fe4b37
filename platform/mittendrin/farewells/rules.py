"""What is said of somebody who has gone, and what comes next where it was a mistake."""

from dataclasses import dataclass
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.people.rules import LEAVING_WORDS, Leaving
from mittendrin.volunteering.states import OfferState, RequestState

_OVER = {RequestState.CLOSED, RequestState.REFERRED, OfferState.ENDED}


@dataclass(frozen=True, slots=True)
class Gone:
    person_id: int
    name: str
    leaving: Leaving

    @property
    def words(self) -> str:
        return _("{name} ist {gone}.", name=self.name, gone=_(LEAVING_WORDS[self.leaving]))


class Heard(StrEnum):
    """What the other one knows of an end that was a mistake: `the_end` is what their page says, too."""

    NOTHING = "nothing"
    THE_END = "the_end"
    WILL_BE_CALLED = "will_be_called"
    THE_MISTAKE = "the_mistake"


class Next(StrEnum):
    """After a mistake nothing comes back by itself: what has to be opened first, or that both are asked anew."""

    REOPEN = "reopen"
    OPEN_REQUEST = "open_request"
    OPEN_OFFER = "open_offer"
    ASK_BOTH = "ask_both"
    SOMEBODY_ELSE = "somebody_else"
    NOTHING = "nothing"


def next_step(request: RequestState, offer: OfferState, *, reopens: bool) -> Next:
    """`reopens`: the mistake itself has ended one of them, and the clerk may open it again."""
    if {request, offer} & _OVER:
        return Next.REOPEN if reopens else Next.NOTHING
    if request is RequestState.MATCHED:
        return Next.SOMEBODY_ELSE
    if request is not RequestState.OPEN:
        return Next.OPEN_REQUEST
    return Next.ASK_BOTH if offer is OfferState.ACTIVE else Next.OPEN_OFFER
