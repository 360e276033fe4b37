"""A word to whoever wrote a version: what became of it, and the call that it promises."""

from datetime import datetime

from mittendrin.accounts.queries import account_of
from mittendrin.core.calendar_days import add_office_days
from mittendrin.core.refusal import NotFound
from mittendrin.organisations.actions import load
from mittendrin.outbox.actions import Occasion, ask_to_call, tell
from mittendrin.outbox.rules import Recipient
from mittendrin.outbox.wording import words
from mittendrin.places.queries import office
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision


async def tell_author(purpose: str, revision: Revision, path: str, now: datetime, **values: object) -> None:
    """Belongs in the act's transaction. `path` is where visitors see the entry."""
    recipient = await _author(revision)
    if not recipient.reached_at:
        return
    message = words(
        f"publishing/messages/{purpose}.txt",
        **{"to": recipient, "title": revision.title, "path": path, "office": await office()},
        **values,
    )
    due = add_office_days(now, 1)
    occasion = Occasion(purpose=f"version_{purpose}", about=revision.subject, owner=None, due_at=due)
    await tell(recipient, message, occasion, now)


async def keep_promise_to_call(revision: Revision, why: Objection, now: datetime) -> None:
    """Who reads of doubts also reads "Wir rufen Sie an": then the office has it on its list of calls."""
    organisation = await load(revision.organisation)
    if why.reason is not Reason.UNSAFE or not organisation.contact_phone:
        return
    if not (await _author(revision)).email:  # Whoever has no address is called anyway.
        return
    name = organisation.contact_name or organisation.name
    message = words("publishing/messages/doubts.txt", to=name, title=revision.title, why=why)
    occasion = Occasion("version_doubts", revision.subject, owner=None, due_at=add_office_days(now, 1))
    await ask_to_call(Recipient(name, phone=organisation.contact_phone), message, occasion, now)


async def _author(revision: Revision) -> Recipient:
    """Whoever handed it in; if they cannot be reached any more, the organisation's contact."""
    try:
        account = await account_of(revision.submitted_by)
    except NotFound:
        account = None
    if account and account.active:
        return Recipient(account.name, account.email)
    organisation = await load(revision.organisation)
    name = organisation.contact_name or organisation.name
    return Recipient(name, organisation.contact_email, organisation.contact_phone)
