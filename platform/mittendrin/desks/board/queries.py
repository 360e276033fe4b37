from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.desks.board.kinds import Kind, kind_of
from mittendrin.desks.board.log import HistoryLine, history_of
from mittendrin.organisations.queries import belongings
from mittendrin.organisations.second_person import board_can_decide, proposals_for_lead
from mittendrin.organisations.tables import Organisation
from mittendrin.publishing.four_eyes import Proposed, proposal_on, proposals
from mittendrin.publishing.hints import Hint, hints
from mittendrin.publishing.queries import WaitingVersion, is_unseen, newer_one_of, waiting_versions
from mittendrin.publishing.rules import RevisionState, changes, may_office_decide
from mittendrin.publishing.tables import Revision
from mittendrin.publishing.word_diff import MarkedChange, mark


class Stage(StrEnum):
    """`SHOWN`: public at once, and nobody from the board has looked at it. `PUBLIC`: decided, and visitors see it now."""

    WAITS = "waits"
    SHOWN = "shown"
    PUBLIC = "public"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One line of the list. `what` reads "Veranstaltung, neu". `own`: the reader belongs to this organisation and may
    not decide.
    """

    version: WaitingVersion
    organisation: str
    what: str
    own: bool
    late: bool


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """What waits for a second person. `mine`: the reader proposed it. `for_lead`: the board has nobody else for it."""

    proposed: Proposed
    organisation: str
    mine: bool
    own: bool
    for_lead: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A version and what it changes. `is_new`: visitors saw nothing of this entry before. `takes_effect` is said while it
    waits, `when_taken_back` while it is public. `is_replaced`: a newer one was let through. `own`: why the reader may not decide, "" if they may.
    """

    revision_id: int
    title: str
    noun: str
    organisation: str
    submitted_at: datetime
    submitted_by: str
    stage: Stage
    is_replaced: bool
    is_new: bool
    changes: list[MarkedChange]
    hints: list[Hint]
    history: list[HistoryLine]
    own: str
    late: bool
    others_waiting: int
    path: str
    takes_effect: str
    when_taken_back: str
    proposal: ProposedLine | None

    @property
    def heading(self) -> str:
        if self.stage is Stage.PUBLIC:
            return _("{title}: zu sehen", title=self.title)
        kind = _("neu") if self.is_new else _("eine Änderung")
        return f"{self.title}: {kind}"

    @property
    def waits(self) -> bool:
        return self.stage is Stage.WAITS

    @property
    def shown(self) -> bool:
        return self.stage is Stage.SHOWN

    @property
    def public(self) -> bool:
        """It can be taken back."""
        return self.stage in {Stage.SHOWN, Stage.PUBLIC}

    @property
    def decided(self) -> bool:
        return self.stage is Stage.DECIDED


async def waiting_list(account_id: int, now: datetime) -> list[WaitingLine]:
    """What waits for a decision, oldest first, then what is public already and nobody wants taken back."""
    names, own = await _names(), await _own_organisations(account_id)
    proposed = {one.revision_id for one in await proposals()}
    return [
        WaitingLine(
            version,
            names[version.organisation_id],
            _what(version),
            own=version.organisation_id in own,
            late=not version.at_once and may_office_decide(version.submitted_at, now),
        )
        for version in await waiting_versions()
        if version.revision_id not in proposed
    ]


def _what(version: WaitingVersion) -> str:
    noun = _(kind_of(version.subject).noun)
    return _("{noun}, neu", noun=noun) if version.is_new else _("{noun}, geändert", noun=noun)


async def waits_for_second(account_id: int) -> list[ProposedLine]:
    """What somebody of the board wants taken back, oldest first."""
    return [await _proposed_line(one, account_id) for one in await proposals()]


async def waits_for_lead(account_id: int) -> list[ProposedLine]:
    return [await _proposed_line(one, account_id) for one in await proposals_for_lead()]


