"""What an organisation can change in one date, at its own desk or through the office."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.clock import to_local
from mittendrin.core.language import _
from mittendrin.events import queries as events
from mittendrin.events.actions import load
from mittendrin.events.form_preview import at_night
from mittendrin.events.rules import DateState
from mittendrin.places.queries import venues
from mittendrin.registrations import hearing, minimum
from mittendrin.registrations.after_all import refuse_what_stays_off, take_place_after_all, why_it_moved
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
    MOVE_FIELDS,
    WishedMove,
    ask_about,
    form_of_move,
    meeting_point_then,
    old_and_new,
    places_to_move_to,
    read_calling_off,
    read_move,
)
from mittendrin.registrations.date_changes import (
    CallingOff,
    call_off_date,
    is_off_as_wished,
    move_date,
    refuse_impossible_move,
    refuse_no_move,
    refuse_what_cannot_change,
)
from mittendrin.registrations.last_known import News, called_off, takes_place
from mittendrin.registrations.telling import told_in_time
from mittendrin.web.forms import Form


async def _why_date(form: Form, subject: Subject, now: datetime) -> CallingOff:
    why = read_calling_off(form)
    if not is_off_as_wished(subject.of_date, why):
        refuse_what_cannot_change(subject.of_date, now)
    return why


async def _date_falls_away(subject: Subject, why: CallingOff, now: datetime) -> Effect:
    date = subject.of_date
    news = called_off(replace(date, state=DateState.CALLED_OFF))
    told = told_in_time(await hearing.of_one_date(news, now), (news.was, news.date), now)
    return effect_of(reasons(why), date.mode, told, _("Jetzt absagen"))


async def _call_off(subject: Subject, why: CallingOff, by: Doer, now: datetime) -> int:
    return await call_off_date(subject.of_date.occurrence_id, why, by, now)


async def _where_to(form: Form, subject: Subject, now: datetime) -> WishedMove:
    event, date = await load(subject.event_id), subject.of_date
    move = read_move(form, now, await venues(), event.venue)
    refuse_impossible_move(move, now)
    refuse_what_cannot_change(date, now)
    meeting = meeting_point_then(form, date, event.meeting_point, move)
    form.check()
    ask_about(form, meeting)
    return WishedMove(replace(move, meeting_point=meeting.of_its_own), meeting)


async def _date_moves(subject: Subject, wished: WishedMove, now: datetime) -> Effect:
    date, move = subject.of_date, wished.move
    refuse_no_move(date, move)
    there = {"place": move.place, "there": move.venue_id, "own_meeting_point": move.meeting_point}
    then = {"starts_at": move.starts, "ends_at": move.ends}
    news = News(date, await events.date(date.occurrence_id, now, **there, **then))
    told = told_in_time(await hearing.of_one_date(news, now), (news.was, news.date), now)
    effect = effect_of(old_and_new(date, wished), date.mode, told, _("Jetzt verlegen"))
    at_start = at_night(to_local(move.starts).time())
    return replace(effect, warnings=(*at_start, *filter(None, [" ".join(wished.left_out(date))])))


async def _move(subject: Subject, wished: WishedMove, by: Doer, now: datetime) -> int:
    return await move_date(subject.of_date.occurrence_id, wished.move, by, now)


async def _form_of_move(subject: Subject, _now: datetime) -> Form:
    return form_of_move(subject.of_date, await venues())


async def _places() -> dict[str, Any]:
    return {"houses": places_to_move_to(await venues())}


async def _date_comes_back(subject: Subject, _nothing: None, now: datetime) -> Effect:
    date = subject.of_date
    refuse_what_stays_off(date, now)
    moved = await why_it_moved(date.occurrence_id)
    answers = (
        (_("Warum er abgesagt war"), date.reason),
        (_("Wo"), date.where),
        (_("Warum er verlegt ist"), moved.reason),
        (_("Stattdessen"), moved.instead),
    )
    news = takes_place(replace(date, state=DateState.SCHEDULED))
    told = told_in_time(await hearing.of_one_date(news, now), (news.was, news.date), now)
    return effect_of(answers, date.mode, told, _("Findet doch statt"))


async def _bring_back(subject: Subject, _nothing: None, by: Doer, now: datetime) -> int:
    return await take_place_after_all(subject.of_date.occurrence_id, by, now)


async def _too_few(_form: Form, subject: Subject, now: datetime) -> minimum.TooFew:
    return await minimum.too_few_at(subject.of_date.occurrence_id, now)


async def _date_goes_ahead(_subject: Subject, few: minimum.TooFew, _now: datetime) -> Effect:
    return Effect(((_("Angemeldet"), few.sentence),), None)


async def _go_ahead(subject: Subject, _few: minimum.TooFew, by: Doer, now: datetime) -> int:
    """Nobody has heard of a doubt, so nobody is told."""
    await minimum.go_ahead(subject.of_date.occurrence_id, by, now)
    return 0


OF_A_DATE: dict[str, Change] = {
    "absagen": Change(
        "Termin absagen",
        "Jetzt absagen und Bescheid sagen",
        _why_date,
        _date_falls_away,
        _call_off,
        "club/call_off_fields.html",
        CALL_OFF_FIELDS,
    ),
    "verlegen": Change(
        "Termin verlegen",
        "Jetzt verlegen und Bescheid sagen",
        _where_to,
        _date_moves,
        _move,
        "club/move_fields.html",
        MOVE_FIELDS,
        _form_of_move,
        _places,
    ),
    "findet-statt": Change(
        "Findet doch statt",
        "Findet doch statt: Bescheid sagen",
        nothing_to_say,
        _date_comes_back,
        _bring_back,
    ),
    # Few have signed up. Mails lead here, so only the button counts.
    "trotzdem": Change(
        "Findet trotzdem statt", "Findet trotzdem statt", _too_few, _date_goes_ahead, _go_ahead
    ),
}
