"""What both are told about their engagement, each on their own way."""

from datetime import datetime

from mittendrin.volunteering.sides import ProposalView
from mittendrin.volunteering.telling import tell_side


async def tell_each_other(view: ProposalView, other: object, code_word: str, now: datetime) -> None:
    """Both have said yes: name and number of the other. `other` is their Contact."""
    template = f"engagements/messages/both_yes_{view.side.value}.txt"
    await tell_side(template, view, now, other=other, code_word=code_word)
