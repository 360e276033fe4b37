"""Both have said yes: contact data are released for this one relation, and it goes its way from the first meeting."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.holding import engagement_is
from mittendrin.engagements.neutral_ground import Lives, refuse_home
from mittendrin.engagements.pairs import Pair, pair
from mittendrin.engagements.releases import released_contact
from mittendrin.engagements.rules import TRIAL
from mittendrin.engagements.speaking import refuse_strangers
from mittendrin.engagements.tables import ContactRelease
from mittendrin.engagements.telling import (
    MEETING_AGAIN,
    MEETING_OFF,
    REMINDER,
    SILENT,
    To,
    Voice,
    about,
    ask_soon,
    call_now,
    no_longer_say,
    say_state,
    tell_each_other,
    tell_sides,
)
from mittendrin.engagements.visit_words import moment_in_words
from mittendrin.outbox.actions import withdraw_calls, withdraw_calls_of_part
from mittendrin.volunteering.places_left import places_left
from mittendrin.volunteering.proposals import thank_who_is_asked
from mittendrin.volunteering.showing import state_changed
from mittendrin.volunteering.sides import Side, by_id
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import EngagementState, RequestState, go_on
from mittendrin.volunteering.tables import Engagement, HelpRequest, Offer
from mittendrin.volunteering.telling import UNTIL_DECIDED

ONE_DAY = timedelta(days=1)
# The helper says it at the door; short, cheerful, easy to hear.
CODE_WORDS = (
    "Apfelbaum", "Brezel", "Dampfer", "Drachen", "Eisvogel", "Glocke", "Honigglas", "Kastanie", "Kirschkern",
    "Laterne", "Mohnblume", "Mühle", "Sandstein", "Schwalbe", "Sonnenblume", "Trompete", "Waldweg", "Weinberg",
)  # fmt: skip
BEFORE = frozenset({EngagementState.FIRST_MEETING})
GOES_ON = frozenset({EngagementState.TRIAL, EngagementState.RUNNING})
MEETING = "first_meeting"
OF_MEETINGS = (MEETING, REMINDER, MEETING_OFF, MEETING_AGAIN)


@dataclass(frozen=True, slots=True)
class Meeting:
    """On neutral ground: `place` is no home."""

    at: datetime
    place: str


async def engage(proposal: dict[str, Any], by: Doer, now: datetime) -> None:
    """Inside the transaction of the second yes."""
    engagement = Engagement(
        proposal=proposal["id"],
        status=EngagementState.FIRST_MEETING.value,
        code_word=secrets.choice(CODE_WORDS),
        status_at=now,
        created_at=now,
    )
    await Engagement.insert(engagement)
    await _settle(proposal["request"], by, now)
    await _release(engagement.id, proposal, by, now)
    found = await pair(engagement.id)
    for side in Side:
        contact = await released_contact(engagement.id, to=side, now=now)
        await tell_each_other(await by_id(proposal["id"], side), contact, found, now)


async def _settle(request_id: int, by: Doer, now: datetime) -> None:
    """Matched as soon as there are as many as are wanted: an organisation may look for several, and for fewer than it
    has asked about.
    """
    if await places_left(request_id):
        return
    matched = RequestState.MATCHED
    await HelpRequest.update({HelpRequest.status: matched.value, HelpRequest.status_at: now}).where(
        HelpRequest.id == request_id
    )
    subject = f"help_request:{request_id}"
    await record(Act("help_request.decided", subject, detail=state_in_words(matched)), by, now)
    await withdraw_calls(subject, UNTIL_DECIDED, now)
    await state_changed(request_id)
    await thank_who_is_asked(request_id, by, now)


async def _release(engagement_id: int, proposal: dict[str, Any], by: Doer, now: datetime) -> None:
    offer = await Offer.select(Offer.person).where(Offer.id == proposal["offer"]).first()
    request = (
        await HelpRequest.select(HelpRequest.person).where(HelpRequest.id == proposal["request"]).first()
    )
    assert offer and request  # noqa: S101 - foreign keys hold them
    seen_by = {Side.REQUESTER: offer["person"], Side.VOLUNTEER: request["person"]}
    for side, person in seen_by.items():
        await ContactRelease.insert(
            ContactRelease(engagement=engagement_id, of_person=person, to_side=side.value, released_at=now)
        )
        act = Act("contact.released", about(engagement_id), detail=_SEEN_BY[side])
        await record(act, by, now)


_SEEN_BY = {Side.REQUESTER: "an die suchende Person", Side.VOLUNTEER: "an die helfende Person"}


async def plan_first_meeting(engagement_id: int, meeting: Meeting, voice: Voice, now: datetime) -> None:
    """Planned anew, it replaces the day before; both are told."""
    if meeting.at <= now:
        raise Refused(_("Dieser Zeitpunkt ist schon vorbei. Wählen Sie bitte einen späteren."), "tag")
    async with transaction():
        await refuse_strangers(engagement_id, voice)
        same: dict[str, Any] = {"first_meeting_at": meeting.at, "first_meeting_place": meeting.place}
        if await engagement_is(engagement_id, BEFORE, **same):
            return
        two = await pair(engagement_id)
        refuse_home(meeting.place, [Lives(one.name, one.address) for one in (two.helper, two.asker)])
        await _change(engagement_id, EngagementState.FIRST_MEETING, now, **same)
        await record(
            Act("engagement.meeting_planned", about(engagement_id), detail=moment_in_words(meeting.at)),
            voice.by,
            now,
        )
        found = await pair(engagement_id)
        await no_longer_say(found, OF_MEETINGS, now)
        await tell_sides(MEETING, found, Side, now, moment=meeting.at, place=meeting.place)


async def call_off_first_meeting(
    engagement_id: int, meant: datetime | None, voice: Voice, now: datetime
) -> None:
    """One of the two cannot, or does not want to: the other hears it at once, and both are asked for another day.

    `meant` is the one that was on the page. None was planned since: there is nothing to call off any more.
    """
    async with transaction():
        if await engagement_is(engagement_id, BEFORE, first_meeting_at=None):
            return
        await refuse_strangers(engagement_id, voice)
        at = (await pair(engagement_id)).first_meeting_at
        if at is None or at <= now:
            raise Refused(_("Dieses Treffen ist schon vorbei. Laden Sie bitte die Seite neu."))
        if at != meant:
            raise Refused(_("Das Treffen ist jetzt an einem anderen Tag. Prüfen Sie bitte den Tag."))
        await _change(
            engagement_id, EngagementState.FIRST_MEETING, now,
            first_meeting_at=None, first_meeting_place="", reminded_volunteer_for=None, reminded_requester_for=None,
        )  # fmt: skip
        await record(
            Act("engagement.meeting_called_off", about(engagement_id), detail=moment_in_words(at)),
            voice.by,
            now,
        )
        found = await pair(engagement_id)
        await no_longer_say(found, OF_MEETINGS, now)
        for side in voice.listeners:
            await call_now(MEETING_OFF, To(found, side), now, moment=at)
        if voice.side:
            await ask_soon(MEETING_AGAIN, found, voice.side, now)


async def drop_first_meeting(found: Pair, now: datetime) -> list[datetime]:
    """When it would have been; nothing where none was to come. Whoever stops everything tells both."""
    at = found.first_meeting_at
    if at is None or at <= now:
        return []
    eng = Engagement
    gone: dict[Any, Any] = {
        eng.first_meeting_at: None, eng.first_meeting_place: "", eng.reminded_volunteer_for: None,
        eng.reminded_requester_for: None,
    }  # fmt: skip
    await eng.update(gone).where(eng.id == found.id)
    return [at]


async def begin_trial(engagement_id: int, voice: Voice, now: datetime) -> None:
    """They have met and want to try it: four weeks, then everybody says how it is. Raises Refused before they have met.

    Where nobody has written down a day, they have met by themselves, at the latest today. Help for one day is none that
    somebody tries.
    """
    async with transaction():
        await refuse_strangers(engagement_id, voice)
        if await engagement_is(engagement_id, frozenset({EngagementState.TRIAL})):
            return
        found = await pair(engagement_id)
        if found.is_for_one_day:
            raise Refused(_("Diese Hilfe ist für einen Tag. Tragen Sie bitte den Tag selbst ein."))
        met_at = found.first_meeting_at or now
        if met_at > now:
            raise Refused(_("Das erste Treffen kommt erst noch. Danach beginnt die Probezeit."))
        ends = local_day(now + TRIAL)
        # When they would meet, nobody needs to answer any more.
        spoken = voice if found.first_meeting_at else Voice(voice.by)
        await step(
            engagement_id, EngagementState.TRIAL, spoken, now, first_meeting_at=met_at, trial_ends_on=ends
        )
        found = await pair(engagement_id)
        await no_longer_say(found, OF_MEETINGS, now)
        await say_state(found, now)


async def keep_on(engagement_id: int, voice: Voice, now: datetime) -> None:
    """The trial went well."""
    async with transaction():
        await refuse_strangers(engagement_id, voice)
        if await engagement_is(engagement_id, frozenset({EngagementState.RUNNING})):
            return
        await step(engagement_id, EngagementState.RUNNING, voice, now)
        await say_state(await pair(engagement_id), now)


_HELD = "Das Seniorenbüro klärt gerade etwas. Wir melden uns bei Ihnen."
_HELD_AT_THE_DESK = "Hier ist ein Vorfall offen. Zuerst entscheidet die Leitung."
_ALSO_WHEN_HELD = {EngagementState.ENDED, EngagementState.FEEDBACK_DONE}


async def step(engagement_id: int, to: EngagementState, voice: Voice, now: datetime, **said: Any) -> None:
    """Whoever speaks has answered how it goes; what the office says itself is said for both."""
    columns = (Engagement.status, Engagement.held)
    row = await Engagement.select(*columns).where(Engagement.id == engagement_id).first()
    if row is None:
        raise NotFound
    if row["held"] and to not in _ALSO_WHEN_HELD:
        raise Refused(_(_HELD_AT_THE_DESK if voice.by.account_id else _HELD))
    before = EngagementState(row["status"])
    go_on(before, to)
    await _change(engagement_id, before, now, voice.side, status=to.value, **said)
    until = said.get("paused_until")
    became = _("Pause bis {day}", day=show_day_short(until)) if until else state_in_words(to)
    await record(Act("engagement.changed", about(engagement_id), detail=became), voice.by, now)


async def _change(
    engagement_id: int, before: EngagementState, now: datetime, side: Side | None = None, **said: Any
) -> None:
    answered = [side] if side else [*Side]
    values: dict[Any, Any] = {
        **said,
        "status_at": now,
        **{f"answered_{one.value}_at": now for one in answered},
    }
    this = (Engagement.id == engagement_id) & (Engagement.status == before.value)
    if said.get("status") not in _ALSO_WHEN_HELD:
        # An incident that came at the same moment: whoever waited for it looks again.
        this &= Engagement.held.eq(False)
    changed = await Engagement.update(values).where(this).returning(Engagement.id)
    if not changed:
        raise Refused(_("Das ist inzwischen anders. Laden Sie bitte die Seite neu."))
    for one in answered:
        await withdraw_calls_of_part(about(engagement_id), one.value, (SILENT,), now)
