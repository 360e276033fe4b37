"""What there is to choose from, and what has come in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mittendrin.core.refusal import NotFound
from mittendrin.core.text import search_column, search_words
from mittendrin.places.queries import Choice, districts
from mittendrin.places.tables import HelpCategory
from mittendrin.volunteering.named import SHORTEST_WORD, is_said, words_of
from mittendrin.volunteering.start_set import ANYTHING_SLUG, EMERGENCY_SLUG
from mittendrin.volunteering.tables import HelpRequest, Offer, OfferCategory

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class CategoryView:
    id: int
    slug: str
    name: str
    synonyms: str
    professional: bool
    instead: str
    prerequisite: str

    @property
    def emergency(self) -> bool:
        """Whatever the office has written there: nobody but 112 helps now."""
        return self.slug == EMERGENCY_SLUG

    @property
    def with_examples(self) -> str:
        """ "Begleitung und Fahrt (Arzt, Amt, Friedhof)": people look for their own word."""
        examples = ", ".join(self.synonyms.split(", ")[:EXAMPLES])
        return f"{self.name} ({examples})" if examples else self.name

    def is_called(self, words: list[str]) -> bool:
        known = search_column(f"{self.name} {self.synonyms}").split()
        return any(
            one.startswith(word) or word.startswith(one)
            for word in words
            for one in known
            if len(one) >= SHORTEST_WORD
        )

    def is_named(self, said: list[str]) -> bool:
        """Stricter: one of its examples is there as a whole."""
        return any(is_said(example, said) for example in self.synonyms.split(","))


@dataclass(frozen=True, slots=True)
class Town:
    """What there is to choose from, and the day on which somebody chooses."""

    categories: list[CategoryView]
    districts: list[Choice]
    today: date

    @property
    def papers(self) -> list[str]:
        """All that some kind of help asks for: these the office knows how to look at."""
        return sorted({one.prerequisite for one in self.categories} - {""})

    def category(self, slug: str) -> CategoryView | None:
        return next((one for one in self.categories if one.slug == slug), None)

    def declined(self, slug: str) -> CategoryView | None:
        """What needs professionals, if that was chosen."""
        found = self.category(slug)
        return found if found and found.professional else None

    def doubtful(self, slug: str, words: str) -> CategoryView | None:
        """What needs professionals, as far as words tell, so people may go on all the same. An emergency whatever was
        chosen; anything else only where nothing fitting was, and no neighbour could be meant: "Tabletten, Apotheke".
        """
        said = words_of(words)
        named = [one for one in self.categories if one.is_named(said)]
        if urgent := self.urgent(words):
            return urgent
        unsure = slug in ("", ANYTHING_SLUG) and all(one.professional for one in named)
        return named[0] if named and unsure else None

    def urgent(self, words: str) -> CategoryView | None:
        """The emergency, when one is said."""
        said = words_of(words)
        professional = (one for one in self.categories if one.emergency and one.professional)
        return next((one for one in professional if one.is_named(said)), None)

    def meant(self, words: str) -> CategoryView | None:
        """Of what neighbours do, the first that people call by one of these words, or by what begins so."""
        said = [word for word in search_words(words) if len(word) >= SHORTEST_WORD]
        return next((one for one in self.categories if not one.professional and one.is_called(said)), None)

    def district_id(self, slug: str | None) -> int | None:
        return next((one.id for one in self.districts if one.slug == slug), None)


async def town(today: date) -> Town:
    return Town(await categories(), await districts(), today)


async def categories() -> list[CategoryView]:
    """In the order of the office; also those that need professionals, which nobody can offer."""
    rows = await HelpCategory.select(
        HelpCategory.id,
        HelpCategory.slug,
        HelpCategory.name,
        HelpCategory.synonyms,
        HelpCategory.professional,
        HelpCategory.instead,
        HelpCategory.prerequisite,
    ).order_by(HelpCategory.position, HelpCategory.name, HelpCategory.id)
    return [CategoryView(**row) for row in rows]


async def offered_at(code: str) -> datetime:
    """When it came. Raises NotFound."""
    return _moment(await Offer.select(Offer.created_at).where(Offer.code == code).first())


async def asked_at(code: str) -> datetime:
    """When it came. Raises NotFound."""
    return _moment(await HelpRequest.select(HelpRequest.created_at).where(HelpRequest.code == code).first())


async def offer_called(code: str) -> int:
    """Its id. Raises NotFound."""
    return _number(await Offer.select(Offer.id).where(Offer.code == code).first())


async def request_called(code: str) -> int:
    """Its id. Raises NotFound."""
    return _number(await HelpRequest.select(HelpRequest.id).where(HelpRequest.code == code).first())


def _number(row: dict[str, Any] | None) -> int:
    if row is None:
        raise NotFound
    return int(row["id"])


def _moment(row: dict[str, Any] | None) -> datetime:
    if row is None:
        raise NotFound
    created: datetime = row["created_at"]
    return created


async def categories_of(offer_id: int) -> list[str]:
    """Names of what somebody likes to do, in the order of the office."""
    liked: Any = OfferCategory
    rows = await (
        liked.select(liked.category.name)
        .where(liked.offer == offer_id)
        .order_by(liked.category.position, liked.category.name, liked.id)
    )
    return [row["category.name"] for row in rows]


async def kinds_of(offer_ids: list[int]) -> dict[int, list[str]]:
    kinds: dict[int, list[str]] = {one: [] for one in offer_ids}
    lik: Any = OfferCategory
    for row in await (
        lik.select(lik.offer, lik.category.name)
        .where(lik.offer.is_in(offer_ids or [0]))
        .order_by(lik.category.position, lik.category.name, lik.id)
    ):
        kinds[row["offer"]].append(row["category.name"])
    return kinds
