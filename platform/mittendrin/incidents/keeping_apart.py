"""The lead ends what was: whoever was reported is never brought together again with those on the other side of it."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.engagements.ending import RELEASED_AFTER_END
from mittendrin.people.keeping_apart import keep_apart
from mittendrin.volunteering.tables import Engagement


async def keep_apart_for_good(reported: int | None, reported_at: datetime, by: Doer, now: datetime) -> None:
    """Inside the transaction of the decision. What had ended shortly before is meant too: such things are told late."""
    if reported is None:
        return
    eng: Any = Engagement
    helper, asker = eng.proposal.offer.person, eng.proposal.request.person
    rows = await eng.select(helper.as_alias("helper"), asker.as_alias("asker")).where(
        (helper == reported) | (asker == reported),
        eng.ended_at.is_null() | (eng.ended_at > reported_at - RELEASED_AFTER_END),
    )
    others = {one for row in rows for one in (row["helper"], row["asker"])} - {reported, None}
    if others:
        await keep_apart(reported, others, now)
        await record(Act("person.kept_apart", f"person:{reported}"), by, now)
