"""What we say when something does not work: what happened, and what the person can do now.

Never a code alone, never a reproach: most of these pages are read by people who did nothing wrong.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mittendrin.core.language import _


@dataclass(frozen=True, slots=True)
class Problem:
    """`retry_after` in seconds, where waiting helps. Some troubles have a template with more advice."""

    status: int
    title: str
    sentence: str
    retry_after: int | None = None
    template: str = "errors/problem.html"


def unreadable_address() -> Problem:
    return Problem(
        400,
        _("Diese Adresse können wir nicht lesen"),
        _("In der Adresse stehen Zeichen, die dort nicht hingehören. Bitte beginnen Sie auf der Startseite."),
    )


def unreadable_request() -> Problem:
    return Problem(
        400,
        _("Das haben wir nicht verstanden"),
        _("Etwas an der Anfrage stimmt nicht. Bitte gehen Sie zurück und versuchen Sie es noch einmal."),
    )


def not_allowed() -> Problem:
    return Problem(
        403,
        _("Diese Seite ist nicht für alle da"),
        _("Dafür brauchen Sie einen Zugang, der diese Seite öffnen darf. Fragen Sie uns gern."),
        template="errors/403.html",
    )


def from_elsewhere() -> Problem:
    return Problem(
        403,
        _("Bitte schicken Sie das Formular auf unserer Seite ab"),
        _(
            "Das Formular kam von einer anderen Internetseite. Zu Ihrem Schutz nehmen wir es so nicht an; "
            "es wurde nichts gespeichert. Öffnen Sie bitte unsere Seite und füllen Sie es dort aus."
        ),
    )


def from_nowhere() -> Problem:
    return Problem(
        403,
        _("Bitte schicken Sie das Formular noch einmal ab"),
        _(
            "Ihr Browser hat uns nicht gesagt, von welcher Seite das Formular kommt. Zu Ihrem Schutz nehmen "
            "wir es so nicht an; es wurde nichts gespeichert. Laden Sie die Seite neu und schicken Sie es "
            "noch einmal ab. Hilft das nicht? Erlauben Sie Ihrem Browser bitte, den „Referrer“ zu senden. "
            "Oder rufen Sie uns an."
        ),
    )


def not_found() -> Problem:
    return Problem(
        404,
        _("Diese Seite gibt es nicht"),
        _("Vielleicht ist sie umgezogen oder vorbei, oder in der Adresse steckt ein Tippfehler."),
        template="errors/404.html",
    )


def wrong_method() -> Problem:
    return Problem(
        405,
        _("So lässt sich diese Seite nicht öffnen"),
        _("Bitte gehen Sie zur Startseite und von dort aus weiter."),
    )


def too_slow() -> Problem:
    return Problem(
        408,
        _("Das hat zu lange gedauert"),
        _("Ihre Angaben sind nicht vollständig bei uns angekommen. Bitte schicken Sie sie noch einmal ab."),
    )


def too_large() -> Problem:
    return Problem(
        413,
        _("Das ist zu groß für uns"),
        _("Bitte kürzen Sie den Text, oder wählen Sie eine kleinere Datei."),
    )


def address_too_long() -> Problem:
    return Problem(
        414,
        _("Diese Adresse ist zu lang"),
        _("Bitte beginnen Sie auf der Startseite."),
    )


def refused(sentence: str) -> Problem:
    return Problem(422, _("Das geht so leider nicht"), sentence)


def too_many(seconds: int) -> Problem:
    return Problem(
        429,
        _("Einen Moment bitte"),
        _(
            "Von Ihrem Anschluss kamen gerade sehr viele Anfragen. Bitte versuchen Sie es in einigen Minuten "
            "noch einmal. Wenn es eilt, rufen Sie uns einfach an."
        ),
        retry_after=seconds,
        template="errors/429.html",
    )


def our_fault() -> Problem:
    return Problem(
        500,
        _("Bei uns ist etwas schiefgegangen"),
        _("Das liegt nicht an Ihnen. Bitte versuchen Sie es später noch einmal, oder rufen Sie uns an."),
        template="errors/500.html",
    )


def back_soon() -> Problem:
    return Problem(
        503,
        _("Wir sind gleich wieder da"),
        _("Im Augenblick geht das gerade nicht. Bitte versuchen Sie es in einer Minute noch einmal."),
        retry_after=30,
        template="errors/503.html",
    )


def _wait_a_minute() -> Problem:
    return too_many(60)


_BY_STATUS: dict[int, Callable[[], Problem]] = {
    401: not_allowed,
    403: not_allowed,
    404: not_found,
    405: wrong_method,
    408: too_slow,
    413: too_large,
    414: address_too_long,
    429: _wait_a_minute,
    503: back_soon,
}
WRONG_METHOD, SERVER_FAULT = 405, 500


def problem_for(status: int) -> Problem:
    """The nearest words for a status; the page carries the words' own status, so that both agree."""
    if make := _BY_STATUS.get(status):
        return make()
    return our_fault() if status >= SERVER_FAULT else unreadable_request()
