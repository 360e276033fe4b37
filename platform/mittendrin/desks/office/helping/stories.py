"""What the office sees of one request or offer: its story, and whom matching finds for it."""

from dataclasses import dataclass
from datetime import date, datetime

from mittendrin.core.clock import local_day
from mittendrin.core.language import _
from mittendrin.core.refusal import Refused
from mittendrin.volunteering.access import unsaid_between
from mittendrin.volunteering.candidates import (
    fitting_offers,
    fitting_requests,
    offer_facts,
    offers_for,
    request_facts,
    requests_liked,
)
from mittendrin.volunteering.facts import OfferFacts
from mittendrin.volunteering.matching import Match, away, blocks, requests_for, suggestions
from mittendrin.volunteering.names import asked_in_requests, names_of_offers, names_of_requests
from mittendrin.volunteering.near_misses import NearMiss, near_misses, near_requests
from mittendrin.volunteering.places_left import nobody_more
from mittendrin.volunteering.reasons import away_in_words, hindrance, misfit, reasons
from mittendrin.volunteering.story import OfferStory, ProposalLine, RequestStory

SUGGESTED, NEARLY = 5, 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Reasons in words; for a near miss what stands in the way. `number` is that of the offer or request.

    `asked` is what a request wants and when; `unsaid` what somebody should ask the helper first.
    """

    number: int
    name: str
    reasons: tuple[str, ...]
    may_be_asked: bool = True
    asked: str = ""
    unsaid: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`away`: why nobody is looked for at the moment. `people`: who asks for what is read out here, with their wish."""

    fitting: list[Suggestion]
    nearly: list[Suggestion]
    away: str = ""
    people: tuple[int, ...] = ()

    def words_for(self, number: int) -> str:
        """Raises Refused for whom matching does not find: hard conditions hold, but for what can be arranged."""
        for one in (*self.fitting, *self.nearly):
            if one.number == number and one.may_be_asked:
                return ", ".join(one.reasons)
        raise Refused(_("Das passt nicht mehr zusammen. Laden Sie bitte die Seite neu."))


NOBODY = Suggestions([], [])


async def suggested_helpers(story: RequestStory, now: datetime) -> Suggestions:
    """Nothing for a request that is not open. Whoever nearly fits is named where few fit."""
    if not story.is_open:
        return NOBODY
    request, today = await request_facts(story.id), local_day(now)
    found = suggestions(request, await fitting_offers(request, today), today, SUGGESTED)
    few = len(found) < SUGGESTED
    missed = near_misses(request, await offers_for(request, today), today, NEARLY) if few else []
    ids = {one.offer.id for one in found} | {one.offer.id for one in missed}
    names, unsaid = await names_of_offers(ids), await unsaid_between((one, story.id) for one in ids)
    fitting = [
        Suggestion(
            one.offer.id, names[one.offer.id], tuple(reasons(one)), unsaid=unsaid.get((one.offer.id, story.id), "")
        )
        for one in found
    ]  # fmt: skip
    return Suggestions(fitting, [_nearly(one, names[one.offer.id]) for one in missed])


def _nearly(miss: NearMiss, name: str) -> Suggestion:
    return Suggestion(miss.offer.id, name, (hindrance(miss),), miss.can_be_arranged)


async def misfits(proposals: list[ProposalLine], now: datetime) -> dict[int, str]:
    """By its number, each open proposal whose two no longer fit, with what is between them: the clerk decides."""
    today, found = local_day(now), {}
    for one in proposals:
        if one.undecided:
            asked = await offer_facts(one.offer_id, today), await request_facts(one.request_id)
            if words := misfit(blocks(*asked, today)):
                found[one.id] = words
    return found


async def suggested_requests(story: OfferStory, now: datetime) -> Suggestions:
    """The other direction; nothing for an offer that is not active."""
    if not story.is_active:
        return NOBODY
    today = local_day(now)
    offer = await offer_facts(story.id, today)
    found = requests_for(offer, await fitting_requests(offer, today), today, SUGGESTED)
    missed = [] if len(found) == SUGGESTED else await _missed_requests(offer, found, today)
    ids = {one.request.id for one in found} | {one.request.id for one in missed}
    known = Requests(
        await names_of_requests(ids),
        await asked_in_requests(ids),
        await unsaid_between((story.id, one) for one in ids),
        await nobody_more(ids),
    )
    fitting = [known.shown(one, tuple(reasons(one))) for one in found]
    nearly = [known.shown(one, (hindrance(one),)) for one in missed]
    shown = [one.request for one in found] + [one.request for one in missed]
    people = tuple(one.person for one in shown if one.person)
    return Suggestions(fitting, nearly, away_in_words(offer, away(offer, today), today), people)


async def _missed_requests(offer: OfferFacts, found: list[Match], today: date) -> list[NearMiss]:
    """None where the same thing keeps somebody away from all of them, nor of whoever has another one that fits."""
    if away(offer, today):
        return []
    fit = {one.request.asker for one in found}
    liked = [one for one in await requests_liked(offer) if one.asker not in fit]
    return near_requests(offer, liked, today, NEARLY)


@dataclass(frozen=True, slots=True)
class Requests:
    """What an offer's page says of each; `taken` are those for which nobody more may be asked now."""

    names: dict[int, str]
    asked: dict[int, str]
    unsaid: dict[tuple[int, int], str]
    taken: set[int]

    def shown(self, found: Match | NearMiss, said: tuple[str, ...]) -> Suggestion:
        number = found.request.id
        unsaid = self.unsaid.get((found.offer.id, number), "")
        return Suggestion(
            number, self.names[number], said, number not in self.taken, self.asked[number], unsaid
        )


async def unsaid_of(proposals: list[ProposalLine]) -> dict[int, str]:
    """By its number, each open proposal where something of the visit should be asked about first."""
    undecided = {one.id: (one.offer_id, one.request_id) for one in proposals if one.undecided}
    found = await unsaid_between(undecided.values())
    return {number: found[two] for number, two in undecided.items() if two in found}
