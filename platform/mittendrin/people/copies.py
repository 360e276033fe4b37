"""Messages in copy: whatever waits to be said to somebody is said to the relative, too, on the relative's own way.

Copies are made a little after the message, for every room alike, and fall with what they are copies of: whoever has heard one by
then is told that it is over, even where the person never heard of it. None has the
link or the code of the person: with them a relative would speak as the person, and also after the end of the trust. Who
answers for somebody rings up, so that the log says who spoke, and the scope is looked at.
"""

import re
from datetime import datetime, timedelta
from typing import Any

from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.language import _
from mittendrin.core.tokens import hide_slip_codes
from mittendrin.database.transactions import transaction
from mittendrin.outbox.actions import Occasion, tell
from mittendrin.outbox.one_person import Said, fallen_after_a_copy, said_to
from mittendrin.outbox.rules import Recipient, Words
from mittendrin.outbox.wording import words
from mittendrin.people.queries import person
from mittendrin.people.tables import TrustedPerson
from mittendrin.people.trusted import Scope
from mittendrin.places.queries import office

COPY = "copy"
_COPIED, _OVER = "people/messages/copy.txt", "people/messages/copy_is_over.txt"
# The person's own affairs. Of all else, a death above all, people speak themselves.
COPIED = ("registration:", "offer:", "help_request:", "proposal:", "engagement:", "ride:")
# Their headlines may name somebody else: that name was given out for the two alone.
NAMES_ANOTHER = ("proposal:", "engagement:")
# And what the office has to find out by itself; some are named by rooms above.
NOT_COPIED = frozenset({COPY, "offer_silent", "check_in_silent", "ride_arrange"})
# A message is there for everybody only when its transaction has ended.
SETTLED_AFTER = timedelta(seconds=30)
# What has no day of its own: afterwards the relative has heard of it, or it is no news any more.
NEWS_FOR = timedelta(days=14)


async def copy_to_relatives(now: datetime) -> int:
    """How many copies were made. Each relation has its own turn, so that one in trouble holds up nobody."""
    columns = (TrustedPerson.id, TrustedPerson.person, TrustedPerson.relative, TrustedPerson.may)
    wanted = TrustedPerson.ended_at.is_null() & TrustedPerson.may.like(f"%{Scope.COPIES.value}%")
    rows = (
        await TrustedPerson.select(*columns, TrustedPerson.copied_until)
        .where(wanted)
        .order_by(TrustedPerson.id)
    )
    return sum([await _copy(row, now) for row in rows])


async def _copy(row: dict[str, Any], now: datetime) -> int:
    one, relative = await person(row["person"]), await person(row["relative"])
    since, until = row["copied_until"], now - SETTLED_AFTER
    new, to = await _news(one.contact.recipient, row["id"], (since, until)), relative.contact.recipient
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
        for template, said in new if ours else []:
            message = await _words(template, said, one.name, row["may"])
            await tell(to, message, _occasion(said, row["id"], now), now)
    return len(new) if ours else 0


async def _news(told: Recipient, trust: int, time: tuple[datetime, datetime]) -> list[tuple[str, Said]]:
    """With the words in which each is said."""
    new = [
        said
        for said in await said_to(told, *time)
        if said.purpose not in NOT_COPIED and said.about.startswith(COPIED)
    ]
    said_anew = {said.about for said in new}
    over = [said for said in await fallen_after_a_copy(told, trust, *time) if said.about not in said_anew]
    return [*((_COPIED, said) for said in new), *((_OVER, said) for said in over)]


def _occasion(said: Said, trust: int, now: datetime) -> Occasion:
    due, until = add_office_days(now, 1), said.matters_until or now + NEWS_FOR
    return Occasion(
        COPY, said.about, None, due, said.part, matters_until=until, copy_of=said.purpose, trust=trust
    )


async def _words(template: str, said: Said, name: str, may: str) -> Words:
    scope = Scope.SIGN_UPS if said.about.startswith("registration:") else Scope.HELP
    may_act, at = scope.value in may.split(","), await office()
    names_another = not may_act and said.about.startswith(NAMES_ANOTHER)
    headline = _("Nachricht zu einer Hilfe") if names_another else said.headline
    return words(
        template,
        name=name,
        headline=_without_keys(headline, name, at.base_url),
        whole=_without_keys(said.text, name, at.base_url) if may_act else "",
        office=at,
    )


def _without_keys(text: str, name: str, base_url: str) -> str:
    """No link of ours and no code: each says instead that it is the person's own."""
    own = _("(nur für {name})", name=name)
    return hide_slip_codes(re.sub(rf"{re.escape(base_url)}\S*", lambda _link: own, text), own)
