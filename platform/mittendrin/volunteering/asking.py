"""How the answers of both walks become an offer or a request: the same fields on the web and at the office."""

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_token
from mittendrin.people.rules import Contact
from mittendrin.volunteering.grid import WHOLE_WEEK, Part, grid_of
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import (
    FREQUENCIES,
    LANGUAGES,
    REACHES,
    Helper,
    OfferContent,
    OfferEntry,
    RequestContent,
    RequestEntry,
)
from mittendrin.volunteering.walking import Question, Walk
from mittendrin.web.forms import Form

DAYS = {str(weekday): weekday for weekday in range(7)}
PARTS = {part.name.lower(): part for part in Part}
SLOTS = {f"{weekday}-{part.value}": (weekday, part) for weekday in range(7) for part in Part}
MOST_HOURS, MOST_PEOPLE = 20, 5
FOR_WHOM = ("mich", "andere")
CONTACT_FIELDS = ("fuer", "hilfe", "name", "telefon", "mail", "adresse")


def read_wishes(form: Form, town: Town) -> tuple[int, ...]:
    """Ids of what somebody likes to do."""
    offered = {one.slug: one.id for one in town.categories if not one.professional}
    chosen = form.many("was", offered, required=_("Wählen Sie bitte mindestens eines aus."))
    return tuple(offered[slug] for slug in chosen)


def read_need(form: Form, town: Town) -> tuple[int, str]:
    """The category and one line. What needs professionals is declined with a word on where to turn."""
    offered = {one.slug: one for one in town.categories}
    missing = _("Wählen Sie bitte, wobei Sie Hilfe brauchen.")
    chosen = offered.get(form.choice("wobei", offered, required=missing) or "")
    if chosen and chosen.professional:
        form.refuse(Refused(chosen.instead, "wobei"))
    said = form.line(
        "was-genau", limit=200, required=_("Schreiben Sie uns bitte in einem Satz, worum es geht.")
    )
    return (chosen.id if chosen else 0), said


def read_times(form: Form) -> int:
    """On the web days and parts of the day are asked apart; the office ticks the week slot by slot."""
    if form.yes("jederzeit"):
        return WHOLE_WEEK
    if slots := form.many("zeit", SLOTS):
        return grid_of(SLOTS[slot] for slot in slots)
    days = form.many("tage", DAYS, required=_("Kreuzen Sie bitte an, an welchen Tagen. Einer genügt."))
    parts = form.many("tageszeit", PARTS, required=_("Kreuzen Sie bitte an, zu welcher Tageszeit."))
    return grid_of((DAYS[day], PARTS[part]) for day in days for part in parts)


def read_languages(form: Form) -> tuple[str, ...]:
    return tuple(form.many("sprachen", LANGUAGES)) or ("de",)


def read_contact(form: Form) -> tuple[Contact, str]:
    """The person it is about, and who fills in for them."""
    for_whom = form.choice("fuer", FOR_WHOM) or "mich"
    contact = Contact(
        name=form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120),
        phone=form.phone("telefon") or "",
        email=form.email("mail") or "",
        address=form.line("adresse"),
    )
    if not contact.is_reachable and not {"telefon", "mail", "adresse"} & form.errors.keys():
        form.refuse(Refused(_("Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt."), "telefon"))
    return contact, form.line("hilfe", limit=120) if for_whom == "andere" else ""


def read_offer(form: Form, town: Town) -> OfferEntry:
    """Raises Invalid."""
    contact, _signed_by = read_contact(form)
    content = OfferContent(
        categories=read_wishes(form, town),
        times=read_times(form),
        frequency=form.choice("oft", FREQUENCIES, required=_("Sagen Sie uns bitte, wie oft.")),
        hours_per_week=form.number("stunden", 1, MOST_HOURS) or 2,
        most_people=form.number("personen", 1, MOST_PEOPLE) or 1,
        district_id=_district(form, town),
        reach_km=int(form.choice("weite", REACHES, required=_("Sagen Sie uns bitte, wie weit.")) or 0),
        has_car=form.yes("auto"),
        languages=read_languages(form),
        interests=form.line("interessen", limit=300),
        note=form.text("notiz-buero", limit=1000),
    )
    form.check()
    return OfferEntry(contact, content, _key(form))


