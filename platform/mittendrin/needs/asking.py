"""The form of a need: every field read, every mistake said at once."""

from dataclasses import replace

from mittendrin.core.language import _
from mittendrin.core.phone import show_phone
from mittendrin.core.refusal import Refused
from mittendrin.needs.rules import NeedContact, NeedContent, ends_with_its_days
from mittendrin.volunteering.asking import MOST_HOURS, read_single_days, read_times
from mittendrin.volunteering.asking_besides import read_until
from mittendrin.volunteering.prefilling import wanted_when
from mittendrin.volunteering.queries import Town
from mittendrin.volunteering.rules import FREQUENCIES
from mittendrin.volunteering.states import Frequency
from mittendrin.web.forms import Form, date_boxes

MOST_HELPERS = 50
FIELDS = (
    "titel", "aufgabe", "art", "zahl", "jederzeit", "tage", "termine", "tageszeit", "zeit", "oft", "stunden", "ort",
    "stadtteil", "einarbeitung", "auslagen", "versicherung", "voraussetzungen", "nachweise", "auto", "ansprechperson", "telefon",
    "mail", "bis",
)  # fmt: skip


def read_need(form: Form, town: Town) -> NeedContent:
    """Raises Invalid."""
    kinds = {one.slug: one.id for one in town.categories if not one.professional}
    kind = form.choice("art", kinds, required=_("Wählen Sie bitte, was am besten passt."))
    on_days = read_single_days(form, town.today)
    content = NeedContent(
        title=form.line("titel", required=_("Schreiben Sie bitte eine Überschrift."), limit=100),
        task=form.text("aufgabe", required=_("Schreiben Sie bitte, was zu tun ist."), limit=2_000),
        category=kinds.get(kind, 0),
        helpers=form.number("zahl", 1, MOST_HELPERS) or 1,
        times=read_times(form, on_days),
        frequency=form.choice("oft", FREQUENCIES, required=_("Sagen Sie uns bitte, wie oft.")),
        hours_per_week=form.number("stunden", 1, MOST_HOURS) or 0,
        place=form.line("ort", required=_("Schreiben Sie bitte, wo das ist.")),
        district=town.district_id(form.choice("stadtteil", [one.slug for one in town.districts])),
        onboarding=form.line("einarbeitung", limit=300),
        expenses=form.line("auslagen", limit=300),
        insurance=form.line("versicherung", limit=300),
        prerequisites=form.line("voraussetzungen", limit=300),
        contact=_read_contact(form),
        until=read_until(form, town.today),
        papers=tuple(form.many("nachweise", town.papers)),
        with_car=form.yes("auto"),
        on_days=on_days,
    )
    form.check()
    return _until_its_day(content)


def _until_its_day(content: NeedContent) -> NeedContent:
    """What is wanted once, on a day that is named, is over with it."""
    if content.until or not content.on_days or content.frequency is not Frequency.ONCE:
        return content
    return replace(content, until=max(content.on_days))


def _read_contact(form: Form) -> NeedContact:
    name = form.line("ansprechperson", required=_("Wer ist bei Ihnen ansprechbar?"), limit=120)
    phone, email = form.phone("telefon") or "", form.email("mail") or ""
    if not (phone or email or {"telefon", "mail"} & form.errors.keys()):
        form.refuse(Refused(_("Schreiben Sie bitte eine Telefonnummer oder eine E-Mail-Adresse."), "telefon"))
    return NeedContact(name, phone, email)


def filled(content: NeedContent, town: Town) -> Form:
    """The form with what is known."""
    category = next((one.slug for one in town.categories if one.id == content.category), "")
    district = next((one.slug for one in town.districts if one.id == content.district), "")
    return Form.filled(
        titel=content.title,
        aufgabe=content.task,
        art=category,
        zahl=str(content.helpers),
        oft=content.frequency.value,
        stunden=str(content.hours_per_week or ""),
        ort=content.place,
        stadtteil=district,
        einarbeitung=content.onboarding,
        auslagen=content.expenses,
        versicherung=content.insurance,
        voraussetzungen=content.prerequisites,
        ansprechperson=content.contact.name,
        telefon=show_phone(content.contact.phone) if content.contact.phone else "",
        mail=content.contact.email,
        **wanted_when(content.times, content.on_days, town.today),
        **_wishes(content),
    )


def _wishes(content: NeedContent) -> dict[str, str | list[str]]:
    """A last day that only came with the named ones is worked out anew when these change."""
    said = None if ends_with_its_days(content) else content.until
    until: dict[str, str | list[str]] = {**(date_boxes("bis", said) if said else {})}
    return {**until, "nachweise": list(content.papers), "auto": "ja" if content.with_car else ""}
