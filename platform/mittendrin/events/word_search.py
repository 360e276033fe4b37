"""What somebody types into the search field, as a condition on dates."""

from typing import Any

from piccolo.custom_types import Combinable

from mittendrin.events.tables import Occurrence
from mittendrin.places.queries import districts_called, topics_called

_EVENT: Any = Occurrence.event
_VENUE: Any = _EVENT.venue


async def says(word: str) -> Combinable:
    """The word stands in the event itself, names its place or organiser, or is another word for its topic or district."""
    pattern = f"%{word}%"
    found: Combinable = (
        _EVENT.search.like(pattern) | _VENUE.search.like(pattern) | _EVENT.organisation.search.like(pattern)
    )
    if topics := await topics_called(word):
        found |= _EVENT.topic.is_in(topics)
    if districts := await districts_called(word):
        found |= _VENUE.district.is_in(districts)
    return found
