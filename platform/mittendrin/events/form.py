"""What the event form asks, page by page, and how its answers become an event's content.

Each page asks one thing. All of them carry everything typed so far, so that nothing is stored, and nothing lost,
before somebody has seen the preview.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.recurrence import When
from mittendrin.events.rhythm import ASKED, RHYTHM_FIELDS, WHEN_FIELDS, read_rhythm, read_when
from mittendrin.events.rules import EventContent, Newcomers, SignUpMode, SignUpTerms
from mittendrin.places.queries import Choice
from mittendrin.places.rules import NewVenue
from mittendrin.web.forms import Form

Answer = TypeVar("Answer")

OTHER_VENUE = "ein-anderer"
MOST_SEATS = 2_000
LONGEST_DEADLINE = 90


class Step(StrEnum):
    WHAT = "was"
    WHERE = "wo"
    RHYTHM = "wie-oft"
    WHEN = "wann"
    SIGN_UP = "anmeldung"


STEPS: tuple[Step, ...] = tuple(Step)
FIELDS: dict[Step, tuple[str, ...]] = {
    Step.WHAT: ("titel", "beschreibung", "thema", "preis", "preis-dazu", "mitbringen"),
    Step.WHERE: (
        "ort", "ort-name", "ort-strasse", "ort-plz", "ort-stadtteil", "raum", "treffpunkt", "neue-name", "neue-telefon",
    ),
    Step.RHYTHM: RHYTHM_FIELDS,
    Step.WHEN: WHEN_FIELDS,
    Step.SIGN_UP: ("anmeldung", "plaetze", "mindestens", "frist", "warteliste"),
}  # fmt: skip
# What belongs to the walk itself: against sending twice, against writing over somebody else's change,
# and whether the preview was seen, to which every page then leads straight back.
WALK_FIELDS = ("schluessel", "stand", "gesehen")
ALL_FIELDS = (*WALK_FIELDS, *(name for step in Step for name in FIELDS[step]))


MODE_WORDS: dict[str, str] = {
    SignUpMode.NONE: "Nein, einfach kommen",
    SignUpMode.EACH_DATE: "Ja, für jeden Termin einzeln",
    SignUpMode.COURSE: "Ja, einmal für den ganzen Kurs",
    SignUpMode.REGULAR: "Ja, als Stammplatz: der Platz gilt jedes Mal, bis man absagt",
}


@dataclass(frozen=True, slots=True)
class Town:
    """What there is to choose from."""

    topics: list[Choice]
    venues: list[Choice]
    districts: list[Choice]


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What the form says. With a new venue, the content's `venue_id` is still 0."""

    content: EventContent
    new_venue: NewVenue | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """The event that is written: a new one, or one there is, as it was when opened. `key` is that of its form."""

    organisation_id: int
    event_id: int | None = None
    key: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class What:
    title: str
    description: str
    topic_id: int
    price: int | None
    price_note: str
    bring: str


@dataclass(frozen=True, slots=True)
class Where:
    venue_id: int
    new_venue: NewVenue | None
    room: str
    meeting_point: str
    newcomers: Newcomers


def read_event(form: Form, town: Town, today: date) -> EventDraft:
    """Raises Invalid at the first page that has something to put right."""
    what = _checked(form, read_what(form, town))
    where = _checked(form, read_where(form, town))
    when = _checked(form, read_when(form, today))
    return _draft(what, where, when, _checked(form, read_terms(form)))


def read_on_one_page(form: Form, town: Town, today: date) -> EventDraft:
    """Raises Invalid with everything that has to be put right."""
    what, where, terms = read_what(form, town), read_where(form, town), read_terms(form)
    # Asked last: a rule is only checked as a whole when nothing else is wrong.
    when = read_when(form, today)
    form.check()
    return _draft(what, where, when, terms)


def _draft(what: What, where: Where, when: When, terms: SignUpTerms) -> EventDraft:
    content = EventContent(
        title=what.title,
        description=what.description,
        topic_id=what.topic_id,
        venue_id=where.venue_id,
        room=where.room,
        when=when,
        price=what.price,
        price_note=what.price_note,
        bring=what.bring,
        meeting_point=where.meeting_point,
        newcomers=where.newcomers,
        terms=terms,
    )
    return EventDraft(content, where.new_venue)


# Where the form asks for what an act refuses; a rule is asked for in many fields, so it has none.
_ASKED_IN = {"seats": "plaetze", "mode": "anmeldung", "tag": "tag"}


def as_asked(refused: Refused) -> Refused:
    """The same refusal at the field of the form that it is about."""
    return Refused(refused.sentence, _ASKED_IN.get(refused.field or ""))


