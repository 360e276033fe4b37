"""The lead ends what was: whoever was reported is never brought together again with those on the other side of it."""

from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.engagements.ending import RELEASED_AFTER_END
from mittendrin.engagements.who_came import asked_instead
from mittendrin.people.keeping_apart import keep_apart
from mittendrin.volunteering.tables import Engagement, Proposal


async def keep_apart_for_good(incident: dict[str, Any], by: Doer, now: datetime) -> None:
    """Inside the transaction of the decision. What had ended shortly before is meant too: such things are told late. So
    are visits in somebody's place, and whoever has reported it by their own link.
    """
    reported, since = incident["about"], incident["reported_at"] - RELEASED_AFTER_END
    if reported is None:
        return
    others = await _in_one_engagement(reported, since) | await asked_instead(reported, since)
    others = (others | await _behind(incident["link"])) - {reported, None}
    if others:
        await keep_apart(reported, others, now)
        await record(Act("person.kept_apart", f"person:{reported}"), by, now)


async def _in_one_engagement(reported: int, since: datetime) -> set[int]:
    eng: Any = Engagement
    helper, asker = eng.proposal.offer.person, eng.proposal.request.person
    rows = await eng.select(helper.as_alias("helper"), asker.as_alias("asker")).where(
        (helper == reported) | (asker == reported),
        eng.ended_at.is_null() | (eng.ended_at > since),
    )
    return {one for row in rows for one in (row["helper"], row["asker"])}


async def _behind(link: str) -> set[int]:
    """Who asked for help and has told it: whoever helps tells it of nobody else."""
    pro: Any = Proposal
    return set(await pro.select(pro.request.person).where(pro.requester_code == link).output(as_list=True))
