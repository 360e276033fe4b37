"""E-mail addresses as people type them; nothing that could break a mail's header gets through."""

import re

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused

LONGEST_ADDRESS = 254
LONGEST_LOCAL_PART = 64

_LOCAL_PART = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE | re.ASCII
)
_DOMAIN = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])", re.ASCII
)


def read_email(text: str) -> str:
    """The address with a small domain; the part before the @ stays, for it belongs to the other side."""
    address = text.strip()
    _refuse_frequent_slips(address)
    local, _at, domain = address.partition("@")
    domain = domain.lower()
    fits = len(address) <= LONGEST_ADDRESS and len(local) <= LONGEST_LOCAL_PART
    if not (fits and _LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(domain)):
        raise Refused(
            _("Diese E-Mail-Adresse stimmt so nicht. Sie sieht zum Beispiel so aus: name@example.org")
        )
    return f"{local}@{domain}"


def _refuse_frequent_slips(address: str) -> None:
    if not address:
        raise Refused(_("Schreiben Sie bitte Ihre E-Mail-Adresse."))
    if "@" not in address:
        raise Refused(_("In der E-Mail-Adresse fehlt das Zeichen @."))
    if address.count("@") > 1:
        raise Refused(_("In der E-Mail-Adresse steht das Zeichen @ mehr als einmal."))
    if re.search(r"\s", address):
        raise Refused(_("In der E-Mail-Adresse steht ein Leerzeichen. Nehmen Sie es bitte heraus."))
    if not address.isascii():
        raise Refused(
            _("In einer E-Mail-Adresse stehen keine Umlaute. Schreiben Sie bitte ae, oe, ue oder ss.")
        )
