"""Either side can end an engagement. The reason is for the office; the other side only hears that it is over."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mittendrin.audit.actions import record
from mittendrin.audit.queries import reasons_given
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.sealing import seal, shown
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.engagements.engaging import drop_first_meeting, step
from mittendrin.engagements.falling_out import drop_visits, leave_today
from mittendrin.engagements.holding import engagement_is, hold_engagement
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.rules import END_REASONS, EndReason
from mittendrin.engagements.speaking import refuse_strangers
from mittendrin.engagements.tables import ContactRelease, Feedback
from mittendrin.engagements.telling import To, Voice, about, say_nothing_more, tell_what_falls_out
from mittendrin.engagements.who_came import came_alone_instead
from mittendrin.people.resting import rests
from mittendrin.volunteering.deciding import decide_request_and_tell
from mittendrin.volunteering.places_left import helping, places_left
from mittendrin.volunteering.proposals import hold_request_of
from mittendrin.volunteering.showing import state_changed
from mittendrin.volunteering.sides import Side
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import EngagementState, RequestState
from mittendrin.volunteering.tables import HelpRequest

RELEASED_AFTER_END = timedelta(days=30)


def is_long_over(found: Pair, now: datetime) -> bool:
    """What its links may still do ends with the contact data."""
    return found.ended_at is not None and found.ended_at + RELEASED_AFTER_END <= now


@dataclass(frozen=True, slots=True)
class Ending:
    """`note` is what was said beside the reason: for the office alone. `left` are visits that stand: see leave_today."""

    reason: EndReason = EndReason.OTHER
    note: str = ""
    left: tuple[int, ...] = ()

    @property
    def said(self) -> str:
        """Empty where nobody has said why."""
        if self.reason not in END_REASONS or self.reason is EndReason.OTHER:
            return self.note
        return f"{_(END_REASONS[self.reason])}. {self.note}".strip()


async def finish(engagement_id: int, ending: Ending, voice: Voice, now: datetime) -> None:
    """Contact data are seen for 30 days more."""
    async with transaction():
        await refuse_strangers(engagement_id, voice)
        if await _is_so_ended(engagement_id, ending):
            return
        today = () if ending.reason is EndReason.NOT_NEEDED else await leave_today(engagement_id, voice, now)
        meeting = (await pair(engagement_id)).first_meeting_at
        moments = await finish_quietly(engagement_id, replace(ending, left=today), voice.by, now)
        found = await pair(engagement_id)
        instead = await came_alone_instead(engagement_id, now) if found.once else ""
        for side in voice.listeners:
            looked_for = await is_still_looked_for(found, side, now)
            said = {"still_looked_for": looked_for, "meeting": moments[side] == [meeting], "instead": instead}
            await tell_what_falls_out("ended", To(found, side), moments[side], now, **said)


async def _is_so_ended(engagement_id: int, ending: Ending) -> bool:
    """With other words it is another act."""
    over = frozenset({EngagementState.ENDED, EngagementState.FEEDBACK_DONE})
    if not await engagement_is(engagement_id, over, end_reason=ending.reason.value):
        return False
    explained = await reasons_given("engagement.end_explained", about(engagement_id))
    return explained == ([ending.said] if ending.said else [])


async def finish_quietly(
    engagement_id: int, ending: Ending, by: Doer, now: datetime
) -> dict[Side, list[datetime]]:
    """Nobody is told: for what the office says itself. Answers when each side thinks that they would have met."""
    async with transaction():
        await step(
            engagement_id, EngagementState.ENDED, Voice(by), now, ended_at=now, end_reason=ending.reason.value
        )
        if ending.said:
            await record(Act("engagement.end_explained", about(engagement_id), reason=ending.said), by, now)
        found = await pair(engagement_id)
        moments = await drop_visits(engagement_id, now, but=ending.left)
        meeting = await drop_first_meeting(found, now)
        await say_nothing_more(found, now, ending.left)
        ends = now + RELEASED_AFTER_END
        await ContactRelease.update({ContactRelease.ends_at: ends}).where(
            ContactRelease.engagement == engagement_id
        )
        await _free_request(found, ending.reason, by, now)
        return {side: [*days, *meeting] for side, days in moments.items()}


async def _free_request(found: Pair, reason: EndReason, by: Doer, now: datetime) -> None:
    """Somebody else is looked for, unless nothing is needed any more or everything rests. Where others go on to help,
    and are enough, it stays with them.
    """
    to = RequestState.CLOSED if reason is EndReason.NOT_NEEDED else RequestState.OPEN
    if to is RequestState.CLOSED and await helping([found.request_id]):
        return
    if not await places_left(found.request_id):
        return
    if to is RequestState.OPEN and await rests(found.asker_id):
        to = RequestState.ON_HOLD
    freed = await (
        HelpRequest.update({HelpRequest.status: to.value, HelpRequest.status_at: now})
        .where(HelpRequest.id == found.request_id, HelpRequest.status == RequestState.MATCHED.value)
        .returning(HelpRequest.id)
    )
    if freed:
        subject = f"help_request:{found.request_id}"
        await record(Act("help_request.decided", subject, detail=state_in_words(to)), by, now)
        await state_changed(found.request_id)


async def is_still_looked_for(found: Pair, side: Side, now: datetime) -> bool:
    """Whether this side's request goes on without the one who has helped, and may be ended by the link of then."""
    if side is not Side.REQUESTER or not found.is_over or is_long_over(found, now):
        return False
    goes_on = HelpRequest.status == RequestState.OPEN.value
    return bool(await HelpRequest.exists().where(HelpRequest.id == found.request_id, goes_on))