def read_request(form: Form, town: Town) -> RequestEntry:
    """Raises Invalid."""
    contact, signed_by = read_contact(form)
    category, what = read_need(form, town)
    content = RequestContent(
        category=category,
        what=what,
        times=read_times(form),
        soon=form.yes("bald"),
        frequency=form.choice("oft", FREQUENCIES, required=_("Sagen Sie uns bitte, wie oft.")),
        district_id=_district(form, town),
        languages=tuple(form.many("sprachen", LANGUAGES)),
        language_needed=form.yes("sprache-noetig"),
        interests=form.line("interessen", limit=300),
        helper=_helper(form),
        helper_reason=form.line("wer-grund", limit=200),
        note=form.text("notiz-buero", limit=1000),
        may_be_public=form.yes("oeffentlich"),
    )
    form.check()
    return RequestEntry(contact, content, _key(form), signed_by)


def _district(form: Form, town: Town) -> int | None:
    names = [one.slug for one in town.districts]
    missing = _("Wählen Sie bitte Ihren Stadtteil.")
    return town.district_id(form.choice("stadtteil", names, required=missing))


def _helper(form: Form) -> Helper:
    helper = form.choice("wer", Helper) or Helper.ANYBODY
    if helper and not form.value("wer-grund"):
        form.refuse(
            Refused(_("Schreiben Sie bitte kurz, warum. Dann können wir darauf achten."), "wer-grund")
        )
    return helper


def _key(form: Form) -> str:
    return form.line("schluessel", limit=64) or new_token()


def _when(form: Form, _town: Town) -> None:
    read_times(form)
    form.choice("oft", FREQUENCIES, required=_("Sagen Sie uns bitte, wie oft."))


def _when_and_how_much(form: Form, town: Town) -> None:
    _when(form, town)
    form.number("stunden", 1, MOST_HOURS)
    form.number("personen", 1, MOST_PEOPLE)


def _where(form: Form, town: Town) -> None:
    _district(form, town)
    form.choice("weite", REACHES, required=_("Sagen Sie uns bitte, wie weit."))


def _about_me(form: Form, _town: Town) -> None:
    read_languages(form)
    form.line("interessen", limit=300)
    form.text("notiz-buero", limit=1000)


def _about_the_helper(form: Form, town: Town) -> None:
    _district(form, town)
    _about_me(form, town)
    _helper(form)


def _reached(form: Form, _town: Town) -> None:
    read_contact(form)


ABOUT_ME = ("sprachen", "interessen", "notiz-buero")
WHEN = ("jederzeit", "tage", "tageszeit", "zeit", "oft")
OFFER_WALK = Walk(
    "/helfen",
    "volunteering/offer",
    (
        Question("was", "Was möchten Sie gern tun?", ("was",), read_wishes),
        Question("wann", "Wann haben Sie Zeit?", (*WHEN, "stunden", "personen"), _when_and_how_much),
        Question("wo", "Wo möchten Sie helfen?", ("stadtteil", "weite", "auto"), _where),
        Question("ueber-sie", "Etwas über Sie", ABOUT_ME, _about_me),
        Question("kontakt", "Wie erreichen wir Sie?", CONTACT_FIELDS, _reached),
    ),
)
REQUEST_WALK = Walk(
    "/hilfe-bekommen",
    "volunteering/request",
    (
        Question("wobei", "Wobei könnten Sie Hilfe brauchen?", ("wobei", "was-genau"), read_need),
        Question("wann", "Wann passt es Ihnen?", (*WHEN, "bald"), _when),
        Question(
            "wer",
            "Wer passt zu Ihnen?",
            ("stadtteil", *ABOUT_ME, "sprache-noetig", "wer", "wer-grund", "oeffentlich"),
            _about_the_helper,
        ),
        Question("kontakt", "Wie erreichen wir Sie?", CONTACT_FIELDS, _reached),
    ),
)
