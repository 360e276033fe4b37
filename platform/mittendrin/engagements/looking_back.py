"""How an engagement ended, and what was said about it: for the office alone."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.audit.queries import history
from mittendrin.core.language import _
from mittendrin.database.sealing import shown
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.rules import END_REASONS, FAREWELLS, EndReason
from mittendrin.engagements.tables import Feedback
from mittendrin.engagements.telling import about
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import EngagementState
from mittendrin.volunteering.tables import Engagement


@dataclass(frozen=True, slots=True)
class EndLine:
    """`who` ended it, and `why`, as the log has it."""

    at: datetime
    who: str
    why: str


async def end_of(found: Pair) -> EndLine | None:
    eng = Engagement
    row = await eng.select(eng.ended_at, eng.end_reason).where(eng.id == found.id).first()
    if row is None or row["ended_at"] is None:
        return None
    ended = state_in_words(EngagementState.ENDED)
    lines = await history(about(found.id))
    who = next((one.who for one in lines if (one.act, one.detail) == ("engagement.changed", ended)), "")
    reason = EndReason(row["end_reason"] or EndReason.OTHER)
    why = _(FAREWELLS[reason] if reason in FAREWELLS else END_REASONS[reason])
    named = (one.reason for one in lines if reason in FAREWELLS and one.act == "engagement.end_explained")
    return EndLine(row["ended_at"], who, next(named, why))


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    side: str
    said: str


async def feedback_of(engagement_id: int) -> list[FeedbackLine]:
    rows = await (
        Feedback.select(Feedback.side, Feedback.said)
        .where(Feedback.engagement == engagement_id)
        .order_by(Feedback.id)
    )
    return [FeedbackLine(row["side"], shown(row["said"])) for row in rows]
