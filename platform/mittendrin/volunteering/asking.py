"""How the answers of both walks become an offer or a request: the same fields on the web and at the office."""

from dataclasses import dataclass, replace
from datetime import date

from mittendrin.core.german import read_date
from mittendrin.core.language import _
from mittendrin.core.numbers import LARGEST_NUMBER
from mittendrin.core.refusal import Refused
from mittendrin.people.rules import Contact, is_only_a_first_name
from mittendrin.volunteering.asking_besides import (
    BETWEEN_DAYS,
    said_besides_of_offer,
    said_besides_of_request,
)
from mittendrin.volunteering.betraying import Known, check_unnamed
from mittendrin.volunteering.doubting import doubt_of_need, in_words
from mittendrin.volunteering.grid import WHOLE_WEEK, Part, grid_of, slots_on
from mittendrin.volunteering.pauses import FAR_DAY, is_far
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import (
    FREQUENCIES,
    LANGUAGES,
    NEEDS,
    Helper,
    OfferContent,
    OfferEntry,
    RequestContent,
    RequestEntry,
)
from mittendrin.volunteering.states import Frequency
from mittendrin.web.forms import Form
from mittendrin.web.sent_twice import key_of

DAYS = {str(weekday): weekday for weekday in range(7)}
PARTS = {part.name.lower(): part for part in Part}
SLOTS = {f"{weekday}-{part.value}": (weekday, part) for weekday in range(7) for part in Part}
MOST_HOURS, MOST_PEOPLE, MOST_DAYS = 20, 5, 10
FOR_WHOM = ("mich", "andere")
GENDERS = (Helper.WOMAN, Helper.MAN)


def read_wishes(form: Form, town: Town) -> tuple[int, ...]:
    """Ids of what somebody likes to do."""
    offered = {one.slug: one.id for one in town.categories if not one.professional}
    chosen = form.many("was", offered, required=_("Wählen Sie bitte mindestens eines aus."))
    return tuple(offered[slug] for slug in chosen)


def read_need(form: Form, town: Town) -> tuple[int, str]:
    """The category and one line. What needs professionals is declined with a word on where to turn."""
    offered = {one.slug: one for one in town.categories}
    missing = _("Wählen Sie bitte, wobei Sie Hilfe brauchen.")
    if meant := town.meant(form.value("was-genau")):
        missing = _("Wählen Sie bitte eines aus. Vielleicht passt: {name}", name=meant.name)
    if declined := town.declined(form.value("wobei")):
        form.refuse(Refused(declined.instead, "wobei"))
    elif doubt := doubt_of_need(form, town):
        form.refuse(Refused(in_words(doubt), "wobei"))
    chosen = offered.get(form.choice("wobei", offered, required=missing) or "")
    said = form.line(
        "was-genau", limit=200, required=_("Schreiben Sie uns bitte in einem Satz, worum es geht.")
    )
    with form.refusals():
        check_unnamed(said, _told_of_the_person(form))
    return (chosen.id if chosen else 0), said


def _told_of_the_person(form: Form) -> Known:
    """As far as it is typed by now."""
    names = tuple(form.value(one) for one in ("vorname", "nachname", "hilfe"))
    return Known(names, form.value("telefon"), form.value("adresse"))


def read_times(form: Form, on_days: tuple[date, ...] = ()) -> int:
    """Days and parts of the day are asked apart, or the week is ticked slot by slot; both together add up.

    Single days bring their weekdays.
    """
    if form.yes("jederzeit"):
        return WHOLE_WEEK
    slots = form.many("zeit", SLOTS)
    days = bool(form.many("tage", DAYS) or on_days)
    if not slots and not days and "termine" not in form.errors:
        form.refuse(Refused(_("Kreuzen Sie bitte an, an welchen Tagen. Einer genügt."), "tage"))
    weekdays = {SLOTS[slot][0] for slot in slots}
    covered = bool(slots) and not form.many("tage", DAYS) and {day.weekday() for day in on_days} <= weekdays
    if not covered:
        _need_parts(form)
    times = _every_week(form)
    for day in on_days:
        times |= slots_on(day, _parts(form))
    return times


