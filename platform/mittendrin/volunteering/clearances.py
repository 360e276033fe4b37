"""That the office has seen a paper that a kind of help asks for: what, from when, by whom. Never the paper itself.

Only a paper that somebody's own kinds of help ask for, or an organisation that needs such help, may be noted down:
whoever goes shopping is asked for none.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from mittendrin.audit.actions import record
from mittendrin.audit.rules import Act, Doer
from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import NotFound, Refused
from mittendrin.database.transactions import transaction
from mittendrin.database.violations import finds_the_first
from mittendrin.volunteering.lasting import helping_after
from mittendrin.volunteering.states import RequestState
from mittendrin.volunteering.tables import Clearance, HelpRequest, Offer, OfferCategory

VALID_FOR = relativedelta(years=5)
KEPT_AFTER_END = timedelta(days=90)
_ISSUED, _PAPER = "ausgestellt", "papier"


@dataclass(frozen=True, slots=True)
class Paper:
    """`seen_on` empty: nobody has seen it yet. Not `asked_for`: what they help with now needs it no longer."""

    name: str
    asked_for: bool
    holds: bool = False
    issued_on: date | None = None
    seen_on: date | None = None
    seen_by: str = ""
    valid_until: date | None = None


async def papers_of(offer_id: int, today: date) -> list[Paper]:
    """Those that this offer asks for, and those that were seen of the person, the newest of each."""
    clr = Clearance
    rows = (
        await clr.select(clr.prerequisite, clr.issued_on, clr.seen_on, clr.seen_by, clr.valid_until)
        .where(_of_the_same_person(offer_id))
        .order_by(clr.issued_on, clr.id)
    )
    seen = {row.pop("prerequisite"): row for row in rows}
    asked_for = await _asked_for(offer_id)
    return [
        _paper(name, name in asked_for, seen.get(name), today) for name in sorted(asked_for | seen.keys())
    ]


def _paper(name: str, asked_for: bool, row: dict[str, Any] | None, today: date) -> Paper:
    if row is None:
        return Paper(name, asked_for)
    return Paper(name, asked_for, holds=row["valid_until"] >= today, **row)


def _of_the_same_person(offer_id: int) -> Any:
    """A paper is that of a person, by whichever of their offers it was noted."""
    whose = Offer.select(Offer.person).where(Offer.id == offer_id)
    theirs = Offer.select(Offer.id).where(Offer.person.is_in(whose))
    return (Clearance.offer == offer_id) | Clearance.offer.is_in(theirs)


async def _asked_for(offer_id: int) -> set[str]:
    """By the kinds of help that they like, and by what organisations look for of these kinds at the moment."""
    liked: Any = OfferCategory
    rows = await liked.select(liked.category.prerequisite).where(liked.offer == offer_id)
    kinds = OfferCategory.select(OfferCategory.category).where(OfferCategory.offer == offer_id)
    wanted = await HelpRequest.select(HelpRequest.papers).where(
        HelpRequest.category.is_in(kinds),
        HelpRequest.papers != "",
        HelpRequest.status == RequestState.OPEN.value,
    )
    of_organisations = {paper for row in wanted for paper in row["papers"].splitlines()}
    return ({row["category.prerequisite"] for row in rows} | of_organisations) - {""}


@finds_the_first
async def see_paper(offer_id: int, name: str, issued_on: date, by: Doer, now: datetime) -> None:
    """Seen anew, it counts from then on. Raises NotFound or Refused."""
    today = local_day(now)
    if not await Offer.exists().where(Offer.id == offer_id, Offer.person.is_not_null()):
        raise NotFound
    if name not in await _asked_for(offer_id):
        raise Refused(_("Für diese Hilfe brauchen wir diesen Nachweis nicht."), _PAPER)
    if issued_on > today:
        raise Refused(_("Dieser Tag kommt erst noch."), _ISSUED)
    if issued_on + VALID_FOR < today:
        raise Refused(_("Dieser Nachweis ist zu alt. Er gilt fünf Jahre lang."), _ISSUED)
    async with transaction():
        await Clearance.delete().where(_of_the_same_person(offer_id), Clearance.prerequisite == name)
        row = Clearance(
            offer=offer_id, prerequisite=name, issued_on=issued_on, seen_on=today, seen_by=by.name[:120],
            valid_until=issued_on + VALID_FOR,
        )  # fmt: skip
        await Clearance.insert(row)
        await record(Act("clearance.seen", f"offer:{offer_id}", detail=name), by, now)


async def forget_paper(offer_id: int, name: str, by: Doer, now: datetime) -> None:
    """Noted by mistake, or it counts no longer. Raises NotFound."""
    async with transaction():
        gone = await (
            Clearance.delete()
            .where(_of_the_same_person(offer_id), Clearance.prerequisite == name)
            .returning(Clearance.id)
        )
        if not gone:
            raise NotFound
        await record(Act("clearance.deleted", f"offer:{offer_id}", detail=name), by, now)


async def forget_papers(now: datetime) -> None:
    """At the latest three months after somebody has stopped helping, or of the paper. Called daily by the jobs."""
    limit = now - KEPT_AFTER_END
    no_more = Offer.person.is_null() | Offer.person.not_in(helping_after(limit))
    old = Clearance.valid_until < local_day(limit)
    await Clearance.delete().where(old | Clearance.offer.is_in(Offer.select(Offer.id).where(no_more)))
