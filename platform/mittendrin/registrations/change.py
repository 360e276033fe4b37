"""One change of a date or of a whole event: what is asked, what will happen, and what does it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.audit.rules import Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.events.form_preview import PreviewLine
from mittendrin.events.rules import SignUpMode
from mittendrin.events.views import DateView
from mittendrin.registrations.date_changes import CallingOff
from mittendrin.registrations.telling import Told
from mittendrin.web.forms import Form

Answers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """What changes. `date`: the one that was meant; a whole event has none of its own."""

    event_id: int
    title: str
    date: DateView | None = None

    @property
    def words(self) -> str:
        return f"{self.title}, {self.date.spoken}" if self.date else self.title

    @property
    def of_date(self) -> DateView:
        """Raises NotFound."""
        if self.date is None:
            raise NotFound
        return self.date


@dataclass(frozen=True, slots=True)
class Effect:
    """What the check page says. `told` None: nobody needs to hear of it. `waits`: the board decides first. `lines` are
    the next dates, `send` the words of the button, if not the usual. `at_once` says what of it waits for nobody.
    """

    answers: Answers
    told: Told | None
    waits: bool = False
    lines: tuple[PreviewLine, ...] = ()
    warnings: tuple[str, ...] = ()
    send: str = ""
    at_once: str = ""


async def _no_form(_subject: Subject, _now: datetime) -> Form:
    return Form()


async def _nothing() -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that may be asked for. `read` raises Invalid or Refused; `act` answers how many are told, None when it
    waits for the board. The fields in `template` are asked for, with what is `offered` to choose from; without any, the
    check page comes first.
    """

    heading: str
    send: str
    read: Callable[[Form, Subject, datetime], Awaitable[Any]]
    effect: Callable[[Subject, Any, datetime], Awaitable[Effect]]
    act: Callable[[Subject, Any, Doer, datetime], Awaitable[int | None]]
    template: str = ""
    fields: tuple[str, ...] = ()
    first: Callable[[Subject, datetime], Awaitable[Form]] = _no_form
    offered: Callable[[], Awaitable[dict[str, Any]]] = _nothing


def change_called(name: str, offered: dict[str, Change]) -> Change:
    """Raises NotFound."""
    if name not in offered:
        raise NotFound
    return offered[name]


async def nothing_to_say(_form: Form, _subject: Subject, _now: datetime) -> None:
    return None


def effect_of(answers: Answers, mode: SignUpMode, told: Told, send: str) -> Effect:
    """Where nobody is to be told, `send` promises nothing; where nobody signs up, that goes without saying."""
    if told.all:
        return Effect(answers, told)
    return Effect(answers, None if mode is SignUpMode.NONE and not told.silent else told, send=send)


def reasons(why: CallingOff) -> Answers:
    return ((_("Der Grund"), why.reason), (_("Stattdessen"), why.instead))
