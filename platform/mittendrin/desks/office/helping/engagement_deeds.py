"""What the office does with an engagement: by the last word of the address, the fields it reads, and the act."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from mittendrin.core.clock import at_local, local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.engagements.ending import finish, give_feedback
from mittendrin.engagements.engaging import (
    Meeting,
    begin_trial,
    call_off_first_meeting,
    keep_on,
    plan_first_meeting,
)
from mittendrin.engagements.hours import count_hours, stop_counting, write_hours
from mittendrin.engagements.may_stand import ALL_THE_SAME
from mittendrin.engagements.pairs import Pair
from mittendrin.engagements.pausing import go_on_after_pause, pause
from mittendrin.engagements.reading import (
    read_ending,
    read_feedback,
    read_hours,
    read_meant,
    read_pause,
    read_plan,
)
from mittendrin.engagements.telling import STATE, Voice, about
from mittendrin.engagements.visiting import plan_visits
from mittendrin.outbox.calls import told_already
from mittendrin.web.forms import Form

Deed = Callable[[Pair, Form, Voice, datetime], Awaitable[None]]


async def _meet(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    day = form.date("tag", local_day(now), required=_("Schreiben Sie bitte, wann sich beide treffen."))
    at = form.time("uhr", required=_("Schreiben Sie bitte die Uhrzeit."))
    place = form.line("ort", required=_("Schreiben Sie bitte, wo sich beide treffen."))
    form.check()
    await plan_first_meeting(found.id, Meeting(at_local(day, at), place), voice, now)


async def _call_meeting_off(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    if voice.side is None:
        raise Refused(_("Wer von beiden sagt ab?"))
    await call_off_first_meeting(found.id, read_meant(form), voice, now)


async def _try(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    async with transaction():
        await begin_trial(found.id, voice, now)
        await _told_both(found, form, voice, now)


async def _keep_on(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    async with transaction():
        await keep_on(found.id, voice, now)
        await _told_both(found, form, voice, now)


async def _told_both(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    if form.value("gesagt"):
        await told_already(about(found.id), (STATE,), voice.by, now)


async def _plan(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    plan = replace(read_plan(form, now), all_the_same=form.yes(ALL_THE_SAME))
    await plan_visits(found.id, plan, voice, now)


async def _pause(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await pause(found.id, read_pause(form, now), voice, now)


async def _go_on(found: Pair, _form: Form, voice: Voice, now: datetime) -> None:
    await go_on_after_pause(found.id, voice, now)


async def _end(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await finish(found.id, read_ending(form), voice, now)


async def _feedback(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await give_feedback(found.id, read_feedback(form), voice, now)


async def _count_hours(found: Pair, _form: Form, voice: Voice, now: datetime) -> None:
    await count_hours(found, voice, now)


async def _write_hours(found: Pair, form: Form, voice: Voice, now: datetime) -> None:
    await write_hours(found, read_hours(form, now), voice, now)


async def _stop_counting(found: Pair, _form: Form, voice: Voice, now: datetime) -> None:
    await stop_counting(found, voice, now)


DEEDS: dict[str, Deed] = {
    "treffen": _meet,
    "treffen-absagen": _call_meeting_off,
    "probe": _try,
    "gut": _keep_on,
    "planen": _plan,
    "pause": _pause,
    "weiter": _go_on,
    "ende": _end,
    "rueckmeldung": _feedback,
    "zaehlen": _count_hours,
    "stunden": _write_hours,
    "nicht-zaehlen": _stop_counting,
}