def _need_parts(form: Form) -> None:
    if not form.many("tageszeit", PARTS):
        form.refuse(Refused(_("Kreuzen Sie bitte an, zu welcher Tageszeit."), "tageszeit"))


def _every_week(form: Form) -> int:
    """What is ticked, without single days."""
    days, parts = form.many("tage", DAYS), form.many("tageszeit", PARTS)
    ticked = [SLOTS[slot] for slot in form.many("zeit", SLOTS)]
    return grid_of([*ticked, *((DAYS[day], PARTS[part]) for day in days for part in parts)])


def _parts(form: Form) -> int:
    return sum(1 << PARTS[part] for part in form.many("tageszeit", PARTS))


@dataclass(frozen=True, slots=True)
class FreeTimes:
    """As in OfferContent."""

    times: int
    on_days: tuple[date, ...]
    day_parts: int


def read_free_times(form: Form, today: date) -> FreeTimes:
    """Weeks, single days, or both. Whoever has time almost always need not name a day."""
    if form.yes("jederzeit"):
        return FreeTimes(WHOLE_WEEK, (), 0)
    on_days = read_single_days(form, today)
    read_times(form, on_days)
    if on_days:
        _need_parts(form)
    return FreeTimes(_every_week(form), on_days, _parts(form) if on_days else 0)


def read_single_days(form: Form, today: date) -> tuple[date, ...]:
    """ "5.3. und 12.3.": for an appointment, or a feast."""
    written = [one for one in BETWEEN_DAYS.split(form.line("termine")) if one]
    try:
        days = sorted({read_date(one, today) for one in written})
    except Refused as refused:
        form.refuse(Refused(refused.sentence, "termine"))
        return ()
    if days and days[0] < today:
        form.refuse(Refused(_("Dieser Tag ist schon vorbei. Prüfen Sie bitte das Datum."), "termine"))
    if len(days) > MOST_DAYS:
        form.refuse(Refused(_("Das sind sehr viele Tage. Zehn genügen."), "termine"))
    return tuple(days)


def read_frequency(form: Form) -> Frequency:
    return form.choice("oft", FREQUENCIES, required=_("Sagen Sie uns bitte, wie oft."))


def read_languages(form: Form) -> tuple[str, ...]:
    return tuple(form.many("sprachen", LANGUAGES)) or ("de",)


def read_wished_languages(form: Form) -> tuple[tuple[str, ...], bool]:
    """And whether it has to be one of these."""
    languages, needed = tuple(form.many("sprachen", LANGUAGES)), form.yes("sprache-noetig")
    if needed and not languages:
        form.refuse(Refused(_("Kreuzen Sie bitte an, welche Sprache es sein muss."), "sprachen"))
    return languages, needed


def read_names(form: Form) -> tuple[str, str]:
    """First name and surname: before both have said yes, strangers read only the first one."""
    first_name = form.line("vorname", required=_("Schreiben Sie bitte den Vornamen."), limit=55)
    surname = form.line("nachname", required=_("Schreiben Sie bitte den Nachnamen."), limit=55)
    if first_name and surname and not is_only_a_first_name(first_name, surname):
        form.refuse(Refused(_("Hier bitte nur der Vorname, ohne Anrede."), "vorname"))
    return first_name, surname


def is_for_another(form: Form) -> bool:
    return form.value("fuer") == "andere"


def read_signed_by(form: Form) -> str:
    """Who fills in for them."""
    for_whom = form.choice("fuer", FOR_WHOM) or "mich"
    return form.line("hilfe", limit=120) if for_whom == "andere" else ""


def read_number_to_ask_back(form: Form) -> str:
    """Of whoever fills in for somebody: never a way of the person."""
    return (form.phone("hilfe-telefon") or "") if is_for_another(form) else ""


