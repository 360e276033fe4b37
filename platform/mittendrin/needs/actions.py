"""What organisations and the board do with needs. A published one asks for volunteers as a request."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.core.text import slugify
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.engagements.handing_over import release_new_contact
from mittendrin.needs.content import need_from_json, need_to_json
from mittendrin.needs.rules import NeedContent
from mittendrin.needs.tables import Need
from mittendrin.organisations.tables import Organisation
from mittendrin.people.rules import Contact
from mittendrin.publishing import actions as publishing
from mittendrin.publishing.actions import Objection, Submission
from mittendrin.publishing.queries import proven
from mittendrin.publishing.rules import EntryState, SentBefore
from mittendrin.publishing.tables import Revision
from mittendrin.volunteering.of_organisations import OrganisationWish, ask_for_volunteers, ask_no_longer
from mittendrin.volunteering.showing import AREA
from mittendrin.web.changes import public_change

MAY_BE_DRAFT = {EntryState.DRAFT, EntryState.RETURNED}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled-in form. `key` stands for this one form: sent twice, it is one need."""

    organisation_id: int
    content: NeedContent
    key: str


def subject_of(need_id: int) -> str:
    return f"need:{need_id}"


@finds_the_first
async def add(sheet: Sheet, by: Doer, now: datetime) -> bool:
    """Hands in a new need. Whether visitors see it now; what a proven organisation writes does not wait.

    Raises SentBefore for a form that has become a need, and says something else now.
    """
    async with transaction():
        known = await Need.objects().where(_same(sheet)).first()
        if known and known.state == EntryState.DRAFT:
            return await change(known.id, sheet.content, by, now)
        if known and known.content != need_to_json(sheet.content):
            raise SentBefore(known.id)
        if known:
            return bool(known.state == EntryState.PUBLISHED)
        need = await _begin(sheet, EntryState.SUBMITTED, now)
        return await _hand_in(need, sheet.content, by, now)


@finds_the_first
async def add_draft(sheet: Sheet, by: Doer, now: datetime) -> None:
    """Nobody else sees it. The same form again is written over."""
    async with transaction():
        if known := await Need.select(Need.id).where(_same(sheet)).first():
            await change_draft(known["id"], sheet.content, by, now)
            return
        need = await _begin(sheet, EntryState.DRAFT, now)
        await record(_act("drafted", need.id, need.title), by, now)


async def change_draft(need_id: int, content: NeedContent, by: Doer, now: datetime) -> None:
    """Raises Refused for what visitors see or the board decides on: a change of it can only be handed in."""
    async with transaction():
        await load(need_id)
        is_draft = (Need.id == need_id) & Need.state.is_in([state.value for state in MAY_BE_DRAFT])
        values: dict[Any, Any] = {**_columns(content, now)}
        if not await Need.update(values).where(is_draft).returning(Need.id):
            raise Refused(_("Diese Einsatzstelle ist kein Entwurf mehr. Reichen Sie die Änderung bitte ein."))
        await record(_act("drafted", need_id, content.title), by, now)


def _same(sheet: Sheet) -> Any:
    return (Need.organisation == sheet.organisation_id) & (Need.key == sheet.key)


async def _begin(sheet: Sheet, state: EntryState, now: datetime) -> Need:
    need = Need(
        slug=await _free_slug(sheet.content.title), key=sheet.key, organisation=sheet.organisation_id,
        state=state.value, created_at=now, **_columns(sheet.content, now),
    )  # fmt: skip
    await Need.insert(need)
    return need


async def change(need_id: int, content: NeedContent, by: Doer, now: datetime) -> bool:
    """As `add`, out of the archive too. The published version stays public while a changed one waits."""
    async with transaction():
        need = await load_held(need_id)
        if need.state != EntryState.PUBLISHED:
            await _write(need_id, EntryState.SUBMITTED, now, **_columns(content, now))
            return await _hand_in(need, content, by, now)
        await _change_contact(need, content, by, now)
        need = await load(need_id)
        if need_to_json(content) != public_version(need):
            return await _hand_in(need, content, by, now)
        if await publishing.withdraw(subject_of(need_id), now):
            await record(_act("withdrawn", need_id, need.title), by, now)
        return True


async def _change_contact(need: Need, content: NeedContent, by: Doer, now: datetime) -> None:
    """At once: a wrong telephone number helps nobody while it waits."""
    public = need_from_json(need.content)
    if content.contact != public.contact:
        await _publish(need.id, replace(public, contact=content.contact), by, now)
        await record(_act("contact_changed", need.id, need.title), by, now)


async def _hand_in(need: Need, content: NeedContent, by: Doer, now: datetime) -> bool:
    submission = Submission(
        subject_of(need.id),
        need.organisation,
        content.title,
        need_to_json(content),
        before=public_version(need),
    )
    revision_id = await publishing.hand_in(submission, by, now)
    await record(_act("submitted", need.id, content.title), by, now)
    at_once = await proven(need.organisation)
    if at_once:
        await publishing.mark_published_at_once(revision_id, by, now)
        await _publish(need.id, content, by, now)
    return at_once


async def let_through(revision_id: int, by: Doer, now: datetime) -> int:
    """The board's yes. Answers the need's id."""
    async with transaction():
        revision, need = await _held(revision_id)
        await publishing.mark_published(revision_id, by, now)
        await _publish(need.id, need_from_json(revision.content), by, now)
        await record(_act("published", need.id, revision.title), by, now)
    return int(need.id)


