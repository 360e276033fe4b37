"""Decisions, whoever takes them: not on one's own organisation, and never without a word to the author."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.queries import did_last
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.german import show_day_short
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.desks.board.kinds import kind_of
from mittendrin.desks.board.queries import why_not
from mittendrin.organisations.second_person import board_has_another
from mittendrin.organisations.telling import keep_promise_to_call, tell_author
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.four_eyes import proposal_on
from mittendrin.publishing.queries import returned_last_by
from mittendrin.publishing.rules import RevisionState, may_office_decide, office_may_decide_from
from mittendrin.publishing.tables import Revision


@asynccontextmanager
async def like_the_first_time(
    act: str, revision_id: int, by: Doer, objection: Objection | None = None
) -> AsyncIterator[None]:
    """Pressed twice by the same person, and nothing came between: then it is done, and nothing to refuse."""
    try:
        yield
    except Refused:
        subject = (await revision_called(revision_id)).subject
        kind, reason = subject.partition(":")[0], objection.in_words if objection else ""
        if not await did_last(f"{kind}.{act}", subject, by, reason):
            raise


async def let_through(revision_id: int, by: Doer, now: datetime) -> None:
    """Pressed twice by the same person, it is answered like the first time, also when there is other news by then."""
    try:
        await _let_through(revision_id, by, now)
    except Refused:
        if not await _was_let_through_by(by, revision_id):
            raise


async def _was_let_through_by(by: Doer, revision_id: int) -> bool:
    revision = await revision_called(revision_id)
    public = revision.state == RevisionState.PUBLISHED and not revision.at_once
    return public and by.account_id is not None and revision.decided_by == by.account_id


async def _let_through(revision_id: int, by: Doer, now: datetime) -> None:
    async with transaction():
        revision = await _for(by, revision_id)
        kind = kind_of(revision.subject)
        effect = await kind.takes_effect(revision, now)
        with said_of_the_whole():
            await kind.let_through(revision_id, by, now)
        await tell_the_author("published", revision, now, effect=effect)


async def let_through_late(revision_id: int, by: Doer, now: datetime) -> None:
    """The office's right, when the board has not decided in time."""
    revision = await revision_called(revision_id)
    if not may_office_decide(revision.submitted_at, now):
        day = show_day_short(local_day(office_may_decide_from(revision.submitted_at)))
        raise Refused(_("Der Beirat hat noch Zeit bis {tag}.", tag=day))
    # The log says later why it was not the board that decided.
    await let_through(revision_id, replace(by, remark=_("Büro, nach zwei Bürotagen")), now)


async def send_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> None:
    """What is public already is not sent back like this, see hiding."""
    async with like_the_first_time("returned", revision_id, by, objection), transaction():
        revision = await _for(by, revision_id)
        await _refuse_a_second_time(by, revision)
        with said_of_the_whole():
            await kind_of(revision.subject).send_back(revision_id, objection, by, now)
        await tell_why(objection, revision, now)


async def look_at(revision_id: int, by: Doer, now: datetime) -> None:
    """Nothing to object to what was public at once."""
    async with like_the_first_time("seen", revision_id, by), transaction():
        revision = await _for(by, revision_id)
        if await proposal_on(revision_id):
            raise Refused(_("Jemand möchte den Beitrag zurücknehmen. Entscheiden Sie bitte zuerst darüber."))
        await publishing.mark_seen(revision_id, now)
        kind = revision.subject.partition(":")[0]
        await record(Act(f"{kind}.seen", revision.subject, title=revision.title), by, now)


async def _for(by: Doer, revision_id: int) -> Revision:
    """Raises Refused for what the doer wrote, and when it is of an organisation that the doer belongs to."""
    revision = await revision_called(revision_id)
    await refuse_own(by, revision)
    return revision


async def _refuse_a_second_time(by: Doer, revision: Revision) -> None:
    """Whoever hands it in again because they disagree is read by somebody else, where the board has one."""
    if not by.account_id or await returned_last_by(revision.subject) != by.account_id:
        return
    if await board_has_another(by.account_id, revision.organisation):
        raise Refused(
            _("Sie haben den Beitrag schon einmal zurückgegeben. Das entscheidet jetzt bitte jemand anders.")
        )


async def refuse_own(by: Doer, revision: Revision) -> None:
    if sentence := await why_not(by.account_id or 0, revision):
        raise Refused(sentence)


async def revision_called(revision_id: int) -> Revision:
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    if revision is None:
        raise NotFound
    return revision


@contextmanager
def said_of_the_whole() -> Iterator[None]:
    """The fields that features refuse stand on the organisation's pages, not on ours."""
    try:
        yield
    except Refused as refused:
        raise Refused(refused.sentence) from refused


async def tell_why(objection: Objection, revision: Revision, now: datetime) -> None:
    await tell_the_author("returned", revision, now, why=objection)
    await keep_promise_to_call(revision, objection, now)


async def tell_the_author(purpose: str, revision: Revision, now: datetime, **values: object) -> None:
    path = await kind_of(revision.subject).path(revision.subject)
    await tell_author(purpose, revision, path, now, **values)
