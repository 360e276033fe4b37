"""Who calls and who writes when people are told of a change: said to whoever is about to change it."""

from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.plain_words import join_and
from mittendrin.registrations.messages import sender_for
from mittendrin.registrations.telling import Told

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ByHand:
    """`read_out` is for a club on the telephone that has to call itself: it does not see the page. `late`: the last sentence
    is about so many that their names stand below it.
    """

    sentences: tuple[str, ...] = ()
    read_out: str = ""
    late: tuple[str, ...] = ()


async def by_hand(told: Told | None, organisation_id: int, reader: int | None) -> ByHand:
    """`reader`: whose desk it is, None for the office."""
    return who_does_it(told, (await sender_for(organisation_id)).owner, reader) if told else ByHand()


def who_does_it(told: Told, caller: int | None, reader: int | None) -> ByHand:
    """The office alone writes letters; `caller` is whoever would call, None for the office."""
    ours: list[str] = []
    others: list[str] = []
    if told.calls:
        (ours if caller == reader else others).append(_("Anrufe"))
    # Whom a letter would reach too late is told by the club itself.
    if told.letters - (0 if reader is None else len(told.late)) > 0:
        (ours if reader is None else others).append(_("Briefe"))
    sentences = [_on_your_list(ours)] if ours else []
    if others:
        sentences.append(_done_by_others(others, reader))
    if told.late:
        sentences.append(_too_late(told.late, reader))
    below = told.late if len(told.late) > MOST_NAMED else ()
    return ByHand(tuple(sentences), _read_out(told, caller) if reader is None else "", below)


def _read_out(told: Told, caller: int | None) -> str:
    if caller is None:
        return ""
    asked = [_please_call(told.calls)] if told.calls else []
    if told.late:
        asked.append(_late_letters(told.late))
        if len(told.late) > MOST_NAMED:
            asked.append(_("Das sind: {names}.", names=join_and(told.late)))
        asked.append(_("Können Sie bitte selbst Bescheid sagen?"))
    return " ".join(asked)


def _too_late(names: tuple[str, ...], reader: int | None) -> str:
    late = _late_letters(names)
    if reader is None:
        return f"{late} {_('Rufen Sie bitte Angehörige, Nachbarn oder den Veranstalter an.')}"
    return f"{late} {_('Können Sie bitte selbst Bescheid sagen?')}"


def _late_letters(names: tuple[str, ...]) -> str:
    if len(names) <= MOST_NAMED:
        return _("Für einen Brief an {names} ist es zu spät.", names=join_and(names))
    return _("Für einen Brief an diese {n} Personen ist es zu spät.", n=len(names))


def _on_your_list(ours: list[str]) -> str:
    return _("{what} stehen danach auf Ihrer Liste „Anrufe“.", what=join_and(ours))


def _done_by_others(others: list[str], reader: int | None) -> str:
    who = _("der Veranstalter") if reader is None else _("das Seniorenbüro")
    return _("{what} übernimmt {who}.", what=join_and(others), who=who)


def _please_call(calls: int) -> str:
    if calls == 1:
        return _("Bitte rufen Sie eine Person selbst an. Sie steht auf Ihrer Seite unter „Anrufe“.")
    return _("Bitte rufen Sie {n} Personen selbst an. Sie stehen auf Ihrer Seite unter „Anrufe“.", n=calls)