def check_before(step: Step, form: Form, town: Town, today: date) -> None:
    """Reads the pages in front of this one. Raises Invalid at the first that has something to put right."""
    readers: dict[Step, Callable[[], object]] = {
        Step.WHAT: lambda: read_what(form, town),
        Step.WHERE: lambda: read_where(form, town),
        Step.RHYTHM: lambda: read_rhythm(form),
        Step.WHEN: lambda: read_when(form, today),
    }
    for earlier in STEPS[: STEPS.index(step)]:
        readers[earlier]()
        form.check()


def carried(step: Step, form: Form) -> list[str]:
    """All that this page does not ask, also the answers that belong to another rhythm."""
    asked = ASKED.get(form.value("rhythmus"), ()) if step is Step.WHEN else FIELDS[step]
    return [name for name in ALL_FIELDS if name not in asked]


def step_of_errors(form: Form) -> Step | None:
    """The page that asks for what is wrong; None when it is not about a single answer."""
    return next((step for step in STEPS for name in FIELDS[step] if form.error(name)), None)


def read_what(form: Form, town: Town) -> What:
    title = form.line("titel", required=_("Schreiben Sie bitte einen Titel."), limit=120)
    missing = _("Schreiben Sie bitte, was passiert. Zwei oder drei Sätze genügen.")
    description = form.text("beschreibung", required=missing)
    topics = {topic.slug: topic.id for topic in town.topics}
    topic = form.choice("thema", topics, required=_("Wählen Sie bitte ein Thema."))
    return What(
        title=title,
        description=description,
        topic_id=topics.get(topic, 0),
        price=form.euro("preis"),
        price_note=form.line("preis-dazu", limit=120),
        bring=form.line("mitbringen", limit=200),
    )


def read_where(form: Form, town: Town) -> Where:
    venues = {venue.slug: venue.id for venue in town.venues}
    # Whoever writes a new place and forgets to choose "nicht dabei" means the new place.
    written = bool(form.value("ort-name")) and not form.value("ort")
    missing = _("Wählen Sie bitte einen Ort. Oder schreiben Sie unten, wo es ist.")
    chosen = OTHER_VENUE if written else form.choice("ort", [OTHER_VENUE, *venues], required=missing)
    if chosen in venues and form.value("ort-name"):
        both = _(
            "Sie haben einen Ort gewählt und einen neuen geschrieben. Leeren Sie bitte das, was nicht gilt."
        )
        form.refuse(Refused(both, "ort-name"))
    new_venue = _new_venue(form, town) if chosen == OTHER_VENUE else None
    return Where(
        venue_id=venues.get(chosen, 0),
        new_venue=new_venue,
        room=form.line("raum", limit=80),
        meeting_point=form.line("treffpunkt", limit=200),
        newcomers=_newcomers(form),
    )


def _new_venue(form: Form, town: Town) -> NewVenue:
    name = form.line("ort-name", required=_("Schreiben Sie bitte, wie der Ort heißt."), limit=120)
    missing = _("Schreiben Sie bitte Straße und Hausnummer.")
    street = form.line("ort-strasse", required=missing, limit=120)
    postcode = form.line("ort-plz", required=_("Schreiben Sie bitte die Postleitzahl."), limit=10)
    if postcode and not (postcode.isascii() and postcode.isdecimal() and len(postcode) == 5):
        form.refuse(Refused(_("Die Postleitzahl hat fünf Ziffern."), "ort-plz"))
    districts = {district.slug: district.id for district in town.districts}
    district = form.choice("ort-stadtteil", districts)
    return NewVenue(name, street, postcode, districts.get(district or ""))


def _newcomers(form: Form) -> Newcomers:
    name = form.line("neue-name", limit=120)
    phone = form.phone("neue-telefon") or ""
    if phone and not name:
        form.refuse(Refused(_("Schreiben Sie bitte auch den Namen zu dieser Telefonnummer."), "neue-name"))
    return Newcomers(name, phone)


def read_terms(form: Form) -> SignUpTerms:
    mode = form.choice("anmeldung", SignUpMode, required=_("Sagen Sie bitte, ob man sich anmelden muss."))
    if mode is SignUpMode.NONE:
        return SignUpTerms()
    seats = form.number("plaetze", 1, MOST_SEATS)
    minimum = form.number("mindestens", 1, MOST_SEATS)
    if seats and minimum and minimum > seats:
        form.refuse(Refused(_("Das sind mehr, als Plätze da sind."), "mindestens"))
    if minimum == 1:
        form.refuse(
            Refused(_("Ab einer Person findet es immer statt. Lassen Sie das Feld leer."), "mindestens")
        )
    return SignUpTerms(
        mode=mode,
        seats=seats,
        minimum=minimum,
        deadline_days=form.number("frist", 0, LONGEST_DEADLINE) or 0,
        waiting_list=form.yes("warteliste"),
    )


def _checked(form: Form, answer: Answer) -> Answer:
    form.check()
    return answer
