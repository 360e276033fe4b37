"""Messages in copy: whatever waits to be said to somebody is said to the relative, too, on the relative's own way.

Copies are made a little after the message, for every room alike, and fall with what they are copies of. A relative who may not act gets no link and no code:
with them anybody could.
"""

from datetime import datetime, timedelta
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.one_person import Said, said_to
from mittendrin.outbox.rules import Words
from mittendrin.outbox.wording import words
from mittendrin.people.queries import person
from mittendrin.people.tables import TrustedPerson
from mittendrin.people.trusted import Scope

COPY = "copy"
# The person's own affairs. Of all else, a death above all, people speak themselves.
COPIED = ("registration:", "offer:", "help_request:", "proposal:", "engagement:", "ride:")
# A message is there for everybody only when its transaction has ended.
SETTLED_AFTER = timedelta(seconds=30)
# What has no day of its own: afterwards the relative has heard of it, or it is no news any more.
NEWS_FOR = timedelta(days=14)


async def copy_to_relatives(now: datetime) -> int:
    """How many copies were made. Each relation has its own turn, so that one in trouble holds up nobody."""
    columns = (TrustedPerson.id, TrustedPerson.person, TrustedPerson.relative, TrustedPerson.may)
    rows = await TrustedPerson.select(*columns, TrustedPerson.copied_until).where(
        TrustedPerson.ended_at.is_null(), TrustedPerson.may.like(f"%{Scope.COPIES.value}%")
    )
    return sum([await _copy(row, now) for row in rows])


async def _copy(row: dict[str, Any], now: datetime) -> int:
    one, relative = await person(row["person"]), await person(row["relative"])
    since, until = row["copied_until"], now - SETTLED_AFTER
    new = [
        said
        for said in await said_to(one.contact.recipient, since, until)
        if said.purpose != COPY and said.about.startswith(COPIED)
    ]
    to = relative.contact.recipient
    if not new or to.reached_at in ("", one.contact.recipient.reached_at):
        return 0
    async with transaction():
        ours = await (
            TrustedPerson.update({TrustedPerson.copied_until: until})
            .where(
                TrustedPerson.id == row["id"],
                TrustedPerson.copied_until == since,
                TrustedPerson.ended_at.is_null(),
            )
            .returning(TrustedPerson.id)
        )
        for said in new if ours else []:
            await tell(to, _words(said, one.name, row["may"]), _occasion(said, row["id"], now), now)
    return len(new) if ours else 0


def _occasion(said: Said, trust: int, now: datetime) -> Occasion:
    due, until = add_office_days(now, 1), said.matters_until or now + NEWS_FOR
    return Occasion(
        COPY, said.about, None, due, said.part, matters_until=until, copy_of=said.purpose, trust=trust
    )


def _words(said: Said, name: str, may: str) -> Words:
    scope = Scope.SIGN_UPS if said.about.startswith("registration:") else Scope.HELP
    whole = said.text if scope.value in may.split(",") else ""
    return words("people/messages/copy.txt", name=name, headline=said.headline, whole=whole)
