"""Back in the browser after something was taken in: fields may be empty there that were not, so the clerk is asked."""

from typing import Any

from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.core.tokens import new_token
from mittendrin.web.forms import Form
from mittendrin.web.sent_twice import KEY, key_of, other_words


async def ask_about_another(form: Form, table: Any) -> None:
    """Once: raises Refused when this page has been sent with other words. After that it is a form like any other."""
    if not form.line(KEY) or not await table.exists().where(other_words(table.key, key_of(form))):
        return
    others = [field for field in form.everything() if field[0] != KEY]
    form.take_up([*others, (KEY, new_token())])
    raise Refused(
        _("Von dieser Seite haben Sie schon etwas gesichert.")
        + " "
        + _("Soll das ein weiterer Eintrag sein? Dann drücken Sie bitte noch einmal.")
    )