def read_contact(form: Form) -> Contact:
    """The person it is about."""
    first_name, surname = read_names(form)
    return replace(read_ways(form), name=f"{first_name} {surname}".strip(), first_name=first_name)


def read_ways(form: Form) -> Contact:
    """How somebody is reached; the name is asked apart."""
    contact = Contact(
        name="",
        phone=form.phone("telefon") or "",
        email=form.email("mail") or "",
        address=form.line("adresse"),
    )
    if not contact.is_reachable and not {"telefon", "mail", "adresse"} & form.errors.keys():
        form.refuse(Refused(_("Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt."), "telefon"))
    return contact


def read_start(form: Form, today: date) -> date | None:
    """The first day, when it does not begin at once."""
    day = form.date("ab", today)
    if day and is_far(day, today):
        form.refuse(Refused(_(FAR_DAY), "ab"))
    return day if day and day > today else None


def read_interest(form: Form) -> int | None:
    """Carried along from the page of what an organisation needs."""
    return form.number("stelle", 1, LARGEST_NUMBER)


def read_offer(form: Form, town: Town) -> OfferEntry:
    """Raises Invalid."""
    contact = read_contact(form)
    content = read_offer_content(form, town)
    form.check()
    return OfferEntry(contact, content, key_of(form), read_interest(form))


def read_offer_content(form: Form, town: Town) -> OfferContent:
    """The caller checks the form."""
    free = read_free_times(form, town.today)
    return OfferContent(
        categories=read_wishes(form, town),
        times=free.times,
        on_days=free.on_days,
        day_parts=free.day_parts,
        frequency=read_frequency(form),
        hours_per_week=form.number("stunden", 1, MOST_HOURS) or 2,
        most_people=form.number("personen", 1, MOST_PEOPLE) or 1,
        district_id=read_district(form, town),
        has_car=form.yes("auto"),
        languages=read_languages(form),
        interests=form.line("interessen", limit=300),
        note=form.text("notiz-buero", limit=1000),
        gender=form.choice("geschlecht", GENDERS) or "",
        free_from=read_start(form, town.today),
        best_time=form.line("erreichbar", limit=120),
        **said_besides_of_offer(form, town.today),
    )


def read_request(form: Form, town: Town) -> RequestEntry:
    """Raises Invalid."""
    contact = read_contact(form)
    content = read_request_content(form, town)
    ask_back = read_number_to_ask_back(form)
    form.check()
    return RequestEntry(contact, content, key_of(form), read_signed_by(form), ask_back)


def read_request_content(form: Form, town: Town) -> RequestContent:
    """The caller checks the form."""
    category, what = read_need(form, town)
    on_days = read_single_days(form, town.today)
    languages, language_needed = read_wished_languages(form)
    return RequestContent(
        category=category,
        what=what,
        times=read_times(form, on_days),
        soon=form.yes("bald"),
        frequency=read_frequency(form),
        district_id=read_district(form, town),
        languages=languages,
        language_needed=language_needed,
        interests=form.line("interessen", limit=300),
        helper=read_helper(form),
        helper_reason=form.line("wer-grund", limit=200),
        note=form.text("notiz-buero", limit=1000),
        may_be_public=form.yes("oeffentlich"),
        on_days=on_days,
        hours_per_week=form.number("stunden", 1, MOST_HOURS) or 1,
        needs=tuple(form.many("vorher-wissen", NEEDS)),
        best_time=form.line("erreichbar", limit=120),
        **said_besides_of_request(form, town.today),
    )


def read_district(form: Form, town: Town) -> int | None:
    names = [one.slug for one in town.districts]
    missing = _("Wählen Sie bitte den Stadtteil.")
    return town.district_id(form.choice("stadtteil", names, required=missing))


def read_helper(form: Form) -> Helper:
    helper = form.choice("wer", Helper) or Helper.ANYBODY
    if helper and not form.value("wer-grund"):
        form.refuse(
            Refused(_("Schreiben Sie bitte kurz, warum. Dann können wir darauf achten."), "wer-grund")
        )
    return helper
