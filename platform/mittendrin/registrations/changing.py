"""What is asked before a date is called off or moved, and the check page: the same for the club and for the office."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.clock import at_local, local_day, to_local
from mittendrin.core.german import refuse_either_half, show_day, show_time, spoken_span
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.form_preview import PreviewLine
from mittendrin.events.moves import meeting_point_of
from mittendrin.events.views import DateView
from mittendrin.places.queries import Choice
from mittendrin.registrations.by_hand import ByHand
from mittendrin.registrations.date_changes import LONGEST_PLACE, CallingOff, Move
from mittendrin.registrations.telling import Told
from mittendrin.web.forms import Form, date_boxes

# What a meeting point was that did not go along: typed once more, it is meant.
WAS_ASKED = "treffpunkt-gefragt"
MOVE_FIELDS = (
    "tag",
    "tag-tag",
    "tag-monat",
    "tag-jahr",
    "von",
    "bis",
    "haus",
    "ort",
    "treffpunkt",
    WAS_ASKED,
    "grund",
    "stattdessen",
)
CALL_OFF_FIELDS = ("grund", "stattdessen")


@dataclass(frozen=True, slots=True)
class Check:
    """`path` takes the answers in `carried`, and below it /aendern shows them again; without any there is nothing to
    change. `back` leads away from it all. `told` None: nobody needs to hear of it. `waits`: the board decides first,
    but not on what `at_once` names.
    """

    heading: str
    what: str
    answers: tuple[tuple[str, str], ...]
    told: Told | None
    by_hand: ByHand
    path: str
    back: str
    send: str
    carried: tuple[str, ...] = ()
    waits: bool = False
    at_once: str = ""
    lines: tuple[PreviewLine, ...] = ()
    warnings: tuple[str, ...] = ()


def read_calling_off(form: Form) -> CallingOff:
    """Raises Invalid."""
    reason, instead = _why(form)
    form.check()
    return CallingOff(reason, instead)


def _why(form: Form) -> tuple[str, str]:
    reason = form.line("grund", required=_("Sagen Sie den Menschen bitte, warum."), limit=200)
    return reason, form.line("stattdessen", limit=200)


def read_move(form: Form, now: datetime, venues: list[Choice], usual: int) -> Move:
    """Raises Invalid. `usual` is where it takes place on other days."""
    day = form.date("tag", local_day(now), required=_("An welchem Tag findet es jetzt statt?"))
    starts = form.time("von", required=_("Um wie viel Uhr beginnt es?"))
    with form.refusals():
        refuse_either_half(form.value("von"), "von")
    ends = form.time("bis", required=_("Um wie viel Uhr endet es?"))
    place, venue = _read_place(form, venues, usual)
    reason, instead = _why(form)
    form.check()
    return Move(at_local(day, starts), at_local(day, ends), place, reason, instead, venue)


def _read_place(form: Form, venues: list[Choice], usual: int) -> tuple[str, int | None]:
    """A known place is one that was chosen, or whose name somebody wrote. The usual one without another room says nothing."""
    slug, words = form.choice("haus", [one.slug for one in venues]), form.line("ort", limit=120)
    known = next((one for one in venues if one.slug == slug), None)
    if known is None:
        known = next((one for one in venues if one.name.casefold() == words.casefold()), None)
        words = "" if known else words
    if known is None or (known.id == usual and not words):
        return words, None
    place = ", ".join(part for part in (known.name, words) if part)
    if len(place) > LONGEST_PLACE:
        form.refuse(Refused(_("Das ist zu lang. Kürzen Sie bitte den Raum."), "ort"))
    return place, known.id


def places_to_move_to(venues: list[Choice]) -> dict[str, str]:
    return {"": _("Keiner davon"), **{one.slug: one.name for one in venues}}


def form_of_move(date: DateView, venues: list[Choice]) -> Form:
    """Begins with what is true now."""
    there = next((one for one in venues if one.id == date.there), None)
    room = _room_in(date.place, there.name) if there else date.place
    times = {"von": show_time(to_local(date.starts).time()), "bis": show_time(to_local(date.ends).time())}
    where = {"haus": there.slug if there else "", "ort": room, "treffpunkt": date.meeting_point}
    return Form.filled(**date_boxes("tag", date.day), **times, **where)


def _room_in(place: str, name: str) -> str:
    """What stands behind the name of the house, which may have been another one when this was written."""
    known = name if place == name or place.startswith(f"{name}, ") else place.partition(", ")[0]
    return place.removeprefix(known).removeprefix(", ")


@dataclass(frozen=True, slots=True)
class MeetingPoint:
    """Where people meet as was `typed`, and `then`, when it is moved. `usual` is what would be said without a word of its own."""

    typed: str
    then: str
    usual: str

    @property
    def of_its_own(self) -> str | None:
        return None if self.then == self.usual else self.then


def meeting_point_then(form: Form, date: DateView, usual: str, move: Move) -> MeetingPoint:
    """What was left standing loses a time that is no longer right, and does not go along to another place."""
    typed = form.line("treffpunkt", limit=200)
    planned = "" if move.place else meeting_point_of(usual, date.original_start, move.starts)
    if typed != date.meeting_point or typed == form.value(WAS_ASKED):
        return MeetingPoint(typed, typed, planned)
    if (date.place, date.there) != (move.place, move.venue_id) or date.own_meeting_point is None:
        return MeetingPoint(typed, planned, planned)
    return MeetingPoint(typed, meeting_point_of(typed, date.starts, move.starts), planned)


def ask_about(form: Form, meeting: MeetingPoint) -> None:
    """The form goes on with where they meet then, so that it is the same when it is sent."""
    asked = meeting.typed if meeting.typed != meeting.then else form.value(WAS_ASKED)
    others = [one for one in form.everything() if one[0] not in ("treffpunkt", WAS_ASKED)]
    form.take_up([*others, ("treffpunkt", meeting.then), (WAS_ASKED, asked)])


@dataclass(frozen=True, slots=True)
class WishedMove:
    move: Move
    meeting: MeetingPoint

    def left_out(self, date: DateView) -> Iterator[str]:
        """Why people do not meet where the form said at first."""
        typed, then = self.meeting.typed, self.meeting.then
        if not typed or typed == then:
            return
        if (date.place, date.there) == (self.move.place, self.move.venue_id):
            yield _("Treffpunkt „{where}“: Das passt nicht mehr zur neuen Uhrzeit.", where=typed)
        else:
            yield _("Treffpunkt „{where}“: Er gehört zum bisherigen Ort.", where=typed)
        yield (
            _("Für diesen Tag schreiben wir: „{where}“.", where=then)
            if then
            else _("Für diesen Tag lassen wir ihn weg.")
        )
        yield _("Gilt er trotzdem? Schreiben Sie ihn bitte noch einmal hin.")


def old_and_new(date: DateView, wished: WishedMove) -> tuple[tuple[str, str], ...]:
    move, met = wished.move, wished.meeting.then
    starts, ends = to_local(move.starts), to_local(move.ends)
    return (
        (_("Bisher"), f"{date.spoken}, {date.where}"),
        (_("Neu"), f"{show_day(starts.date())}, {spoken_span(starts.time(), ends.time())}"),
        (_("Wo"), move.place or _("am gewohnten Ort")),
        (_("Treffpunkt"), met or (_("keiner") if date.meeting_point else "")),
        (_("Der Grund"), move.reason),
        (_("Stattdessen"), move.instead),
    )
