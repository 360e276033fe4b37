from dataclasses import dataclass, replace
from enum import StrEnum


class Channel(StrEnum):
    """How somebody reached us."""

    WEB = "web"
    PHONE = "phone"
    COUNTER = "counter"
    LETTER = "letter"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts: a signed-in account, a visitor, or the program itself.

    `account_id` is None for visitors and jobs. `on_behalf_of` names the caller whom the office writes for, and
    `remark` is what the office noted with it. `speaker` is who spoke instead of them, a relative for example.
    """

    name: str
    channel: Channel = Channel.WEB
    account_id: int | None = None
    on_behalf_of: str = ""
    remark: str = ""
    speaker: str = ""

    @property
    def reference(self) -> str:
        return f"account:{self.account_id}" if self.account_id else self.channel.value


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: `name` reads like `event.called_off`, `subject` like `event:12`.

    Every name has its German in audit.words. `detail` says which of several, or what it became: a date, a task.
    """

    name: str
    subject: str
    title: str = ""
    reason: str = ""
    detail: str = ""


VISITOR = Doer(name="Besuch auf der Seite")
SYSTEM = Doer(name="Mittendrin", channel=Channel.SYSTEM)


def by_link_of(name: str) -> Doer:
    """The log names whose link it was; who held it in their hands nobody knows."""
    return replace(VISITOR, on_behalf_of=name[:120])
