"""Mails to people with an account, or with an invitation to one."""

from dataclasses import dataclass
from datetime import datetime

from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office


@dataclass(frozen=True, slots=True)
class Letter:
    """`purpose` is the name of a message under templates/accounts/messages; `path` is what its link opens."""

    purpose: str
    about: str
    name: str
    email: str
    path: str


async def write(letter: Letter, now: datetime, **values: object) -> None:
    """Belongs inside the transaction of the act."""
    template = f"accounts/messages/{letter.purpose}.txt"
    message = words(template, **{"to": letter, "office": await office()}, **values)
    occasion = Occasion(purpose=letter.purpose, about=letter.about, owner=None, due_at=now)
    await tell(Recipient(letter.name, letter.email), message, occasion, now)