async def need_nobody_more(engagement_id: int, voice: Voice, now: datetime) -> None:
    """ "Brauchen Sie niemanden mehr?" Raises NotFound for the helper, and Refused when it has gone on meanwhile."""
    if voice.side is not Side.REQUESTER:
        raise NotFound
    async with transaction():
        found = await pair(engagement_id)
        await hold_request_of(found.proposal_id)
        closed = HelpRequest.status == RequestState.CLOSED.value
        if await HelpRequest.exists().where(HelpRequest.id == found.request_id, closed):
            return
        if not await is_still_looked_for(found, Side.REQUESTER, now):
            raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
        reason = _(END_REASONS[EndReason.NOT_NEEDED])
        await decide_request_and_tell(found.request_id, RequestState.CLOSED, reason, voice.by, now)


async def give_feedback(engagement_id: int, said: str, voice: Voice, now: datetime) -> None:
    """Once from each side, as long as both may still see each other's number: what is said later would be forgotten with
    all the rest before long. The first one closes the engagement for good.
    """
    if voice.side is None:
        raise Refused(_("Wer hat das gesagt? Wählen Sie bitte eine der beiden Personen."), "seite")
    with refuse_duplicate(_("Ihre Rückmeldung ist schon bei uns. Danke!")):
        async with transaction():
            await refuse_strangers(engagement_id, voice)
            await hold_engagement(engagement_id)
            found = await pair(engagement_id)
            if not found.is_over:
                raise Refused(_("Eine Rückmeldung ist möglich, wenn der Einsatz beendet ist."))
            if await _gave(engagement_id, voice.side, said):
                return
            if is_long_over(found, now):
                raise Refused(_("Das ist schon länger vorbei. Rufen Sie uns bitte an: Wir hören Ihnen zu."))
            if found.status is EngagementState.ENDED:
                await step(engagement_id, EngagementState.FEEDBACK_DONE, voice, now)
            heard = now if voice.by.account_id else None
            row = Feedback(
                engagement=engagement_id, side=voice.side.value, said=seal(said), given_at=now, read_at=heard
            )
            await Feedback.insert(row)


async def _gave(engagement_id: int, side: Side, said: str) -> bool:
    own = (Feedback.engagement == engagement_id) & (Feedback.side == side.value)
    row = await Feedback.select(Feedback.said).where(own).first()
    return row is not None and shown(row["said"]) == said