async def send_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> int:
    """The published version, if there is one, stays as it is."""
    async with transaction():
        revision, need = await _held(revision_id)
        await publishing.mark_returned(revision_id, objection, by, now)
        if need.state != EntryState.PUBLISHED:
            # Taken off while this waited, or new: its author goes on with what they wrote last.
            written = _columns(need_from_json(revision.content), now)
            await _write(need.id, EntryState.RETURNED, now, **written)
        await record(_act("returned", need.id, revision.title, objection.in_words), by, now)
    return int(need.id)


async def take_back(revision_id: int, objection: Objection, by: Doer, now: datetime) -> int:
    """Visitors see the version from before again, or nothing. Whom to ask stays as it is."""
    async with transaction():
        seen = await publishing.to_take_back(revision_id)
        need = await load_held(need_id_in(seen.subject))
        revision = await publishing.to_take_back(revision_id)
        await publishing.mark_taken_back(revision, objection, by, now)
        if before := publishing.seen_afterwards(revision):
            again = replace(need_from_json(before), contact=need_from_json(need.content).contact)
            await _publish(need.id, again, by, now)
        else:
            await _hide(need, EntryState.RETURNED, by, now)
        await record(_act("taken_back", need.id, revision.title, objection.in_words), by, now)
    return int(need.id)


async def withdraw(need_id: int, by: Doer, now: datetime) -> None:
    """The waiting version goes. What is public stays; what never was is a draft again."""
    async with transaction():
        need = await load_held(need_id)
        await publishing.withdraw(subject_of(need_id), now)
        if need.state == EntryState.SUBMITTED:
            await _write(need_id, EntryState.DRAFT, now)
        await record(_act("withdrawn", need_id, need.title), by, now)


async def discard(need_id: int, by: Doer, now: datetime) -> None:
    """A change that came back is not wanted any more."""
    async with transaction():
        need = await load(need_id)
        await publishing.set_aside(subject_of(need_id), now)
        await record(_act("discarded", need_id, need.title), by, now)


async def archive(need_id: int, by: Doer, now: datetime) -> None:
    """Nobody sees it, and nobody is proposed for it any more."""
    async with transaction():
        need = await load_held(need_id)
        await publishing.withdraw(subject_of(need_id), now)
        await _hide(need, EntryState.ARCHIVED, by, now)
        await record(_act("archived", need_id, need.title), by, now)


async def _held(revision_id: int) -> tuple[Revision, Need]:
    """The need before its versions and its request, as everybody does; both as they are once nobody else changes them."""
    seen = await publishing.waiting(revision_id)
    need = await load_held(need_id_in(seen.subject))
    return await publishing.waiting(revision_id), need


async def load_held(need_id: int) -> Need:
    """As it is once nobody else changes it. Raises NotFound."""
    await Need.update({Need.state: Need.state}).where(Need.id == need_id)
    return await load(need_id)


async def load(need_id: int) -> Need:
    """Raises NotFound."""
    need = await Need.objects().where(Need.id == need_id).first()
    if need is None:
        raise NotFound
    return need


def need_id_in(subject: str) -> int:
    return int(subject.removeprefix("need:"))


def public_version(need: Need) -> str:
    """As it would be written today: an answer that the form did not ask for then is no change."""
    return need_to_json(need_from_json(need.content)) if need.state == EntryState.PUBLISHED else ""


async def _publish(need_id: int, content: NeedContent, by: Doer, now: datetime) -> None:
    need = await load(need_id)
    request_id = await ask_for_volunteers(need.request, await _wish(need, content), by, now)
    await release_new_contact(request_id, by, now)
    columns = _columns(content, now) | {"request": request_id}
    await _write(need_id, EntryState.PUBLISHED, now, **columns)
    await public_change(AREA)


async def _hide(need: Need, state: EntryState, by: Doer, now: datetime) -> None:
    await _write(need.id, state, now)
    if need.request:
        await ask_no_longer(need.request, by, now)
    await public_change(AREA)


async def _wish(need: Need, content: NeedContent) -> OrganisationWish:
    row = await Organisation.select(Organisation.name).where(Organisation.id == need.organisation).first()
    contact = content.contact
    named = Contact(contact.name, phone=contact.phone, email=contact.email)
    return OrganisationWish(
        organisation_id=need.organisation,
        organisation=row["name"] if row else "",
        contact=named if contact.name else None,
        title=content.title,
        category=content.category,
        times=content.times,
        frequency=content.frequency,
        hours_per_week=content.hours_per_week or 1,
        helpers=content.helpers,
        district_id=content.district,
        papers=content.papers,
        with_car=content.with_car,
        on_days=content.on_days,
    )


def _columns(content: NeedContent, now: datetime) -> dict[str, Any]:
    return {
        "title": content.title,
        "content": need_to_json(content),
        "until": content.until,
        "changed_at": now,
    }


async def _write(need_id: int, state: EntryState, now: datetime, **columns: Any) -> None:
    values: dict[Any, Any] = {**columns, "state": state.value, "changed_at": now}
    await Need.update(values).where(Need.id == need_id)


def _act(act: str, need_id: int, title: str, reason: str = "") -> Act:
    return Act(f"need.{act}", subject_of(need_id), title=title, reason=reason)


async def _free_slug(title: str) -> str:
    base = slugify(title)
    for number in range(1, 1000):
        slug = base if number == 1 else f"{base}-{number}"
        if not await Need.exists().where(Need.slug == slug):
            return slug
    raise RuntimeError(base)
