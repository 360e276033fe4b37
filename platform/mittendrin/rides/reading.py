"""What an answer was given to."""

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.events.views import DateView
from mittendrin.web.forms import Form


def refuse_old_page(form: Form, to: DateView) -> None:
    """Raises Refused: a yes to the day that stood on the page is none to the day that it is now."""
    if form.line("wann") != to.starts.isoformat():
        raise Refused(_("Der Termin ist inzwischen verlegt. Lesen Sie bitte den neuen Tag."))
