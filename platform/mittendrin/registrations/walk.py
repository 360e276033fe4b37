"""What the sign-up form asks, and how its answers are read: the same on every page of the walk and at the office."""

import re

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.people.rules import Contact
from mittendrin.registrations.rules import LARGEST_PARTY, Together, Wish
from mittendrin.web.forms import Form
from mittendrin.web.sent_twice import key_of

TOGETHER = ("mitfahren", "plaetze", "nicht-allein", "von-wo")
MOST_SEATS = 8
FIELDS = ("termin", "fuer", "name", "hilfe", "telefon", "mail", "adresse", "personen", "neu", *TOGETHER)
ADVERTISING = re.compile(r"://|www\.", re.IGNORECASE)
FOR_WHOM = {"mich": "Für mich", "andere": "Für eine andere Person, zum Beispiel meine Mutter"}


def read_wish(form: Form) -> Wish:
    """Raises Invalid. The key comes from the check page; before it, a new one stands in."""
    for_other = form.choice("fuer", FOR_WHOM, required=_("Sagen Sie uns bitte, für wen die Anmeldung ist."))
    name = form.line("name", required=_("Schreiben Sie bitte den Namen."), limit=120)
    contact = Contact(
        name=name,
        phone=form.phone("telefon") or "",
        email=form.email("mail") or "",
        address=form.line("adresse", limit=200),
    )
    _refuse_advertising(form, "name", "hilfe")
    if not contact.is_reachable and not {"telefon", "mail", "adresse"} & form.errors.keys():
        form.refuse(Refused(_("Wir brauchen Telefon, E-Mail oder Adresse. Eine Angabe genügt."), "telefon"))
    party = form.number(
        "personen", 1, LARGEST_PARTY, required=_("Sagen Sie uns bitte, wie viele Personen kommen.")
    )
    wish = Wish(
        contact=contact,
        party=party,
        first_time=form.yes("neu"),
        key=key_of(form),
        signed_by=form.line("hilfe", limit=120) if for_other == "andere" else "",
        together=read_together(form),
    )
    form.check()
    return wish


def read_ways(form: Form) -> Contact:
    """As they stand there so far, unchecked."""
    return Contact("", form.value("telefon"), form.value("mail"), form.value("adresse"))


def read_together(form: Form) -> Together:
    """Where they come from is read by whoever goes with them."""
    if ADVERTISING.search(form.line("von-wo")):
        form.refuse(
            Refused(_("Schreiben Sie hier bitte nur den Stadtteil, keine Internetadresse."), "von-wo")
        )
    return Together(
        needs_ride=form.yes("mitfahren"),
        seats=form.number("plaetze", 0, MOST_SEATS) or 0,
        not_alone=form.yes("nicht-allein"),
        comes_from=form.line("von-wo", limit=60),
    )


def _refuse_advertising(form: Form, *fields: str) -> None:
    """We write to the address given, by the name given: nobody shall send strangers links through us."""
    for field in fields:
        if ADVERTISING.search(form.line(field)):
            form.refuse(Refused(_("Schreiben Sie hier bitte nur den Namen, keine Internetadresse."), field))
