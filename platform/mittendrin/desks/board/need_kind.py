"""What organisations need volunteers for, as the board reads it."""

from datetime import datetime

from mittendrin.core.clock import local_day
from mittendrin.core.text import search_form
from mittendrin.needs import actions as needs
from mittendrin.needs.content import need_from_json, need_in_words
from mittendrin.needs.queries import NeedView, names, view_of
from mittendrin.needs.rules import NeedContent, is_over
from mittendrin.needs.tables import Need
from mittendrin.organisations import actions as organisations
from mittendrin.publishing.hints import Double, Reading
from mittendrin.publishing.rules import EntryState
from mittendrin.publishing.tables import Revision


async def public_need(subject: str) -> str:
    return needs.public_version(await needs.load(needs.need_id_in(subject)))


async def all_public_needs() -> set[str]:
    rows = await Need.select(Need.id).where(Need.state == EntryState.PUBLISHED.value)
    return {needs.subject_of(row["id"]) for row in rows}


async def path_of_need(subject: str) -> str:
    return f"/mitmachen/{(await needs.load(needs.need_id_in(subject))).slug}"


async def need_words(content: str) -> dict[str, str]:
    return need_in_words(need_from_json(content), await names())


async def read_need(revision: Revision, before: str, now: datetime) -> Reading:
    content = need_from_json(revision.content)
    organisation = await organisations.load(revision.organisation)
    known = {
        organisation.contact_phone,
        organisation.contact_email.casefold(),
        content.contact.phone,
        content.contact.email.casefold(),
    }
    return Reading(
        text=_free_text(content),
        before=_free_text(need_from_json(before)) if before else "",
        known=frozenset(known),
        over=is_over(content.until, local_day(now)),
        reachable=any(known),
        doubles=tuple(await _doubles(needs.need_id_in(revision.subject), content.title)),
    )


def _free_text(content: NeedContent) -> str:
    said = [
        content.title,
        content.task,
        content.place,
        content.onboarding,
        content.expenses,
        content.prerequisites,
    ]
    return "\n".join(said)


async def _doubles(need_id: int, title: str) -> list[Double]:
    public = (Need.state == EntryState.PUBLISHED.value) & (Need.id != need_id)
    rows = await Need.select(Need.title, Need.slug).where(public).order_by(Need.id)
    same = [row for row in rows if search_form(row["title"]) == search_form(title)]
    return [Double(row["title"], f"/mitmachen/{row['slug']}") for row in same]


async def preview_need(revision: Revision, _now: datetime) -> NeedView:
    organisation = await organisations.load(revision.organisation)
    content = need_from_json(revision.content)
    return view_of(content, (organisation.name, organisation.slug), await names())
