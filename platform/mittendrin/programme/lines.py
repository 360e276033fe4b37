"""One date as a line: for the sheet, for the newspaper, and for a screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from mittendrin.core.german import show_day_digits
from mittendrin.core.language import _
from mittendrin.events.capacity import Verdict
from mittendrin.events.rules import SignUpMode, price_words
from mittendrin.events.views import DateView
from mittendrin.places.rules import ACCESS_WORDS, AccessKind
from mittendrin.programme.rules import as_sentence, fits_on_a_line, fits_on_two_lines, has_words

# A line of paper is short; the most asked for come first.
PRINTED_ACCESS = 3
SHORT_NOTE, NO_BREAK = 20, "\u00a0"
NO_SIGN_UP = {Verdict.FULL, Verdict.BEGUN}


@dataclass(frozen=True, slots=True)
class Line:
    """One date. `gone` stands first when it does not take place as announced; `notes` have no full stop.

    `at` and `brief` are for the sheet. `rest` paper says once, in its head and under the places; a screen, where neither is
    in sight, says it with each date. Of what is longer than a line, paper says what is `short` beside a star, and at its end,
    once for each event, what is `more`.
    """

    time: str
    title: str
    place: str
    at: str
    street: str
    notes: tuple[str, ...]
    brief: tuple[str, ...]
    rest: tuple[str, ...]
    slug: str
    gone: str
    until: str
    short: tuple[str, ...]
    more: tuple[str, ...]

    def as_text(self) -> str:
        """As a newspaper prints it: whole sentences."""
        gone = f"{self.gone}: " if self.gone else ""
        until = _(" (bis {day})", day=self.until) if self.until else ""
        where = ", ".join(part for part in (self.place, self.street) if part)
        announced = f"{self.time}: {gone}{self.title}{until}, {where}"
        return " ".join(as_sentence(part) for part in (announced, *self.notes))


def line_of(view: DateView, phone: str) -> Line:
    """`phone`: for signing up."""
    brief = _brief(view, _brief_price(view))
    short = _short(view)
    return Line(
        time=view.span,
        title=view.title,
        place=view.where,
        at=_at(view),
        street=view.street,
        notes=_without_stops(_notes(view, phone)),
        brief=_kept_together(brief),
        rest=_rest(view, brief),
        slug=view.slug,
        gone=_gone(view),
        until=view.until,
        short=_kept_together(short),
        more=_without_stops((_meeting(view), view.price)) if short else (),
    )


def _named(view: DateView) -> str:
    return f"{_gone(view)} {view.title} {view.until}".strip()


def _short(view: DateView) -> tuple[str, ...]:
    """Without where to meet and, if it still is too long, with the bare price.

    Nothing when that leaves nothing out, or saves no line.
    """
    price, amount = _brief_price(view), _brief_amount(view)
    if view.called_off or view.moved_to or (price == amount and not _meeting(view)):
        return ()
    named, whole = _named(view), (_at(view), *_brief(view, price))
    shorter, shortest = (view.where, *_brief(view, price)), (view.where, *_brief(view, amount))
    if fits_on_a_line(named, shorter):
        return () if fits_on_a_line(named, whole) else shorter
    return () if fits_on_two_lines(named, whole) and not fits_on_a_line(named, shortest) else shortest


def _kept_together(notes: Iterable[str]) -> tuple[str, ...]:
    """ "3 Stufen", "bis 4.1.": a short note is not torn apart at the end of a line."""
    return tuple(note.replace(" ", NO_BREAK) if len(note) <= SHORT_NOTE else note for note in notes)


def _without_stops(notes: Iterable[str]) -> tuple[str, ...]:
    return tuple(note.rstrip(" .") for note in notes if note)


def _brief(view: DateView, price: str) -> tuple[str, ...]:
    """No steps and no price are the rule, and the head of every sheet says so."""
    instead = _("Stattdessen: {was}", was=view.instead) if view.instead else ""
    if view.called_off or view.moved_to:
        return _without_stops((_moved_to(view), view.reason, instead))
    changed = (view.change.detail, view.reason, instead) if view.change else ()
    said = (*changed, _brief_steps(view), price)
    return (*_without_stops(said), *filter(None, [_brief_sign_up(view)]))


def _rest(view: DateView, brief: tuple[str, ...]) -> tuple[str, ...]:
    if view.called_off or view.moved_to:
        return ()
    free = price_words(0, "")
    known = (view.street, *view.access[:PRINTED_ACCESS], free if view.amount == free else "")
    return tuple(one for one in known if one and one not in brief)


def _brief_steps(view: DateView) -> str:
    free = _(ACCESS_WORDS[AccessKind.STEP_FREE].short)
    return "" if view.steps == free else view.steps or _("Stufen bitte fragen")


def _brief_price(view: DateView) -> str:
    if not view.amount:
        return view.price or _("Preis bitte fragen")
    free = price_words(0, "")
    return view.price.removeprefix(free).removeprefix(", ") if view.amount == free else view.price


def _brief_amount(view: DateView) -> str:
    """Without what else is said of it."""
    return _brief_price(view) if not view.amount else "" if view.amount == price_words(0, "") else view.amount


def _brief_sign_up(view: DateView) -> str:
    """The telephone stands on every sheet."""
    return _sign_up(view, "").rstrip(" :")


def _at(view: DateView) -> str:
    """A meeting point that names the room says where it is. To what is called off nobody needs the room."""
    if view.called_off and not fits_on_a_line(_named(view), (view.where, *_brief(view, ""))):
        return view.place or view.venue
    if not _meeting(view):
        return view.where
    room = "" if has_words(view.meeting_point, view.room) else view.room
    return ", ".join(part for part in (view.place or view.venue, room, view.meeting_point) if part)


def _meeting(view: DateView) -> str:
    """Nobody meets for what is called off or has moved away."""
    if not view.meeting_point or view.called_off or view.moved_to:
        return ""
    return _("Treffpunkt: {place}", place=view.meeting_point)


def _notes(view: DateView, phone: str) -> tuple[str, ...]:
    instead = _("Stattdessen: {was}", was=view.instead) if view.instead else ""
    if view.called_off or view.moved_to:
        return _moved_to(view), view.reason, instead
    changed = (view.change.detail, view.reason, instead) if view.change else ()
    return (*changed, _meeting(view), *_access(view), view.price, _sign_up(view, phone))


def _access(view: DateView) -> tuple[str, ...]:
    """Of a place that is on no list only the name is known: whoever needs to know asks, and is told that they may."""
    return (
        (_("Zugang dort: bitte fragen"),) if view.place and not view.there else view.access[:PRINTED_ACCESS]
    )


def _sign_up(view: DateView, phone: str) -> str:
    """As of the first of the month: a deadline that lies before it is printed all the same."""
    verdict = view.decision.verdict
    if view.mode is SignUpMode.NONE:
        return ""
    if verdict is Verdict.WAITING_LIST:
        return _("ausgebucht, Warteliste {phone}", phone=phone)
    if verdict in NO_SIGN_UP:
        return view.decision.public_word
    if last := view.last_day_to_sign_up:
        day = view.sign_up_until if phone else show_day_digits(last, view.today)
        return _("Anmeldung bis {day}: {phone}", day=day, phone=phone).rstrip(": ")
    return _("Anmeldung {phone}", phone=phone)


def _moved_to(view: DateView) -> str:
    if not view.moved_to:
        return ""
    said = _("war verlegt auf {day}") if view.called_off else _("auf {day}")
    return said.format(day=view.moved_to.spoken)


def _gone(view: DateView) -> str:
    if view.called_off:
        return _("FÄLLT AUS")
    if view.moved_to:
        return _("VERLEGT")
    return view.change.label if view.change else ""
