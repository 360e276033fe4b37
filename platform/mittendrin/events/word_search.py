"""What somebody types into the search field, as a condition on dates."""

from collections.abc import Iterable
from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.core.text import search_column
from mittendrin.events.tables import Occurrence
from mittendrin.places.queries import districts_called, topics_called

_EVENT: Any = Occurrence.event
_VENUE: Any = _EVENT.venue


async def written(word: str) -> Combinable:
    """The word stands in the event itself, names its place or organiser, or is another word for its district."""
    pattern = f"%{word}%"
    found: Combinable = (
        _EVENT.search.like(pattern) | _VENUE.search.like(pattern) | _EVENT.organisation.search.like(pattern)
    )
    if districts := await districts_called(word):
        found |= _VENUE.district.is_in(districts)
    return found


async def meant(word: str) -> Combinable:
    """The word is written, or is another word for the topic: a yoga class, but also every other exercise."""
    found = await written(word)
    if topics := await topics_called(word):
        found |= _EVENT.topic.is_in(topics)
    return found


def in_title(title: str, words: Iterable[str]) -> bool:
    known = search_column(title)
    return all(word in known for word in words)
