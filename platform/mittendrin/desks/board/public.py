"""Everything that visitors see now, so that the board finds again what was let through."""

from dataclasses import dataclass

from mittendrin.core.language import _
from mittendrin.core.text import search_form, sort_key
from mittendrin.desks.board.kinds import KINDS, kind_of
from mittendrin.organisations.tables import Organisation
from mittendrin.publishing.queries import PublicVersion, public_versions

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class PublicLine:
    version: PublicVersion
    organisation: str
    noun: str


@dataclass(frozen=True, slots=True)
class PublicList:
    """One page of it, by title in German order. Pages begin with 1."""

    lines: list[PublicLine]
    page: int
    more: bool


async def public_list(word: str, page: int) -> PublicList:
    """`word` is looked for in titles and names of organisations; "" finds everything."""
    rows = await Organisation.select(Organisation.id, Organisation.name)
    names = {row["id"]: row["name"] for row in rows}
    seen = set[str]().union(*[await kind.all_public() for kind in KINDS.values()])
    wanted = search_form(word)
    lines = [
        PublicLine(version, names[version.organisation_id], _(kind_of(version.subject).noun))
        for version in await public_versions()
        if version.subject in seen
    ]
    found = [line for line in lines if wanted in search_form(f"{line.version.title} {line.organisation}")]
    found.sort(key=lambda line: (sort_key(line.version.title), line.version.revision_id))
    until = page * ON_A_PAGE
    return PublicList(found[until - ON_A_PAGE : until], page, more=len(found) > until)
