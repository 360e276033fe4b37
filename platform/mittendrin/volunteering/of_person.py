"""All that one person offers and asks for, and who is proposed to them: for the office alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mittendrin.database.sealing import shown
from mittendrin.volunteering.state_words import state_in_words
from mittendrin.volunteering.states import OVER, OfferState, RequestState
from mittendrin.volunteering.story import OfferStory, ProposalLine, proposals
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory, Proposal


@dataclass(frozen=True, slots=True)
class Wish:
    """An offer or a request: `path` says which page below the desk shows it, `subject` is that of the audit.

    `organisation`: it is theirs, and the person is whom to ask.
    """

    id: int
    path: str
    subject: str
    what: str
    state: str
    open: bool
    note: str
    signed_by: str
    since: datetime
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class HelpOfPerson:
    offers: list[Wish]
    requests: list[Wish]
    proposals: list[ProposalLine]

    @property
    def anything(self) -> bool:
        return bool(self.offers or self.requests or self.proposals)

    @property
    def undecided(self) -> list[ProposalLine]:
        return [one for one in self.proposals if one.undecided]


async def help_of(person_id: int) -> HelpOfPerson:
    pro: Any = Proposal
    either = (pro.offer.person == person_id) | (pro.request.person == person_id)
    return HelpOfPerson(await _offers(person_id), await _requests(person_id), await proposals(either))


async def standing_elsewhere(story: OfferStory) -> list[ProposalLine]:
    """What the person of this offer is asked about or does by their other ones."""
    if story.person is None:
        return []
    pro: Any = Proposal
    found = await proposals((pro.offer.person == story.person.id) & (pro.offer != story.id))
    return [one for one in found if one.undecided or (one.engagement and one.engagement.status not in OVER)]


async def _offers(person_id: int) -> list[Wish]:
    rows = await (
        Offer.select(Offer.id, Offer.status, Offer.note, Offer.created_at)
        .where(Offer.person == person_id)
        .order_by(Offer.id, ascending=False)
    )
    return [_offer(row, await _liked(row["id"])) for row in rows]


async def _liked(offer_id: int) -> str:
    liked: Any = OfferCategory
    rows = (
        await liked.select(liked.category.name)
        .where(liked.offer == offer_id)
        .order_by(liked.category.position, liked.category.name, liked.id)
    )
    return ", ".join(row["category.name"] for row in rows)


def _offer(row: dict[str, Any], what: str) -> Wish:
    state = OfferState(row["status"])
    return Wish(
        id=row["id"],
        path=f"angebote/{row['id']}",
        subject=f"offer:{row['id']}",
        what=what,
        state=state_in_words(state),
        open=state is not OfferState.ENDED,
        note=shown(row["note"]),
        signed_by="",
        since=row["created_at"],
    )


async def _requests(person_id: int) -> list[Wish]:
    req: Any = HelpRequest
    rows = await (
        req.select(
            req.id,
            req.status,
            req.note,
            req.what,
            req.signed_by,
            req.created_at,
            req.category.name,
            req.organisation.name,
        )
        .where(req.person == person_id)
        .order_by(req.id, ascending=False)
    )
    return [_request(row) for row in rows]


def _request(row: dict[str, Any]) -> Wish:
    state = RequestState(row["status"])
    return Wish(
        id=row["id"],
        path=f"gesuche/{row['id']}",
        subject=f"help_request:{row['id']}",
        what=row["what"] or row["category.name"],
        state=state_in_words(state),
        open=state not in {RequestState.CLOSED, RequestState.REFERRED},
        note=shown(row["note"]),
        signed_by=row["signed_by"],
        since=row["created_at"],
        organisation=row["organisation.name"] or "",
    )
