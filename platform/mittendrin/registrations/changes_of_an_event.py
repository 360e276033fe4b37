"""What an organisation can change in a whole event, at its own desk or through the office."""

from dataclasses import replace
from datetime import datetime

from mittendrin.audit.rules import Doer
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.actions import load
from mittendrin.events.form_words import town
from mittendrin.events.rules import DateState, SignUpMode
from mittendrin.events.views import DateView
from mittendrin.registrations import hearing, series_form
from mittendrin.registrations.after_all import (
    event_takes_place_after_all,
)
from mittendrin.registrations.change import (
    Change,
    Effect,
    Subject,
    effect_of,
    nothing_to_say,
    reasons,
)
from mittendrin.registrations.changing import (
    CALL_OFF_FIELDS,
    read_calling_off,
)
from mittendrin.registrations.date_changes import (
    CallingOff,
)
from mittendrin.registrations.last_known import takes_place
from mittendrin.registrations.series import contact_of, without_contact
from mittendrin.registrations.series_changes import (
    call_off_event,
    called_off_together,
    coming_dates,
)
from mittendrin.registrations.series_dates import Turn, fates_of, said_of_people
from mittendrin.registrations.series_form import Wished, submit_wished
from mittendrin.registrations.series_hearing import told_of_series
from mittendrin.registrations.series_moving import Split
from mittendrin.registrations.series_versions import would_wait
from mittendrin.registrations.telling import told_in_time
from mittendrin.web.forms import Form


async def _why_everything(form: Form, _subject: Subject, _now: datetime) -> CallingOff:
    return read_calling_off(form)


async def _everything_falls_away(subject: Subject, why: CallingOff, now: datetime) -> Effect:
    dates = await coming_dates(subject.event_id, now)
    answers = ((_("Es fallen aus"), _in_words(dates)), *reasons(why))
    mode = SignUpMode((await load(subject.event_id)).mode)
    told = told_in_time(await hearing.who_hear_that_they_fall_away(dates, now), dates, now)
    return effect_of(answers, mode, told, _("Alles absagen"))


async def _call_off_everything(subject: Subject, why: CallingOff, by: Doer, now: datetime) -> int:
    return await call_off_event(subject.event_id, why, by, now)


async def _everything_comes_back(subject: Subject, _nothing: None, now: datetime) -> Effect:
    dates = await called_off_together(subject.event_id, now)
    event = await load(subject.event_id)
    answers = (
        (_("Warum sie abgesagt war"), event.called_off_reason),
        (_("Es finden statt"), _in_words(dates)),
    )
    news = [takes_place(replace(one, state=DateState.SCHEDULED)) for one in dates]
    told = told_in_time(await hearing.of_all(news, now), dates, now)
    return effect_of(answers, SignUpMode(event.mode), told, _("Findet doch statt"))


async def _bring_everything_back(subject: Subject, _nothing: None, by: Doer, now: datetime) -> int:
    return await event_takes_place_after_all(subject.event_id, by, now)


async def _form_of_series(subject: Subject, now: datetime) -> Form:
    day = subject.date.day if subject.date else None
    return await series_form.form_of_series(await load(subject.event_id), day, now)


async def _from_day(form: Form, subject: Subject, now: datetime) -> Wished:
    return await series_form.read_series_change(form, await load(subject.event_id), now)


async def _series_changes(subject: Subject, wished: Wished, now: datetime) -> Effect:
    if wished.sent:
        raise Refused(_("Diese Änderung gilt schon."))
    change = wished.change
    waits = await would_wait(await load(subject.event_id), change)
    at_once = waits and contact_of(wished.before, change) is not None
    later = without_contact(change) if at_once else change
    turn = Turn(subject.event_id, change.day, wished.before.when, change.when)
    fates = await fates_of(turn, now)
    split = Split(subject.event_id, 0, wished.before, later.of(wished.before), later)
    told = await told_of_series(split, fates, now)
    day, words = show_day(change.day), series_form.in_words(wished, await town())
    return Effect(
        ((_("Ab wann"), day), *words, (_("Der Grund"), change.reason)),
        told,
        waits,
        tuple(wished.lines),
        (*wished.warnings, *fates.told_apart, *await said_of_people(fates)),
        _("So einreichen") if waits else "" if told and told.all else _("So ändern"),
        _("Ansprechperson und Telefonnummer gelten sofort, für alle Termine.") if at_once else "",
    )


async def _change_from_day(subject: Subject, wished: Wished, by: Doer, now: datetime) -> int | None:
    if not wished.sent:
        try:
            return await _change_now(subject, wished, by, now)
        except Refused:
            if not await series_form.sent_meanwhile(subject.event_id, wished):
                raise
    return await series_form.told_before(subject.event_id, wished, now)


async def _change_now(subject: Subject, wished: Wished, by: Doer, now: datetime) -> int | None:
    effect = await _series_changes(subject, wished, now)
    waits = await submit_wished(subject.event_id, wished, by, now)
    return None if waits else effect.told.all if effect.told else 0


def _in_words(dates: list[DateView]) -> str:
    """ "12 Termine, von Dienstag, 12. Januar 2027 bis Dienstag, 30. März 2027" """
    if len(dates) < 2:
        return dates[0].spoken if dates else _("kein Termin")
    first, last = show_day(dates[0].day), show_day(dates[-1].day)
    return _("{n} Termine, von {first} bis {last}", n=len(dates), first=first, last=last)


OF_AN_EVENT: dict[str, Change] = {
    "ab-einem-tag": Change(
        "Ab einem Tag anders",
        "So ändern und Bescheid sagen",
        _from_day,
        _series_changes,
        _change_from_day,
        "club/series_fields.html",
        series_form.SERIES_FIELDS,
        _form_of_series,
        series_form.offered,
    ),
    "absagen": Change(
        "Ganze Veranstaltung absagen",
        "Alles absagen und Bescheid sagen",
        _why_everything,
        _everything_falls_away,
        _call_off_everything,
        "club/call_off_event_fields.html",
        CALL_OFF_FIELDS,
    ),
    "findet-statt": Change(
        "Ganze Veranstaltung findet doch statt",
        "Findet doch statt: Bescheid sagen",
        nothing_to_say,
        _everything_comes_back,
        _bring_everything_back,
    ),
}