async def _proposed_line(proposed: Proposed, account_id: int) -> ProposedLine:
    return ProposedLine(
        proposed,
        (await _names())[proposed.organisation_id],
        mine=proposed.account_id == account_id,
        own=proposed.organisation_id in await _own_organisations(account_id),
        for_lead=not await board_can_decide(proposed),
    )


async def _names() -> dict[int, str]:
    rows = await Organisation.select(Organisation.id, Organisation.name)
    return {row["id"]: row["name"] for row in rows}


async def overdue_list(account_id: int, now: datetime) -> list[WaitingLine]:
    """What the office may let through."""
    return [line for line in await waiting_list(account_id, now) if line.late]


async def revision_of(revision_id: int) -> Revision:
    """Raises NotFound."""
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    if revision is None:
        raise NotFound
    return revision


async def decision_view(revision_id: int, account_id: int, now: datetime) -> DecisionView:
    """Raises NotFound. Also of a version that is decided on: somebody may have been quicker."""
    revision = await revision_of(revision_id)
    kind, stage = kind_of(revision.subject), await stage_of(revision)
    before = await kind.public(revision.subject) if stage is Stage.WAITS else revision.before
    proposed = await proposal_on(revision_id)
    return DecisionView(
        revision_id=revision_id,
        title=revision.title,
        noun=_(kind.noun),
        organisation=(await _names())[revision.organisation],
        submitted_at=revision.submitted_at,
        submitted_by=revision.submitted_by_name,
        stage=stage,
        is_replaced=await newer_one_of(revision),
        is_new=not before,
        changes=await _marked(kind, before, revision.content),
        hints=hints(await kind.read(revision, before, now)),
        history=await history_of(revision.subject),
        own=await why_not(account_id, revision),
        late=may_office_decide(revision.submitted_at, now),
        others_waiting=await _others_waiting(revision_id),
        path=await kind.path(revision.subject),
        takes_effect=await kind.takes_effect(revision, now) if stage is Stage.WAITS else "",
        when_taken_back=_when_taken_back(kind, stage, is_new=not before),
        proposal=await _proposed_line(proposed, account_id) if proposed else None,
    )


async def _marked(kind: Kind, before: str, content: str) -> list[MarkedChange]:
    said_before = await kind.in_words(before) if before else {}
    return [mark(change) for change in changes(said_before, await kind.in_words(content))]


async def why_not(account_id: int, revision: Revision) -> str:
    """Why somebody may not decide on it, "" if they may. Whoever took it down for a caller has written it too."""
    if revision.organisation in await _own_organisations(account_id):
        return _("Sie gehören zu diesem Veranstalter. Darüber entscheidet bitte jemand anders.")
    if account_id and account_id == revision.submitted_by:
        return _("Sie haben das selbst geschrieben. Darüber entscheidet bitte jemand anders.")
    return ""


def _when_taken_back(kind: Kind, stage: Stage, *, is_new: bool) -> str:
    if stage is Stage.PUBLIC:
        return _(kind.when_gone)
    if kind.when_taken_back:
        return _(kind.when_taken_back)
    if is_new:
        return _("Der Beitrag verschwindet wieder.")
    return _("Besucher sehen dann wieder die Fassung von vorher.")


async def stage_of(revision: Revision) -> Stage:
    if revision.state == RevisionState.SUBMITTED:
        return Stage.WAITS
    if is_unseen(revision):
        return Stage.SHOWN
    kind = kind_of(revision.subject)
    if revision.state != RevisionState.PUBLISHED or not kind.when_gone or await newer_one_of(revision):
        return Stage.DECIDED
    return Stage.PUBLIC if await kind.public(revision.subject) else Stage.DECIDED


async def _own_organisations(account_id: int) -> set[int]:
    return {belonging.organisation_id for belonging in await belongings(account_id)}


async def _others_waiting(revision_id: int) -> int:
    """Without what is only to be looked at."""
    waiting = [version.revision_id for version in await waiting_versions() if not version.at_once]
    return sum(one != revision_id for one in waiting)
