from dataclasses import dataclass
from datetime import datetime

from mittendrin.core.refusal import NotFound
from mittendrin.desks.board.kinds import kind_of
from mittendrin.organisations.queries import belongings
from mittendrin.organisations.tables import Organisation
from mittendrin.publishing.queries import WaitingVersion, waiting_versions
from mittendrin.publishing.rules import Change, changes
from mittendrin.publishing.tables import Revision


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One line of the list. `own`: the reader belongs to this organisation and may not decide."""

    version: WaitingVersion
    organisation: str
    own: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A version and what it changes. `is_new`: nothing of this entry is public yet."""

    revision_id: int
    title: str
    organisation: str
    submitted_at: datetime
    submitted_by: str
    is_new: bool
    changes: list[Change]
    own: bool
    others_waiting: int


async def waiting_list(account_id: int) -> list[WaitingLine]:
    names = {row["id"]: row["name"] for row in await Organisation.select(Organisation.id, Organisation.name)}
    own = {belonging.organisation_id for belonging in await belongings(account_id)}
    return [
        WaitingLine(version, names[version.organisation_id], version.organisation_id in own)
        for version in await waiting_versions()
    ]


async def decision_view(revision_id: int, account_id: int) -> DecisionView:
    """Raises NotFound."""
    revision = await Revision.objects().where(Revision.id == revision_id).first()
    line = next(
        (one for one in await waiting_list(account_id) if one.version.revision_id == revision_id), None
    )
    if revision is None or line is None:
        raise NotFound
    comparison = await kind_of(revision.subject).compare(revision)
    return DecisionView(
        revision_id=revision_id,
        title=revision.title,
        organisation=line.organisation,
        submitted_at=revision.submitted_at,
        submitted_by=revision.submitted_by_name,
        is_new=comparison.is_new,
        changes=changes(comparison.before, comparison.after),
        own=line.own,
        others_waiting=len(await waiting_versions()) - 1,
    )
