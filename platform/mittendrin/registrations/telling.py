"""How many learn of a change, and on which way: said before anything is done."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.outbox.rules import Recipient, Way
from mittendrin.registrations.queries import RegistrationView


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of sign-ups. `out_of_reach`: nobody knows how to reach them any more. `silent`: they are concerned, but for
    them everything is as they know it.
    """

    mails: int = 0
    calls: int = 0
    letters: int = 0
    out_of_reach: int = 0
    silent: int = 0

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


def concerned_in_words(number: int) -> str:
    """For the board, which is told how many but not who."""
    people = _("Eine Anmeldung ist dabei.") if number == 1 else _("{n} Anmeldungen sind dabei.", n=number)
    return f"{people} {_('Wer angemeldet ist, bekommt Bescheid.')}"


def _way(one: RegistrationView) -> Way | None:
    to = Recipient(one.name, one.email, one.phone, one.address)
    return to.way if to.reached_at else None
