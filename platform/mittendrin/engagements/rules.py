"""Visits: when they are, who speaks about them. Pure; the time comes in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from dateutil.relativedelta import relativedelta

from mittendrin.core.calendar_days import office_days_before
from mittendrin.core.clock import at_local, to_local
from mittendrin.core.german import show_day
from mittendrin.core.language import _
from mittendrin.volunteering.grid import Part, grid_of
from mittendrin.volunteering.states import DID_NOT_FIT, DIED, HOME, EngagementState

MOST_VISITS = 26  # half a year, week by week


class VisitState(StrEnum):
    """`helper_cannot`: somebody else has to be found, or the other has to hear that nobody comes."""

    PLANNED = "planned"
    HELPER_CANNOT = "helper_cannot"
    STAND_IN = "stand_in"
    CALLED_OFF = "called_off"


class Rhythm(StrEnum):
    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"


RHYTHMS: dict[Rhythm, str] = {
    Rhythm.ONCE: "nur an diesem Tag",
    Rhythm.WEEKLY: "jede Woche",
    Rhythm.FORTNIGHTLY: "alle zwei Wochen",
}
_STEPS = {
    Rhythm.ONCE: timedelta(0),
    Rhythm.WEEKLY: timedelta(weeks=1),
    Rhythm.FORTNIGHTLY: timedelta(weeks=2),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """`number` is how many visits; a single day is one. `all_the_same`: although the helper is with somebody else then."""

    first: date
    at: time
    rhythm: Rhythm
    number: int = 1
    all_the_same: bool = False


def moments_of(plan: Plan) -> list[datetime]:
    """The same time on the clock, across a clock change too."""
    number = 1 if plan.rhythm is Rhythm.ONCE else plan.number
    step = _STEPS[plan.rhythm]
    return [at_local(plan.first + step * one, plan.at) for one in range(number)]


NOON_BEGINS, AFTERNOON_BEGINS, EVENING_BEGINS = time(11), time(14), time(18)


def part_of_day(at: time) -> Part:
    if at < NOON_BEGINS:
        return Part.MORNING
    if at < AFTERNOON_BEGINS:
        return Part.NOON
    return Part.AFTERNOON if at < EVENING_BEGINS else Part.EVENING


def slot_of(moment: datetime) -> int:
    """As a grid with this one part of the week."""
    local = to_local(moment)
    return grid_of([(local.weekday(), part_of_day(local.time()))])


class EndReason(StrEnum):
    """Why an engagement ends: for the office, never for the other side. One of the two has `died`, or moved into a `home`."""

    NOT_NEEDED = "not_needed"
    NO_TIME = "no_time"
    DID_NOT_FIT = DID_NOT_FIT
    MOVED = "moved"
    OTHER = "other"
    DIED = DIED
    HOME = HOME


END_REASONS: dict[EndReason, str] = {
    EndReason.NOT_NEEDED: "Hilfe ist nicht mehr nötig",
    EndReason.NO_TIME: "Keine Zeit mehr",
    EndReason.DID_NOT_FIT: "Es hat nicht gepasst",
    EndReason.MOVED: "Umzug",
    EndReason.OTHER: "Ein anderer Grund",
}
# Nobody is asked how it was: the office speaks with whoever is left.
FAREWELLS: dict[EndReason, str] = {EndReason.DIED: "Todesfall", EndReason.HOME: "Umzug ins Heim"}


VISIT_WORDS: dict[VisitState, str] = {
    VisitState.PLANNED: "verabredet",
    VisitState.HELPER_CANNOT: "Wir suchen eine Vertretung",
    VisitState.STAND_IN: "eine Vertretung kommt",
    VisitState.CALLED_OFF: "fällt aus",
}


# Beyond the days that they name: an end, a rest, and a question for another day.
MATTERS_AFTERWARDS = frozenset({"ended", "visits_rest", "meeting_called_off"})


def matters_until(purpose: str, moments: Sequence[datetime], pause: date | None) -> datetime | None:
    """The last day that a message is about; None is for ever. A pause is news as long as it lasts."""
    if purpose in MATTERS_AFTERWARDS:
        return None
    return at_local(pause, time.min) if pause else max(moments, default=None)


def still_planned(visits: Iterable[tuple[datetime, VisitState]], now: datetime) -> list[datetime]:
    """What a call that nobody has made yet may still promise: visits to come that were not called off by anybody.

    Of a stand-in another call tells.
    """
    return sorted(at for at, state in visits if at > now and state is VisitState.PLANNED)


TRIAL = timedelta(weeks=4)
ASKED_WITHIN, ONE_DAY = timedelta(days=14), timedelta(days=1)
HALF_A_YEAR, DAYS_TO_ARRANGE = 6, 5  # months; office days
ARRANGE, AWAY, ONCE, MISSED, INSTEAD = "arrange", "away", "once", "missed", "instead"


@dataclass(frozen=True, slots=True)
class Course:
    """How far an engagement has come. `one_day` is the last day of help for one day; `visit_stands`: that is arranged;
    `fell_out`: the day on which it would have been.
    """

    status: EngagementState
    begun_on: date
    met_on: date | None
    trial_ends_on: date | None
    paused_until: date | None
    once: bool = False
    one_day: date | None = None
    visit_stands: bool = False
    fell_out: date | None = None
    wanted_until: date | None = None


def check_in_due(course: Course, today: date) -> str:
    """The name of the question whose day has come, or nothing: one at a time, so that nobody is asked twice in one call.

    Help for one day is asked about the day after, and then it is over. All else: after the last day for which help is
    wanted, after a pause, every half year, four weeks after they have met, the day after that, and where nothing is
    arranged or it has fallen out. A pause, and whether somebody still waits to meet, is what is noted down; otherwise the
    days alone decide: also when the office has gone on faster than the calendar, or has not noted down yet how far it is.
    """
    if course.one_day and course.one_day < today:
        return ONCE if course.visit_stands else f"{MISSED}_{course.one_day}"
    if course.status is not EngagementState.PAUSED and _just_passed(course.wanted_until, today):
        return f"until_{course.wanted_until}"
    return _question_due(course, today)


def _question_due(course: Course, today: date) -> str:
    since = course.met_on or course.begun_on
    half_years = _half_years(since, today)
    if course.status is EngagementState.PAUSED:
        until = course.paused_until
        if until is None or until >= today:
            return ""
        if since + relativedelta(months=half_years * HALF_A_YEAR) <= until:
            return "trial" if _four_weeks_after(until, course, today) else f"pause_{until}"
    if half_years and not course.once:
        return f"months_{half_years * HALF_A_YEAR}"
    if not course.once and _just_passed(_trial_ends_on(course), today + ONE_DAY):
        return "trial"
    if _just_passed(course.met_on, today) or (course.met_on and _is_waited_for(course, today)):
        return f"meeting_{course.met_on}"
    return _another_day(course) if _is_waited_for(course, today) else ""


def _another_day(course: Course) -> str:
    return f"{ARRANGE}_{course.fell_out}" if course.fell_out else ARRANGE


def _four_weeks_after(pause: date, course: Course, today: date) -> bool:
    """They ended when the pause was over already."""
    ends = _trial_ends_on(course)
    return ends is not None and ends > pause and _just_passed(ends, today + ONE_DAY)


def trial_end(ends: date, pause: date, today: date) -> date:
    """Nobody has said yet that they want to go on: what is left of a trial runs on after the pause, one day at least."""
    return pause + max(ends - today, ONE_DAY)


def left_of_trial(ends: date | None, pause: date | None) -> timedelta | None:
    """What a pause has kept of a trial; None when what it interrupts is no trial."""
    return ends - pause if ends and pause and ends > pause else None


@dataclass(frozen=True, slots=True)
class Rest:
    """An engagement that rests, as its pages say it: a pause that is over is none any more."""

    until: date
    over: bool
    trial_days: int

    @property
    def words(self) -> str:
        day = show_day(self.until)
        return _("Pause war bis {day}", day=day) if self.over else _("Pause bis {day}", day=day)


class MayRest(Protocol):
    @property
    def status(self) -> EngagementState: ...
    @property
    def paused_until(self) -> date | None: ...
    @property
    def trial_ends_on(self) -> date | None: ...


def rest_of(found: MayRest, today: date) -> Rest | None:
    until = found.paused_until
    if found.status is not EngagementState.PAUSED or until is None:
        return None
    left = left_of_trial(found.trial_ends_on, until)
    return Rest(until, over=until < today, trial_days=left.days if left else 0)


OCCASIONS = {
    ARRANGE: "weil noch nichts verabredet ist",
    ONCE: "nach dem einen Tag",
    MISSED: "weil für den einen Tag nichts verabredet war",
    "meeting": "nach dem ersten Treffen",
    "trial": "nach vier Wochen",
    "pause": "nach der Pause",
    "until": "nach dem letzten Tag, für den Hilfe gewünscht war",
    INSTEAD: "nach einer Vertretung",
    AWAY: "weil in einer Pause noch etwas verabredet ist",
}


def occasion_in_words(occasion: str) -> str:
    kind, _mark, said = occasion.partition("_")
    return _("nach {n} Monaten", n=said) if kind == "months" else _(OCCASIONS[kind])


def _just_passed(day: date | None, today: date) -> bool:
    return day is not None and day < today <= day + ASKED_WITHIN


def _trial_ends_on(course: Course) -> date | None:
    if course.trial_ends_on is None and course.met_on is not None:
        return course.met_on + TRIAL
    return course.trial_ends_on


def _is_waited_for(course: Course, today: date) -> bool:
    """Nobody has met yet, as far as we know."""
    if course.status is not EngagementState.FIRST_MEETING or course.visit_stands:
        return False
    if course.met_on is not None:
        return course.met_on < today
    return office_days_before(today, DAYS_TO_ARRANGE) >= course.begun_on


def _half_years(since: date, today: date) -> int:
    passed = relativedelta(today, since)
    return (passed.years * 12 + passed.months) // HALF_A_YEAR


# How long a visit was: what is sent are minutes.
LENGTHS: dict[str, str] = {
    "30": "eine halbe Stunde",
    "60": "1 Stunde",
    "90": "anderthalb Stunden",
    "120": "2 Stunden",
    "180": "3 Stunden",
    "240": "4 Stunden",
    "300": "5 Stunden",
    "360": "6 Stunden",
}


def show_hours(minutes: int) -> str:
    """ "2,5 Stunden"; everything is written down in half hours."""
    whole, rest = divmod(minutes, 60)
    number = f"{whole},5" if rest else f"{whole}"
    return _("{n} Stunde", n=number) if minutes == 60 else _("{n} Stunden", n=number)
