"""Needs as visitors and their organisation read them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound
from mittendrin.needs.content import Names, facts_in_words, need_from_json
from mittendrin.needs.rules import NeedContact, NeedContent, is_over
from mittendrin.needs.tables import Need
from mittendrin.places.queries import districts
from mittendrin.publishing.queries import Version, newest_versions
from mittendrin.publishing.rules import NOT_YET_PUBLIC, EntryState, RevisionState, explain
from mittendrin.volunteering.interests import count_interested
from mittendrin.volunteering.queries import categories
from mittendrin.volunteering.states import RequestState

# Columns beyond a foreign key are unknown to type checkers.
_NEED: Any = Need


@dataclass(frozen=True, slots=True)
class NeedCard:
    """One line of the public list."""

    slug: str
    title: str
    organisation: str
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class NeedView:
    """The page of a need. `closed`: why nobody is looked for, empty while somebody is; `request_id` is what interest is
    noted with.
    """

    title: str
    organisation: str
    organisation_slug: str
    paragraphs: list[str]
    facts: list[tuple[str, str]]
    contact: NeedContact
    closed: str
    request_id: int | None


@dataclass(frozen=True, slots=True)
class OwnNeed:
    """As its organisation sees it. `waits`, `came_back`: what became of the newest version. `closed`: as in NeedView."""

    id: int
    slug: str
    title: str
    state: EntryState
    waits: bool
    came_back: bool
    why: list[str]
    interested: int
    closed: str

    @property
    def is_public(self) -> bool:
        return self.state is EntryState.PUBLISHED


async def names() -> Names:
    kinds = {one.id: one.name for one in await categories()}
    return Names(kinds, {one.id: one.name for one in await districts()})


async def public_needs(today: date) -> list[NeedCard]:
    """Those that still look for somebody, the newest first."""
    rows = await (
        _NEED.select(_NEED.slug, _NEED.title, _NEED.content, _NEED.organisation.name)
        .where(
            _NEED.state == EntryState.PUBLISHED.value,
            _NEED.request.status == RequestState.OPEN.value,
            _NEED.until.is_null() | (_NEED.until >= today),
        )
        .order_by(_NEED.changed_at, _NEED.id, ascending=False)
    )
    known = await names()
    return [_card(row, known) for row in rows]


def _card(row: dict[str, Any], known: Names) -> NeedCard:
    words = facts_in_words(need_from_json(row["content"]), known)
    return NeedCard(
        slug=row["slug"],
        title=row["title"],
        organisation=row["organisation.name"],
        when=words[_("An diesen Tagen")] or words[_("Wann")],
        where=words["Stadtteil"] or words["Wo"],
    )


async def public_need(slug: str, today: date) -> NeedView:
    """Raises NotFound."""
    row = await (
        _NEED.select(
            _NEED.slug, _NEED.content, _NEED.until, _NEED.request, _NEED.request.status,
            _NEED.organisation.name, _NEED.organisation.slug,
        )
        .where(_NEED.slug == slug, _NEED.state == EntryState.PUBLISHED.value)
        .first()
    )  # fmt: skip
    if row is None:
        raise NotFound
    over = is_over(row["until"], today)
    closed = nobody_wanted() if over else why_closed(RequestState(row["request.status"]))
    organisation = (row["organisation.name"], row["organisation.slug"])
    view = view_of(need_from_json(row["content"]), organisation, await names())
    return replace(view, closed=closed, request_id=row["request"])


def why_closed(state: RequestState) -> str:
    """The office may let a need rest or end it, whoever has been found."""
    if state is RequestState.OPEN:
        return ""
    if state is RequestState.MATCHED:
        return _("Hier haben sich genug Menschen gefunden.")
    return nobody_wanted()


def nobody_wanted() -> str:
    return _("Hier wird gerade niemand gesucht.")


def view_of(content: NeedContent, organisation: tuple[str, str], known: Names) -> NeedView:
    """As in a preview. `organisation` is name and slug."""
    return NeedView(
        title=content.title,
        organisation=organisation[0],
        organisation_slug=organisation[1],
        paragraphs=content.task.split("\n\n"),
        facts=[(label, words) for label, words in facts_in_words(content, known).items() if words],
        contact=content.contact,
        closed="",
        request_id=None,
    )


async def own_needs(organisation_id: int) -> dict[EntryState, list[OwnNeed]]:
    rows = await (
        _NEED.select(_NEED.id, _NEED.slug, _NEED.title, _NEED.state, _NEED.request, _NEED.request.status)
        .where(_NEED.organisation == organisation_id)
        .order_by(_NEED.title, _NEED.id)
    )
    versions = await newest_versions(organisation_id)
    counted = await count_interested([row["request"] for row in rows if row["request"]])
    groups: dict[EntryState, list[OwnNeed]] = {}
    for row in rows:
        own = _own(row, versions.get(f"need:{row['id']}"), counted.get(row["request"], 0))
        groups.setdefault(own.state, []).append(own)
    return groups


def _own(row: dict[str, Any], version: Version | None, interested: int) -> OwnNeed:
    state = version.state if version else None
    came_back = state is RevisionState.RETURNED
    public = row["state"] == EntryState.PUBLISHED
    return OwnNeed(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        state=EntryState(row["state"]),
        waits=state is RevisionState.SUBMITTED,
        came_back=came_back,
        why=explain(version.reason, version.note) if version and came_back else [],
        interested=interested,
        closed=why_closed(RequestState(row["request.status"])) if public else "",
    )


async def newest_content(need_id: int, organisation_id: int) -> NeedContent:
    """What was written last, also if it waits or came back, and whom to ask now. Raises NotFound for a need of
    somebody else.
    """
    row = await (
        Need.select(Need.content, Need.state)
        .where(Need.id == need_id, Need.organisation == organisation_id)
        .first()
    )
    if row is None:
        raise NotFound
    version = (await newest_versions(organisation_id)).get(f"need:{need_id}")
    # The row of a public need is what visitors see; a change of it lives in its version only.
    public = need_from_json(row["content"])
    changed = version and version.state in NOT_YET_PUBLIC and row["state"] == EntryState.PUBLISHED.value
    if not version or not changed:
        return public
    return replace(need_from_json(version.content), contact=public.contact)


async def next_end(today: date) -> date | None:
    """The next last day of a public need: from the day after on the list is shorter."""
    row = await (
        Need.select(Need.until)
        .where(Need.state == EntryState.PUBLISHED.value, Need.until >= today)
        .order_by(Need.until, Need.id)
        .first()
    )
    return row["until"] if row else None
