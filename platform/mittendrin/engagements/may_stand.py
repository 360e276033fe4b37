"""Whether a visit may be put down for a moment: a new one, or one that is moved."""

from collections.abc import Sequence
from datetime import datetime

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.engagements.elsewhere import also_there
from mittendrin.engagements.holding import one_stands
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.telling import Voice
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.volunteering.pauses import refuse_far_day

# The office has asked both, or knows that they live in one house.
ALL_THE_SAME = "trotzdem"


async def refuse_moments(found: Pair, moments: Sequence[datetime], now: datetime) -> None:
    """While the engagement is held. Raises Refused before the first meeting, in a pause, for the past, for more than a
    year ahead, and when one of the two stands there already.
    """
    if not found.visits_may_be_planned:
        sentence = _(
            "{visits} gibt es erst nach dem Kennenlernen, und nicht in einer Pause.",
            visits=found.called.many,
        )
        raise Refused(sentence)
    if moments[0] <= now:
        raise Refused(_("Dieser Zeitpunkt ist schon vorbei. Wählen Sie bitte einen späteren."), "besuch")
    refuse_far_day(local_day(moments[0]), local_day(now), "besuch")
    if await one_stands(found.id, moments):
        sentence = _(
            "Zu dieser Zeit steht schon ein {visit}. Prüfen Sie bitte den Tag.", visit=found.called.one
        )
        raise Refused(sentence, "besuch")


async def refuse_two_doors(found: Pair, moments: Sequence[datetime], voice: Voice) -> None:
    """Raises Refused where the helper is with somebody else then. The office may say that both go together."""
    twice = await also_there(found, moments)
    if twice is None:
        return
    if voice.by.account_id is None:
        sentence = _(
            "Zu dieser Zeit sind Sie schon mit jemand anderem verabredet: {when}. "
            "Passt beides? Rufen Sie uns bitte an.",
            when=moment_in_words(twice),
        )
        raise Refused(sentence, "besuch")
    sentence = _(
        "{name} ist zu dieser Zeit schon mit jemand anderem verabredet: {when}.",
        name=found.helper.name,
        when=moment_in_words(twice),
    )
    raise Refused(sentence, ALL_THE_SAME)
