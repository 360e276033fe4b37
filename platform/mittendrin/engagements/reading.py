"""What people fill in about their visits, their pause and its end: the same fields by link and at the office."""

from datetime import date, datetime

from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.german import show_time
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.engagements.ending import Ending
from mittendrin.engagements.hours import Entry
from mittendrin.engagements.moving import OTHER_TIME, Move
from mittendrin.engagements.rules import END_REASONS, LENGTHS, MOST_VISITS, RHYTHMS, EndReason, Plan, Rhythm
from mittendrin.web.forms import Form

MEANT = "besuch-am"
OLD_PAGE = "Die Seite war schon älter. Drücken Sie bitte noch einmal."


def read_plan(form: Form, now: datetime) -> Plan:
    """Raises Invalid."""
    first = form.date("besuch", local_day(now), required=_("Schreiben Sie bitte den Tag."))
    at = form.time("besuch-uhr", required=_("Schreiben Sie bitte die Uhrzeit."))
    rhythm = form.choice("rhythmus", RHYTHMS) or Rhythm.ONCE
    number = form.number("wie-oft", 1, MOST_VISITS) or 1
    form.check()
    return Plan(first, at, Rhythm(rhythm), number)


def read_move(form: Form, now: datetime) -> Move:
    """Raises Invalid, and Refused for an old page."""
    day = form.date("besuch", local_day(now), required=_("Schreiben Sie bitte den Tag."))
    at = form.time("besuch-uhr", required=_("Schreiben Sie bitte die Uhrzeit."))
    form.check()
    try:
        return Move(at_local(day, at), datetime.fromisoformat(form.value(MEANT)))
    except ValueError:
        raise Refused(_(OLD_PAGE)) from None


def time_boxes(moment: datetime) -> dict[str, str]:
    """The day stays empty: on another one, at the same hour."""
    return {"besuch-uhr": show_time(to_local(moment).time())}


def refuse_other_day(form: Form, starts_at: datetime) -> None:
    """The button stood beside another day: the visit was moved meanwhile."""
    if form.value(MEANT) not in ("", starts_at.isoformat()):
        raise Refused(_(OTHER_TIME))


def read_meant(form: Form) -> datetime:
    """Which first meeting stood on the page. Raises Refused."""
    try:
        return datetime.fromisoformat(form.value("treffen-am"))
    except ValueError:
        raise Refused(_(OLD_PAGE)) from None


def read_pause(form: Form, now: datetime) -> date:
    """Raises Invalid."""
    until = form.date("bis", local_day(now), required=_("Schreiben Sie bitte, bis wann."))
    form.check()
    return until


def read_ending(form: Form) -> Ending:
    """Raises Invalid."""
    reason = form.choice("grund", END_REASONS) or EndReason.OTHER
    note = form.text("grund-text", limit=1000)
    form.check()
    return Ending(EndReason(reason), note)


def read_feedback(form: Form) -> str:
    """Raises Invalid."""
    said = form.text("rueckmeldung", required=_("Schreiben Sie uns bitte ein paar Worte."), limit=2000)
    form.check()
    return said


def read_hours(form: Form, now: datetime) -> Entry:
    """Raises Invalid."""
    day = form.date("stunden-tag", local_day(now), required=_("Schreiben Sie bitte den Tag."))
    length = form.choice("dauer", LENGTHS, required=_("Wählen Sie bitte, wie lange."))
    form.check()
    return Entry(day, int(length))


def read_hours_day(form: Form) -> date:
    """Of a line that stood on the page. Raises Refused."""
    try:
        return date.fromisoformat(form.value("stunden-eintrag"))
    except ValueError:
        raise Refused(_(OLD_PAGE)) from None


def length_words() -> dict[str, str]:
    return {value: _(word) for value, word in LENGTHS.items()}


def rhythm_words() -> dict[str, str]:
    return {value.value: _(word) for value, word in RHYTHMS.items()}


def reason_words() -> dict[str, str]:
    return {value.value: _(word) for value, word in END_REASONS.items()}
