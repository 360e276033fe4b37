"""Taking back what is public: one person of the board proposes it, a second one decides.

The second is never the same account and never somebody of the organisation. Where the board has nobody else, the
office's lead stands in.
"""

from dataclasses import replace
from datetime import datetime

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import refuse_duplicate
from mittendrin.desks.board.actions import (
    like_the_first_time,
    refuse_own,
    revision_called,
    said_of_the_whole,
    tell_why,
)
from mittendrin.desks.board.kinds import kind_of
from mittendrin.organisations.second_person import board_can_decide
from mittendrin.publishing import actions as publishing
from mittendrin.publishing import four_eyes
from mittendrin.publishing.actions import Objection
from mittendrin.publishing.four_eyes import Proposed
from mittendrin.publishing.queries import is_unseen, waiting_revision
from mittendrin.publishing.rules import Reason
from mittendrin.publishing.tables import Revision


async def propose_hiding(revision_id: int, objection: Objection, by: Doer, now: datetime) -> None:
    """Visitors see it until somebody else has decided."""
    async with like_the_first_time("hiding_proposed", revision_id, by, objection):
        with refuse_duplicate(_("Das hat schon jemand vorgeschlagen.")):
            await _propose(revision_id, objection, by, now)


async def _propose(revision_id: int, objection: Objection, by: Doer, now: datetime) -> None:
    async with transaction():
        revision = await publishing.to_take_back(revision_id)
        await refuse_own(by, revision)
        await _refuse_what_nobody_sees(revision)
        _refuse_what_everybody_knows(revision)
        await four_eyes.propose(revision, objection, by, now)
        await _note("hiding_proposed", revision, by, now, reason=objection.in_words)


async def give_up(revision_id: int, by: Doer, now: datetime) -> None:
    """Whoever proposed it thinks better of it."""
    async with like_the_first_time("hiding_given_up", revision_id, by), transaction():
        revision = await revision_called(revision_id)
        proposed = await four_eyes.close(revision_id)
        if proposed.account_id != (by.account_id or 0):
            raise Refused(_("Das hat jemand anders vorgeschlagen."))
        await _note("hiding_given_up", revision, by, now)


async def hide(revision_id: int, by: Doer, now: datetime) -> None:
    """Visitors see again what they saw before, or nothing. Raises Refused also while somebody is signed up for it."""
    known = await revision_called(revision_id)
    why = Objection(Reason(known.reason), known.note) if known.reason else None
    async with like_the_first_time("taken_back", revision_id, by, why), transaction():
        revision, proposed = await _second_person_takes(revision_id, by)
        await _refuse_what_nobody_sees(revision)
        with said_of_the_whole():
            twice = replace(by, remark=_("vorgeschlagen von {name}", name=proposed.name))
            await kind_of(revision.subject).take_back(revision_id, proposed.objection, twice, now)
            waited = await _give_back_what_waits(revision, proposed.objection, twice, now)
        for one in {each.submitted_by: each for each in (*waited, revision)}.values():
            await tell_why(proposed.objection, one, now)


async def _give_back_what_waits(
    revision: Revision, objection: Objection, by: Doer, now: datetime
) -> list[Revision]:
    """What was handed in before; else one person alone could bring back what two have taken off."""
    waited = []
    for subject in kind_of(revision.subject).falls_with(revision.subject):
        if waiting := await waiting_revision(subject):
            await kind_of(subject).send_back(waiting.id, objection, by, now)
            waited.append(waiting)
    return waited


async def keep(revision_id: int, by: Doer, now: datetime) -> None:
    """It stays, and two people have looked at it."""
    async with like_the_first_time("hiding_declined", revision_id, by), transaction():
        revision, _proposed = await _second_person_takes(revision_id, by)
        if is_unseen(revision):
            await publishing.mark_seen(revision_id, now)
        await _note("hiding_declined", revision, by, now)


async def hide_for_the_board(revision_id: int, by: Doer, now: datetime) -> None:
    await _refuse_while_board_can(revision_id)
    await hide(revision_id, by, now)


async def keep_for_the_board(revision_id: int, by: Doer, now: datetime) -> None:
    await _refuse_while_board_can(revision_id)
    await keep(revision_id, by, now)


async def _refuse_what_nobody_sees(revision: Revision) -> None:
    if not await kind_of(revision.subject).public(revision.subject):
        raise Refused(_("Den Beitrag sieht schon niemand mehr."))


def _refuse_what_everybody_knows(revision: Revision) -> None:
    """New dates of a series that were looked at; the event itself can be taken back."""
    if not is_unseen(revision) and not kind_of(revision.subject).when_gone:
        raise Refused(_("Darüber hat schon jemand entschieden."))


async def _refuse_while_board_can(revision_id: int) -> None:
    proposed = await four_eyes.proposal_on(revision_id)
    if proposed and await board_can_decide(proposed):
        raise Refused(_("Im Beirat kann noch jemand entscheiden. Bitte lassen Sie dem Beirat den Vortritt."))


async def _second_person_takes(revision_id: int, by: Doer) -> tuple[Revision, Proposed]:
    revision = await revision_called(revision_id)
    await refuse_own(by, revision)
    proposed = await four_eyes.close(revision_id)
    # Nobody without an account is a second person.
    if not by.account_id or by.account_id == proposed.account_id:
        raise Refused(_("Sie haben das selbst vorgeschlagen. Darüber entscheidet bitte jemand anders."))
    return revision, proposed


async def _note(act: str, revision: Revision, by: Doer, now: datetime, *, reason: str = "") -> None:
    kind = revision.subject.partition(":")[0]
    await record(Act(f"{kind}.{act}", revision.subject, title=revision.title, reason=reason), by, now)
