"""How many learn of a change, and on which way: said before anything is done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.events.views import DateView
from mittendrin.outbox.rules import Recipient, Way, comes_too_late
from mittendrin.registrations.queries import RegistrationView


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of sign-ups. `out_of_reach`: nobody knows how to reach them any more. `silent`: they are concerned, but for
    them everything is as they know it. `late`: names of those whom a letter would reach too late.
    """

    mails: int = 0
    calls: int = 0
    letters: int = 0
    out_of_reach: int = 0
    silent: int = 0
    late: tuple[str, ...] = ()

    @property
    def signed_up(self) -> int:
        return self.all + self.silent

    @property
    def all(self) -> int:
        return self.mails + self.calls + self.letters + self.out_of_reach

    @property
    def ways(self) -> str:
        """ "3 mit E-Mail, 1 mit Anruf und 1 mit Brief" """
        counted = (
            (self.mails, _("{n} mit E-Mail", n=self.mails)),
            (self.calls, _("{n} mit Anruf", n=self.calls)),
            (self.letters, _("{n} mit Brief", n=self.letters)),
        )
        return join_and([words for number, words in counted if number])


def told_of(registrations: Iterable[RegistrationView], silent: Sequence[RegistrationView] = ()) -> Told:
    counted = Counter(_way(one) for one in registrations)
    return Told(counted[Way.MAIL], counted[Way.CALL], counted[Way.LETTER], counted[None], len(silent))


def told_in_time(
    hearing: tuple[Sequence[RegistrationView], Sequence[RegistrationView]],
    dates: Sequence[DateView],
    now: datetime,
) -> Told:
    """`hearing`: who hears of news of these dates, and who does not. Of a date as it was and as it will be the earlier counts:
    whoever knows nothing of it stands there.
    """
    hears, silent = hearing
    starts: dict[int | None, datetime] = {}
    for one in sorted(dates, key=lambda one: one.starts):
        starts.setdefault(one.occurrence_id, one.starts)
        starts.setdefault(None, one.starts)  # who is signed up for the whole hears of the first

    def is_late(one: RegistrationView) -> bool:
        return _way(one) is Way.LETTER and comes_too_late(starts.get(one.target.occurrence_id), now)

    return replace(told_of(hears, silent), late=tuple(one.name for one in hears if is_late(one)))


def told_in_words(number: int) -> str:
    """Afterwards; nothing where nobody had to hear."""
    if not number:
        return ""
    return (
        _("Wir sagen einer Anmeldung Bescheid.")
        if number == 1
        else _("Wir sagen {n} Anmeldungen Bescheid.", n=number)
    )


def concerned_in_words(told: Told) -> str:
    """For the board, which is told how many but not who."""
    number = told.signed_up
    people = _("Eine Anmeldung ist dabei.") if number == 1 else _("{n} Anmeldungen sind dabei.", n=number)
    if not told.silent:
        heard = _("Wer angemeldet ist, bekommt Bescheid.")
    elif not told.all:
        heard = _("Niemand muss etwas hören: Für alle ist es so, wie sie es kennen.")
    else:
        heard = (
            _("Eine davon bekommt Bescheid.")
            if told.all == 1
            else _("{n} davon bekommen Bescheid.", n=told.all)
        )
    return f"{people} {heard}"


def _way(one: RegistrationView) -> Way | None:
    to = Recipient(one.name, one.email, one.phone, one.address)
    return to.way if to.reached_at else None
